import { listValues } from '../../topology/index.ts';
import type { NetworkView, Topology } from '../../topology/index.ts';

/** A network with the networks directly peered with it. */
export interface PeerGroup {
  readonly centre: NetworkView;
  readonly peers: readonly NetworkView[];
  readonly total: number;
}

/**
 * Networks whose count together with that of their direct peers is above a limit. Networks that are all peered with each other form one group, said once.
 * Networks outside the plan add nothing.
 */
export function groupsOfPeers(
  topology: Topology,
  countOf: (view: NetworkView) => number,
  limit: number,
): readonly PeerGroup[] {
  const groups = new Map<string, PeerGroup>();
  const count = (view: NetworkView | undefined): number =>
    view === undefined || view.network.external === true ? 0 : countOf(view);
  // Asked on every edit: a network with so few links that even the largest peers would leave it below the limit, as nearly all spokes are, costs one count.
  let largest = 0;
  for (const view of listValues(topology.networks)) largest = Math.max(largest, count(view));
  for (const centre of listValues(topology.networks)) {
    if (centre.network.external === true || largest * (centre.links.length + 1) <= limit) continue;
    let most = count(centre);
    for (const { remoteId } of centre.links) most += count(topology.networks.get(remoteId));
    if (most <= limit) continue;
    const ids = new Set(
      centre.links.filter((link) => link.connected && link.remoteId !== centre.ref.id).map((link) => link.remoteId),
    );
    const peers = [...ids]
      .flatMap((id) => topology.networks.get(id) ?? [])
      .filter(({ network }) => network.external !== true);
    const total = count(centre) + sum(peers, count);
    if (peers.length === 0 || total <= limit) continue;
    const key = [centre, ...peers]
      .map((view) => view.ref.id)
      .sort()
      .join('\n');
    if (!groups.has(key)) groups.set(key, { centre, peers, total });
  }
  return [...groups.values()];
}

function sum<T>(items: Iterable<T>, valueOf: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += valueOf(item);
  return total;
}
