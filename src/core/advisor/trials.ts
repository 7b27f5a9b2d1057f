import { formatNumber } from '../plan/index.ts';
import { IPAM_MODELS } from '../azure/index.ts';
import { computeCapacity, sizeForModel, type ModelDemand } from '../capacity/index.ts';
import {
  applyCommand,
  describeEditError,
  sizeRanges,
  switchIpam,
  type PlanFacts,
  type SizedRange,
  type SwitchOptions,
} from '../edit/index.ts';
import type { Cluster, Command, Ipam, Plan } from '../plan/index.ts';
import { buildTopology, type ClusterView } from '../topology/index.ts';

/** A cluster under one model, with every range as large as it needs where there is room. */
export interface Trial {
  readonly ipam: Ipam;
  readonly demand: ModelDemand;
  /** The edit that leads there; undefined when there is none. */
  readonly command: Command | undefined;
  /** The plan after it; the plan as it is when there is none. */
  readonly plan: Plan;
  readonly facts: PlanFacts;
  readonly ranges: readonly SizedRange[];
  /** What does not fit, a sentence each; none when everything does. */
  readonly lacks: readonly string[];
}

export type Trials = ReadonlyMap<Ipam, Trial>;

/** Finds a plan in which the cluster had a model, for what it had there; undefined when there is none. */
export type FindEarlier = (clusterId: string, ipam: Ipam) => Plan | undefined;

/** Tries a cluster under all six models. */
export function tryModels(facts: PlanFacts, view: ClusterView, findEarlier?: FindEarlier): Trials {
  return new Map(IPAM_MODELS.map((ipam) => [ipam, tryModel(facts, view, ipam, { findEarlier })]));
}

/** Tries a cluster under one model: switched and sized, as one edit. */
export function tryModel(
  facts: PlanFacts,
  view: ClusterView,
  ipam: Ipam,
  { planes, findEarlier }: Pick<SwitchOptions, 'planes'> & { readonly findEarlier?: FindEarlier } = {},
): Trial {
  const { cluster } = view;
  const { topology } = facts;
  const demand = sizeForModel(cluster, ipam, othersInNodeSubnets(facts, view));
  const failed = (reason: string): Trial => ({
    ipam,
    demand,
    command: undefined,
    plan: topology.plan,
    facts,
    ranges: [],
    lacks: [reason],
  });
  const switched = switchIpam(topology, cluster.id, ipam, { planes, earlier: findEarlier?.(cluster.id, ipam) });
  if (!switched.ok) return failed(describeEditError(switched.error));
  const inBetween = applyCommand(topology.plan, switched.value);
  if (!inBetween.ok) return failed(describeEditError(inBetween.error));
  const sized = sizeRanges(factsOf(inBetween.value, facts), cluster.id);
  if (!sized.ok) return failed(describeEditError(sized.error));
  const after = applyCommand(inBetween.value, sized.value.command);
  if (!after.ok) return failed(describeEditError(after.error));
  const label = switched.value.type === 'batch' ? switched.value.label : '';
  const ranges = sized.value.ranges.map((range): SizedRange => {
    const isNew = range.ref.kind === 'subnet' && !topology.subnets.has(range.ref.id);
    return isNew && range.outcome === 'holds' ? { ...range, from: '', to: range.from, outcome: 'new' } : range;
  });
  return {
    ipam,
    demand,
    command: { type: 'batch', label, commands: [switched.value, sized.value.command] },
    plan: after.value,
    facts: factsOf(after.value, facts),
    ranges,
    lacks: [...ranges.flatMap((range) => describeLack(after.value, range)), ...beyondAzure(cluster, demand)],
  };
}

function factsOf(plan: Plan, { topology: before, capacity }: PlanFacts): PlanFacts {
  const topology = plan === before.plan ? before : buildTopology(plan, before);
  return { topology, capacity: computeCapacity(topology, capacity) };
}

/** Addresses in the cluster's node subnets that are not those of its own nodes. */
export function othersInNodeSubnets({ capacity }: PlanFacts, { cluster, pools }: ClusterView): number {
  const own = new Set(cluster.pools.map(({ id }) => id));
  const subnets = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.subnet.id ?? []));
  return [...subnets]
    .flatMap((id) => capacity.subnets.get(id)?.items ?? [])
    .filter(({ ref }) => ref?.kind !== 'nodePool' || !own.has(ref.id))
    .reduce((sum, { withSurge }) => sum + withSurge, 0);
}

function describeLack(plan: Plan, range: SizedRange): readonly string[] {
  const { name, from, needed, holds, unit, outcome, neededPrefix, largestFree, ref } = range;
  if (outcome !== 'noRoom' && outcome !== 'inUse') return [];
  const size = neededPrefix === undefined ? 'more than any range holds' : `a /${neededPrefix}`;
  const start = `${name} ${from} holds ${formatNumber(holds)} ${unit} and must hold ${formatNumber(needed)}, ${size}`;
  if (outcome === 'inUse') return [`${start}, but it is in use and keeps its range.`];
  const place = plan.virtualNetworks.find(({ subnets }) => subnets.some(({ id }) => id === ref.id))?.name;
  const where = place === undefined ? 'nothing is free' : `the largest range free in ${place} is /${largestFree ?? 32}`;
  return [`${start}; ${largestFree === undefined && place !== undefined ? `nothing is free in ${place}` : where}.`];
}

/** Pod subnets larger than Azure accepts. */
function beyondAzure({ name }: Cluster, { podSubnet }: ModelDemand): readonly string[] {
  return podSubnet !== undefined && podSubnet.prefixLength === undefined
    ? [`Pods of ${name} need ${formatNumber(podSubnet.count)} ${podSubnet.unit}, more than any pod subnet holds.`]
    : [];
}
