import { describe, expect, it } from 'vitest';
import { formatBlock } from '../../../src/core/address/index.ts';
import { sketchPlan, type PlanSketch, type SubnetSketch } from '../../../src/core/plan/index.ts';
import { fixRenumberNetwork, suggestNetworkPrefix } from '../../../src/core/rules/support/fix-networks.ts';
import { fixGrowSubnet, fixMoveSubnetRange } from '../../../src/core/rules/support/fix-subnets.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';

function subnetFixes(sketch: PlanSketch, id: string, prefixLength?: number): readonly string[] {
  const topology = buildTopology(sketchPlan(sketch));
  const view = topology.subnets.get(id);
  if (view === undefined) throw new Error(`no subnet ${id}`);
  const fixes =
    prefixLength === undefined ? fixMoveSubnetRange(topology, view) : fixGrowSubnet(topology, view, prefixLength);
  return fixes.map((fix) => fix.title);
}

const network = (subnets: Readonly<Record<string, string | SubnetSketch>>, prefix = '10.0.0.0/24'): PlanSketch => ({
  networks: { net: { prefixes: [prefix], subnets } },
});

describe('growing a subnet', () => {
  it.each<[string, PlanSketch, number, readonly string[]]>([
    [
      'in place where the block around it is free',
      network({ a: '10.0.0.0/27', b: '10.0.0.128/27' }),
      26,
      ['Grow a to 10.0.0.0/26'],
    ],
    ['elsewhere where it is not', network({ a: '10.0.0.0/27', b: '10.0.0.32/27' }), 26, ['Move a to 10.0.0.64/26']],
    ['not at all where the network is full', network({ a: '10.0.0.0/25', b: '10.0.0.128/25' }), 24, []],
    ['not where it would shrink', network({ a: '10.0.0.0/27' }), 28, []],
    [
      'not out of reservations',
      { ...network({ a: '10.0.0.0/27' }), reservations: { later: { prefix: '10.0.0.32/27', network: 'net' } } },
      26,
      ['Move a to 10.0.0.64/26'],
    ],
    [
      'not into the pod range of a cluster there',
      {
        ...network({ a: '10.0.0.0/27', n: '10.0.0.128/26' }),
        clusters: { aks: { subnet: 'net/n', podCidrs: ['10.0.0.32/27'] } },
      },
      26,
      ['Move a to 10.0.0.64/26'],
    ],
    [
      'not when it exists and is in use',
      { ...network({ a: { prefixes: ['10.0.0.0/27'], origin: 'existing' } }), clusters: { aks: { subnet: 'net/a' } } },
      26,
      [],
    ],
    [
      'when it exists and is known to be empty',
      network({ a: { prefixes: ['10.0.0.0/27'], origin: 'existing', resources: [], resourcesComplete: true } }),
      26,
      ['Grow a to 10.0.0.0/26'],
    ],
    [
      'not in a network outside the plan',
      { networks: { net: { prefixes: ['10.0.0.0/24'], external: true, subnets: { a: '10.0.0.0/27' } } } },
      26,
      [],
    ],
  ])('%s', (_claim, sketch, prefixLength, expected) => {
    expect(subnetFixes(sketch, 'net.a', prefixLength)).toEqual(expected);
  });

  it('leaves the other prefixes of the subnet alone', () => {
    const topology = buildTopology(sketchPlan(network({ a: { prefixes: ['fd00::/64', '10.0.0.0/27'] } })));
    const view = topology.subnets.get('net.a');
    if (view === undefined) throw new Error('no subnet');
    expect(fixGrowSubnet(topology, view, 26)[0]?.commands).toEqual([
      { type: 'update', kind: 'subnet', id: 'net.a', values: { addressPrefixes: ['fd00::/64', '10.0.0.0/26'] } },
    ]);
  });
});

describe('moving a subnet', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'to the first free place of its size',
      network({ a: '10.0.0.0/26', b: '10.0.0.0/26' }),
      ['Move a to 10.0.0.64/26'],
    ],
    [
      'into the network it lies outside of',
      network({ a: '10.9.0.0/26', b: '10.0.0.0/26' }),
      ['Move a to 10.0.0.64/26'],
    ],
    ['not when nothing is free', network({ a: '10.9.0.0/24', b: '10.0.0.0/26' }), []],
  ])('%s', (_claim, sketch, expected) => {
    expect(subnetFixes(sketch, 'net.a')).toEqual(expected);
  });
});

describe('a range for a network', () => {
  const suggest = (sketch: PlanSketch, prefixLength = 16): string => {
    const block = suggestNetworkPrefix(buildTopology(sketchPlan(sketch)), prefixLength);
    return block === undefined ? 'none' : formatBlock(block);
  };

  it.each<[string, PlanSketch, number, string]>([
    ['of an empty plan', {}, 16, '10.0.0.0/16'],
    [
      'beside networks, external ones too',
      { networks: { a: { prefixes: ['10.0.0.0/16'] }, b: { prefixes: ['10.1.0.0/16'], external: true } } },
      16,
      '10.2.0.0/16',
    ],
    ['clear of a site that announces 10.0.0.0/8', { sites: { hq: { prefixes: ['10.0.0.0/8'] } } }, 16, '172.16.0.0/16'],
    ['clear of reservations', { reservations: { r: { prefix: '10.0.0.0/12' } } }, 16, '10.16.0.0/16'],
    [
      'clear of the ranges of clusters',
      { clusters: { aks: { podCidrs: ['10.0.0.0/16'], serviceCidrs: ['10.1.0.0/16'] } } },
      16,
      '10.2.0.0/16',
    ],
    [
      'never where AKS keeps a range',
      { sites: { hq: { prefixes: ['10.0.0.0/8', '172.16.0.0/13', '172.24.0.0/14', '172.28.0.0/15'] } } },
      16,
      '192.168.0.0/16',
    ],
    [
      "in the plan's blocks when it has any",
      { blocks: { corp: ['10.64.0.0/12'] }, networks: { a: { prefixes: ['10.64.0.0/16'] } } },
      16,
      '10.65.0.0/16',
    ],
    [
      'none when the blocks are full',
      { blocks: { corp: ['10.64.0.0/16'] }, networks: { a: { prefixes: ['10.64.0.0/16'] } } },
      16,
      'none',
    ],
  ])('%s', (_claim, sketch, prefixLength, expected) => {
    expect(suggest(sketch, prefixLength)).toBe(expected);
  });

  it('is offered with the subnets carried along, and not for networks that exist', () => {
    const fixes = (origin?: 'existing') => {
      const topology = buildTopology(
        sketchPlan({ networks: { a: { prefixes: ['fd00::/48', '10.0.0.0/16'], origin } } }),
      );
      const view = topology.networks.get('a');
      return view === undefined ? [] : fixRenumberNetwork(topology, view).flatMap((fix) => fix.commands);
    };
    expect(fixes()).toEqual([
      { type: 'readdressNetwork', virtualNetworkId: 'a', from: '10.0.0.0/16', to: '10.1.0.0/16', carrySubnets: true },
    ]);
    expect(fixes('existing')).toEqual([]);
  });
});
