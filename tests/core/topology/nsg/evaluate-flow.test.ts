import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sketchPlan, type PlanSketch, type SecurityRule } from '../../../../src/core/plan/index.ts';
import {
  ALL_PORTS,
  buildTopology,
  evaluateFlow,
  findTagScope,
  parsePrefix,
  type Flow,
  type FlowEnd,
  type FlowVerdict,
} from '../../../../src/core/topology/index.ts';

interface RuleSketch {
  readonly priority?: number;
  readonly access?: SecurityRule['access'];
  readonly direction?: SecurityRule['direction'];
  readonly protocol?: string;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly ports?: readonly string[];
  readonly sourcePorts?: readonly string[];
}

function rulesOf(sketches: readonly RuleSketch[]): SecurityRule[] {
  return sketches.map((sketch, index) => ({
    name: `rule-${index + 1}`,
    priority: sketch.priority ?? 100 + index * 10,
    direction: sketch.direction ?? 'Outbound',
    access: sketch.access ?? 'Deny',
    protocol: sketch.protocol ?? '*',
    sources: [...(sketch.from ?? ['*'])],
    sourcePorts: [...(sketch.sourcePorts ?? ['*'])],
    destinations: [...(sketch.to ?? ['*'])],
    destinationPorts: [...(sketch.ports ?? ['*'])],
  }));
}

const ends = (...texts: readonly string[]): FlowEnd => ({
  blocks: texts.flatMap((text) => parsePrefix(text).block ?? []),
});

const NODES = ends('10.1.0.0/24');
const PODS = ends('10.244.0.0/16');

const flowOf = (source: FlowEnd, destination: FlowEnd, more: Partial<Flow> = {}): Flow => ({
  direction: 'Outbound',
  source,
  destination,
  protocols: ['Tcp', 'Udp'],
  ports: [ALL_PORTS],
  ...more,
});

const ESTATE: PlanSketch = {
  networks: {
    spoke: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'], subnets: { nodes: { prefixes: ['10.1.0.0/24'] } } },
    hub: { prefixes: ['10.0.0.0/16'] },
    closed: { prefixes: ['10.9.0.0/16'] },
  },
  peerings: [
    ['spoke', 'hub'],
    { a: 'spoke', b: 'closed', aToB: { allowVirtualNetworkAccess: false }, bToA: { allowVirtualNetworkAccess: false } },
  ],
  clusters: { aks: { subnet: 'spoke/nodes' } },
};

const ESTATE_TOPOLOGY = buildTopology(sketchPlan(ESTATE));

function evaluate(rules: readonly RuleSketch[] | undefined, flow: Flow, sketch: PlanSketch = ESTATE): FlowVerdict {
  const topology = sketch === ESTATE ? ESTATE_TOPOLOGY : buildTopology(sketchPlan(sketch));
  const network = topology.networks.get('spoke');
  const subnet = network?.subnets[0];
  if (network === undefined || subnet === undefined) throw new Error('the sketch has a subnet in spoke');
  const group = { id: 'nsg', name: 'nsg', ...(rules === undefined ? {} : { rules: rulesOf(rules) }) };
  return evaluateFlow(group, flow, findTagScope(network, subnet));
}

const TCP443: Partial<Flow> = { protocols: ['Tcp'], ports: [{ first: 443, last: 443 }] };
const toCloud = flowOf(NODES, { tag: 'AzureCloud.westeurope' }, TCP443);

