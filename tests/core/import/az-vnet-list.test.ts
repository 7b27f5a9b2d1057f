import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../../src/core/import/index.ts';
import {
  azId,
  azNetwork,
  azRouteTable,
  networkId,
  place,
  routeTableId,
  subnetId,
  type AzLink,
  type AzSubnet,
} from '../../support/az.ts';

const at = place('1', 'rg-net');
const elsewhere = place('2', 'rg-hub');

function read(...objects: unknown[]): ImportOutcome {
  const outcome = importFiles([{ name: 'all', text: JSON.stringify(objects) }]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

function network(
  name: string,
  prefix: string,
  links: readonly AzLink[] = [],
  subnets: readonly AzSubnet[] = [],
): Record<string, unknown> {
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
      network('z-hub', '10.0.0.0/16', [
        link(networkId(at, 'a-spoke'), [], 'one'),
        link(networkId(at, 'b-spoke'), [], 'two'),
      ]),
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
    const { plan } = read(
      network('hub', '10.0.0.0/16', [link(networkId(at, 'spoke'))]),
      network('spoke', '10.1.0.0/16'),
    );
    expect(plan.peerings).toMatchObject([{ a: 'hub', b: 'spoke', aToB: { name: 'to' }, bToA: null }]);
  });

  it('keeps a second link between the same networks as a second peering', () => {
    const { plan } = read(
      network('hub', '10.0.0.0/16', [link(networkId(at, 'spoke'), [], 'one'), link(networkId(at, 'spoke'), [], 'two')]),
      network('spoke', '10.1.0.0/16', [link(networkId(at, 'hub'))]),
    );
    expect(plan.peerings.map(({ aToB, bToA }) => [aToB?.name, bToA?.name])).toEqual([
      ['one', 'to'],
      ['two', undefined],
    ]);
  });

  it('keeps a network peered with itself as it is', () => {
    const { plan } = read(network('hub', '10.0.0.0/16', [link(networkId(at, 'hub'))]));
    expect(plan.peerings).toMatchObject([{ a: 'hub', b: 'hub', bToA: null }]);
  });

  it('reads the flags, the state and what the link has cached', () => {
    const raw = network('hub', '10.0.0.0/16', [link(networkId(elsewhere, 'x'), ['10.5.0.0/16'])]) as {
      virtualNetworkPeerings: object[];
    };
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
      network(
        'v',
        '10.0.0.0/16',
        [],
        [
          {
            name: 'a',
            prefixes: ['10.0.0.0/24'],
            routeTable: routeTableId(elsewhere, 'rt'),
            networkSecurityGroup: azId(elsewhere, 'Microsoft.Network/networkSecurityGroups', 'nsg'),
            natGateway: azId(elsewhere, 'Microsoft.Network/natGateways', 'nat'),
          },
        ],
      ),
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
    const table = (name: string): unknown =>
      azRouteTable(at, name, [], [subnetId(at, 'v', 'a'), subnetId(elsewhere, 'far', 'b')]);
    const { plan } = read(
      network('v', '10.0.0.0/16', [], [{ name: 'a', prefixes: ['10.0.0.0/24'], routeTable: routeTableId(at, 'rt-1') }]),
      table('rt-1'),
      table('rt-2'),
    );
    expect(plan.virtualNetworks.map(({ name, subnets }) => [name, subnets[0]?.routeTableIds])).toEqual([
      ['v', ['rt-1', 'rt-2']],
    ]);
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
