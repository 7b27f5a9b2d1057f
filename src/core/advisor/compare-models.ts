import { CILIUM_CHANGES, IPAM_CHANGES, IPAM_MODELS, type LiveChange } from '../azure/index.ts';
import { nodesInSupply, type ModelDemand } from '../capacity/index.ts';
import type { SizedRange } from '../edit/index.ts';
import type { Cluster, Command, Ipam } from '../plan/index.ts';
import { checkPlan, type CheckResult, type Finding } from '../rules/index.ts';
import type { ClusterView } from '../topology/index.ts';
import { compareFeatures, type FeatureChanges } from './compare-features.ts';
import { describeLivePath } from './live-path.ts';
import { othersInNodeSubnets, tryModel, type FindEarlier, type Trial } from './trials.ts';

/** A cluster under one of the six models, against how it is now. */
export interface ModelComparison {
  readonly ipam: Ipam;
  readonly isPresent: boolean;
  /** Data plane and policy it would have. */
  readonly planes: Pick<Cluster, 'dataPlane' | 'networkPolicy'>;
  readonly demand: ModelDemand;
  /** Nodes that fit, surge nodes among them, when ranges are as large as they get; undefined when no range is known. */
  readonly nodesThatFit: number | undefined;
  readonly ranges: readonly SizedRange[];
  /** What has no room, a sentence each. */
  readonly lacks: readonly string[];
  readonly features: FeatureChanges;
  /** Errors and warnings it would bring, and those it would clear. */
  readonly appeared: readonly Finding[];
  readonly cleared: readonly Finding[];
  /** For existing clusters: how Azure gets there, and the steps. */
  readonly live: LiveChange | undefined;
  readonly livePath: readonly string[];
  /** The edit that switches and sizes, as one; undefined for the present model and where there is none. */
  readonly command: Command | undefined;
}

export interface CompareOptions {
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly findEarlier?: FindEarlier;
}

/**
 * A cluster under all six models, side by side, in their usual order. Empty when the plan has no such cluster. The present model is shown as it is, the
 * others switched to and with every range as large as it needs where there is room.
 * @param check of the plan as it is
 */
export function compareModels(
  check: CheckResult,
  clusterId: string,
  { asOf, findEarlier }: CompareOptions,
): readonly ModelComparison[] {
  const view = check.topology.clusters.get(clusterId);
  if (view === undefined) return [];
  return IPAM_MODELS.map((ipam) => compareModel(check, view, ipam, { asOf, findEarlier }));
}

function compareModel(
  check: CheckResult,
  view: ClusterView,
  ipam: Ipam,
  { asOf, findEarlier }: CompareOptions,
): ModelComparison {
  const { cluster } = view;
  const isPresent = cluster.ipam === ipam;
  const trial = tryModel(check, view, ipam, { findEarlier });
  const shown = isPresent ? { ...trial, plan: check.topology.plan, facts: check } : trial;
  const after = shown.facts.topology.clusters.get(cluster.id) ?? view;
  const isThere = isPresent || trial.command !== undefined;
  const changes = isPresent || !isThere ? { appeared: [], cleared: [] } : compareFindings(check, trial, asOf);
  const { dataPlane, networkPolicy } = isThere ? after.cluster : cluster;
  return {
    ipam,
    isPresent,
    planes: { dataPlane, networkPolicy },
    demand: trial.demand,
    nodesThatFit: isThere ? countNodesThatFit(shown, after) : undefined,
    ranges: trial.ranges,
    lacks: trial.lacks,
    features: compareFeatures(cluster.ipam, ipam),
    ...changes,
    live: cluster.origin === 'existing' ? livePathOf(cluster, ipam, dataPlane) : undefined,
    livePath: cluster.origin === 'existing' ? describeLivePath(cluster, { ipam, dataPlane }) : [],
    command: isPresent ? undefined : trial.command,
  };
}

function livePathOf(cluster: Cluster, ipam: Ipam, dataPlane: Cluster['dataPlane']): LiveChange {
  const change = IPAM_CHANGES[cluster.ipam][ipam];
  return change.way === 'same' && dataPlane === 'cilium' && cluster.dataPlane === 'azure'
    ? CILIUM_CHANGES[ipam]
    : change;
}

function compareFindings(
  check: CheckResult,
  { plan }: Trial,
  asOf: string,
): Pick<ModelComparison, 'appeared' | 'cleared'> {
  const counts = (finding: Finding): boolean => finding.severity !== 'info';
  const keyOf = ({ rule, target }: Finding): string => `${rule} ${target.kind} ${target.id}`;
  const next = checkPlan(plan, { asOf, previous: check });
  const before = new Set(check.findings.map(keyOf));
  const after = new Set(next.findings.map(keyOf));
  return {
    appeared: next.findings.filter((finding) => counts(finding) && !before.has(keyOf(finding))),
    cleared: check.findings.filter((finding) => counts(finding) && !after.has(keyOf(finding))),
  };
}

/** Supply of the cluster's ranges, less what others take of them, in nodes. */
function countNodesThatFit({ facts }: Pick<Trial, 'facts'>, view: ClusterView): number | undefined {
  const { capacity } = facts;
  const { cluster } = view;
  const sumOf = (ids: readonly string[], valueOf: (id: string) => number): number | undefined =>
    ids.length === 0
      ? undefined
      : Math.max(
          0,
          ids.reduce((sum, id) => sum + valueOf(id), 0),
        );
  const idsOf = (of: (pool: ClusterView['pools'][number]) => readonly string[]): readonly string[] => [
    ...new Set(view.pools.flatMap(of)),
  ];
  const nodeSubnets = idsOf(({ nodeSubnet }) => (nodeSubnet === undefined ? [] : [nodeSubnet.subnet.id]));
  const podSubnets = idsOf(({ podSubnets: subnets }) => subnets.map(({ subnet }) => subnet.id));
  const usable = sumOf(nodeSubnets, (id) => capacity.subnets.get(id)?.usable ?? 0);
  return nodesInSupply(cluster, cluster.ipam, {
    nodeAddresses: usable === undefined ? undefined : Math.max(0, usable - othersInNodeSubnets(facts, view)),
    podAddresses: sumOf(podSubnets, (id) => podSupply(capacity.subnets.get(id), cluster)),
    podCidrNodes: capacity.clusters.get(cluster.id)?.podCidr?.supplyNodes,
  });
}

/** Addresses of a pod subnet that this cluster's pods can have. */
function podSupply(figures: ReturnType<CheckResult['capacity']['subnets']['get']>, { ipam, pools }: Cluster): number {
  if (figures === undefined) return 0;
  const own = new Set(pools.map(({ id }) => id));
  const others = figures.items
    .filter(({ ref }) => ref?.kind !== 'nodePool' || !own.has(ref.id))
    .reduce((sum, { withSurge }) => sum + withSurge, 0);
  // A static pod subnet is handed out in whole blocks, the reserved addresses' blocks among them as far as is known.
  const supply = ipam === 'podsubnet-static' ? (figures.blocks?.supply ?? 0) * 16 : figures.usable;
  return Math.max(0, supply - others);
}