const cases: readonly (readonly [string, readonly RuleSketch[], Flow, FlowVerdict['passes'], string?])[] = [
  ['a deny of everything', [{}], flowOf(NODES, NODES), false, 'rule-1'],
  ['the first rule that matches wins', [{ access: 'Allow' }, {}], flowOf(NODES, NODES), true, 'rule-1'],
  [
    'priority counts, not the order of the list',
    [{ priority: 200 }, { access: 'Allow', priority: 100 }],
    flowOf(NODES, NODES),
    true,
    'rule-2',
  ],
  [
    'rules of the other direction do not count',
    [{ direction: 'Inbound' }],
    flowOf(NODES, NODES),
    true,
    'AllowVnetOutBound',
  ],
  ['a deny elsewhere does not count', [{ to: ['10.1.9.0/24'] }], flowOf(NODES, NODES), true, 'AllowVnetOutBound'],
  [
    'a deny of one address in the range drops some of it',
    [{ to: ['10.1.0.7'] }],
    flowOf(NODES, NODES),
    false,
    'rule-1',
  ],
  [
    'an allow for half of the range leaves the other half to the deny',
    [{ access: 'Allow', to: ['10.1.0.0/25'] }, {}],
    flowOf(NODES, NODES),
    false,
    'rule-2',
  ],
  [
    'two allows that make up the range',
    [{ access: 'Allow', to: ['10.1.0.0/25'] }, { access: 'Allow', to: ['10.1.0.128/25'] }, {}],
    flowOf(NODES, NODES),
    true,
    'rule-2',
  ],
  [
    'a deny of one port drops some of "all"',
    [{ protocol: 'Tcp', ports: ['10250'] }],
    flowOf(NODES, NODES),
    false,
    'rule-1',
  ],
  [
    'a deny of another port',
    [{ protocol: 'Tcp', ports: ['22', '80-442'] }],
    flowOf(NODES, NODES, TCP443),
    true,
    'AllowVnetOutBound',
  ],
  [
    'a deny of a range with the port',
    [{ protocol: 'TCP', ports: ['400-500'] }],
    flowOf(NODES, NODES, TCP443),
    false,
    'rule-1',
  ],
  ['a deny of another protocol', [{ protocol: 'Udp' }], flowOf(NODES, NODES, TCP443), true, 'AllowVnetOutBound'],
  [
    'an allow for one protocol leaves the other',
    [{ access: 'Allow', protocol: 'Tcp' }, {}],
    flowOf(NODES, NODES),
    false,
    'rule-2',
  ],
  [
    'VirtualNetwork holds the network',
    [{ from: ['VirtualNetwork'], to: ['VirtualNetwork'] }],
    flowOf(NODES, NODES),
    false,
    'rule-1',
  ],
  ['VirtualNetwork holds a peer', [{ to: ['VIRTUAL_NETWORK'] }], flowOf(NODES, ends('10.0.0.4/32')), false, 'rule-1'],
  [
    'a peer without network access is outside VirtualNetwork',
    [{ access: 'Allow', to: ['VirtualNetwork'] }, { to: ['10.0.0.0/8'] }],
    flowOf(NODES, ends('10.9.0.4/32')),
    false,
    'rule-2',
  ],
  ['pods may or may not be in VirtualNetwork', [{ to: ['VirtualNetwork'] }], flowOf(PODS, PODS), 'unknown', 'rule-1'],
  [
    'an allow before it settles that',
    [{ access: 'Allow', from: ['10.244.0.0/16'] }, { to: ['VirtualNetwork'] }],
    flowOf(PODS, PODS),
    true,
    'rule-1',
  ],
  [
    'a deny of everything after it comes to the same',
    [{ to: ['VirtualNetwork'] }, {}],
    flowOf(PODS, PODS),
    false,
    'rule-2',
  ],
  [
    'an allow of unknown reach before a deny',
    [{ access: 'Allow', to: ['VirtualNetwork'] }, {}],
    flowOf(PODS, PODS),
    'unknown',
    'rule-1',
  ],
  ['Internet is not the network', [{ to: ['Internet'] }], flowOf(NODES, NODES), true, 'AllowVnetOutBound'],
  ['Internet holds what Azure offers publicly', [{ to: ['Internet'] }], toCloud, false, 'rule-1'],
  ['AzureCloud holds its regions', [{ access: 'Allow', to: ['AzureCloud'] }, {}], toCloud, true, 'rule-1'],
  [
    'the same region',
    [{ access: 'Allow', to: ['AzureCloud.WestEurope'] }, { to: ['Internet'] }],
    toCloud,
    true,
    'rule-1',
  ],
  ['another region', [{ to: ['AzureCloud.northeurope'] }], toCloud, true, 'AllowInternetOutBound'],
  ['a service may be the one meant', [{ to: ['Storage'] }], toCloud, 'unknown', 'rule-1'],
  ['public addresses may be the ones meant', [{ to: ['20.0.0.0/8'] }], toCloud, 'unknown', 'rule-1'],
  ['private addresses are not', [{ to: ['10.0.0.0/8'] }], toCloud, true, 'AllowInternetOutBound'],
  ['0.0.0.0/0 is everything', [{ to: ['0.0.0.0/0'] }], toCloud, false, 'rule-1'],
  [
    'parts of a tag count for nothing where all of it is meant',
    [{ access: 'Allow', to: ['AzureCloud'] }, { to: ['Storage'] }, { to: ['*'], priority: 200 }],
    flowOf(NODES, { tag: 'Internet', wholly: true }, TCP443),
    false,
    'rule-3',
  ],
  [
    'health probes come from one address',
    [{ direction: 'Inbound', from: ['168.63.129.16'] }],
    flowOf({ tag: 'AzureLoadBalancer' }, NODES, { ...TCP443, direction: 'Inbound' }),
    false,
    'rule-1',
  ],
  [
    'the tag allows them',
    [{ direction: 'Inbound', access: 'Allow', from: ['AzureLoadBalancer'] }, { direction: 'Inbound' }],
    flowOf({ tag: 'AzureLoadBalancer' }, NODES, { ...TCP443, direction: 'Inbound' }),
    true,
    'rule-1',
  ],
  ['a word that is no tag may be anything', [{ to: ['asg-web'] }], flowOf(NODES, NODES), 'unknown', 'rule-1'],
  ['so may an empty list', [{ to: [] }], flowOf(NODES, NODES), 'unknown', 'rule-1'],
  ['ports that cannot be read', [{ ports: ['https'] }], flowOf(NODES, NODES, TCP443), 'unknown', 'rule-1'],
  ['a deny for some source ports may hit', [{ sourcePorts: ['53'] }], flowOf(NODES, NODES), 'unknown', 'rule-1'],
  [
    'an allow for some source ports settles nothing',
    [{ access: 'Allow', sourcePorts: ['53'] }, {}],
    flowOf(NODES, NODES),
    false,
    'rule-2',
  ],
  [
    'IPv6 has rules of its own',
    [{ to: ['0.0.0.0/0'] }],
    flowOf(ends('fd00:1::/64'), ends('fd00:1::/64')),
    true,
    'AllowVnetOutBound',
  ],
  ['an IPv6 deny', [{ to: ['fd00:1::/64'] }], flowOf(ends('fd00:1::/64'), ends('fd00:1::/64')), false, 'rule-1'],
  ['ends of two families have no packets', [{}], flowOf(NODES, ends('fd00:1::/64')), true],
  [
    'strangers are denied by default',
    [],
    flowOf(ends('8.8.8.8/32'), NODES, { direction: 'Inbound' }),
    false,
    'DenyAllInBound',
  ],
];

