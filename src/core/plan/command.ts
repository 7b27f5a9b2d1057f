import type { ObjectByKind, ObjectKind, ObjectRef } from './object-ref.ts';
import type { LayoutBox, Plan } from './schema.ts';

/**
 * An edit as plain data. `edit/applyCommand` carries it out; rules offer them as fixes; the UI sends them.
 * One gesture is one command (several steps: `batch`), so one history entry.
 */
export type Command =
  | AddCommand
  | UpdateCommand
  | { readonly type: 'remove'; readonly refs: readonly ObjectRef[] }
  /** Moves a subnet; keeps its ranges where they are free there, else the next free ranges of the same sizes (or `addressPrefixes` when given). */
  | {
      readonly type: 'moveSubnet';
      readonly subnetId: string;
      readonly virtualNetworkId: string;
      readonly addressPrefixes?: readonly string[];
    }
  /** Puts all node pools of a cluster (or one pool) into a node subnet. */
  | { readonly type: 'moveCluster'; readonly clusterId: string; readonly subnetId: string; readonly poolId?: string }
  /** Replaces one prefix of a network; with `carrySubnets` its subnets keep their offset in the new prefix. */
  | {
      readonly type: 'readdressNetwork';
      readonly virtualNetworkId: string;
      readonly from: string;
      readonly to: string;
      readonly carrySubnets: boolean;
    }
  /** Sets positions in the layout; not a change of meaning. */
  | { readonly type: 'place'; readonly boxes: Readonly<Record<string, LayoutBox>> }
  /** Adds objects with fresh ids (paste, duplicate, import); references among them are kept, names made unique, ranges moved to free space where `readdress`. */
  | {
      readonly type: 'insert';
      readonly fragment: Partial<Plan>;
      readonly readdress: boolean;
      readonly offset?: { readonly x: number; readonly y: number };
    }
  | { readonly type: 'setPlan'; readonly values: Partial<Pick<Plan, 'name' | 'description' | 'asOf' | 'cloud'>> }
  | { readonly type: 'batch'; readonly label: string; readonly commands: readonly Command[] };

/** Adds one object with the id it carries. A subnet names its network, a node pool its cluster as `parentId`; `box` places it. */
export type AddCommand = {
  readonly [K in ObjectKind]: {
    readonly type: 'add';
    readonly kind: K;
    readonly object: ObjectByKind[K];
    readonly parentId?: string;
    readonly box?: LayoutBox;
  };
}[ObjectKind];

/** Sets fields of one object; a field set to `undefined` is removed. `id` cannot be changed. */
export type UpdateCommand = {
  readonly [K in ObjectKind]: {
    readonly type: 'update';
    readonly kind: K;
    readonly id: string;
    readonly values: Partial<Omit<ObjectByKind[K], 'id'>>;
  };
}[ObjectKind];
