import type { Cluster, Plan } from '../plan/index.ts';
import { NONE, sameItems } from './keep.ts';
import { listClusterUses } from './subnet-uses.ts';
import type { Topology } from './types.ts';

/** What lies between the plan of the previous topology and this one, so that whatever was not touched is taken over without a look. */
export interface Edit {
  readonly previous: Topology | undefined;
  /** Whether these lists of the plan are the very same ones as before. */
  readonly keeps: (...lists: readonly (keyof Plan)[]) => boolean;
  /** Whether nothing has changed that hangs on a network or on its subnets, clusters included. */
  readonly keepsAttachments: (networkId: string) => boolean;
}

/** Compares two plans by identity, list by list; clusters one by one. */
export function findEdit(plan: Plan, previous: Topology | undefined): Edit {
  const keeps: Edit['keeps'] = (...lists) =>
    previous !== undefined && lists.every((list) => previous.plan[list] === plan[list]);
  const keepsLists = keeps(
    'gateways',
    'firewalls',
    'reservations',
    'routeTables',
    'networkSecurityGroups',
    'natGateways',
    'applicationGateways',
    'dnsResolverEndpoints',
  );
  const touched =
    previous === undefined ? undefined : networksOf(changedClusters(previous.plan.clusters, plan.clusters), previous);
  return { previous, keeps, keepsAttachments: (networkId) => keepsLists && touched?.has(networkId) === false };
}

/** Clusters that are not the same object before and after; all of them when those that stayed changed their order. */
function changedClusters(before: readonly Cluster[], after: readonly Cluster[]): readonly Cluster[] {
  if (before === after) return NONE;
  const [old, current] = [new Set(before), new Set(after)];
  const isReordered = !sameItems(
    before.filter((cluster) => current.has(cluster)),
    after.filter((cluster) => old.has(cluster)),
  );
  if (isReordered) return [...before, ...after];
  return [...before.filter((cluster) => !current.has(cluster)), ...after.filter((cluster) => !old.has(cluster))];
}

/** A network that is not in the previous topology is made anew anyway. */
function networksOf(clusters: readonly Cluster[], previous: Topology): ReadonlySet<string> {
  const subnetIds = clusters.flatMap((cluster) => listClusterUses(cluster).map(({ subnetId }) => subnetId));
  return new Set(subnetIds.flatMap((id) => previous.subnets.get(id)?.network.id ?? NONE));
}
