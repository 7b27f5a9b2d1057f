import { describe, expect, it } from 'vitest';
import { computeCapacity, projectWhatIf, type Projection } from '../../../src/core/capacity/index.ts';
import { sketchPlan, type ObjectRef } from '../../../src/core/plan/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';
import { layOutChart, pickOutlooks, spread } from '../../../src/ui/views/what-if/chart-geometry.ts';
import { clusterOfSelection } from '../../../src/ui/views/what-if/what-if-draft.svelte.ts';

const plan = sketchPlan({
  networks: {
    one: { prefixes: ['10.0.0.0/16'], subnets: { nodes: '10.0.0.0/25' } },
    two: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24', pods: '10.1.4.0/22' } },
    idle: { prefixes: ['10.2.0.0/16'] },
  },
  clusters: {
    a: { subnet: 'one/nodes', pools: { work: { count: 50, maxSurge: '10%' } } },
    b: { subnet: 'two/nodes', podSubnet: 'two/pods', ipam: 'podsubnet-dynamic', podCidrs: [] },
  },
});

function project(nodesPerMonth: number): Projection {
  const topology = buildTopology(plan);
  const view = topology.clusters.get('a');
  if (view === undefined) throw new Error('no cluster');
  const growth = { 'a.work': { nodesPerMonth } };
  const estate = { topology, capacity: computeCapacity(topology) };
  return projectWhatIf(view, estate, { pools: {}, growth }, { asOf: '2026-11-21', months: 24 });
}

const SIZE = { width: 700, height: 232, left: 40, right: 160, top: 12, bottom: 26 };

describe('the cluster a selection is about', () => {
  it.each<[string, ObjectRef[], string | undefined]>([
    ['itself', [{ kind: 'cluster', id: 'b' }], 'b'],
    ['that of a pool', [{ kind: 'nodePool', id: 'b.system' }], 'b'],
    ['one that uses the subnet', [{ kind: 'subnet', id: 'two.pods' }], 'b'],
    ['one in the network', [{ kind: 'virtualNetwork', id: 'two' }], 'b'],
    [
      'the first object that leads to one',
      [
        { kind: 'virtualNetwork', id: 'idle' },
        { kind: 'cluster', id: 'b' },
      ],
      'b',
    ],
    ['else the first of the plan', [{ kind: 'virtualNetwork', id: 'idle' }], 'a'],
    ['with nothing selected too', [], 'a'],
  ])('%s', (_claim, refs, expected) => {
    expect(clusterOfSelection(plan, refs)?.id).toBe(expected);
  });

  it('is none in a plan without one', () => {
    expect(clusterOfSelection({ ...plan, clusters: [] }, [])).toBeUndefined();
  });
});

describe('the chart', () => {
  it('shows what is taken most, and always what runs out first', () => {
    const { outlooks, first } = project(4);
    expect(first?.budget.key).toBe('subnet:one.nodes');
    expect(pickOutlooks(outlooks, first)[0]).toBe(first);
    const last = outlooks.at(-1);
    if (last === undefined) throw new Error('no outlook');
    expect(pickOutlooks(outlooks, last)).toContain(last);
    expect(pickOutlooks(outlooks, last)).toHaveLength(5);
  });

  it('draws within its frame, however far a demand is over', () => {
    const { outlooks, first } = project(400);
    const { lines, yOf } = layOutChart(pickOutlooks(outlooks, first), SIZE);
    for (const { path, labelY } of lines) {
      expect(path).not.toContain('NaN');
      for (const [, x, y] of path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(SIZE.left);
        expect(Number(x)).toBeLessThanOrEqual(SIZE.width - SIZE.right);
        expect(Number(y)).toBeGreaterThanOrEqual(SIZE.top);
        expect(Number(y)).toBeLessThanOrEqual(SIZE.height - SIZE.bottom);
      }
      expect(labelY).toBeLessThanOrEqual(SIZE.height - SIZE.bottom);
    }
    expect(yOf(1)).toBeGreaterThan(yOf(1.2));
  });

  it('marks where a supply is passed, in the month it is', () => {
    const { outlooks, first } = project(4);
    const [line] = layOutChart(pickOutlooks(outlooks, first), SIZE).lines;
    const month = first?.runsOut?.month ?? 0;
    expect(line?.crossing?.x).toBeCloseTo(SIZE.left + (month / 24) * (SIZE.width - SIZE.left - SIZE.right));
    expect(line?.shares[month]).toBeGreaterThan(1);
    expect(line?.shares[month - 1]).toBeLessThanOrEqual(1);
  });

  it('moves labels apart and keeps their order', () => {
    const placed = spread([100, 101, 40, 206, 205], 206);
    const sorted = placed.toSorted((a, b) => a - b);
    sorted.forEach((y, index) => {
      if (index > 0) expect(y - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(15);
    });
    expect(placed[2]).toBe(40);
    expect(placed[1]).toBeGreaterThan(placed[0] ?? 0);
  });
});
