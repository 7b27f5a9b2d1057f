import {
  applyWhatIf,
  projectWhatIf,
  type Growth,
  type PoolChange,
  type Projection,
  type WhatIf,
} from '../../../core/capacity/index.ts';
import type { Cluster, Command, NodePool, ObjectRef, Plan } from '../../../core/plan/index.ts';
import type { ClusterView } from '../../../core/topology/index.ts';
import type { DocumentController } from '../../state/document.svelte.ts';

const NOTHING: WhatIf = { pools: {}, growth: {} };

/** What somebody tries out: a cluster, other figures for it, its growth. Nothing of it is in the plan before it is applied. */
export class WhatIfDraft {
  readonly #document: DocumentController;
  readonly #asOf: () => string;
  clusterId: string | undefined = $state();
  months = $state(24);
  whatIf: WhatIf = $state.raw(NOTHING);

  constructor(document: DocumentController, asOf: () => string, clusterId: string | undefined) {
    this.#document = document;
    this.#asOf = asOf;
    this.clusterId = clusterId;
  }

  get view(): ClusterView | undefined {
    return this.clusterId === undefined ? undefined : this.#document.check.topology.clusters.get(this.clusterId);
  }

  readonly projection: Projection | undefined = $derived.by(() => {
    const { view } = this;
    if (view === undefined) return undefined;
    return projectWhatIf(view, this.#document.check, this.whatIf, { asOf: this.#asOf(), months: this.months });
  });

  /** The edit that applies it; undefined when there is nothing to apply. */
  readonly command: Command | undefined = $derived.by(() =>
    this.view === undefined ? undefined : applyWhatIf(this.view.cluster, this.whatIf),
  );

  get isUntouched(): boolean {
    return this.whatIf === NOTHING;
  }

  choose(clusterId: string | undefined): void {
    this.clusterId = clusterId;
    this.reset();
  }

  reset(): void {
    this.whatIf = NOTHING;
  }

  changePool({ id }: NodePool, change: PoolChange): void {
    const pools = { ...this.whatIf.pools, [id]: { ...this.whatIf.pools[id], ...change } };
    this.whatIf = { ...this.whatIf, pools };
  }

  growPool({ id }: NodePool, growth: Growth): void {
    const all = { ...this.whatIf.growth, [id]: { ...this.whatIf.growth[id], ...growth } };
    this.whatIf = { ...this.whatIf, growth: all };
  }

  changeServices(values: Pick<WhatIf, 'plannedServices' | 'servicesPerMonth'>): void {
    this.whatIf = { ...this.whatIf, ...values };
  }
}

/** The cluster a selection is about: itself, its pool, one that uses the subnet, one in the network; else the first of the plan. */
export function clusterOfSelection(plan: Plan, refs: readonly ObjectRef[]): Cluster | undefined {
  const of = ({ kind, id }: ObjectRef): Cluster | undefined =>
    plan.clusters.find((cluster) => {
      if (kind === 'cluster') return cluster.id === id;
      if (kind === 'nodePool') return cluster.pools.some((pool) => pool.id === id);
      const subnetIds = cluster.pools.flatMap(({ nodeSubnetId, podSubnetIds = [] }) => [nodeSubnetId, ...podSubnetIds]);
      if (kind === 'subnet') return subnetIds.includes(id);
      const network = kind === 'virtualNetwork' ? plan.virtualNetworks.find((each) => each.id === id) : undefined;
      return network?.subnets.some((subnet) => subnetIds.includes(subnet.id)) ?? false;
    });
  for (const ref of refs) {
    const cluster = of(ref);
    if (cluster !== undefined) return cluster;
  }
  return plan.clusters[0];
}
