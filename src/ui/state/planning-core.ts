import type { Command, ObjectRef, Plan } from '../../core/plan/index.ts';
import type { Result } from '../../core/result.ts';
import type { CheckOptions, CheckResult } from '../../core/rules/types.ts';
import type { reportReview, reviewChange } from '../../core/review/index.ts';
import type { SizeOf } from '../../core/edit/index.ts';
import type { ImportFile, ImportOutcome, ImportProgress } from '../../core/import/index.ts';
import type { Point, Scene, SceneInput } from '../../core/scene/index.ts';
import type { PaletteKind } from './drag.svelte.ts';

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

/** What the controllers need of the planning core. `planningCore` (real-planning-core.ts) is the real one; tests hand in smaller ones. */
export interface PlanningCore {
  readonly applyCommand: (plan: Plan, command: Command) => Result<Plan, Refusal>;
  /** The edit in words, for Undo: "Move snet-aks to spoke-2". */
  readonly describeCommand: (plan: Plan, command: Command) => string;
  /** Topology and capacity of a plan, judged by no rule: the check until `loadRest` has brought the rules. */
  readonly checkPlan: (plan: Plan, options: CheckOptions) => CheckResult;
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
    options: { readonly offset: Point; readonly into: ObjectRef | undefined; readonly verb: 'Paste' | 'Duplicate' },
  ) => Result<{ readonly command: Command }, Refusal>;
  /** Lines placed objects up; undefined when there are too few of them. */
  readonly arrange: (plan: Plan, ids: readonly string[], sizeOf: SizeOf, how: Arrangement) => Command | undefined;
  /** Lays the whole plan out: hubs in the middle, spokes around. */
  readonly tidy: (plan: Plan, sizeOf: SizeOf) => Command;
  /** Reads what the first frame does without; the second time there is nothing left to read. */
  readonly loadRest: () => Promise<CoreRest>;
}

/** The rules and what stands on them: most of the program, and nothing an empty plan has a use for. */
export interface CoreRest {
  readonly checkPlan: (plan: Plan, options: CheckOptions) => CheckResult;
  readonly reviewChange: typeof reviewChange;
  readonly reportReview: typeof reportReview;
  /** Reads any mix of Azure CLI output and plans as one estate, in steps. */
  readonly importSteps: (files: readonly ImportFile[]) => Generator<ImportProgress, Result<ImportOutcome, Refusal>>;
}
