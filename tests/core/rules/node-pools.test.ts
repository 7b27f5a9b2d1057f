import { describe, expect, it } from 'vitest';
import type { PlanSketch, PoolSketch } from '../../../src/core/plan/index.ts';
import { sketchCluster, sketchPodSubnet } from '../../../src/core/rules/support/sketches.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const work = (pool: PoolSketch): PlanSketch =>
  sketchCluster({ pools: { system: { maxPods: 110 }, work: { mode: 'User', maxPods: 110, ...pool } } });
const severities = (rule: string, sketch: PlanSketch): readonly string[] =>
  findingsOf(rule, sketch).map(({ severity }) => severity);

describe('pods on a node', () => {
  it.each([
    [9, ['error'], 'InsufficientMaxPods'],
    [10, [], undefined],
    [250, [], undefined],
    [251, ['error'], 'MaxPodsLimitExceeded'],
  ])('max pods %i: %o', (maxPods, expected, code) => {
    const findings = findingsOf('pool-maxpods-range', work({ count: 4, maxPods }));
    expect(findings.map(({ severity }) => severity)).toEqual(expected);
    expect(findings[0]?.azureCode).toBe(code);
  });

  it.each([
    [1, 29, ['error']],
    [1, 30, []],
    [2, 10, ['error']],
    [3, 10, []],
    [0, 10, []],
  ])('%i nodes of %i pods: room for 30? %o', (count, maxPods, expected) => {
    expect(severities('pool-maxpods-floor', work({ count, maxPods }))).toEqual(expected);
  });

  it('names both ways to make room for 30 pods (review D15)', () => {
    const [finding] = findingsOf('pool-maxpods-floor', work({ count: 2, maxPods: 10 }));
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Use max pods 15', 'Start with 3 nodes']);
  });

  // catalogue 12.3, row "static waste per node"
  it.each([
    [15, []],
    [24, ['info']],
    [25, ['info']],
    [30, ['info']],
    [31, []],
    [32, ['warning']],
    [47, []],
    [56, ['info']],
    [110, ['info']],
    [111, []],
    [127, []],
    [250, ['info']],
  ])('static blocks with max pods %i: %o', (maxPods, expected) => {
    const sketch = sketchPodSubnet('static', { pools: { system: { maxPods } } });
    expect(severities('pool-maxpods-static-waste', sketch)).toEqual(expected);
  });

  it('proposes a figure a node may have', () => {
    const proposed = (maxPods: number): readonly string[] =>
      findingsOf('pool-maxpods-static-waste', sketchPodSubnet('static', { pools: { system: { maxPods } } })).flatMap(
        ({ fixes }) => fixes.map(({ title }) => title),
      );
    expect([32, 110, 250].map(proposed)).toEqual([['Use max pods 47'], ['Use max pods 111'], ['Use max pods 239']]);
  });
});

describe('the VM size of a system pool', () => {
  it.each([
    ['Standard_D4s_v5', []],
    ['Standard_D8ds_v5', []],
    ['Standard_DS3_v2', []],
    ['Standard_D2s_v5', ['warning']],
    ['Standard_DS2_v2', ['warning']],
    ['Standard_B4ms', ['warning']],
    ['Standard_B2ls_v2', ['warning']],
    ['Standard_B2ts_v2', ['error']],
    ['Standard_A2', ['error']],
    ['Standard_F1s', ['error']],
  ])('%s: %o', (vmSize, expected) => {
    expect(severities('pool-system-vm', sketchCluster({ pools: { system: { vmSize } } }))).toEqual(expected);
  });

  it('is not checked when the name tells nothing, and not asked for when there is none', () => {
    const facts = (vmSize: string | undefined): readonly string[] =>
      checkSketch(sketchCluster({ pools: { system: { vmSize } } })).notChecked.map(({ fact }) => fact);
    expect([facts('Standard_Z4'), facts(undefined)]).toEqual([['vmSizes'], []]);
  });
});

describe('surge', () => {
  it.each([
    [{ maxSurge: '0', maxUnavailable: '0' }, ['error']],
    [{ maxSurge: '0%' }, ['error']],
    [{ maxSurge: '0', maxUnavailable: '25%' }, []],
    [{ maxSurge: '1', maxUnavailable: '0' }, []],
    [{}, []],
    [{ maxSurge: 'often' }, []],
  ] as const)('%o: %o', (pool, expected) => {
    expect(severities('pool-surge-zero', work(pool))).toEqual(expected);
  });

  it('advises 33 % once for all pools, and 10 % where 33 % does not fit', () => {
    const advice = (prefix: string): readonly string[] =>
      findingsOf('pool-surge-advice', {
        networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': prefix } } },
        clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 9 }, work: { count: 9 } } } },
      }).flatMap(({ fixes }) => fixes.map(({ title }) => title));
    // 20 addresses with 10 %, 24 with 33 %
    expect([advice('10.1.0.0/24'), advice('10.1.0.0/27')]).toEqual([['Use max surge 33 %'], ['Use max surge 33 %']]);
    // 10 nodes and one more fill the 11 addresses of a /28
    const tight = findingsOf('pool-surge-advice', {
      networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/28' } } },
      clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 10 } } } },
    });
    expect(tight.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(['Use max surge 10 %']);
  });
});

