import type { ObjectRef } from '../plan/index.ts';

/** Supply and demand of IPv4 addresses, worked out once per topology (catalogue, section 12). */
export interface CapacityReport {
  readonly subnets: ReadonlyMap<string, SubnetCapacity>;
  readonly clusters: ReadonlyMap<string, ClusterCapacity>;
}

/** What is taken now, at the autoscaler's maximum, and with the surge nodes of an upgrade on top. */
export interface Demand {
  readonly now: number;
  readonly atMaximum: number;
  readonly withSurge: number;
}

export type Moment = keyof Demand;

/** One item of demand in a subnet, for the formula people can open. */
export interface DemandItem {
  /** "system: 3 nodes", "4 private endpoints". */
  readonly label: string;
  readonly ref?: ObjectRef;
  /** Addresses now, at the autoscaler's maximum, and with surge nodes of an upgrade on top. */
  readonly now: number;
  readonly atMaximum: number;
  readonly withSurge: number;
  /** The formula with its numbers, for example "(3 + 1) nodes x (1 + 30) addresses". */
  readonly formula: string;
}

export interface SubnetCapacity {
  readonly usable: number;
  readonly now: number;
  readonly atMaximum: number;
  readonly withSurge: number;
  readonly items: readonly DemandItem[];
  /** False: something may be missing (imported subnets whose users Azure did not list, node auto-provisioning); figures are lower bounds. */
  readonly complete: boolean;
  /** Unit of a static block pod subnet's second measure; undefined elsewhere. */
  readonly blocks?: {
    readonly supply: number;
    readonly now: number;
    readonly atMaximum: number;
    readonly withSurge: number;
  };
}

export interface ClusterCapacity {
  /** Nodes now, at maximum, and with surge. */
  readonly nodes: { readonly now: number; readonly atMaximum: number; readonly withSurge: number };
  readonly pools: readonly PoolCapacity[];
  /** /24 blocks of the pod CIDR (overlay, kubenet); undefined for flat models and BYO. */
  readonly podCidr?: {
    readonly supplyNodes: number;
    readonly now: number;
    readonly atMaximum: number;
    readonly withSurge: number;
  };
  /** Addresses for services: size - 2. */
  readonly services?: { readonly supply: number; readonly planned: number | undefined };
  /** False with node auto-provisioning or AKS Automatic: pools show only part of the nodes. */
  readonly complete: boolean;
}

export interface PoolCapacity {
  readonly poolId: string;
  readonly now: number;
  readonly atMaximum: number;
  readonly surge: number;
  /** maxPods as set, or Azure's default for the model. */
  readonly maxPods: number;
  /** "10 % (Azure's default)" or as written. */
  readonly surgeText: string;
}
