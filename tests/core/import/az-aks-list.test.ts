import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../../src/core/import/index.ts';
import type { Cluster, NodePool } from '../../../src/core/plan/index.ts';
import { azCluster, azId, azNetwork, nodeGroup, place, subnetId, type AzPool } from '../../support/az.ts';
import { pickLike } from './pick-like.ts';

const at = place('1', 'rg-aks');
const nodes = subnetId(at, 'v', 'nodes');
const pods = subnetId(at, 'v', 'pods');
const vnet = azNetwork({
  at,
  name: 'v',
  prefixes: ['10.0.0.0/16'],
  subnets: [
    { name: 'nodes', prefixes: ['10.0.0.0/24'] },
    { name: 'pods', prefixes: ['10.0.4.0/22'] },
    { name: 'agc', prefixes: ['10.0.8.0/24'], delegation: 'Microsoft.ServiceNetworking/trafficControllers' },
    { name: 'aci', prefixes: ['10.0.9.0/24'] },
  ],
});

function read(...objects: unknown[]): ImportOutcome {
  const outcome = importFiles([{ name: 'all', text: JSON.stringify(objects) }]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

const pool: AzPool = { name: 'system', count: 3, maxPods: 110, nodeSubnet: nodes };

/** Imports one cluster beside the network; `raw` changes what az printed. */
function cluster(
  network: object,
  raw: object = {},
  pools: readonly AzPool[] = [pool],
): { cluster: Cluster | undefined; outcome: ImportOutcome } {
  const printed = azCluster({ at, name: 'aks', network: { ...network }, pools });
  const outcome = read(vnet, { ...printed, ...raw });
  return { cluster: outcome.plan.clusters[0], outcome };
}

function importPool(raw: object): { pool: NodePool | undefined; outcome: ImportOutcome } {
  const printed = azCluster({ at, name: 'aks', pools: [pool] }) as { agentPoolProfiles: object[] };
  const outcome = read(vnet, { ...printed, agentPoolProfiles: [{ ...printed.agentPoolProfiles[0], ...raw }] });
  return { pool: outcome.plan.clusters[0]?.pools[0], outcome };
}

describe('the IPAM model', () => {
  const flat = { networkPluginMode: null, podCidr: null, podCidrs: null };
  it.each<[string, object, Partial<AzPool>, string]>([
    ['azure with mode overlay', {}, {}, 'overlay'],
    ['azure with mode Overlay, other case', { networkPlugin: 'Azure', networkPluginMode: 'Overlay' }, {}, 'overlay'],
    ['azure without a mode', flat, {}, 'nodesubnet'],
    ['azure with an empty mode', { ...flat, networkPluginMode: '' }, {}, 'nodesubnet'],
    ['azure with a pod subnet, allocation not printed', flat, { podSubnet: pods }, 'podsubnet-dynamic'],
    ['kubenet', { ...flat, networkPlugin: 'kubenet' }, {}, 'kubenet'],
    ['none', { ...flat, networkPlugin: 'none' }, {}, 'byo'],
  ])('%s', (_printed, network, fields, ipam) => {
    expect(cluster(network, {}, [{ ...pool, ...fields }]).cluster?.ipam).toBe(ipam);
  });

  it('is static when a pool says so', () => {
    const printed = azCluster({ at, name: 'aks', network: flat, pools: [{ ...pool, podSubnet: pods }] }) as {
      agentPoolProfiles: object[];
    };
    Object.assign(printed.agentPoolProfiles[0] ?? {}, { podIpAllocationMode: 'StaticBlock' });
    expect(read(vnet, printed).plan.clusters[0]).toMatchObject({
      ipam: 'podsubnet-static',
      pools: [{ podIpAllocation: 'static', podSubnetIds: ['v.pods'] }],
    });
  });

  it('is said to be a guess when no plug-in is printed', () => {
    const { cluster: guessed, outcome } = cluster({ networkPlugin: null, networkPluginMode: null });
    expect(guessed?.ipam).toBe('overlay');
    expect(outcome.unread).toMatchObject([{ path: '$[1].networkProfile' }]);
  });
});

describe('the network profile', () => {
  it.each<[string, object, Partial<Cluster>]>([
    [
      'no policy, no data plane on old clusters',
      { networkPolicy: null, networkDataplane: null },
      { networkPolicy: 'none', dataPlane: 'azure' },
    ],
    ['policy none', { networkPolicy: 'none' }, { networkPolicy: 'none' }],
    [
      'Cilium',
      { networkPolicy: 'cilium', networkDataplane: 'cilium' },
      { networkPolicy: 'cilium', dataPlane: 'cilium' },
    ],
    [
      'lists win over single ranges',
      {
        podCidrs: ['10.244.0.0/16', 'fd12::/64'],
        serviceCidrs: ['10.0.0.0/16', 'fd13::/108'],
        ipFamilies: ['IPv4', 'IPv6'],
      },
      {
        podCidrs: ['10.244.0.0/16', 'fd12::/64'],
        serviceCidrs: ['10.0.0.0/16', 'fd13::/108'],
        ipFamilies: ['IPv4', 'IPv6'],
      },
    ],
    [
      'single ranges where no list is printed',
      { podCidrs: null, serviceCidrs: null },
      { podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.0.0.0/16'] },
    ],
    [
      'families follow from the ranges where none is printed',
      { ipFamilies: null, podCidrs: ['10.244.0.0/16', 'fd12::/64'] },
      { ipFamilies: ['IPv4', 'IPv6'] },
    ],
    [
      'a pod range that a flat cluster prints is kept, for the rule to judge',
      { networkPluginMode: null, podCidr: '10.244.0.0/16' },
      { ipam: 'nodesubnet', podCidrs: ['10.244.0.0/16'] },
    ],
    ['outbound type in any case', { outboundType: 'UserDefinedRouting' }, { outboundType: 'userDefinedRouting' }],
    ['no outbound type on old clusters', { outboundType: null }, { outboundType: 'loadBalancer' }],
    ['a bridge of the Docker era', { dockerBridgeCidr: '172.17.0.1/16' }, { dockerBridgeCidr: '172.17.0.1/16' }],
  ])('%s', (_claim, network, expected) => {
    expect(cluster(network).cluster).toMatchObject(expected);
  });
});

describe('the cluster', () => {
  const longZone = azId(
    place('1', 'g'.repeat(90)),
    'Microsoft.Network/privateDnsZones',
    `${'s'.repeat(32)}.privatelink.southcentralus.azmk8s.io`,
  );
  it.each<[string, object, Partial<Cluster>]>([
    [
      'runs the version it runs, not the one asked for',
      { currentKubernetesVersion: '1.33.4', kubernetesVersion: '1.33' },
      { kubernetesVersion: '1.33.4' },
    ],
    [
      'is automatic by its SKU',
      { sku: { name: 'Automatic', tier: 'Standard' } },
      { mode: 'automatic', tier: 'standard' },
    ],
    ['had a paid tier once', { sku: { name: 'Basic', tier: 'Paid' } }, { mode: 'base', tier: 'standard' }],
    ['provisions nodes by itself', { nodeProvisioningProfile: { mode: 'Auto' } }, { nodeAutoProvisioning: true }],
    [
      'is isolated by its artifact source',
      { bootstrapProfile: { artifactSource: 'Cache' } },
      { networkIsolated: true },
    ],
    ['has the identity it prints', { identity: { type: 'SystemAssigned' } }, { identity: 'systemAssigned' }],
    [
      'has a service principal',
      { identity: null, servicePrincipalProfile: { clientId: 'abc' } },
      { identity: 'servicePrincipal' },
    ],
    [
      'has no service principal called msi',
      { identity: null, servicePrincipalProfile: { clientId: 'msi' } },
      { identity: undefined },
    ],
    ['exists when it succeeded', { provisioningState: 'Succeeded' }, { origin: 'existing' }],
    ['is not known to exist when no state is printed', { provisioningState: null }, { origin: undefined }],
    [
      'is private, with its zone and ranges',
      {
        apiServerAccessProfile: {
          enablePrivateCluster: true,
          privateDnsZone: 'none',
          authorizedIpRanges: ['203.0.113.0/24'],
        },
      },
      { privateCluster: true, privateDnsZone: 'none', authorizedIpRanges: ['203.0.113.0/24'] },
    ],
    [
      'has a zone in a group with the longest name there may be',
      { apiServerAccessProfile: { enablePrivateCluster: true, privateDnsZone: longZone } },
      { privateDnsZone: longZone },
    ],
    [
      'has its API server in a subnet',
      { apiServerAccessProfile: { enableVnetIntegration: true, subnetId: pods } },
      { apiServerVnetIntegration: true, apiServerSubnetId: 'v.pods' },
    ],
    [
      'routes applications',
      { ingressProfile: { webAppRouting: { enabled: true } } },
      { addOns: { applicationRouting: true } },
    ],
    [
      'has Application Gateway for Containers in the delegated subnet',
      { ingressProfile: { applicationLoadBalancer: { enabled: true } } },
      { addOns: { applicationGatewayForContainers: { subnetIds: ['v.agc'] } } },
    ],
    [
      'has virtual nodes in a subnet of its network',
      { addonProfiles: { aciConnectorLinux: { enabled: true, config: { SubnetName: 'aci' } } } },
      { addOns: { virtualNodes: { subnetId: 'v.aci' } } },
    ],
    [
      'has no add-on that is switched off',
      { addonProfiles: { aciConnectorLinux: { enabled: false, config: { SubnetName: 'aci' } } } },
      { addOns: undefined },
    ],
  ])('%s', (_claim, raw, expected) => {
    expect(pickLike(cluster({}, raw).cluster, expected)).toMatchObject(expected);
  });

  it('finds the application gateway of its ingress controller in the subnet that lists it', () => {
    const gateway = azId(at, 'Microsoft.Network/applicationGateways', 'agw');
    const withGateway = {
      ...vnet,
      subnets: [
        {
          name: 'agw',
          addressPrefix: '10.0.0.0/24',
          applicationGatewayIPConfigurations: [{ id: `${gateway}/gatewayIPConfigurations/x` }],
        },
      ],
    };
    const printed = azCluster({
      at,
      name: 'aks',
      fields: {
        addonProfiles: {
          ingressApplicationGateway: {
            enabled: true,
            config: {
              effectiveApplicationGatewayId: gateway.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'),
            },
          },
        },
      },
      pools: [pool],
    });
    expect(read(withGateway, printed).plan.clusters[0]?.addOns).toEqual({ agic: { applicationGatewayId: 'agw' } });
  });

  it('lives in the network AKS made when its pools name no subnet', () => {
    const printed = azCluster({ at, name: 'aks', pools: [{ name: 'system', count: 3, maxPods: 110 }] });
    const managed = azNetwork({
      at: nodeGroup({ at, name: 'aks' }),
      name: 'aks-vnet-1',
      prefixes: ['10.224.0.0/12'],
      subnets: [
        { name: 'aks-subnet', prefixes: ['10.224.0.0/16'] },
        { name: 'aks-appgateway', prefixes: ['10.238.0.0/24'] },
      ],
    });
    const { plan } = read(managed, printed);
    expect(plan.virtualNetworks[0]?.managedByAks).toBe(true);
    expect(plan.clusters[0]?.pools[0]?.nodeSubnetId).toBe('aks-vnet-1.aks-subnet');
    expect(read(printed).plan.clusters[0]?.pools[0]?.nodeSubnetId).toBeUndefined();
  });

  it('gets a stub subnet of unknown range when its network is in no file', () => {
    const { plan } = read(
      azCluster({ at, name: 'aks', pools: [{ ...pool, nodeSubnet: subnetId(place('9', 'rg'), 'far', 'nodes') }] }),
    );
    expect(plan.virtualNetworks).toMatchObject([
      {
        name: 'far',
        external: true,
        addressPrefixes: [],
        subnets: [{ name: 'nodes', addressPrefixes: [], partial: true }],
      },
    ]);
    expect(plan.clusters[0]?.pools[0]?.nodeSubnetId).toBe('far.nodes');
  });
});

describe('an add-on that leads out of the files', () => {
  it.each([
    ['virtual nodes', { aciConnectorLinux: { enabled: true, config: { SubnetName: 'nowhere' } } }, 'nowhere'],
    [
      'an ingress controller',
      {
        ingressApplicationGateway: {
          enabled: true,
          config: { applicationGatewayId: azId(at, 'Microsoft.Network/applicationGateways', 'agw-far') },
        },
      },
      'agw-far',
    ],
  ])('is kept, and what is missing is noted: %s', (_what, addonProfiles, name) => {
    const { cluster: kept, outcome } = cluster({}, { addonProfiles });
    expect(Object.keys(kept?.addOns ?? {})).toHaveLength(1);
    expect(outcome.notes.join()).toContain(name);
  });
});

describe('a node pool', () => {
  it.each<[string, object, Partial<NodePool>]>([
    [
      'of a fixed size has no bounds',
      { enableAutoScaling: false, minCount: null, maxCount: null },
      { autoscale: false, minCount: undefined, maxCount: undefined, count: 3 },
    ],
    [
      'of a fixed size ignores the zeros of old versions',
      { enableAutoScaling: false, minCount: 0, maxCount: 0 },
      { minCount: undefined, maxCount: undefined },
    ],
    [
      'scales between its bounds',
      { enableAutoScaling: true, minCount: 2, maxCount: 9 },
      { autoscale: true, minCount: 2, maxCount: 9 },
    ],
    ['has no surge of its own when it is null', { upgradeSettings: { maxSurge: null } }, { maxSurge: undefined }],
    ['has no surge of its own when it is empty', { upgradeSettings: { maxSurge: '' } }, { maxSurge: undefined }],
    [
      'has the surge it prints',
      { upgradeSettings: { maxSurge: '33%', maxUnavailable: '1' } },
      { maxSurge: '33%', maxUnavailable: '1' },
    ],
    ['is a spot pool', { scaleSetPriority: 'Spot' }, { spot: true }],
    ['is stopped', { powerState: { code: 'Stopped' } }, { stopped: true }],
    ['may hold no nodes', { mode: 'User', count: 0 }, { mode: 'User', count: 0 }],
    ['of an availability set', { type: 'AvailabilitySet' }, { type: 'availabilitySet' }],
    [
      'of single machines counts them by size',
      {
        type: 'VirtualMachines',
        count: null,
        virtualMachinesProfile: { scale: { manual: [{ count: 2 }, { count: 3 }] } },
      },
      { type: 'virtualMachines', count: 5 },
    ],
    ['of Windows', { osType: 'Windows', osSku: 'Windows2022' }, { os: 'Windows', osSku: 'Windows2022' }],
    [
      'of a static egress gateway',
      { mode: 'Gateway', gatewayProfile: { publicIPPrefixSize: 30 } },
      { mode: 'Gateway', gatewayPrefixLength: 30 },
    ],
    ['without outbound NAT', { windowsProfile: { disableOutboundNat: true } }, { outboundNat: false }],
    [
      'with a Windows image',
      { nodeImageVersion: 'AKSWindows-2022-containerd-20348.2113.231115' },
      { windowsBuild: '20348.2113' },
    ],
    ['with Pod Sandboxing', { workloadRuntime: 'KataMshvVmIsolation' }, { podSandboxing: true }],
    ['with public addresses', { enableNodePublicIp: true }, { nodePublicIp: true }],
    [
      'with dynamic pods',
      { podSubnetId: pods, podIpAllocationMode: 'DynamicIndividual' },
      { podSubnetIds: ['v.pods'], podIpAllocation: 'dynamic' },
    ],
  ])('%s', (_claim, raw, expected) => {
    const { pool: read, outcome } = importPool(raw);
    expect(pickLike(read, expected)).toMatchObject(expected);
    expect(outcome.unread).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a count that is a text', { count: '3' }, 'count'],
    ['a count below zero', { count: -1 }, 'count'],
    ['a count that is no whole number', { count: 2.5 }, 'count'],
    ['pods beyond any limit', { maxPods: 1e9 }, 'maxPods'],
    ['a mode nobody knows', { mode: 'Odd' }, 'mode'],
    ['a subnet that is no id', { vnetSubnetId: 'nodes' }, 'vnetSubnetId'],
    [
      'a subnet that is the id of something else',
      { podSubnetId: azId(at, 'Microsoft.Network/virtualNetworks', 'v') },
      'podSubnetId',
    ],
  ])('keeps the rest when it prints %s, and names it', (_what, raw, key) => {
    const { pool: kept, outcome } = importPool(raw);
    expect(kept?.name).toBe('system');
    expect(outcome.unread.map(({ path }) => path)).toContain(`$[1].agentPoolProfiles[0].${key}`);
  });
});

describe('network features', () => {
  const ip = { id: azId(at, 'Microsoft.Network/publicIPAddresses', 'pip') };
  it.each<[string, object, object, Partial<Cluster>]>([
    [
      'managed outbound addresses',
      { loadBalancerProfile: { managedOutboundIPs: { count: 2 }, allocatedOutboundPorts: 4000 } },
      {},
      { loadBalancerProfile: { managedOutboundIps: 2, allocatedOutboundPorts: 4000 } },
    ],
    [
      'own outbound addresses and prefixes',
      { loadBalancerProfile: { outboundIPs: { publicIPs: [ip, ip] }, outboundIPPrefixes: { publicIPPrefixes: [ip] } } },
      {},
      { loadBalancerProfile: { outboundIps: 2, usesOutboundPrefixes: true } },
    ],
    [
      'addresses of the managed NAT gateway',
      { natGatewayProfile: { managedOutboundIPProfile: { count: 3 } } },
      {},
      { natGatewayIps: 3 },
    ],
    [
      'Advanced Container Networking Services',
      {
        advancedNetworking: {
          enabled: true,
          observability: { enabled: true },
          security: { enabled: true, advancedNetworkPolicies: 'L7', transitEncryption: { type: 'WireGuard' } },
          performance: { accelerationMode: 'BpfVeth' },
        },
      },
      {},
      {
        acns: {
          observability: true,
          fqdnPolicies: true,
          l7Policies: true,
          encryption: 'wireGuard',
          ebpfHostRouting: true,
        },
      },
    ],
    ['a static egress gateway', { staticEgressGatewayProfile: { enabled: true } }, {}, { staticEgressGateway: true }],
    ['Windows credentials', {}, { windowsProfile: { adminUsername: 'azureuser' } }, { windowsProfile: true }],
    ['the Istio add-on', {}, { serviceMeshProfile: { mode: 'Istio' } }, { addOns: { istio: true } }],
    [
      'application routing with an internal controller',
      {},
      {
        ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: 'Internal' } } },
      },
      {
        addOns: {
          applicationRouting: true,
          applicationRoutingController: 'nginx',
          applicationRoutingInternal: true,
        },
      },
    ],
    [
      'Open Service Mesh',
      {},
      { addonProfiles: { openServiceMesh: { enabled: true } } },
      { addOns: { openServiceMesh: true } },
    ],
    [
      'a private cluster with a public name',
      {},
      { apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFqdn: true } },
      { privateCluster: true, publicFqdn: true },
    ],
  ])('%s', (_claim, network, raw, expected) => {
    const { cluster: imported, outcome } = cluster(network, raw);
    expect(imported).toMatchObject(expected);
    expect(outcome.unread).toEqual([]);
  });
});
