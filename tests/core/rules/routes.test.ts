import { describe, expect, it } from 'vitest';
import type { PlanSketch } from '../../../src/core/plan/index.ts';
import type { FactId } from '../../../src/core/azure/facts.ts';
import { checkSketch } from '../../support/check.ts';
import { saysOf } from '../../support/findings.ts';

type Row = readonly [title: string, rule: string, sketch: PlanSketch, found: readonly string[]];

function waitingFor(rule: string, sketch: PlanSketch): readonly FactId[] {
  return checkSketch(sketch)
    .notChecked.filter(({ rules }) => rules.includes(rule))
    .map(({ fact }) => fact);
}

const manyRoutes = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`10.${index >> 8}.${index & 255}.0/24`, 'None']));

const hub = { prefixes: ['10.0.0.0/16'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } };
const spoke = (more: object = {}): NonNullable<PlanSketch['networks']>[string] => ({
  prefixes: ['10.1.0.0/16'],
  subnets: { nodes: { prefixes: ['10.1.0.0/22'], routeTable: 'rt' } },
  ...more,
});
const toHop = (hop: string): PlanSketch['routeTables'] => ({ rt: { routes: { '10.50.0.0/16': hop } } });

const rows: readonly Row[] = [
  ['401 routes, planned', 'route-count', { routeTables: { rt: { routes: manyRoutes(401) } } }, ['error rt']],
  [
    '401 routes that exist',
    'route-count',
    { routeTables: { rt: { routes: manyRoutes(401), origin: 'existing' } } },
    ['warning rt'],
  ],
  [
    '1,000 routes under Virtual Network Manager',
    'route-count',
    { routeTables: { rt: { routes: manyRoutes(1000), managedByNetworkManager: true } } },
    [],
  ],
  ['contents not known', 'route-count', { routeTables: { rt: {} } }, []],

  [
    'hop in no network',
    'route-next-hop-unreachable',
    { networks: { hub, spoke: spoke() }, routeTables: toHop('10.9.1.4') },
    ['error rt'],
  ],
  [
    'hop in a network that is not peered',
    'route-next-hop-unreachable',
    { networks: { hub, spoke: spoke() }, routeTables: toHop('10.0.1.4') },
    ['error rt'],
  ],
  [
    'hop next door',
    'route-next-hop-unreachable',
    { networks: { hub, spoke: spoke() }, peerings: [['hub', 'spoke']], routeTables: toHop('10.0.1.4') },
    [],
  ],
  [
    'hop in the own network',
    'route-next-hop-unreachable',
    { networks: { spoke: spoke() }, routeTables: toHop('10.1.9.4') },
    [],
  ],
  [
    'a peering without its other half is told by another rule',
    'route-next-hop-unreachable',
    {
      networks: { hub, spoke: spoke() },
      peerings: [{ a: 'hub', b: 'spoke', bToA: null }],
      routeTables: toHop('10.0.1.4'),
    },
    [],
  ],
  [
    'hop in a connected group',
    'route-next-hop-unreachable',
    { networks: { hub, spoke: spoke() }, connectedGroups: { mesh: ['hub', 'spoke'] }, routeTables: toHop('10.0.1.4') },
    [],
  ],
  [
    'hop in the cached ranges of a hub elsewhere',
    'route-next-hop-unreachable',
    {
      networks: { hub: { prefixes: ['10.0.0.0/16'], external: true }, spoke: spoke() },
      peerings: [['hub', 'spoke']],
      routeTables: toHop('10.0.1.4'),
    },
    [],
  ],
  [
    'two hops away',
    'route-next-hop-unreachable',
    {
      networks: { hub, far: { prefixes: ['10.7.0.0/16'] }, spoke: spoke() },
      peerings: [
        ['hub', 'spoke'],
        ['hub', 'far'],
      ],
      routeTables: toHop('10.7.0.4'),
    },
    ['error rt'],
  ],
  [
    'behind Virtual WAN nobody knows',
    'route-next-hop-unreachable',
    {
      networks: { hub: { prefixes: ['10.0.0.0/16'], virtualHub: true, external: true }, spoke: spoke() },
      peerings: [['hub', 'spoke']],
      routeTables: toHop('10.7.0.4'),
    },
    [],
  ],
  ['a table on no subnet', 'route-next-hop-unreachable', { networks: { hub }, routeTables: toHop('10.7.0.4') }, []],
  [
    'one table, two networks, one finding',
    'route-next-hop-unreachable',
    {
      networks: {
        a: spoke(),
        b: { prefixes: ['10.2.0.0/16'], subnets: { nodes: { prefixes: ['10.2.0.0/22'], routeTable: 'rt' } } },
      },
      routeTables: toHop('10.7.0.4'),
    },
    ['error rt'],
  ],

  [
    'kubenet and overlay on one table',
    'route-kubenet-shared',
    {
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            a: { prefixes: ['10.1.0.0/22'], routeTable: 'rt' },
            b: { prefixes: ['10.1.4.0/22'], routeTable: 'rt' },
          },
        },
      },
      routeTables: { rt: { routes: {} } },
      clusters: { k1: { ipam: 'kubenet', subnet: 'spoke/a' }, k2: { subnet: 'spoke/b', podCidrs: ['10.245.0.0/16'] } },
    },
    ['error rt'],
  ],
  [
    'two overlay clusters may',
    'route-kubenet-shared',
    {
      networks: { spoke: spoke() },
      routeTables: { rt: { routes: {} } },
      clusters: { k1: { subnet: 'spoke/nodes' }, k2: { subnet: 'spoke/nodes', podCidrs: ['10.245.0.0/16'] } },
    },
    [],
  ],

  [
    'an existing kubenet cluster over two tables',
    'route-kubenet-multiple',
    {
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            a: { prefixes: ['10.1.0.0/22'], routeTable: 'rt-a' },
            b: { prefixes: ['10.1.4.0/22'], routeTable: 'rt-b' },
          },
        },
      },
      routeTables: { 'rt-a': { routes: {} }, 'rt-b': { routes: {} } },
      clusters: {
        k: {
          ipam: 'kubenet',
          origin: 'existing',
          pools: { system: { nodeSubnet: 'spoke/a' }, user: { mode: 'User', nodeSubnet: 'spoke/b' } },
        },
      },
    },
    ['warning k'],
  ],
  [
    'an imported subnet that does not say',
    'route-kubenet-multiple',
    {
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          partial: true,
          subnets: { a: { prefixes: ['10.1.0.0/22'], routeTable: 'rt-a' }, b: '10.1.4.0/22' },
        },
      },
      routeTables: { 'rt-a': { routes: {} } },
      clusters: {
        k: {
          ipam: 'kubenet',
          pools: { system: { nodeSubnet: 'spoke/a' }, user: { mode: 'User', nodeSubnet: 'spoke/b' } },
        },
      },
    },
    [],
  ],

  [
    '210 nodes, the table holds one route for each',
    'route-kubenet-capacity',
    {
      networks: { spoke: spoke() },
      routeTables: {
        rt: {
          routes: Object.fromEntries(
            Array.from({ length: 210 }, (_, index) => [`10.244.${index}.0/24`, `10.1.0.${index + 4}`]),
          ),
        },
      },
      clusters: { k: { ipam: 'kubenet', subnet: 'spoke/nodes', pools: { system: { count: 210 } } } },
    },
    [],
  ],
  [
    '401 nodes are the limit of the cluster, not of the table',
    'route-kubenet-capacity',
    {
      networks: { spoke: spoke() },
      routeTables: { rt: { routes: {} } },
      clusters: {
        k: { ipam: 'kubenet', subnet: 'spoke/nodes', podCidrs: ['10.128.0.0/14'], pools: { system: { count: 401 } } },
      },
    },
    [],
  ],
  [
    '400 nodes and one route of your own',
    'route-kubenet-capacity',
    {
      networks: { spoke: spoke() },
      routeTables: { rt: { routes: { '0.0.0.0/0': 'Internet' } } },
      clusters: {
        k: {
          ipam: 'kubenet',
          subnet: 'spoke/nodes',
          podCidrs: ['10.128.0.0/14'],
          pools: { system: { count: 400, spot: true } },
        },
      },
    },
    ['error rt'],
  ],

  [
    'a firewall subnet with a route to None',
    'firewall-subnet-default-route',
    {
      networks: {
        hub: {
          prefixes: ['10.0.0.0/16'],
          subnets: { AzureFirewallSubnet: { prefixes: ['10.0.1.0/26'], routeTable: 'rt' } },
        },
      },
      routeTables: { rt: { routes: { '0.0.0.0/0': 'None' } } },
    },
    ['error rt'],
  ],
];

