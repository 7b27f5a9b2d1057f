import { aks, CLI, cluster, NODES, pools, POSTS, printPool, REST, vnet, type PrintedShape } from './shape.ts';

/** How node pools were printed. */
export const PRINTED_POOLS: readonly PrintedShape[] = [
  {
    title: 'pools of single machines that scale: a null count, bounds per size, enableAutoScaling false',
    source: CLI,
    objects: [
      vnet(),
      aks({
        pool: {
          type: 'VirtualMachines',
          count: null,
          vmSize: '',
          enableAutoScaling: false,
          virtualMachinesProfile: {
            scale: { autoscale: [{ size: 'standard_d4s_v5', minCount: 3, maxCount: 6 }], manual: null },
          },
          virtualMachineNodesStatus: [{ size: 'standard_d4s_v5', count: 4 }],
        },
      }),
    ],
    plan: pools({
      type: 'virtualMachines',
      count: 4,
      autoscale: true,
      minCount: 3,
      maxCount: 6,
      vmSize: 'standard_d4s_v5',
    }),
  },
  {
    title: 'pools of single machines of two sizes and a fixed number',
    source: CLI,
    objects: [
      vnet(),
      aks({
        pool: {
          type: 'VirtualMachines',
          count: null,
          vmSize: '',
          virtualMachinesProfile: {
            scale: {
              autoscale: null,
              manual: [
                { size: 'Standard_D4s_v5', count: 3 },
                { size: 'Standard_D8s_v5', count: 2 },
              ],
            },
          },
          virtualMachineNodesStatus: null,
        },
      }),
    ],
    plan: pools({ count: 5, autoscale: false }),
  },
  {
    title: 'a system pool AKS sizes: nothing but its name and mode',
    source: REST,
    objects: [
      vnet(),
      aks({
        pool: {
          name: 'managedsys',
          mode: 'ManagedSystem',
          count: null,
          vmSize: null,
          osType: null,
          vnetSubnetId: null,
        },
        more: [printPool({ name: 'user1', mode: 'User' })],
      }),
    ],
    plan: pools({ name: 'managedsys', count: 0 }, { name: 'user1', count: 3 }),
  },
  {
    title: 'Windows pools: the SKU names the year, the image the build',
    source: CLI,
    objects: [
      vnet(),
      aks({
        fields: { windowsProfile: { adminPassword: null, adminUsername: 'azureuser', enableCsiProxy: true } },
        more: [
          printPool({
            name: 'win25',
            mode: 'User',
            osType: 'Windows',
            osSku: 'Windows2025',
            maxPods: 30,
            nodeImageVersion: 'AKSWindows-2025-gen2-26100.6905.251027',
            windowsProfile: { disableOutboundNat: null },
          }),
        ],
      }),
    ],
    plan: cluster({
      windowsProfile: true,
      pools: [{}, { os: 'Windows', osSku: 'Windows2025', windowsBuild: '26100.6905' }],
    }),
  },
  {
    title: 'Windows without a year: the image settles it',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        more: [
          printPool({
            name: 'win',
            mode: 'User',
            osType: 'Windows',
            osSku: 'Windows',
            maxPods: 30,
            nodeImageVersion: 'AKSWindows-2022-containerd-20348.2340.240401',
          }),
        ],
      }),
    ],
    plan: pools({}, { osSku: 'Windows', imageRelease: 'Windows2022' }),
    findings: ['warning win2022-retirement: win'],
  },
  {
    title: 'Ubuntu without a release on the image of 22.04',
    source: POSTS,
    objects: [vnet(), aks({ pool: { nodeImageVersion: 'AKSUbuntu-2204gen2TLcontainerd-202603.12.1' } })],
    plan: pools({ osSku: 'Ubuntu', imageRelease: 'Ubuntu2204' }),
    findings: ['warning ubuntu2204-retirement: nodepool1'],
  },
  {
    title: 'Azure Linux without a release on the image of 2.0',
    source: POSTS,
    objects: [vnet(), aks({ pool: { osSku: 'AzureLinux', nodeImageVersion: 'AKSAzureLinux-V2gen2-202512.06.0' } })],
    plan: pools({ imageRelease: 'AzureLinux2' }),
    findings: ['error azurelinux2-retirement: nodepool1'],
  },
  {
    title: 'Azure Linux without a release on the image of 3.0',
    source: POSTS,
    objects: [vnet(), aks({ pool: { osSku: 'AzureLinux', nodeImageVersion: 'AKSAzureLinux-V3gen2-202606.08.1' } })],
    plan: pools({ imageRelease: 'AzureLinux3' }),
  },
  {
    title: 'a stopped cluster',
    source: CLI,
    objects: [vnet(), aks({ fields: { powerState: { code: 'Stopped' } }, pool: { powerState: { code: 'Stopped' } } })],
    plan: pools({ stopped: true }),
  },
  {
    title: 'a static egress gateway and its pool',
    source: CLI,
    objects: [
      vnet(),
      aks({
        network: { staticEgressGatewayProfile: { enabled: true } },
        more: [printPool({ name: 'gwnp', mode: 'Gateway', count: 2, gatewayProfile: { publicIpPrefixSize: 31 } })],
      }),
    ],
    plan: cluster({ staticEgressGateway: true, pools: [{}, { mode: 'Gateway', gatewayPrefixLength: 31 }] }),
  },
  {
    title: 'a spot pool with null upgrade settings, scaled to nothing',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/spot-node-pool.md',
    objects: [
      vnet(),
      aks({
        more: [
          printPool({
            name: 'spot',
            mode: 'User',
            count: 0,
            enableAutoScaling: true,
            minCount: 0,
            maxCount: 3,
            scaleSetPriority: 'Spot',
            spotMaxPrice: -1,
            upgradeSettings: { maxSurge: null, maxUnavailable: null },
          }),
        ],
      }),
    ],
    plan: pools({}, { spot: true, count: 0, minCount: 0, maxCount: 3 }),
  },
  {
    title: 'nodes that were provisioned one by one, and ids in capitals',
    source: POSTS,
    objects: [
      {
        ...vnet(),
        subnets: [
          {
            addressPrefixes: ['172.20.0.0/22'],
            delegations: [],
            id: NODES,
            ipConfigurations: [
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/MC_RG-PRINT_AKS-PRINT_WESTEUROPE/providers/Microsoft.Network/networkInterfaces/AKS-DEFAULT-GRBJ5/ipConfigurations/IPCONFIG1',
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/MC_RG-PRINT_AKS-PRINT_WESTEUROPE/providers/Microsoft.Compute/virtualMachineScaleSets/AKS-NODEPOOL1-1-VMSS/virtualMachines/0/networkInterfaces/AKS-NODEPOOL1-1-VMSS/ipConfigurations/IPCONFIG1',
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/mc_rg-print_aks-print_westeurope/providers/Microsoft.Network/loadBalancers/kubernetes-internal/frontendIPConfigurations/a1',
            ].map((id) => ({ id, resourceGroup: 'x' })),
            name: 'snet-nodes',
            provisioningState: 'Succeeded',
            serviceEndpoints: [{ locations: ['*'], provisioningState: 'Succeeded', service: 'Microsoft.Storage' }],
          },
        ],
      },
      aks({ fields: { nodeProvisioningProfile: { defaultNodePools: 'Auto', mode: 'Auto' } } }),
    ],
    plan: {
      virtualNetworks: [
        {
          subnets: [
            {
              resources: [{ kind: 'loadBalancer', name: 'kubernetes-internal', count: 1 }],
              serviceEndpoints: ['Microsoft.Storage'],
            },
          ],
        },
      ],
      clusters: [{ nodeAutoProvisioning: true }],
    },
  },
];
