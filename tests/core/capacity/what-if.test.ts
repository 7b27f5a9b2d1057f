import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyWhatIf,
  computeCapacity,
  projectWhatIf,
  type Outlook,
  type Projection,
  type WhatIf,
} from '../../../src/core/capacity/index.ts';
import { grownNodes } from '../../../src/core/capacity/what-if/change-pools.ts';
import { addMonths } from '../../../src/core/capacity/what-if/month-date.ts';
import { applyCommand, createHistory, pushHistory, undo } from '../../../src/core/edit/index.ts';
import { sketchPlan, type Cluster, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';
import { clusterEstate, IPAMS } from '../../support/cluster-arbitrary.ts';

const NOTHING: WhatIf = { pools: {}, growth: {} };

function project(plan: Plan, whatIf: WhatIf, months = 12, asOf = '2026-11-30'): Projection {
  const topology = buildTopology(plan);
  const view = topology.clusters.get('aks');
  if (view === undefined) throw new Error('no cluster');
  return projectWhatIf(view, { topology, capacity: computeCapacity(topology) }, whatIf, { asOf, months });
}

function clusterOf(plan: Plan): Cluster {
  const [cluster] = plan.clusters;
  if (cluster === undefined) throw new Error('no cluster');
  return cluster;
}

function outlookOf({ outlooks }: Projection, key: string): Outlook {
  const outlook = outlooks.find(({ budget }) => budget.key === key);
  if (outlook === undefined) throw new Error(`no ${key}`);
  return outlook;
}

const PLAN = sketchPlan({
  networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { nodes: '10.1.0.0/25' } } },
  clusters: {
    aks: {
      subnet: 'net/nodes',
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['172.16.0.0/24'],
      plannedServices: 40,
      pools: {
        a: { count: 50, maxSurge: '10%' },
        b: { count: 20, autoscale: true, minCount: 10, maxCount: 30, maxSurge: '0' },
      },
    },
  },
} satisfies PlanSketch);