describe('routes', () => {
  it.each(rows)('%s: %s', (_title, rule, sketch, found) => {
    expect(saysOf(rule, sketch)).toEqual(found);
  });

  it.each([
    [
      'route-kubenet-capacity',
      {
        networks: { spoke: spoke() },
        routeTables: { rt: {} },
        clusters: { k: { ipam: 'kubenet', subnet: 'spoke/nodes' } },
      },
      'routeTable',
    ],
    [
      'firewall-subnet-default-route',
      {
        networks: {
          hub: {
            prefixes: ['10.0.0.0/16'],
            subnets: { AzureFirewallSubnet: { prefixes: ['10.0.1.0/26'], routeTable: 'rt' } },
          },
        },
        routeTables: { rt: {} },
      },
      'routeTable',
    ],
    [
      'route-next-hop-unreachable',
      {
        networks: { hub: { prefixes: [], external: true }, spoke: spoke() },
        peerings: [['hub', 'spoke']],
        routeTables: toHop('10.0.1.4'),
      },
      'remoteNetwork',
    ],
  ] as readonly (readonly [string, PlanSketch, FactId])[])('%s waits for what it cannot know', (rule, sketch, fact) => {
    expect(saysOf(rule, sketch)).toEqual([]);
    expect(waitingFor(rule, sketch)).toEqual([fact]);
  });

  it('leaves a route to a network of the plan to the rules on overlaps', () => {
    const sketch: PlanSketch = {
      networks: { hub, spoke: spoke(), far: { prefixes: ['10.244.0.0/20'] } },
      peerings: [
        ['hub', 'spoke'],
        ['hub', 'far'],
      ],
      routeTables: { rt: { routes: { '10.244.0.0/20': '10.0.1.4' } } },
      clusters: { aks: { subnet: 'spoke/nodes' } },
    };
    const rules = checkSketch(sketch).findings.map(({ rule }) => rule);
    expect(rules).toContain('pod-cidr-overlaps-indirect-network');
    expect(rules).not.toContain('cidr-covers-known-route');
  });

  it('does not take the routes kubenet writes for its nodes for somebody else', () => {
    const sketch: PlanSketch = {
      networks: { spoke: spoke() },
      routeTables: { rt: { routes: { '10.244.1.0/24': '10.1.0.5' } } },
      clusters: { k: { ipam: 'kubenet', subnet: 'spoke/nodes' } },
    };
    expect(saysOf('cidr-covers-known-route', sketch)).toEqual([]);
  });
});
