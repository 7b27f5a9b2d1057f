import type { Finding } from '../../core/rules/types.ts';
import type { ObjectRef } from '../../core/plan/index.ts';

/** A question with its answers; the last one is what Escape gives. */
export interface Question<A extends string = string> {
  readonly title: string;
  readonly text: string;
  readonly answers: readonly { readonly id: A; readonly label: string; readonly tone?: 'primary' | 'danger' }[];
}

/** The views that open over the designer, with what each needs to know. */
export type Dialog =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'commandPalette'; readonly query: string }
  | { readonly kind: 'find' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'rules'; readonly ruleId?: string }
  | { readonly kind: 'why'; readonly finding: Finding }
  | { readonly kind: 'fixes'; readonly findings: readonly Finding[] }
  /** Which CNI a cluster should have: the questions, or all models side by side. */
  | { readonly kind: 'advisor'; readonly clusterId: string; readonly part: 'questions' | 'models' }
  /** Ranges large enough for a cluster. */
  | { readonly kind: 'sizing'; readonly clusterId: string }
  | { readonly kind: 'export' }
  | { readonly kind: 'reachMatrix' }
  | { readonly kind: 'about' }
  /** Growth and other figures for a cluster; the selected one when none is named. */
  | { readonly kind: 'whatIf'; readonly clusterId?: string }
  | { readonly kind: 'settings' }
  /** Set a finding aside, with the reason. */
  | { readonly kind: 'suppress'; readonly finding: Finding }
  /** Pick the other end of a connection from `from`. */
  | { readonly kind: 'connect'; readonly from: ObjectRef }
  /** Files that could not be read in full: what was left out and why. */
  | { readonly kind: 'unread'; readonly title: string; readonly lines: readonly string[] };

/** Which view is open over the designer, and the question waiting for an answer. One of each at a time. */
export class DialogController {
  current: Dialog | undefined = $state.raw(undefined);
  question: Question | undefined = $state.raw(undefined);
  #answer: ((id: string) => void) | undefined;

  readonly isOpen: boolean = $derived(this.current !== undefined || this.question !== undefined);

  open(dialog: Dialog): void {
    this.current = dialog;
  }

  close(): void {
    this.current = undefined;
  }

  /** Asks and waits. A second question while one is open answers the first with its last answer (what Escape gives). */
  ask<A extends string>(question: Question<A>): Promise<A> {
    this.dismissQuestion();
    this.question = question;
    return new Promise<A>((resolve) => {
      // The ids handed to `answer` come from this question's own list.
      this.#answer = (id) => resolve(id as A);
    });
  }

  answer(id: string): void {
    const resolve = this.#answer;
    this.#answer = undefined;
    this.question = undefined;
    resolve?.(id);
  }

  dismissQuestion(): void {
    const last = this.question?.answers.at(-1);
    if (last !== undefined) this.answer(last.id);
  }
}
