import { describe, expect, it } from 'vitest';
import { sketchPlan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { buildTopology, type ReachableSpace } from '../../../src/core/topology/index.ts';

type Levels = readonly [l1: readonly string[], l2: readonly string[]];

/** "hq by site via hub > vgw", one line for each space. */
function say({ space, by, via }: ReachableSpace): string {
  const ranges = space.prefixes.map((prefix) => prefix.text).join(' ');
  return `${space.name} ${ranges} by ${by}${via.length === 0 ? '' : ` via ${via.join(' > ')}`}`;
}

function levelsOf(sketch: PlanSketch, network: string): Levels {
  const reach = buildTopology(sketchPlan(sketch)).networks.get(network)?.reach;
  if (reach === undefined) throw new Error(`no network ${network}`);
  return [reach.l1.map(say), reach.l2.map(say)];
}

const hub = { prefixes: ['10.0.0.0/16'] };
const routed = (prefix: string, routeTable = 'rt') => ({
  prefixes: [prefix],
  subnets: { s: { prefixes: [prefix], routeTable } },
});
const SPOKES = { a: routed('10.1.0.0/16'), b: routed('10.2.0.0/16') };
const transit = { allowGatewayTransit: true };
const remote = { useRemoteGateways: true };

describe('level 1', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'both directions planned',
      { networks: { a: routed('10.1.0.0/16'), hub }, peerings: [['a', 'hub']] },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'one direction missing',
      { networks: { a: routed('10.1.0.0/16'), hub }, peerings: [{ a: 'a', b: 'hub', bToA: null }] },
      [],
    ],
    [
      'one direction of a Connected pair: the mirror exists somewhere',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: { state: 'Connected' }, bToA: null }],
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'Disconnected',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: { state: 'Disconnected' } }],
      },
      [],
    ],
    [
      'Initiated, no mirror',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: { state: 'Initiated' }, bToA: null }],
      },
      [],
    ],
    [
      'access off at one end only',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: { allowVirtualNetworkAccess: false } }],
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'access off at both ends',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [
          { a: 'a', b: 'hub', aToB: { allowVirtualNetworkAccess: false }, bToA: { allowVirtualNetworkAccess: false } },
        ],
      },
      [],
    ],
    [
      'a classic network needs no link of its own',
      {
        networks: { a: routed('10.1.0.0/16'), hub: { ...hub, classic: true } },
        peerings: [{ a: 'a', b: 'hub', bToA: null }],
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'an external network by the ranges the link has cached',
      {
        networks: { a: routed('10.1.0.0/16'), hub: { prefixes: [], external: true } },
        peerings: [
          { a: 'a', b: 'hub', aToB: { state: 'Connected', remoteAddressPrefixes: ['10.9.0.0/16'] }, bToA: null },
        ],
      },
      ['hub 10.9.0.0/16 by peering'],
    ],
    [
      'a connected group',
      { networks: { a: routed('10.1.0.0/16'), hub, c: routed('10.3.0.0/16') }, connectedGroups: { mesh: ['a', 'c'] } },
      ['c 10.3.0.0/16 by connectedGroup'],
    ],
    [
      'peering counts before the group that repeats it',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [['a', 'hub']],
        connectedGroups: { mesh: ['a', 'hub'] },
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'a site behind the own gateway',
      {
        networks: { a: routed('10.1.0.0/16') },
        gateways: { vgw: { network: 'a', kind: 'vpn' } },
        sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
      },
      ['hq 192.168.0.0/16 by site via vgw'],
    ],
    [
      'a site behind a gateway the hub lends',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: remote, bToA: transit }],
        gateways: { vgw: { network: 'hub', kind: 'vpn' } },
        sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
      },
      ['hub 10.0.0.0/16 by peering', 'hq 192.168.0.0/16 by site via hub > vgw'],
    ],
    [
      'not a site behind a gateway the hub does not lend',
      {
        networks: { a: routed('10.1.0.0/16'), hub },
        peerings: [{ a: 'a', b: 'hub', aToB: remote }],
        gateways: { vgw: { network: 'hub', kind: 'vpn' } },
        sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'peering is not transitive',
      {
        networks: { ...SPOKES, hub },
        peerings: [
          ['a', 'hub'],
          ['b', 'hub'],
        ],
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
    [
      'a peering that leads nowhere',
      { networks: { a: routed('10.1.0.0/16') }, peerings: [['a', 'gone']] },
      ['gone  by peering'],
    ],
    [
      'subnet peering: the subnets that take part',
      {
        networks: {
          a: routed('10.1.0.0/16'),
          hub: { prefixes: ['10.0.0.0/16'], subnets: { in: '10.0.1.0/24', out: '10.0.2.0/24' } },
        },
        peerings: [
          {
            a: 'a',
            b: 'hub',
            aToB: { subnetPeering: { local: ['s'], remote: ['in'] } },
            bToA: { subnetPeering: { local: ['in'], remote: ['s'] } },
          },
        ],
      },
      ['hub 10.0.1.0/24 by peering'],
    ],
  ])('%s', (_claim, sketch, expected) => {
    expect(levelsOf(sketch, 'a')[0]).toEqual(expected);
  });
});