describe('what a whole cluster holds', () => {
  const room = (cluster: PlanSketch['clusters']): PlanSketch => ({
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.32.0/19' } } },
    clusters: cluster,
  });
  const pools = (sizes: readonly number[]): Readonly<Record<string, PoolSketch>> =>
    Object.fromEntries(
      sizes.map((count, index) => [`pool${index}`, { mode: index === 0 ? 'System' : 'User', count, maxPods: 30 }]),
    );
  const aks = (sizes: readonly number[], fields = {}): PlanSketch =>
    room({ aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.64.0.0/11'], pools: pools(sizes), ...fields } });

  it.each([
    [[1000, 1000, 1000, 1000, 1000], 'cluster-node-limit', []],
    [[1000, 1000, 1000, 1000, 1000, 1], 'cluster-node-limit', ['error']],
    [[750, 750, 750, 750, 750, 750], 'cluster-upgrade-blocked', []],
    [[700, 700, 700, 700, 700, 700, 700], 'cluster-upgrade-blocked', ['warning']],
    // one fact, one finding
    [[1000, 1000, 1000, 1000, 1000, 1], 'cluster-upgrade-blocked', []],
    [[1001], 'pool-surge-over-1000', []],
    [[1001], 'pool-node-limit', ['error']],
    [[950], 'pool-surge-over-1000', ['warning']],
    [[900], 'pool-surge-over-1000', []],
  ])('%o nodes: %s %o', (sizes, rule, expected) => {
    expect(severities(rule, aks(sizes))).toEqual(expected);
  });

  it.each([
    [10, []],
    [11, ['warning']],
    [1000, ['warning']],
  ])('%i nodes of the Free tier: %o', (count, expected) => {
    expect(severities('cluster-node-limit-free', aks([count], { tier: 'free' }))).toEqual(expected);
  });

  it.each([
    ['overlay', 200_000, []],
    ['overlay', 200_001, ['warning']],
    ['kubenet', 200_001, []],
    ['nodesubnet', 65_001, ['warning']],
  ] as const)('%s with %i planned pods: %o', (ipam, plannedPods, expected) => {
    const podCidrs = ipam === 'nodesubnet' ? [] : ['10.64.0.0/11'];
    expect(severities('cluster-pod-limit', aks([3], { ipam, plannedPods, podCidrs }))).toEqual(expected);
  });

  it('stays an error on a kubenet cluster that exists, because scaling meets it', () => {
    const sketch = aks([401], { ipam: 'kubenet', origin: 'existing' });
    expect(saysOf('kubenet-node-limit', sketch)).toEqual(['error aks']);
    expect(findingsOf('kubenet-node-limit', sketch)[0]?.fixes).toEqual([]);
  });

  it.each([
    [33, []],
    [34, ['kubernetesServices']],
  ])('asks for the services of an imported cluster of %i nodes only where they could decide: %o', (count, expected) => {
    const facts = checkSketch(aks([count], { partial: true })).notChecked.filter(({ rules }) =>
      rules.includes('pool-lb-backend-limit'),
    );
    expect(facts.map(({ fact }) => fact)).toEqual(expected);
  });
});

describe('a subnet that holds the nodes of now only', () => {
  it('has one finding, and a note beside it (review A16)', () => {
    const sketch: PlanSketch = {
      networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22' } } },
      clusters: {
        aks: {
          ipam: 'nodesubnet',
          subnet: 'spoke/snet-nodes',
          pools: { system: { count: 20, autoscale: true, minCount: 20, maxCount: 60, maxPods: 30 } },
        },
      },
    };
    const { findings, notes } = checkSketch(sketch);
    const aboutRoom = findings.filter(({ rule }) => rule.includes('capacity') || rule.startsWith('subnet-'));
    expect(aboutRoom.map(({ rule }) => rule)).toEqual(['node-subnet-capacity']);
    expect(notes.map(({ rule, message }) => [rule, message.includes('620 of 1,019')])).toEqual([
      ['node-subnet-capacity-now', true],
    ]);
  });
});
