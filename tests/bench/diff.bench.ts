import { diffPlans, type Plan } from '../../src/core/plan/index.ts';
import { sketchEstate } from '../support/hub-and-spoke.ts';
import { measureInTurn, type BenchRow } from './bench-row.ts';

export const name = 'diff';

const ROUNDS = 15;
const AIM = 'at most 50 ms';

/** Two plans of a large estate compared, read from two files so that they share no object. The baseline is the least a comparison could do: both as text. */
export async function run(): Promise<BenchRow[]> {
  const plan = sketchEstate({ hubs: 10, spokesPerHub: 49, clusters: 200 });
  const text = JSON.stringify(plan);
  const copy = (): Plan => structuredClone(plan);
  const other = copy();
  const one = withEdits(copy(), (_network, n) => n === 17);
  const many = withEdits(copy(), () => true);
  const withOtherIds = otherIds(copy());
  return [
    row('equal plans', plan, other, text),
    row('one edit', plan, one, text),
    row('every network and cluster edited', plan, many, text),
    row('every id another', plan, withOtherIds, text),
  ];
}

function row(title: string, before: Plan, after: Plan, beforeText: string): BenchRow {
  let found = 0;
  const [value = Number.NaN, baseline = Number.NaN] = measureInTurn(
    [
      () => (found = diffPlans(before, after).differences.length),
      () => JSON.stringify(before) === beforeText && JSON.stringify(after) === beforeText,
    ],
    ROUNDS,
  );
  return {
    name: `${title}: ${found} differences`,
    value,
    unit: 'ms',
    baseline: { name: 'both plans as JSON text', value: baseline },
    ratio: value / baseline,
    aim: AIM,
  };
}

/** Every network chosen gets another prefix, a renamed first subnet and a longer note; every cluster another node count. */
function withEdits(plan: Plan, isChosen: (network: unknown, n: number) => boolean): Plan {
  return {
    ...plan,
    virtualNetworks: plan.virtualNetworks.map((network, n) =>
      isChosen(network, n)
        ? {
            ...network,
            addressPrefixes: [...network.addressPrefixes, '172.31.0.0/24'],
            subnets: network.subnets.map((subnet, at) => (at === 0 ? { ...subnet, name: `${subnet.name}-x` } : subnet)),
          }
        : network,
    ),
    clusters: plan.clusters.map((cluster, n) =>
      isChosen(cluster, n) ? { ...cluster, pools: cluster.pools.map((pool) => ({ ...pool, count: 7 })) } : cluster,
    ),
  };
}

function otherIds(plan: Plan): Plan {
  const ids = new Set<string>();
  JSON.stringify(plan, (key, value: unknown) => {
    if (key === 'id' && typeof value === 'string') ids.add(value);
    return value;
  });
  const text = JSON.stringify(plan, (key, value: unknown) =>
    key !== 'name' && typeof value === 'string' && ids.has(value) ? `day2-${value}` : value,
  );
  // Only ids were replaced.
  return JSON.parse(text) as Plan;
}
