import type { PlanSketch } from '../../../src/core/plan/index.ts';

export interface ModelEstate {
  /** What it is, and for a broken one every mistake in it. */
  readonly title: string;
  readonly sketch: PlanSketch;
  /** Rules that rightly find an error or a warning, each named once, in the order of the alphabet. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Where Azure has accepted it all: errors that are only warnings there, and those about what Azure would not have taken. */
  readonly whereItExists?: { readonly milder: readonly string[]; readonly unsaid?: readonly string[] };
}

export interface ModelEstates {
  readonly clean: ModelEstate;
  readonly broken: ModelEstate;
  /** Everything fits, now and at its maximum, but not the surge of the next upgrade: half of the nodes. */
  readonly upgrade: ModelEstate;
}