describe('a flow through a network security group', () => {
  for (const [title, rules, flow, passes, by] of cases) {
    it(title, () => {
      const verdict = evaluate(rules, flow);
      expect([verdict.passes, verdict.by?.name]).toEqual([passes, by]);
    });
  }

  it('is unknown while the rules of the group are not known', () => {
    expect(evaluate(undefined, flowOf(NODES, NODES))).toEqual({ passes: 'unknown', wholly: false, by: undefined });
  });

  it('tells whether anything passes', () => {
    expect(evaluate([{}], flowOf(NODES, NODES)).wholly).toBe(true);
    expect(evaluate([{ access: 'Allow', ports: ['443'] }, {}], flowOf(NODES, NODES)).wholly).toBe(false);
    expect(evaluate([{ access: 'Allow', to: ['asg'] }, {}], flowOf(NODES, NODES)).passes).toBe('unknown');
  });

  it('may take public destinations for the network when a default route leads everywhere', () => {
    const routed: PlanSketch = {
      ...ESTATE,
      networks: {
        ...ESTATE.networks,
        spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: { prefixes: ['10.1.0.0/24'], routeTable: 'rt' } } },
      },
      routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.1.4' } } },
    };
    const flow = flowOf(NODES, ends('20.1.1.0/24'));
    expect(evaluate([{ to: ['VirtualNetwork'] }], flow).by?.name).toBe('AllowInternetOutBound');
    expect(evaluate([{ to: ['VirtualNetwork'] }], flow, routed).passes).toBe('unknown');
  });
});

describe('laws', () => {
  const block = fc
    .record({ third: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 22, max: 26 }) })
    .map(({ third, length }) => `10.1.${length <= 22 ? 0 : length === 23 ? third & 2 : third}.0/${length}`);
  const port = fc.constantFrom('*', '443', '0-1023', '1024-65535', '53');
  const rule: fc.Arbitrary<RuleSketch> = fc.record({
    access: fc.constantFrom('Allow' as const, 'Deny' as const),
    protocol: fc.constantFrom('*', 'Tcp', 'Udp'),
    from: fc.array(block, { minLength: 1, maxLength: 2 }),
    to: fc.array(block, { minLength: 1, maxLength: 2 }),
    ports: fc.array(port, { minLength: 1, maxLength: 2 }),
  });

  it('what it says of a range is what it says of the packets in it', () => {
    const single = (text: string): FlowEnd => ends(`${text}/32`);
    const addresses = ['10.1.0.1', '10.1.1.70', '10.1.2.130', '10.1.3.200'];
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
        const whole = evaluate(rules, flowOf(ends('10.1.0.0/22'), ends('10.1.0.0/22')));
        for (const source of addresses) {
          for (const [protocol, first] of [
            ['Tcp', 443],
            ['Udp', 53],
            ['Tcp', 8080],
          ] as const) {
            const packet = evaluate(
              rules,
              flowOf(single(source), single('10.1.1.9'), { protocols: [protocol], ports: [{ first, last: first }] }),
            );
            if (whole.passes === true) expect(packet.passes).toBe(true);
            if (whole.passes === false && whole.wholly) expect(packet.passes).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a copy of a rule further down changes nothing', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), (rules) => {
        const flow = flowOf(ends('10.1.0.0/22'), ends('10.1.0.0/22'));
        const copy = { ...rules[0], priority: 4000 };
        expect(evaluate([...rules, copy], flow).passes).toBe(evaluate(rules, flow).passes);
      }),
      { numRuns: 200 },
    );
  });
});
