import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatPlan, sketchPlan, type PlanSketch } from '../../src/core/plan/index.ts';
import { pathsOf, readExpected, TOPOLOGY_IDS } from '../estates/topology-files.ts';
import { evaluateFormula } from '../support/evaluate-formula.ts';
import { fakeTerminal } from './fake-terminal.ts';

interface JsonFigure {
  value: number;
  meaning: string;
  formula: string;
  sources: string[];
  assumption?: string;
}
interface JsonRange {
  kind: string;
  name: string;
  ranges: string[];
  unit: string;
  overAt: string | null;
  supply: JsonFigure;
  withSurge: JsonFigure;
  moreNodes: (JsonFigure & { pool: string })[];
  runsOut?: string | null;
}
interface JsonReport {
  asOf: string;
  clusters: {
    name: string;
    fits: boolean;
    summary: string;
    firstToRunOut: object | null;
    growingPool?: string;
    ranges: JsonRange[];
  }[];
  otherSubnets: JsonRange[];
  unread: object[];
}

const sketch = (nodes: string, count: number): PlanSketch => ({
  networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { nodes } } },
  clusters: { aks: { subnet: 'net/nodes', pools: { work: { count, maxSurge: '10%' } } } },
});
const plan = (nodes: string, count: number): string => formatPlan(sketchPlan(sketch(nodes, count)));
const fullGateway = formatPlan(
  sketchPlan({
    networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { gw: '10.1.0.0/28' } } },
    applicationGateways: { agw: { subnet: 'net/gw', maxInstances: 15 } },
  }),
);

const files = {
  fits: plan('10.1.0.0/24', 100),
  surge: plan('10.1.0.0/26', 55),
  maximum: plan('10.1.0.0/26', 60),
  fullGateway,
  text: 'Name  Group',
};

async function report(words: readonly string[]): Promise<{ code: number; report: JsonReport }> {
  const terminal = fakeTerminal(files);
  const code = await run(['capacity', ...words, '--format', 'json'], terminal);
  expect(terminal.error()).toBe('');
  // parsed from what the command promises
  return { code, report: JSON.parse(terminal.out()) as JsonReport };
}

describe('capacity answers by its exit code', () => {
  it.each([
    ['0 when everything fits', ['fits'], 0],
    ['1 when only the surge does not fit', ['surge'], 1],
    ['1 when the maximum does not fit', ['maximum'], 1],
    ['1 when a subnet without a cluster does not hold its gateway', ['fullGateway'], 1],
    ['2 for a file that is not there', ['nowhere.json'], 2],
    ['2 for a file that is no JSON', ['fits', 'text'], 2],
    ['2 without a file', [], 2],
    ['2 for an unknown option', ['fits', '--groth', '2'], 2],
    ['2 for growth that is no number', ['fits', '--growth', 'much'], 2],
    ['2 for a day that does not exist', ['fits', '--as-of', '2026-02-30'], 2],
  ])('%s', async (_claim, words, code) => {
    const terminal = fakeTerminal(files);
    expect(await run(['capacity', ...words], terminal)).toBe(code);
    expect(terminal.error() === '').toBe(code !== 2);
    if (code === 2) expect(terminal.out()).toBe('');
  });
});

describe('the text', () => {
  const textOf = async (...words: string[]): Promise<string> => {
    const terminal = fakeTerminal(files);
    await run(['capacity', ...words], terminal);
    return terminal.out();
  };

  it('is a table, and names what runs out first', async () => {
    const text = await textOf('fits');
    expect(text).toContain('Capacity as of 2026-11-21');
    expect(text).toMatch(/nodes 10\.1\.0\.0\/24 +100 +100 +110 +251 +addresses\n/);
    expect(text).toContain('128 more nodes of work fit, then nodes is full.');
    expect(text).toContain('1 cluster: everything fits');
  });

  it('says what does not fit, and when', async () => {
    expect(await textOf('surge')).toContain('! nodes does not fit while upgrading: 61 of 59 addresses');
    expect(await textOf('maximum')).toContain('! nodes does not fit now: 60 of 59 addresses');
    expect(await textOf('fullGateway')).toMatch(/gw 10\.1\.0\.0\/28 +15 +15 +15 +11 +addresses, does not fit/);
  });

  it('says when what runs out as a pool grows', async () => {
    expect(await textOf('fits', '--growth', '4', '--as-of', '2026-01-31')).toContain(
      'Growing work, nodes runs out first, on 2028-10-31.',
    );
    expect(await textOf('fits', '--growth', '0.5')).toContain('Growing work, nothing runs out before 2031-11-21.');
  });
});

describe('the JSON', () => {
  it('has every figure with a formula that gives it, and its sources', async () => {
    const { report: json } = await report(['fits', '--growth', '4']);
    const [cluster] = json.clusters;
    expect(cluster).toMatchObject({
      name: 'aks',
      fits: true,
      growingPool: 'work',
      firstToRunOut: { pool: 'work', moreNodes: 128, morePods: 128 * 250, range: 'subnet:net.nodes' },
    });
    for (const range of cluster?.ranges ?? []) {
      for (const figure of [range.supply, range.withSurge, ...range.moreNodes]) {
        for (const [left, right] of evaluateFormula(figure.formula)) expect(left).toBe(right);
        expect(figure.sources).not.toEqual([]);
      }
    }
  });

  it.each(TOPOLOGY_IDS)('%s: the figures of the published topology, exactly', async (id) => {
    const { code, report: json } = await report(pathsOf(id));
    expect([code, json.unread]).toEqual([0, []]);
    expect(json.clusters.flatMap(linesOf).toSorted()).toEqual(readExpected(id).expectedCapacity.toSorted());
  });
});

/** The ranges of a cluster in the words of the expected lists. */
function linesOf({ name, ranges }: JsonReport['clusters'][number]): string[] {
  return ranges.flatMap(({ kind, name: range, ranges: prefixes, withSurge, supply }) => {
    const taken = `${withSurge.value} of ${supply.value}`;
    const percent = ((100 * withSurge.value) / supply.value).toFixed(1);
    switch (kind) {
      case 'nodeSubnet':
        return [`${name} / ${range}: ${taken} usable (${percent} %)`];
      case 'podSubnet':
        return [`${name} / pod subnet ${range}: ${taken} (worst case)`];
      // The lists count blocks as addresses: 16 each, five of the range kept by Azure.
      case 'podBlocks':
        return [`${name} / pod subnet ${range}: ${withSurge.value * 16} of ${supply.value * 16 - 5} (worst case)`];
      case 'podCidr':
        return [`${name} / pod CIDR ${prefixes[0] ?? ''}: ${taken} node blocks`];
      default:
        return [];
    }
  });
}
