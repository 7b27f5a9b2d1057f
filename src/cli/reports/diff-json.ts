import { createDiffWords, type ObjectRef } from '../../core/plan/index.ts';
import type { ChangeReview, ReviewReport } from '../../core/review/index.ts';
import type { Finding } from '../../core/rules/index.ts';

/** A review for machines. Its keys are part of what Netwright promises: they are only ever added to. */
export function formatDiffJson({ diff, differences }: ChangeReview, report: ReviewReport): string {
  const words = createDiffWords(diff);
  const name = (ref: ObjectRef): object => ({ kind: ref.kind, id: ref.id, name: words.nameOf(ref) });
  const document = {
    summary: report.summary,
    differences: differences.map(({ difference, adds, clears }) => ({
      kind: difference.kind,
      object: name(difference.ref),
      withParent: difference.withParent,
      fields: difference.fields.map(({ path, before, after }) => ({
        path,
        before: before ?? null,
        after: after ?? null,
      })),
      adds: adds.map(spell),
      clears: clears.map(spell),
    })),
    layout: diff.layout.map(({ ref }) => name(ref)),
    elsewhere: { adds: report.elsewhere.adds.map(spell), clears: report.elsewhere.clears.map(spell) },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function spell({ rule, severity, target, message }: Finding): object {
  return { rule, severity, target: { kind: target.kind, id: target.id }, message };
}