describe('level 2', () => {
  const hubAndSpokes = (route: Readonly<Record<string, string>>, more: PlanSketch = {}): PlanSketch => ({
    networks: { ...SPOKES, hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } } },
    peerings: [
      ['a', 'hub'],
      ['b', 'hub'],
    ],
    routeTables: { rt: { routes: route } },
    firewalls: { fw: { network: 'hub', privateIp: '10.0.1.4' } },
    ...more,
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    [
      "a default route to the hub's firewall leads to the other spoke",
      hubAndSpokes({ '0.0.0.0/0': '10.0.1.4' }),
      ['b 10.2.0.0/16 by appliance via hub > fw'],
    ],
    [
      'an appliance without a name is its address',
      hubAndSpokes({ '0.0.0.0/0': '10.0.9.4' }),
      ['b 10.2.0.0/16 by appliance via hub > 10.0.9.4'],
    ],
    [
      'a specific route leads there too',
      hubAndSpokes({ '10.2.0.0/16': '10.0.1.4' }),
      ['b 10.2.0.0/16 by appliance via hub > fw'],
    ],
    ['a route for something else does not', hubAndSpokes({ '10.77.0.0/16': '10.0.1.4' }), []],
    ['nor a route to the internet', hubAndSpokes({ '0.0.0.0/0': 'Internet' }), []],
    ['nor an appliance that is nowhere', hubAndSpokes({ '0.0.0.0/0': '10.200.0.4' }), []],
    ['without routes there is no path', hubAndSpokes({}), []],
    [
      "a site behind the hub's gateway, through the firewall",
      hubAndSpokes(
        { '0.0.0.0/0': '10.0.1.4' },
        {
          gateways: { vgw: { network: 'hub', kind: 'vpn' } },
          sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
        },
      ),
      ['b 10.2.0.0/16 by appliance via hub > fw', 'hq 192.168.0.0/16 by appliance via hub > fw > vgw'],
    ],
    [
      'what is at level 1 is not at level 2',
      hubAndSpokes(
        { '0.0.0.0/0': '10.0.1.4' },
        {
          peerings: [
            ['a', 'hub'],
            ['b', 'hub'],
            ['a', 'b'],
          ],
        },
      ),
      [],
    ],
    [
      'two hubs in a row, each with its appliance',
      {
        networks: {
          a: routed('10.1.0.0/16'),
          hub: routed('10.0.0.0/16', 'rt-hub'),
          hub2: { prefixes: ['10.5.0.0/16'] },
          far: { prefixes: ['10.6.0.0/16'] },
        },
        peerings: [
          ['a', 'hub'],
          ['hub', 'hub2'],
          ['hub2', 'far'],
        ],
        routeTables: {
          rt: { routes: { '0.0.0.0/0': '10.0.1.4' } },
          'rt-hub': { routes: { '10.6.0.0/16': '10.5.1.4' } },
        },
      },
      [
        'hub2 10.5.0.0/16 by appliance via hub > 10.0.1.4',
        'far 10.6.0.0/16 by appliance via hub > 10.0.1.4 > hub2 > 10.5.1.4',
      ],
    ],
    [
      "spokes joined by the hub's VPN gateway, where a route says so",
      {
        networks: { ...SPOKES, hub },
        peerings: [
          { a: 'a', b: 'hub', aToB: remote, bToA: transit },
          { a: 'b', b: 'hub', aToB: remote, bToA: transit },
        ],
        gateways: { vgw: { network: 'hub', kind: 'vpn' } },
        routeTables: { rt: { routes: { '10.2.0.0/16': 'VirtualNetworkGateway' } } },
      },
      ['b 10.2.0.0/16 by gateway via hub > vgw'],
    ],
    [
      'networks joined by VNet-to-VNet VPN',
      {
        networks: { a: routed('10.1.0.0/16'), b: routed('10.2.0.0/16') },
        gateways: { vgw: { network: 'a', kind: 'vpn', vnetToVnet: ['b'] } },
      },
      ['b 10.2.0.0/16 by gateway via vgw'],
    ],
    [
      'spokes of one virtual hub',
      {
        networks: { ...SPOKES, vhub: { prefixes: [], external: true, virtualHub: true } },
        peerings: [
          ['a', 'vhub'],
          ['b', 'vhub'],
        ],
      },
      ['b 10.2.0.0/16 by virtualHub via vhub'],
    ],
    [
      'the rest of a network peered by subnet',
      {
        networks: { a: routed('10.1.0.0/16'), hub: { prefixes: ['10.0.0.0/16'], subnets: { in: '10.0.1.0/24' } } },
        peerings: [{ a: 'a', b: 'hub', aToB: { subnetPeering: { local: ['s'], remote: ['in'] } } }],
      },
      ['hub 10.0.0.0/16 by peering'],
    ],
  ])('%s', (_claim, sketch, expected) => {
    expect(levelsOf(sketch, 'a')[1]).toEqual(expected);
  });

  it('never holds the network itself', () => {
    const [l1, l2] = levelsOf(hubAndSpokes({ '0.0.0.0/0': '10.0.1.4' }), 'b');
    expect([...l1, ...l2].filter((line) => line.startsWith('b '))).toEqual([]);
  });
});
