import type { NetworkView, Topology } from '../../topology/index.ts';

/** A network with the networks directly peered with it. */
export interface PeerGroup {
  readonly centre: NetworkView;
  readonly peers: readonly NetworkView[];
  readonly total: number;
}

/**
 * Networks whose count together with that of their direct peers is above a limit. Networks that are all peered with each other form one group, said once.
 * Networks without a count (outside the plan) add nothing.
 */
export function groupsOfPeers(
  topology: Topology,
  counts: ReadonlyMap<NetworkView, number>,
  limit: number,
): readonly PeerGroup[] {
  const groups = new Map<string, PeerGroup>();
  // Asked on every edit: estates below the limit as a whole, which is nearly all, cost one sum.
  if (sum([...counts.values()]) <= limit) return [];
  for (const [centre, own] of counts) {
    const ids = new Set(
      centre.links.filter((link) => link.connected && link.remoteId !== centre.ref.id).map((link) => link.remoteId),
    );
    const peers = [...ids].flatMap((id) => topology.networks.get(id) ?? []).filter((view) => counts.has(view));
    const total = own + sum(peers.map((view) => counts.get(view) ?? 0));
    if (peers.length === 0 || total <= limit) continue;
    const key = [centre, ...peers]
      .map((view) => view.ref.id)
      .sort()
      .join('\n');
    if (!groups.has(key)) groups.set(key, { centre, peers, total });
  }
  return [...groups.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
