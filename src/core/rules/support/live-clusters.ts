import type { Cluster, Ipam, Plan } from '../../plan/index.ts';
import type { ClusterView, Topology } from '../../topology/index.ts';
import type { Outcome } from '../types.ts';

/** What sentences call each model. */
export const IPAM_WORDS: Readonly<Record<Ipam, string>> = {
  overlay: 'Azure CNI Overlay',
  'podsubnet-dynamic': 'Pod Subnet (dynamic)',
  'podsubnet-static': 'Pod Subnet (static block)',
  nodesubnet: 'Node Subnet',
  kubenet: 'kubenet',
  byo: 'own CNI',
};

/** A cluster as it runs, and what the plan makes of it. */
export interface LiveChange {
  readonly old: Cluster;
  readonly view: ClusterView;
  readonly next: Cluster;
}

/** Asks about every running cluster that the plan changes. Silent without a plan of what is deployed, and on that plan itself. */
export function onLiveClusters(
  topology: Topology,
  before: Plan | undefined,
  judge: (change: LiveChange) => readonly Outcome[],
): readonly Outcome[] {
  if (before === undefined || before === topology.plan) return [];
  return before.clusters.flatMap((old) => {
    const view = old.origin === 'existing' ? topology.clusters.get(old.id) : undefined;
    return view === undefined || view.cluster === old ? [] : judge({ old, view, next: view.cluster });
  });
}

/** The cluster moves to Overlay from a model that can do so. */
export function movesToOverlay({ old, next }: LiveChange): boolean {
  return next.ipam === 'overlay' && (old.ipam === 'nodesubnet' || old.ipam === 'kubenet');
}

export function movesToCilium({ old, next }: LiveChange): boolean {
  return old.dataPlane !== 'cilium' && next.dataPlane === 'cilium';
}

/** Azure NPM or Calico, by name; undefined for none and for Cilium's own. */
export function engineOf({ networkPolicy }: Cluster): string | undefined {
  return networkPolicy === 'azure' ? 'Azure NPM' : networkPolicy === 'calico' ? 'Calico' : undefined;
}