describe('months', () => {
  it.each([
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-21', 1, '2026-12-21'],
    ['2026-11-21', 2, '2027-01-21'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-08-31', 60, '2031-08-31'],
    ['2099-12-31', 2, '2100-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });
});

describe('growth', () => {
  it.each([
    [50, { nodesPerMonth: 2 }, 6, 12],
    [50, { nodesPerMonth: 0.5 }, 3, 2],
    [50, { percentPerMonth: 10 }, 1, 5],
    [50, { percentPerMonth: 10 }, 2, 11],
    [50, { nodesPerMonth: 2, percentPerMonth: 10 }, 1, 7],
    [0, { percentPerMonth: 10 }, 12, 0],
    [50, {}, 12, 0],
  ])('%i nodes with %j are, after %i months, %i more', (nodes, growth, month, expected) => {
    expect(grownNodes(nodes, growth, month)).toBe(expected);
  });

  it('finds the month each range runs out, and names the first', () => {
    // 85 nodes with surge of 123: 38 left; 4 a month and their surge.
    const projection = project(PLAN, { ...NOTHING, growth: { 'aks.a': { nodesPerMonth: 4 } } }, 60);
    const nodes = outlookOf(projection, 'subnet:net.nodes');
    expect(nodes.demands.slice(0, 3).map(({ withSurge }) => withSurge)).toEqual([85, 90, 94]);
    expect(nodes.runsOut).toEqual({ month: 9, date: '2027-08-30' });
    expect(nodes.full).toEqual({ month: 11, date: '2027-10-30' });
    expect(projection.first).toBe(nodes);
    expect(outlookOf(projection, 'podCidr:aks').runsOut?.month).toBe(39);
    expect(outlookOf(projection, 'services:aks').runsOut).toBeUndefined();
  });

  it('grows services on their own', () => {
    const projection = project(PLAN, { ...NOTHING, plannedServices: 250, servicesPerMonth: 2 });
    expect(outlookOf(projection, 'services:aks')).toMatchObject({
      runsOut: { month: 3 },
      planned: { demand: { now: 40 } },
    });
  });

  it('lets the autoscaler reach further, and keeps its minimum', () => {
    const projection = project(PLAN, { ...NOTHING, growth: { 'aks.b': { nodesPerMonth: 5 } } });
    expect(outlookOf(projection, 'podCidr:aks').demands[2]).toEqual({ now: 80, atMaximum: 90, withSurge: 95 });
  });

  it.each([
    [0, 2],
    [1, 2],
    [60, 61],
    [600, 61],
  ])('looks %i months ahead in %i points', (months, points) => {
    expect(project(PLAN, NOTHING, months).months).toHaveLength(points);
  });
});

describe('changes', () => {
  it('without any, every month is what the plan says, for every model', () => {
    fc.assert(
      fc.property(clusterEstate(), (sketch) => {
        for (const { budget, planned, demands } of project(sketchPlan(sketch), NOTHING).outlooks) {
          expect(budget).toBe(planned);
          for (const demand of demands) expect(demand).toEqual(planned.demand);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('a neighbour in the same subnet stays as it is', () => {
    const [sketch] = fc.sample(clusterEstate('overlay'), { numRuns: 1, seed: 1 });
    if (sketch === undefined) throw new Error('no sample');
    const plan = sketchPlan(sketch);
    const changed = project(plan, { ...NOTHING, pools: { 'neighbour.c': { count: 4000 } } });
    expect(changed.outlooks.map(({ budget }) => budget.demand)).toEqual(
      project(plan, NOTHING).outlooks.map(({ budget }) => budget.demand),
    );
  });

  it.each(IPAMS)('%s: what is shown before is what the plan says after applying', (ipam) => {
    fc.assert(
      fc.property(
        clusterEstate(ipam),
        fc.nat(80),
        fc.integer({ min: 10, max: 250 }),
        fc.nat(100),
        (sketch, count, maxPods, surge) => {
          const plan = sketchPlan(sketch);
          const whatIf: WhatIf = {
            pools: { 'aks.a': { count, maxCount: count + 3, maxPods, maxSurge: `${surge}%` } },
            growth: {},
            plannedServices: count,
          };
          const command = applyWhatIf(clusterOf(plan), whatIf);
          if (command === undefined) return;
          const after = applyCommand(plan, command);
          if (!after.ok) throw new Error(JSON.stringify(after.error));
          const shown = project(plan, whatIf).outlooks.map(({ budget }) => [budget.key, budget.supply, budget.demand]);
          const real = project(after.value, NOTHING).outlooks.map(({ budget }) => [
            budget.key,
            budget.supply,
            budget.demand,
          ]);
          expect(shown).toEqual(real);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is applied as one named edit, and undone as one', () => {
    const whatIf: WhatIf = { pools: { 'aks.a': { count: 70 }, 'aks.b': { maxPods: 60 } }, growth: {} };
    const command = applyWhatIf(clusterOf(PLAN), whatIf);
    expect(command).toMatchObject({ type: 'batch', label: 'Apply what-if to aks' });
    if (command === undefined) throw new Error('no command');
    const after = applyCommand(PLAN, command);
    if (!after.ok) throw new Error('refused');
    expect(clusterOf(after.value).pools.map(({ count, maxPods }) => [count, maxPods])).toEqual([
      [70, undefined],
      [20, 60],
    ]);
    const history = pushHistory(createHistory(PLAN, { saved: true }), { plan: after.value, label: 'x' });
    expect(undo(history).present.plan).toBe(PLAN);
  });

  it.each<[string, WhatIf]>([
    ['nothing', NOTHING],
    [
      'the figures of the plan',
      { pools: { 'aks.a': { count: 50, maxSurge: '10%' } }, growth: {}, plannedServices: 40 },
    ],
    ['growth, which is a question', { pools: {}, growth: { 'aks.a': { nodesPerMonth: 9 } }, servicesPerMonth: 3 }],
    ['a pool that is not there', { pools: { 'aks.z': { count: 9 } }, growth: {} }],
  ])('applies no edit for %s', (_what, whatIf) => {
    expect(applyWhatIf(clusterOf(PLAN), whatIf)).toBeUndefined();
  });
});
