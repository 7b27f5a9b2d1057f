import type { PlanSketch } from '../plan/index.ts';

/** A small plan that shows one choice. */
export interface ChoiceExample {
  /** Kebab-case; also the name of its test. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what the choice means for addresses and traffic. */
  readonly about: string;
  readonly sketch: PlanSketch;
  /** Rules that rightly find an error or a warning here; none where the choice is fine. */
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
}

export interface ChoiceGroup {
  readonly title: string;
  readonly examples: readonly ChoiceExample[];
}
