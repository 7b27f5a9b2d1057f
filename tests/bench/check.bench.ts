import type { Plan, VirtualNetwork } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult } from '../../src/core/rules/index.ts';
import { sketchEstate } from '../support/hub-and-spoke.ts';
import { median, type BenchRow } from './bench-row.ts';

export const name = 'check';

const AS_OF = '2026-11-21';
const AIM_FULL = 'at most 150 ms with all rules';
const AIM_EDIT = 'at most 8 ms with all rules';
const ROUNDS = 15;
/** As many plans as it takes until the compiler has settled: a rule that is seldom asked is compiled late. */
const WARM_UP = 40;

/**
 * A full check of a large estate, and the check after one edit when the one before is at hand. The baseline of a full check is a mere copy of the plan,
 * that of an edit the full check of the same plan.
 */
export async function run(): Promise<BenchRow[]> {
  const estate = sketchEstate({ hubs: 10, spokesPerHub: 49, clusters: 200 });
  const oneHub = sketchEstate({ hubs: 1, spokesPerHub: 499, clusters: 200 });
  return [
    fullRow('full check, 10 hubs', estate),
    fullRow('full check, one hub of 499 spokes', oneHub),
    editRow('subnet prefix changed', estate, (plan, round) =>
      changeNetwork(plan, 'spoke-3-7', (network) => moveSubnet(network, round)),
    ),
    editRow('cluster field changed', estate, changeCluster),
    editRow('hub prefix changed', estate, (plan, round) =>
      changeNetwork(plan, 'hub-3', (network) => addPrefix(network, round)),
    ),
    editRow('spoke prefix changed', estate, (plan, round) =>
      changeNetwork(plan, 'spoke-3-7', (network) => addPrefix(network, round)),
    ),
    editRow('prefix of a hub of 499 spokes changed', oneHub, (plan, round) =>
      changeNetwork(plan, 'hub-0', (network) => addPrefix(network, round)),
    ),
  ];
}

/** Every round checks a plan whose objects nothing has seen before, so no answer is at hand. */
function fullRow(title: string, plan: Plan): BenchRow {
  const times: number[] = [];
  const copies: number[] = [];
  let result: CheckResult | undefined;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const start = performance.now();
    const fresh = structuredClone(plan);
    const copied = performance.now();
    result = checkPlan(fresh, { asOf: AS_OF });
    if (round < 0) continue;
    copies.push(copied - start);
    times.push(performance.now() - copied);
  }
  const counts = `${plan.virtualNetworks.length} networks, ${count(plan)} subnets, ${plan.clusters.length} clusters, ${result?.findings.length} findings`;
  const [value, copy] = [median(times), median(copies)];
  return {
    name: `${title}: ${counts}`,
    value,
    unit: 'ms',
    baseline: { name: 'a copy of the plan', value: copy },
    ratio: value / copy,
    aim: AIM_FULL,
  };
}

/** Rounds follow one another, each an edit of the plan before. */
function editRow(title: string, plan: Plan, edit: (plan: Plan, round: number) => Plan): BenchRow {
  let result = checkPlan(structuredClone(plan), { asOf: AS_OF });
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const edited = edit(result.topology.plan, round + WARM_UP);
    const start = performance.now();
    result = checkPlan(edited, { asOf: AS_OF, previous: result });
    if (round >= 0) times.push(performance.now() - start);
  }
  const fresh = structuredClone(result.topology.plan);
  const start = performance.now();
  checkPlan(fresh, { asOf: AS_OF });
  const full = performance.now() - start;
  const value = median(times);
  return {
    name: title,
    value,
    unit: 'ms',
    baseline: { name: 'checked from nothing', value: full },
    ratio: value / full,
    aim: AIM_EDIT,
  };
}

function count(plan: Plan): number {
  return plan.virtualNetworks.reduce((sum, network) => sum + network.subnets.length, 0);
}

function changeNetwork(plan: Plan, id: string, change: (network: VirtualNetwork) => VirtualNetwork): Plan {
  return {
    ...plan,
    virtualNetworks: plan.virtualNetworks.map((network) => (network.id === id ? change(network) : network)),
  };
}

function moveSubnet(network: VirtualNetwork, round: number): VirtualNetwork {
  const subnets = network.subnets.map((subnet) =>
    subnet.name === 'snet-app-5'
      ? {
          ...subnet,
          addressPrefixes: subnet.addressPrefixes.map((prefix) => prefix.replace(/\/\d+$/, `/${24 + (round % 2)}`)),
        }
      : subnet,
  );
  return { ...network, subnets };
}

function addPrefix(network: VirtualNetwork, round: number): VirtualNetwork {
  const [first = '10.0.0.0/20'] = network.addressPrefixes;
  return { ...network, addressPrefixes: round % 2 === 0 ? [first, '10.255.0.0/20'] : [first] };
}

function changeCluster(plan: Plan, round: number): Plan {
  const clusters = plan.clusters.map((cluster) =>
    cluster.id === 'aks-17'
      ? { ...cluster, tier: round % 2 === 0 ? ('standard' as const) : ('premium' as const) }
      : cluster,
  );
  return { ...plan, clusters };
}
