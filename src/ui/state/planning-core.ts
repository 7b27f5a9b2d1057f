import type { CapacityReport } from '../../core/capacity/types.ts';
import type { Command, LayoutBox, ObjectRef, Plan } from '../../core/plan/index.ts';
import type { Result } from '../../core/result.ts';
import type { Finding, NotChecked } from '../../core/rules/types.ts';
import type { Box, Point, Scene, SceneInput } from '../../core/scene/index.ts';
import type { Topology } from '../../core/topology/types.ts';
import type { PaletteKind } from './drag.svelte.ts';

/** Everything that follows from a plan, worked out once per plan. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly topology: Topology;
  readonly capacity: CapacityReport;
}

/** Why the core refused something, in words a person can use. */
export interface Refusal {
  readonly message: string;
}

/** What the insert commands make: the palette's things, and some that have no place of their own on the canvas. */
export type CreatableKind = PaletteKind | 'nodePool' | 'reservation';

/** An edit that makes something, and what it will be called by. */
export interface Creation {
  readonly command: Command;
  readonly ref: ObjectRef;
  /** The address range the new object gets, where it gets one. */
  readonly ranges: readonly string[];
}

/** How `arrange` moves the selected objects. */
export type Arrangement =
  | 'align-left'
  | 'align-center'
  | 'align-right'
  | 'align-top'
  | 'align-middle'
  | 'align-bottom'
  | 'distribute-horizontally'
  | 'distribute-vertically';

/** Files that became a plan, and what of them could not be read. */
export interface ImportedEstate {
  readonly plan: Plan;
  readonly unread: readonly { readonly file: string; readonly path: string; readonly reason: string }[];
}

/** What the controllers need of the planning core. `planningCore` is the real one; tests hand in smaller ones. */
export interface PlanningCore {
  readonly applyCommand: (plan: Plan, command: Command) => Result<Plan, Refusal>;
  /** The edit in words, for Undo: "Move snet-aks to spoke-2". */
  readonly describeCommand: (plan: Plan, command: Command) => string;
  readonly checkPlan: (plan: Plan, options: { readonly asOf: string; readonly previous?: CheckResult }) => CheckResult;
  readonly buildScene: (input: SceneInput) => Scene;
  readonly parsePlan: (text: string) => Result<Plan, Refusal>;
  readonly serializePlan: (plan: Plan) => string;
  /** Something new at a point of the drawing, in `into` where it lies in something. It gets the next free range and a good name. */
  readonly create: (
    plan: Plan,
    kind: CreatableKind,
    at: Point,
    into: ObjectRef | undefined,
  ) => Result<Creation, Refusal>;
  /** Connects two objects: networks by a peering, a site with a gateway. */
  readonly connect: (plan: Plan, from: ObjectRef, to: ObjectRef) => Result<Creation, Refusal>;
  /** Objects with all that is in them, as text for the clipboard. */
  readonly copy: (plan: Plan, refs: readonly ObjectRef[]) => string;
  /** What pasting such text would do; refused when the text is something else. `into`: the network or cluster that takes subnets or pools. */
  readonly paste: (
    plan: Plan,
    text: string,
    options: { readonly offset: Point; readonly into: ObjectRef | undefined },
  ) => Result<{ readonly command: Command }, Refusal>;
  /** New positions of placed objects, from their boxes now. */
  readonly arrange: (boxes: Readonly<Record<string, Box>>, how: Arrangement) => Readonly<Record<string, Point>>;
  /** Positions for a whole plan: hub in the middle, spokes around. `sizes`: how large each object is drawn. */
  readonly tidy: (plan: Plan, sizes: Readonly<Record<string, Box>>) => Readonly<Record<string, LayoutBox>>;
  /** Reads any mix of Azure CLI output as one estate. */
  readonly importEstate: (
    files: readonly { readonly name: string; readonly text: string }[],
  ) => Result<ImportedEstate, Refusal>;
}
