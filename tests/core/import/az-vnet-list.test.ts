import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../../src/core/import/index.ts';
import type { Subnet } from '../../../src/core/plan/index.ts';
import { azCluster, azId, azNetwork, azRouteTable, networkId, nodeAddresses, nodeGroup, place, routeTableId, subnetId, type AzLink, type AzSubnet } from '../../support/az.ts';
import { pickLike } from './pick-like.ts';

const at = place('1', 'rg-net');
const elsewhere = place('2', 'rg-hub');

function read(...objects: unknown[]): ImportOutcome {
  const outcome = importFiles([{ name: 'all', text: JSON.stringify(objects) }]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

function network(name: string, prefix: string, links: readonly AzLink[] = [], subnets: readonly AzSubnet[] = []): Record<string, unknown> {
  return azNetwork({ at, name, prefixes: [prefix], subnets, links });
}

function link(remote: string, prefixes: readonly string[] = [], name = 'to'): AzLink {
  return { name, remote, remotePrefixes: prefixes };
}

describe('a peering', () => {
  it('is one object with both links, the network with more peerings first', () => {
    const { plan } = read(
      network('a-spoke', '10.1.0.0/16', [link(networkId(at, 'z-hub'))]),
      network('b-spoke', '10.2.0.0/16', [link(networkId(at, 'z-hub'))]),
      network('z-hub', '10.0.0.0/16', [link(networkId(at, 'a-spoke'), [], 'one'), link(networkId(at, 'b-spoke'), [], 'two')]),
    );
    expect(plan.peerings.map(({ a, b, aToB, bToA }) => [a, b, aToB?.name, bToA?.name])).toEqual([
      ['z-hub', 'a-spoke', 'one', 'to'],
      ['z-hub', 'b-spoke', 'two', 'to'],
    ]);
  });

  it('is found although the ids differ in case', () => {
    const { plan } = read(
      network('hub', '10.0.0.0/16', [link(networkId(at, 'spoke').toUpperCase())]),
      network('spoke', '10.1.0.0/16', [link(networkId(at, 'hub').toLowerCase())]),
    );
    expect(plan.virtualNetworks).toHaveLength(2);
    expect(plan.peerings).toHaveLength(1);
  });

  it('keeps a direction that does not exist as missing', () => {
    const { plan } = read(network('hub', '10.0.0.0/16', [link(networkId(at, 'spoke'))]), network('spoke', '10.1.0.0/16'));
    expect(plan.peerings).toMatchObject([{ a: 'hub', b: 'spoke', aToB: { name: 'to' }, bToA: null }]);
  });

  it('keeps a second link between the same networks as a second peering', () => {
    const { plan } = read(
      network('hub', '10.0.0.0/16', [link(networkId(at, 'spoke'), [], 'one'), link(networkId(at, 'spoke'), [], 'two')]),
      network('spoke', '10.1.0.0/16', [link(networkId(at, 'hub'))]),
    );
    expect(plan.peerings.map(({ aToB, bToA }) => [aToB?.name, bToA?.name])).toEqual([['one', 'to'], ['two', undefined]]);
  });

  it('keeps a network peered with itself as it is', () => {
    const { plan } = read(network('hub', '10.0.0.0/16', [link(networkId(at, 'hub'))]));
    expect(plan.peerings).toMatchObject([{ a: 'hub', b: 'hub', bToA: null }]);
  });

  it('reads the flags, the state and what the link has cached', () => {
    const raw = network('hub', '10.0.0.0/16', [link(networkId(elsewhere, 'x'), ['10.5.0.0/16'])]) as { virtualNetworkPeerings: object[] };
    Object.assign(raw.virtualNetworkPeerings[0] ?? {}, {
      allowVirtualNetworkAccess: false,
      allowForwardedTraffic: true,
      allowGatewayTransit: true,
      useRemoteGateways: true,
      peeringState: 'Disconnected',
      peeringSyncLevel: 'LocalNotInSync',
      peerCompleteVnets: false,
      localSubnetNames: ['a'],
      remoteSubnetNames: ['b'],
    });
    expect(read(raw).plan.peerings[0]).toMatchObject({
      origin: 'existing',
      aToB: {
        allowVirtualNetworkAccess: false,
        allowForwardedTraffic: true,
        allowGatewayTransit: true,
        useRemoteGateways: true,
        state: 'Disconnected',
        syncLevel: 'LocalNotInSync',
        remoteAddressPrefixes: ['10.5.0.0/16'],
        subnetPeering: { local: ['a'], remote: ['b'] },
      },
    });
  });
});

describe('a network outside the files', () => {
  it('is external, with every prefix its links have cached, and noted once', () => {
    const { plan, notes } = read(
      network('one', '10.1.0.0/16', [link(networkId(elsewhere, 'hub'), ['10.0.0.0/22'])]),
      network('two', '10.2.0.0/16', [link(networkId(elsewhere, 'hub'), ['10.0.0.0/22', '10.0.8.0/22'])]),
    );
    expect(plan.virtualNetworks.find(({ name }) => name === 'hub')).toMatchObject({
      external: true,
      partial: true,
      subscription: elsewhere.subscription,
      addressPrefixes: ['10.0.0.0/22', '10.0.8.0/22'],
      subnets: [],
    });
    expect(notes.filter((note) => note.includes('hub'))).toHaveLength(1);
  });

  it.each([
    ['HV_vhub_0a1b', 'RG_vhub_0a1b', true],
    ['HV_vhub_0a1b', 'rg-own', undefined],
    ['vnet-hub', 'RG_vhub_0a1b', undefined],
  ])('is a Virtual WAN hub only when name and group say so: %s in %s', (name, resourceGroup, virtualHub) => {
    const { plan } = read(network('spoke', '10.1.0.0/16', [link(networkId({ ...elsewhere, resourceGroup }, name))]));
    expect(plan.virtualNetworks.find(({ external }) => external === true)?.virtualHub).toBe(virtualHub);
  });

  it('keeps names apart that repeat across subscriptions', () => {
    const { plan } = read(
      azNetwork({ at, name: 'vnet', prefixes: ['10.0.0.0/16'], subnets: [] }),
      azNetwork({ at: elsewhere, name: 'vnet', prefixes: ['10.0.0.0/16'], subnets: [] }),
    );
    expect(plan.virtualNetworks.map(({ id }) => id)).toEqual(['vnet', 'vnet-2']);
  });
});

describe('what a subnet is tied to', () => {
  it('becomes a stub whose contents are not known when no file lists it', () => {
    const { plan } = read(
      network('v', '10.0.0.0/16', [], [
        {
          name: 'a',
          prefixes: ['10.0.0.0/24'],
          routeTable: routeTableId(elsewhere, 'rt'),
          networkSecurityGroup: azId(elsewhere, 'Microsoft.Network/networkSecurityGroups', 'nsg'),
          natGateway: azId(elsewhere, 'Microsoft.Network/natGateways', 'nat'),
        },
      ]),
    );
    const [subnet] = plan.virtualNetworks[0]?.subnets ?? [];
    expect(subnet).toMatchObject({ routeTableIds: ['rt'], networkSecurityGroupIds: ['nsg'], natGatewayIds: ['nat'] });
    expect(plan.routeTables).toEqual([expect.objectContaining({ id: 'rt', partial: true })]);
    expect(plan.routeTables[0]?.routes).toBeUndefined();
    expect(plan.networkSecurityGroups[0]?.rules).toBeUndefined();
  });

  it('is none where a whole subnet prints no reference, and unknown where only a part of it is printed', () => {
    const whole = network('v', '10.0.0.0/16', [], [{ name: 'a', prefixes: ['10.0.0.0/24'] }]);
    const part = { ...network('w', '10.1.0.0/16'), subnets: [{ name: 'b', addressPrefix: '10.1.0.0/24' }] };
    const [a, b] = read(whole, part).plan.virtualNetworks.map(({ subnets }) => subnets[0]);
    expect(a?.routeTableIds).toEqual([]);
    expect(b?.routeTableIds).toBeUndefined();
  });

  it('follows from the route table too, and two tables of one subnet are kept', () => {
    const table = (name: string): unknown => azRouteTable(at, name, [], [subnetId(at, 'v', 'a'), subnetId(elsewhere, 'far', 'b')]);
    const { plan } = read(network('v', '10.0.0.0/16', [], [{ name: 'a', prefixes: ['10.0.0.0/24'], routeTable: routeTableId(at, 'rt-1') }]), table('rt-1'), table('rt-2'));
    expect(plan.virtualNetworks.map(({ name, subnets }) => [name, subnets[0]?.routeTableIds])).toEqual([['v', ['rt-1', 'rt-2']]]);
  });
});

describe('who uses a subnet', () => {
  const cluster = { at: place('1', 'rg-aks'), name: 'aks' };
  const group = nodeGroup(cluster);
  const inGroup = (type: string, ...names: string[]): string => azId(group, type, ...names);
  const own = (type: string, ...names: string[]): string => azId(at, type, ...names);
  const vm = own('Microsoft.Network/networkInterfaces/ipConfigurations', 'vm-nic', 'ipconfig1');

  function useOf(subnet: Partial<AzSubnet>, clusterFields: Parameters<typeof azCluster>[0]['apiServer'] = {}): Subnet | undefined {
    const { plan } = read(
      network('v', '10.0.0.0/16', [], [{ name: 'a', prefixes: ['10.0.0.0/24'], ...subnet }]),
      azCluster({ ...cluster, apiServer: clusterFields, pools: [{ name: 'system', count: 3, maxPods: 110, nodeSubnet: subnetId(at, 'v', subnet.name ?? 'a') }] }),
    );
    return plan.virtualNetworks[0]?.subnets[0];
  }

  it.each<[string, Partial<AzSubnet>, Partial<Subnet>]>([
    ['nothing is known when nothing is listed', {}, { resources: undefined, otherAddresses: undefined, privateEndpoints: undefined }],
    ['nodes of a listed cluster are left to its pools', { ipConfigurations: nodeAddresses(group, 'system', 3, 31) }, { resources: [], otherAddresses: 0 }],
    ['nodes of a cluster that is not listed are not counted either', { ipConfigurations: nodeAddresses(place('1', 'MC_other'), 'pool', 3) }, { resources: [] }],
    ['internal front ends count one each', { ipConfigurations: ['a', 'b'].map((name) => inGroup('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'kubernetes-internal', name)) }, { resources: [{ kind: 'loadBalancer', name: 'kubernetes-internal', count: 2 }] }],
    ['machines are counted together', { ipConfigurations: [vm, vm.replace('vm-nic', 'other-nic')] }, { resources: [{ kind: 'virtualMachine', count: 2 }] }],
    ['a scale set of our own is counted', { ipConfigurations: [own('Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations', 'web', '0', 'nic', 'ip')] }, { resources: [{ kind: 'scaleSet', name: 'web', count: 1 }] }],
    ['a Bastion host is named', { name: 'AzureBastionSubnet', ipConfigurations: [own('Microsoft.Network/bastionHosts/bastionHostIpConfigurations', 'bas', 'x')] }, { resources: [{ kind: 'bastionHost', name: 'bas', count: 1 }] }],
    ['a firewall is named', { name: 'AzureFirewallSubnet', ipConfigurations: [own('Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations', 'afw', 'x')] }, { resources: [{ kind: 'azureFirewall', name: 'afw', count: 1 }] }],
    ['a gateway is named, with each of its addresses', { name: 'GatewaySubnet', ipConfigurations: ['x', 'y'].map((name) => own('Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'vgw', name)) }, { resources: [{ kind: 'virtualNetworkGateway', name: 'vgw', count: 2 }] }],
    ['a Route Server shows as a virtual hub in its subnet', { name: 'RouteServerSubnet', ipConfigurations: [own('Microsoft.Network/virtualHubs/ipConfigurations', 'rs', 'x')] }, { resources: [{ kind: 'routeServer', name: 'rs', count: 1 }] }],
    ['a virtual hub elsewhere is no Route Server', { ipConfigurations: [own('Microsoft.Network/virtualHubs/ipConfigurations', 'rs', 'x')] }, { resources: [{ kind: 'other', count: 1 }] }],
    ['what nobody knows is other', { ipConfigurations: [own('Microsoft.Odd/things/ipConfigurations', 'x', 'y')] }, { resources: [{ kind: 'other', count: 1 }] }],
    ['private endpoints are counted once, not again as interfaces', { privateEndpoints: [own('Microsoft.Network/privateEndpoints', 'pe')], ipConfigurations: [own('Microsoft.Network/networkInterfaces/ipConfigurations', 'pe.nic.1', 'privateEndpointIpConfig.1')] }, { privateEndpoints: 1, otherAddresses: 0, resources: [] }],
    ['further addresses of an endpoint are other addresses', { privateEndpoints: [own('Microsoft.Network/privateEndpoints', 'pe')], ipConfigurations: ['1', '2', '3'].map((n) => own('Microsoft.Network/networkInterfaces/ipConfigurations', 'pe.nic.1', `privateEndpointIpConfig.${n}`)) }, { privateEndpoints: 1, otherAddresses: 2 }],
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
    const ipConfigurations = [inGroup('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'kube-apiserver', 'fe'), vm];
    expect(useOf({ ipConfigurations }, api)?.resources).toEqual([
      { kind: 'apiServer', name: 'kube-apiserver', count: 1 },
      { kind: 'virtualMachine', count: 1 },
    ]);
  });

  it('knows all of it only when Azure prints every list', () => {
    const raw = (fields: object): unknown => ({ ...network('v', '10.0.0.0/16'), subnets: [{ id: subnetId(at, 'v', 'a'), name: 'a', addressPrefix: '10.0.0.0/24', ...fields }] });
    const complete = (fields: object): boolean | undefined => read(raw(fields)).plan.virtualNetworks[0]?.subnets[0]?.resourcesComplete;
    const all = { ipConfigurations: [], privateEndpoints: [], serviceAssociationLinks: [] };
    expect(complete(all)).toBe(true);
    expect(complete({ ...all, ipConfigurations: null })).toBeUndefined();
    expect(complete({ ...all, serviceAssociationLinks: undefined })).toBeUndefined();
    expect(complete({ ...all, ipConfigurations: [{ id: 'nonsense' }] })).toBeUndefined();
    expect(complete({ ...all, ipConfigurations: nodeAddresses(place('1', 'MC_other'), 'pool', 1).map((id) => ({ id })) })).toBeUndefined();
    expect(complete({ ...all, serviceAssociationLinks: [{ linkedResourceType: 'Microsoft.ContainerInstance/containerGroups' }] })).toBeUndefined();
  });

  it('finds application gateways in the subnets that list them', () => {
    const raw = { ...network('v', '10.0.0.0/16'), subnets: [{ name: 'agw', addressPrefix: '10.0.0.0/24', applicationGatewayIPConfigurations: [{ id: own('Microsoft.Network/applicationGateways/gatewayIPConfigurations', 'agw-1', 'x') }] }] };
    expect(read(raw).plan.applicationGateways).toMatchObject([{ id: 'agw-1', subnetId: 'v.agw', partial: true }]);
  });
});

describe('what a network prints besides', () => {
  it.each([
    ['Succeeded', 'existing'],
    ['Updating', 'existing'],
    ['Creating', undefined],
    ['Failed', undefined],
    [undefined, undefined],
  ])('exists when its state is %s: %s', (provisioningState, origin) => {
    expect(read({ ...network('v', '10.0.0.0/16'), provisioningState }).plan.virtualNetworks[0]?.origin).toBe(origin);
  });

  it('reads DNS servers, encryption, several prefixes of both families', () => {
    const raw = {
      ...network('v', '10.0.0.0/16'),
      addressSpace: { addressPrefixes: ['10.0.0.0/16', 'fd00::/48'] },
      dhcpOptions: { dnsServers: ['10.0.0.4'] },
      encryption: { enabled: true, enforcement: 'AllowUnencrypted' },
      privateEndpointVNetPolicies: 'Basic',
      subnets: [{ name: 'a', addressPrefixes: ['10.0.0.0/24', 'fd00::/64'], addressPrefix: '10.0.0.0/24' }],
    };
    expect(read(raw).plan.virtualNetworks[0]).toMatchObject({
      addressPrefixes: ['10.0.0.0/16', 'fd00::/48'],
      dnsServers: ['10.0.0.4'],
      encryption: true,
      highScalePrivateEndpoints: true,
      subnets: [{ addressPrefixes: ['10.0.0.0/24', 'fd00::/64'] }],
    });
  });

  it('says when two listings of one network differ', () => {
    expect(read(network('v', '10.0.0.0/16'), network('v', '10.1.0.0/16')).notes[0]).toContain('10.1.0.0/16');
  });
});
