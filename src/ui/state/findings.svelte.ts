import type { ObjectRef } from '../../core/plan/index.ts';
import type { Finding, Fix } from '../../core/rules/types.ts';
import type { DocumentController } from './document.svelte.ts';
import type { Editor } from './editor.ts';
import { keyOf } from './refs.ts';
import type { NoticeController } from './notices.svelte.ts';
import type { SelectionController } from './selection.svelte.ts';
import type { View } from './view.ts';

/** The finding in hand, stepping through all of them, and telling the screen reader what came and went. */
export class FindingsController {
  #chosenKey: string | undefined = $state();
  readonly #document: DocumentController;
  readonly #selection: SelectionController;
  readonly #view: View;
  readonly #editor: Editor;

  constructor(
    document: DocumentController,
    selection: SelectionController,
    view: View,
    editor: Editor,
    notices: NoticeController,
  ) {
    this.#document = document;
    this.#selection = selection;
    this.#view = view;
    this.#editor = editor;
    let before = new Map(document.findings.map((finding) => [keyOfFinding(finding), finding]));
    document.onChange((change) => {
      const after = new Map(document.findings.map((finding) => [keyOfFinding(finding), finding]));
      if (change !== 'opened') {
        const appeared = [...after]
          .filter(([key]) => !before.has(key))
          .map(([, { severity, message }]) => `New ${severity}: ${message}`);
        const cleared = [...before].filter(([key]) => !after.has(key)).map(([, { message }]) => `Cleared: ${message}`);
        if (appeared.length + cleared.length > 0) notices.announce(...appeared, ...cleared);
      }
      before = after;
      if (this.#chosenKey !== undefined && !after.has(this.#chosenKey)) this.#chosenKey = undefined;
    });
  }

  /** The finding chosen in the panel or by F8; its two sides are marked on the canvas. */
  readonly chosen: Finding | undefined = $derived.by(() => {
    const key = this.#chosenKey;
    return key === undefined ? undefined : this.#document.findings.find((finding) => keyOfFinding(finding) === key);
  });

  readonly counts: Readonly<Record<Finding['severity'], number>> = $derived.by(() => {
    const counts = { error: 0, warning: 0, info: 0 };
    for (const { severity } of this.#document.findings) counts[severity] += 1;
    return counts;
  });

  /** Findings of the selected objects. */
  readonly ofSelection: readonly Finding[] = $derived.by(() => {
    const { keys } = this.#selection;
    return this.#document.findings.filter(({ target, related }) =>
      [target, ...related].some((ref) => keys.has(keyOf(ref))),
    );
  });

  /** The chosen finding, or else those of the selection: what "Quick fix" is about. */
  readonly inHand: readonly Finding[] = $derived.by(() =>
    this.chosen === undefined ? this.ofSelection : [this.chosen],
  );

  readonly canFix: boolean = $derived(this.inHand.some(({ fixes }) => fixes.length > 0));

  isChosen(finding: Finding): boolean {
    return keyOfFinding(finding) === this.#chosenKey;
  }

  /** Selects what is wrong and brings both sides into view. */
  choose(finding: Finding): void {
    this.#chosenKey = keyOfFinding(finding);
    this.#selection.set(finding.target.kind === 'plan' ? [] : [finding.target]);
    this.#view.reveal(sidesOf(finding));
  }

  clearChoice(): void {
    this.#chosenKey = undefined;
  }

  /** The next (1) or previous (-1) finding, round and round; starts at the selected object's. */
  step(direction: 1 | -1): Finding | undefined {
    const { findings } = this.#document;
    const index = this.chosen === undefined ? -1 : findings.indexOf(this.chosen);
    const start = index === -1 && direction === -1 ? 0 : index;
    const next = findings[(start + direction + findings.length) % findings.length];
    if (next !== undefined) this.choose(next);
    return next;
  }

  /** Carries out a quick fix as one edit. */
  apply(fix: Fix): void {
    const [first, ...rest] = fix.commands;
    if (first === undefined) return;
    this.#editor.run(
      rest.length === 0 ? first : { type: 'batch', label: fix.title, commands: fix.commands },
      fix.title,
    );
  }
}

/** Objects a finding is about that can be on the canvas. */
export function sidesOf(finding: Finding): readonly ObjectRef[] {
  return [finding.target, ...finding.related].filter((ref) => ref.kind !== 'plan');
}

/** The same for the same mistake before and after an edit elsewhere. */
export function keyOfFinding(finding: Finding): string {
  return [finding.rule, keyOf(finding.target), finding.message].join('\n');
}
