import { listRefs, parentOf, type Command, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import { createHistory, pushHistory, redo, redoLabel, undo, undoLabel, type History } from '../../core/edit/index.ts';
import type { CheckResult, Finding } from '../../core/rules/types.ts';
import type { Scene, SceneItem, ScenePart } from '../../core/scene/index.ts';
import type { Result } from '../../core/result.ts';
import type { Consequences } from './drag.svelte.ts';
import type { PlanningCore, Refusal } from './planning-core.ts';
import { isCard } from './hit-test.ts';
import { keyOf } from './refs.ts';

/** Where an object is drawn: its item, and its part when it lies inside one. */
export interface Place {
  readonly item: SceneItem;
  readonly part?: ScenePart;
}

/** Everything shown of one plan: swapped as a whole, so no reader ever sees halves of two plans. */
interface Shown {
  readonly plan: Plan;
  readonly check: CheckResult;
  readonly scene: Scene;
}

/** Another plan, an edit of this one, or the same plan judged by other rules. */
type PlanChange = 'edited' | 'opened' | 'judged';

/**
 * The open plan, its history and what follows from it. Plans share structure, so history keeps whole plans by reference; undo
 * re-runs nothing. Check and scene are worked out once per plan, from those before them.
 */
export class DocumentController {
  #shown: Shown;
  #history: History;
  /** Changes whenever another plan is opened (not when this one is edited). */
  generation = $state(0);
  readonly #core: PlanningCore;
  readonly #today: () => string;
  /** The rules the plan is judged by; none until they have been read. */
  #judge: PlanningCore['checkPlan'];
  readonly #listeners = new Set<(change: PlanChange) => void>();
  /** What is deployed: the plan as it was opened or imported, when Azure shows something of it. Rules about changes judge against it. */
  #deployed: Plan | undefined;

  /** `today` gives the date as YYYY-MM-DD; a plan without one of its own is judged at it. */
  constructor(core: PlanningCore, plan: Plan, today: () => string) {
    this.#core = core;
    this.#judge = core.checkPlan;
    this.#today = today;
    this.#history = $state.raw(createHistory(plan, { saved: true }));
    this.#deployed = holdsDeployed(plan) ? plan : undefined;
    this.#shown = $state.raw(this.#show(plan));
  }

  get plan(): Plan {
    return this.#shown.plan;
  }
  get check(): CheckResult {
    return this.#shown.check;
  }
  get findings(): readonly Finding[] {
    return this.#shown.check.findings;
  }
  get scene(): Scene {
    return this.#shown.scene;
  }

  /** Findings an object is the target of or related to, by `keyOf(ref)`. */
  readonly findingsByKey: ReadonlyMap<string, readonly Finding[]> = $derived.by(() => {
    const byKey = new Map<string, Finding[]>();
    for (const finding of this.findings) {
      for (const key of new Set([finding.target, ...finding.related].map(keyOf))) {
        const list = byKey.get(key);
        if (list === undefined) byKey.set(key, [finding]);
        else list.push(finding);
      }
    }
    return byKey;
  });

  /** Where each object is drawn, by `keyOf(ref)`. A card wins over the same object's place in the strip. */
  readonly places: ReadonlyMap<string, Place> = $derived.by(() => {
    const places = new Map<string, Place>();
    for (const item of this.scene.items) {
      places.set(keyOf(item.ref), { item });
      for (const part of item.parts) {
        const key = keyOf(part.ref);
        if (isCard(part) || !places.has(key)) places.set(key, { item, part });
      }
    }
    return places;
  });

  /** What undo would take back and redo bring back; undefined when there is nothing. */
  readonly undoLabel: string | undefined = $derived.by(() => undoLabel(this.#history));
  readonly redoLabel: string | undefined = $derived.by(() => redoLabel(this.#history));
  readonly canUndo: boolean = $derived(this.undoLabel !== undefined);
  readonly canRedo: boolean = $derived(this.redoLabel !== undefined);

  /**
   * Carries out an edit as one history entry. `label` overrides the core's words for it; edits one after another with the same `coalesce`
   * key (typing in one field) are one entry. A refused edit changes nothing.
   */
  run(command: Command, label?: string, coalesce?: string): Result<Plan, Refusal> {
    const before = this.plan;
    const result = this.#core.applyCommand(before, command);
    if (!result.ok || result.value === before) return result;
    const entry = { plan: result.value, label: label ?? this.#core.describeCommand(before, command) };
    this.#goTo(pushHistory(this.#history, coalesce === undefined ? entry : { ...entry, coalesce }));
    return result;
  }

  /** The plan an edit would give, without doing it. */
  preview(command: Command): Result<Plan, Refusal> {
    return this.#core.applyCommand(this.plan, command);
  }

  /** What follows from a plan that is not open, for previews: judged as if it followed the open one. */
  checkPreview(plan: Plan): CheckResult {
    return this.#check(plan, this.check);
  }

  /** Findings that an edit would cause, without doing it; undefined for one that is refused. */
  consequencesOf(command: Command): Consequences | undefined {
    const next = this.preview(command);
    if (!next.ok) return undefined;
    const known = new Set(this.findings.map(sameFinding));
    const caused = this.checkPreview(next.value).findings.filter((finding) => !known.has(sameFinding(finding)));
    const worst = ['error', 'warning', 'info'].flatMap(
      (severity) => caused.find((finding) => finding.severity === severity) ?? [],
    )[0];
    return worst === undefined ? { count: 0 } : { count: caused.length, worst };
  }

  /** The drawing of a plan that is not open, with what a check says of it. */
  scenePreview(plan: Plan, { topology, capacity, findings } = this.checkPreview(plan)): Scene {
    return this.#core.buildScene({ plan, topology, capacity, findings, previous: this.scene });
  }

  /** The drawing of a plan that differs from the open one in its layout alone. */
  sceneOfLayout(plan: Plan, previous: Scene): Scene {
    const { topology, capacity, findings } = this.check;
    return this.#core.buildScene({ plan, topology, capacity, findings, previous });
  }

  describe(command: Command): string {
    return this.#core.describeCommand(this.plan, command);
  }

  /** The latest plan of the history before this one that answers true; undefined when there is none. */
  findEarlier(test: (plan: Plan) => boolean): Plan | undefined {
    return this.#history.past.findLast((entry) => test(entry.plan))?.plan;
  }

  /** Takes back the last edit; answers its label, or undefined when there is none. */
  undo(): string | undefined {
    const label = this.undoLabel;
    if (label !== undefined) this.#goTo(undo(this.#history));
    return label;
  }

  redo(): string | undefined {
    const label = this.redoLabel;
    if (label !== undefined) this.#goTo(redo(this.#history));
    return label;
  }

  /** Shows another plan with a history of its own. */
  replace(plan: Plan): void {
    this.#history = createHistory(plan, { saved: true });
    this.#deployed = holdsDeployed(plan) ? plan : undefined;
    this.generation += 1;
    this.#shown = this.#show(plan);
    this.#tell('opened');
  }

  /** Judges the open plan, and all that follow, by other rules. */
  judgeBy(check: PlanningCore['checkPlan']): void {
    this.#judge = check;
    const { plan, scene } = this.#shown;
    this.#shown = this.#show(plan, undefined, scene);
    this.#tell('judged');
  }

  exists(ref: ObjectRef): boolean {
    return this.#refs.has(keyOf(ref));
  }

  readonly #refs: ReadonlySet<string> = $derived(new Set(listRefs(this.plan).map(keyOf)));

  /** Outermost objects that are in the plan now and were not in `before`: what a paste put there. */
  addedSince(before: Plan): readonly ObjectRef[] {
    const known = new Set(listRefs(before).map(keyOf));
    const added = listRefs(this.plan).filter((ref) => !known.has(keyOf(ref)));
    const addedKeys = new Set(added.map(keyOf));
    return added.filter((ref) => {
      const parent = parentOf(this.plan, ref);
      return parent === undefined || !addedKeys.has(keyOf(parent));
    });
  }

  /** Called after every change of the plan or of what is said of it, at once and outside of effects. */
  onChange(listener: (change: PlanChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #goTo(history: History): void {
    this.#history = history;
    this.#shown = this.#show(history.present.plan, this.#shown.check, this.#shown.scene);
    this.#tell('edited');
  }

  #tell(change: PlanChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #show(plan: Plan, previous?: CheckResult, previousScene?: Scene): Shown {
    const check = this.#check(plan, previous);
    const { topology, capacity, findings } = check;
    const scene = this.#core.buildScene({ plan, topology, capacity, findings, previous: previousScene });
    return { plan, check, scene };
  }

  #check(plan: Plan, previous: CheckResult | undefined): CheckResult {
    return this.#judge(plan, { asOf: plan.asOf ?? this.#today(), previous, before: this.#deployed });
  }
}

function holdsDeployed({ virtualNetworks, clusters }: Plan): boolean {
  const isDeployed = ({ origin }: { readonly origin?: 'planned' | 'existing' }): boolean => origin === 'existing';
  return clusters.some(isDeployed) || virtualNetworks.some((one) => isDeployed(one) || one.subnets.some(isDeployed));
}

/** One text for one mistake, whichever check found it. */
function sameFinding({ rule, target, message }: Finding): string {
  return `${rule} ${keyOf(target)} ${message}`;
}
