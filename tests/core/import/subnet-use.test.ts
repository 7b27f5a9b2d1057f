import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/core/import/index.ts';
import type { Plan, Subnet } from '../../../src/core/plan/index.ts';
import {
  azCluster,
  azId,
  azNetwork,
  nodeAddresses,
  nodeGroup,
  place,
  subnetId,
  type AzSubnet,
} from '../../support/az.ts';
import { pickLike } from './pick-like.ts';

const at = place('1', 'rg-net');

function read(...objects: unknown[]): Plan {
  const outcome = importFiles([{ name: 'all', text: JSON.stringify(objects) }]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.plan;
}

function network(subnets: readonly AzSubnet[] = []): Record<string, unknown> {
  return azNetwork({ at, name: 'v', prefixes: ['10.0.0.0/16'], subnets });
}

describe('who uses a subnet', () => {
  const cluster = { at: place('1', 'rg-aks'), name: 'aks' };
  const group = nodeGroup(cluster);
  const inGroup = (type: string, ...names: string[]): string => azId(group, type, ...names);
  const own = (type: string, ...names: string[]): string => azId(at, type, ...names);
  const vm = own('Microsoft.Network/networkInterfaces/ipConfigurations', 'vm-nic', 'ipconfig1');

  function useOf(
    subnet: Partial<AzSubnet>,
    clusterFields: Parameters<typeof azCluster>[0]['apiServer'] = {},
  ): Subnet | undefined {
    const plan = read(
      network([{ name: 'a', prefixes: ['10.0.0.0/24'], ...subnet }]),
      azCluster({
        ...cluster,
        apiServer: clusterFields,
        pools: [{ name: 'system', count: 3, maxPods: 110, nodeSubnet: subnetId(at, 'v', subnet.name ?? 'a') }],
      }),
    );
    return plan.virtualNetworks[0]?.subnets[0];
  }

  it.each<[string, Partial<AzSubnet>, Partial<Subnet>]>([
    [
      'nothing is known when nothing is listed',
      {},
      { resources: undefined, otherAddresses: undefined, privateEndpoints: undefined },
    ],
    [
      'nodes of a listed cluster are left to its pools',
      { ipConfigurations: nodeAddresses(group, 'system', 3, 31) },
      { resources: [], otherAddresses: 0 },
    ],
    [
      'nodes of a cluster that is not listed are not counted either',
      { ipConfigurations: nodeAddresses(place('1', 'MC_other'), 'pool', 3) },
      { resources: [] },
    ],
    [
      'internal front ends count one each',
      {
        ipConfigurations: ['a', 'b'].map((name) =>
          inGroup('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'kubernetes-internal', name),
        ),
      },
      { resources: [{ kind: 'loadBalancer', name: 'kubernetes-internal', count: 2 }] },
    ],
    [
      'machines are counted together',
      { ipConfigurations: [vm, vm.replace('vm-nic', 'other-nic')] },
      { resources: [{ kind: 'virtualMachine', count: 2 }] },
    ],
    [
      'a scale set of our own is counted',
      {
        ipConfigurations: [
          own(
            'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations',
            'web',
            '0',
            'nic',
            'ip',
          ),
        ],
      },
      { resources: [{ kind: 'scaleSet', name: 'web', count: 1 }] },
    ],
    [
      'a Bastion host is named',
      {
        name: 'AzureBastionSubnet',
        ipConfigurations: [own('Microsoft.Network/bastionHosts/bastionHostIpConfigurations', 'bas', 'x')],
      },
      { resources: [{ kind: 'bastionHost', name: 'bas', count: 1 }] },
    ],
    [
      'a firewall is named',
      {
        name: 'AzureFirewallSubnet',
        ipConfigurations: [own('Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations', 'afw', 'x')],
      },
      { resources: [{ kind: 'azureFirewall', name: 'afw', count: 1 }] },
    ],
    [
      'a gateway is named, with each of its addresses',
      {
        name: 'GatewaySubnet',
        ipConfigurations: ['x', 'y'].map((name) =>
          own('Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'vgw', name),
        ),
      },
      { resources: [{ kind: 'virtualNetworkGateway', name: 'vgw', count: 2 }] },
    ],
    [
      'a Route Server shows as a virtual hub in its subnet',
      {
        name: 'RouteServerSubnet',
        ipConfigurations: [own('Microsoft.Network/virtualHubs/ipConfigurations', 'rs', 'x')],
      },
      { resources: [{ kind: 'routeServer', name: 'rs', count: 1 }] },
    ],
    [
      'a virtual hub elsewhere is no Route Server',
      { ipConfigurations: [own('Microsoft.Network/virtualHubs/ipConfigurations', 'rs', 'x')] },
      { resources: [{ kind: 'other', count: 1 }] },
    ],
    [
      'what nobody knows is other',
      { ipConfigurations: [own('Microsoft.Odd/things/ipConfigurations', 'x', 'y')] },
      { resources: [{ kind: 'other', count: 1 }] },
    ],
    [
      'private endpoints are counted once, not again as interfaces',
      {
        privateEndpoints: [own('Microsoft.Network/privateEndpoints', 'pe')],
        ipConfigurations: [
          own('Microsoft.Network/networkInterfaces/ipConfigurations', 'pe.nic.1', 'privateEndpointIpConfig.1'),
        ],
      },
      { privateEndpoints: 1, otherAddresses: 0, resources: [] },
    ],
    [
      'further addresses of an endpoint are other addresses',
      {
        privateEndpoints: [own('Microsoft.Network/privateEndpoints', 'pe')],
        ipConfigurations: ['1', '2', '3'].map((n) =>
          own('Microsoft.Network/networkInterfaces/ipConfigurations', 'pe.nic.1', `privateEndpointIpConfig.${n}`),
        ),
      },
      { privateEndpoints: 1, otherAddresses: 2 },
    ],
  ])('%s', (_claim, subnet, expected) => {
    expect(pickLike(useOf(subnet), expected)).toMatchObject(expected);
  });

  it("leaves a private cluster's endpoint to the cluster, but counts that of a public one with its name", () => {
    const privateEndpoints = [inGroup('Microsoft.Network/privateEndpoints', 'kube-apiserver')];
    expect(useOf({ privateEndpoints }, { enablePrivateCluster: true })?.privateEndpoints).toBe(0);
    expect(useOf({ privateEndpoints }, { enablePrivateCluster: false })?.privateEndpoints).toBe(1);
  });

  it('takes what AKS puts into the API server subnet for the API server, and nothing else', () => {
    const api = { enableVnetIntegration: true, subnetId: subnetId(at, 'v', 'a') };
    const ipConfigurations = [
      inGroup('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'kube-apiserver', 'fe'),
      vm,
    ];
    expect(useOf({ ipConfigurations }, api)?.resources).toEqual([
      { kind: 'apiServer', name: 'kube-apiserver', count: 1 },
      { kind: 'virtualMachine', count: 1 },
    ]);
  });

  it('knows all of it only when Azure prints every list', () => {
    const raw = (fields: object): unknown => ({
      ...network(),
      subnets: [{ id: subnetId(at, 'v', 'a'), name: 'a', addressPrefix: '10.0.0.0/24', ...fields }],
    });
    const complete = (fields: object): boolean | undefined =>
      read(raw(fields)).virtualNetworks[0]?.subnets[0]?.resourcesComplete;
    const all = { ipConfigurations: [], privateEndpoints: [], serviceAssociationLinks: [] };
    expect(complete(all)).toBe(true);
    expect(complete({ ...all, ipConfigurations: null })).toBeUndefined();
    expect(complete({ ...all, serviceAssociationLinks: undefined })).toBeUndefined();
    expect(complete({ ...all, ipConfigurations: [{ id: 'nonsense' }] })).toBeUndefined();
    expect(
      complete({ ...all, ipConfigurations: nodeAddresses(place('1', 'MC_other'), 'pool', 1).map((id) => ({ id })) }),
    ).toBeUndefined();
    expect(
      complete({
        ...all,
        serviceAssociationLinks: [{ linkedResourceType: 'Microsoft.ContainerInstance/containerGroups' }],
      }),
    ).toBeUndefined();
  });

  it('finds application gateways in the subnets that list them', () => {
    const raw = {
      ...network(),
      subnets: [
        {
          name: 'agw',
          addressPrefix: '10.0.0.0/24',
          applicationGatewayIPConfigurations: [
            { id: own('Microsoft.Network/applicationGateways/gatewayIPConfigurations', 'agw-1', 'x') },
          ],
        },
      ],
    };
    expect(read(raw).applicationGateways).toMatchObject([{ id: 'agw-1', subnetId: 'v.agw', partial: true }]);
  });
});
