import type { Cluster, NodePool, ObjectRef } from '../../plan/index.ts';
import type { Aside, Figure } from '../figure.ts';
import type { PerNode } from '../pool-demand.ts';
import type { Demand } from '../types.ts';

export type BudgetKind =
  | 'nodeSubnet'
  | 'podSubnet'
  | 'podBlocks'
  | 'apiServerSubnet'
  | 'subnet'
  | 'podCidr'
  | 'services'
  | 'routes'
  | 'network'
  | 'peerGroup'
  | 'clusterNodes'
  | 'poolNodes'
  | 'pods'
  | 'snatPorts'
  | 'backends'
  | 'loadBalancedServices';

/** A pool that takes from a supply. */
export interface PoolUse {
  readonly cluster: Cluster;
  readonly pool: NodePool;
  /** Asked again for a pool of changed figures. */
  readonly perNode: (pool: NodePool) => PerNode;
}

/** A demand that does not follow from nodes. */
export interface FixedPart {
  readonly label: string;
  readonly ref?: ObjectRef;
  readonly demand: Demand;
}

/** Where a supply and what is taken from it come from. */
export interface BudgetSpec {
  /** Unique in a plan: kind and id of what holds the supply. */
  readonly key: string;
  readonly kind: BudgetKind;
  /** "snet-nodes", "Pod CIDR". */
  readonly name: string;
  /** The ranges as written; empty for a limit. */
  readonly ranges: readonly string[];
  readonly ref: ObjectRef;
  readonly unit: string;
  /**
   * `range`: what the plan's ranges hold. `limit`: what Azure allows. `advice`: what Azure recommends or has tested; going over it refuses nothing.
   */
  readonly weight: 'range' | 'limit' | 'advice';
  readonly supply: number;
  readonly explainSupply: () => Figure;
  readonly uses: readonly PoolUse[];
  readonly fixed: readonly FixedPart[];
  /** The demand in words, where `nodes` says which nodes; its documents, and what in it no document says. */
  readonly meaning: (nodes: string) => string;
  readonly sources: readonly string[];
  readonly assumption?: string;
  readonly asides?: (budget: Budget) => readonly Aside[];
  /** False: something that takes from it may be missing, so that demand is a lower bound. */
  readonly complete: boolean;
}

/** A supply, what is taken from it, and whether that fits. */
export interface Budget {
  readonly spec: BudgetSpec;
  readonly key: string;
  readonly supply: number;
  readonly demand: Demand;
  /** The pools of `spec.uses`, with the figures they have here. */
  readonly pools: readonly NodePool[];
}

/** How the numbers of a budget come about; worked out when asked for. */
export interface Explanation {
  readonly supply: Figure;
  readonly now: Figure;
  readonly atMaximum: Figure;
  readonly withSurge: Figure;
  readonly asides: readonly Aside[];
}
