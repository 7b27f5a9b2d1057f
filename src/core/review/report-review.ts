import {
  createDiffWords,
  DIFFERENCE_KINDS,
  DIFFERENCE_WORDS,
  formatCount,
  KIND_WORDS,
  type DifferenceKind,
} from '../plan/index.ts';
import type { Finding } from '../rules/index.ts';
import type { ChangeReview, ReviewedDifference } from './review-change.ts';

/** One difference in words, with what it does to the findings. */
export interface ReviewLine {
  readonly reviewed: ReviewedDifference;
  /** `subnet`, `AKS cluster`. */
  readonly kind: string;
  /** `snet-nodes in spoke-1`. */
  readonly name: string;
  /** Ranges of what was added or removed. */
  readonly ranges: string;
  /** `2 subnets`: what came or went inside. */
  readonly inside: string;
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

export interface ReviewSection {
  readonly kind: DifferenceKind;
  readonly title: string;
  readonly lines: readonly ReviewLine[];
}

/** A review in words, for the panel, the command line and pull requests. */
export interface ReviewReport {
  /** Only the kinds that are there, in the order of `DIFFERENCE_KINDS`. What came or went with its parent is counted there and has no line, unless it has findings. */
  readonly sections: readonly ReviewSection[];
  /** `3 differences, 1 finding added, 2 cleared`. */
  readonly summary: string;
  /** Objects that only stand elsewhere, by name. */
  readonly layout: readonly string[];
  /** Findings that belong to no difference. */
  readonly elsewhere: { readonly adds: readonly Finding[]; readonly clears: readonly Finding[] };
}

/** Puts a review into words. Without differences: no sections, and the summary says so. */
export function reportReview({ diff, differences, adds, clears }: ChangeReview): ReviewReport {
  const words = createDiffWords(diff);
  const lineOf = (reviewed: ReviewedDifference): ReviewLine => {
    const { difference } = reviewed;
    const { ref, kind, fields } = difference;
    const isWhole = kind === 'added' || kind === 'removed';
    const count = words.countInside(difference);
    return {
      reviewed,
      kind: KIND_WORDS[ref.kind],
      name: words.nameOf(ref),
      ranges: isWhole ? words.rangesOf(ref) : '',
      inside: count === 0 ? '' : formatCount(count, ref.kind === 'cluster' ? 'node pool' : 'subnet'),
      fields: fields.map((change) => words.describeField(ref.kind, change)),
    };
  };
  const shown = differences.filter(
    ({ difference, adds: a, clears: c }) => !difference.withParent || a.length > 0 || c.length > 0,
  );
  const placed = new Set(differences.flatMap((one) => [...one.adds, ...one.clears]));
  return {
    sections: DIFFERENCE_KINDS.flatMap((kind) => {
      const lines = shown.filter(({ difference }) => difference.kind === kind).map(lineOf);
      return lines.length === 0 ? [] : [{ kind, title: DIFFERENCE_WORDS[kind], lines }];
    }),
    summary: summarize(differences.length, adds.length, clears.length, diff.layout.length),
    layout: diff.layout.map(({ ref }) => words.nameOf(ref)),
    elsewhere: {
      adds: adds.filter((finding) => !placed.has(finding)),
      clears: clears.filter((finding) => !placed.has(finding)),
    },
  };
}

function summarize(differences: number, adds: number, clears: number, layout: number): string {
  const parts = [
    differences === 0 ? 'No differences' : formatCount(differences, 'difference'),
    ...(adds === 0 ? [] : [`${formatCount(adds, 'finding')} added`]),
    ...(clears === 0 ? [] : [`${formatCount(clears, 'finding')} cleared`]),
    ...(layout === 0 ? [] : [`${formatCount(layout, 'object')} only moved in the drawing`]),
  ];
  return parts.join(', ');
}
