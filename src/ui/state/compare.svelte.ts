import { parentOf, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import type { Result } from '../../core/result.ts';
import type { ChangeReview, ReviewReport } from '../../core/review/index.ts';
import type { Box, Scene } from '../../core/scene/index.ts';
import type { OpenedFile } from '../../contract/file.ts';
import type { AppState } from './app.svelte.ts';
import { describeFileError } from './file-words.ts';
import { looksLikePlan } from './file.svelte.ts';
import type { Refusal } from './planning-core.ts';
import { keyOf } from './refs.ts';

/** The plan the open one is compared with. */
interface CompareBase {
  readonly plan: Plan;
  readonly name: string;
}

/** How a difference is marked on the canvas; each has a sign, so that colour is not alone. */
export type CompareMark = 'added' | 'removed' | 'changed';

/** The sign of each mark, in the panel as on the canvas. */
export const markSigns: Readonly<Record<CompareMark, string>> = { added: '+', removed: '−', changed: '~' };

interface MarkedBox {
  readonly key: string;
  readonly mark: CompareMark;
  readonly box: Box;
  /** What is written there: the name of what is gone. */
  readonly label?: string;
}

/** What it needs of the app. */
type CompareDeps = Pick<
  AppState,
  | 'core'
  | 'document'
  | 'file'
  | 'layout'
  | 'loadRest'
  | 'notices'
  | 'platform'
  | 'rest'
  | 'selection'
  | 'today'
  | 'view'
  | 'viewport'
>;

/** Compares the open plan with another one, as long as its panel is open: differences, their findings, and marks on the canvas. */
export class CompareController {
  base: CompareBase | undefined = $state.raw(undefined);
  /** The line chosen in the panel. */
  chosenKey: string | undefined = $state();
  readonly #app: CompareDeps;
  #last: ChangeReview | undefined;

  constructor(app: CompareDeps) {
    this.#app = app;
  }

  get isOpen(): boolean {
    return this.#app.layout.sideTool === 'compare';
  }

  /** Worked out anew with every edit while the panel is open. */
  readonly review: ChangeReview | undefined = $derived.by(() => {
    const { document, rest } = this.#app;
    if (!this.isOpen || this.base === undefined || rest === undefined) return undefined;
    const { plan } = document;
    this.#last = rest.reviewChange(this.base.plan, plan, plan.asOf ?? this.#app.today(), this.#last);
    return this.#last;
  });

  readonly report: ReviewReport | undefined = $derived.by(() =>
    this.review === undefined ? undefined : this.#app.rest?.reportReview(this.review),
  );

  /** Where differences are marked: the objects themselves, and ghosts of what is gone. */
  readonly marks: readonly MarkedBox[] = $derived.by(() =>
    this.review === undefined ? [] : this.#markAll(this.review),
  );

  toggle(): void {
    if (this.isOpen) this.close();
    else this.#app.layout.sideTool = 'compare';
  }

  close(): void {
    this.#app.layout.sideTool = undefined;
    this.chosenKey = undefined;
  }

  /** There is a saved state that differs from what is shown. */
  get canCompareWithSaved(): boolean {
    return this.#app.file.savedPlan !== undefined;
  }

  compareWithSaved(): void {
    const { savedPlan, name } = this.#app.file;
    if (savedPlan !== undefined) this.#take({ plan: savedPlan, name: `${name} as last saved` });
  }

  /** Asks for a plan file, or for what the Azure CLI printed on another day. */
  async compareWithFile(): Promise<void> {
    const { platform, notices, document } = this.#app;
    const answer = await platform.showOpenDialog({ purpose: 'import' });
    if (!answer.ok) {
      const text = describeFileError(answer.error);
      if (text !== undefined) notices.show({ tone: 'error', text });
      return;
    }
    const files: OpenedFile[] = [];
    for (const file of answer.value) {
      if (file.ok) files.push(file.value);
      else notices.show({ tone: 'error', text: describeFileError(file.error) ?? '' });
    }
    const names = files.map(({ name }) => name).join(', ');
    const generation = document.generation;
    const read = files.length === 0 ? undefined : await this.#read(files);
    if (read === undefined || generation !== document.generation) return;
    if (read.ok) this.#take({ plan: read.value, name: names });
    else notices.show({ tone: 'error', text: `${names} cannot be compared with: ${read.error.message}` });
  }

  /** Selects what differs and brings it into view; what is gone is only shown. */
  choose(key: string, ref: ObjectRef): void {
    const { document, selection, view, viewport } = this.#app;
    this.chosenKey = key;
    if (document.exists(ref)) {
      selection.set([ref]);
      view.reveal([ref]);
      return;
    }
    selection.clear();
    const ghost = this.marks.find((mark) => mark.key === keyOf(ref));
    if (ghost !== undefined) viewport.reveal(ghost.box);
  }

  #take(base: CompareBase): void {
    this.base = base;
    this.chosenKey = undefined;
    this.#last = undefined;
    const { report } = this;
    if (report !== undefined) this.#app.notices.announce(`Compared with ${base.name}: ${report.summary}`);
  }

  async #read(files: readonly OpenedFile[]): Promise<Result<Plan, Refusal>> {
    const { core } = this.#app;
    const { importSteps } = await this.#app.loadRest();
    const [first] = files;
    if (files.length === 1 && first !== undefined && looksLikePlan(first)) return core.parsePlan(first.text);
    const steps = importSteps(files);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value.ok ? { ok: true, value: step.value.value.plan } : step.value;
    }
  }

  /** The drawing of the plan before, for the places of what is gone. */
  readonly #sceneBefore: Scene | undefined = $derived.by(() => {
    const { review } = this;
    const isNeeded = review?.diff.differences.some(({ kind }) => kind === 'removed') === true;
    if (review === undefined || !isNeeded) return undefined;
    const { topology, capacity, findings } = review.checks.before;
    return this.#app.core.buildScene({ plan: review.diff.before, topology, capacity, findings });
  });

  #markAll({ diff }: ChangeReview): readonly MarkedBox[] {
    const marks = new Map<string, MarkedBox>();
    const lost: ObjectRef[] = [];
    for (const { kind, ref, withParent } of diff.differences) {
      if (ref.kind === 'plan' || withParent) continue;
      if (kind === 'removed') {
        lost.push(ref);
        continue;
      }
      const own = this.#app.view.boxOf(ref);
      if (own === undefined) continue;
      // A node pool is marked on its cluster; that it is new changes the cluster.
      const isInside = ref.kind === 'nodePool';
      const shown = isInside ? (parentOf(diff.after, ref) ?? ref) : ref;
      const key = keyOf(shown);
      const box = this.#app.view.boxOf(shown) ?? own;
      if (!marks.has(key)) marks.set(key, { key, mark: kind === 'added' && !isInside ? 'added' : 'changed', box });
    }
    for (const ghost of this.#ghosts(lost)) marks.set(ghost.key, ghost);
    return [...marks.values()];
  }

  /** What is gone: networks where they stood, what was inside a network below it, one under the other. */
  #ghosts(lost: readonly ObjectRef[]): readonly MarkedBox[] {
    const scene = this.#sceneBefore;
    if (scene === undefined) return [];
    const { document, view } = this.#app;
    const wanted = new Set(lost.map(keyOf));
    const ghosts: MarkedBox[] = [];
    for (const item of scene.items) {
      const { x, y, width, height, name } = item;
      if (wanted.has(keyOf(item.ref)) && !document.exists(item.ref))
        ghosts.push({ key: keyOf(item.ref), mark: 'removed', box: { x, y, width, height }, label: name });
      const home = view.boxOf(item.ref);
      if (home === undefined) continue;
      const gone = new Map(
        item.parts.filter((part) => wanted.has(keyOf(part.ref))).map((part) => [keyOf(part.ref), part.ref]),
      );
      let below = home.y + home.height + GHOST_GAP;
      for (const [key, ref] of gone) {
        const label = this.#nameBefore(ref);
        const box = { x: home.x, y: below, width: Math.min(home.width, GHOST_WIDTH), height: GHOST_HEIGHT };
        ghosts.push({ key, mark: 'removed', box, label });
        below += GHOST_HEIGHT + GHOST_GAP;
      }
    }
    return ghosts;
  }

  #nameBefore(ref: ObjectRef): string {
    const lines = this.report?.sections.flatMap((section) => section.lines) ?? [];
    const line = lines.find(({ reviewed }) => keyOf(reviewed.difference.ref) === keyOf(ref));
    return line === undefined ? ref.id : [line.name.split(' in ')[0], line.ranges].filter(Boolean).join('  ');
  }
}

/** Sizes in px of the drawing. */
const GHOST_HEIGHT = 26;
const GHOST_WIDTH = 240;
const GHOST_GAP = 6;
