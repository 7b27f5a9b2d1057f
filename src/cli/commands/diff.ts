import { err, ok, type Result } from '../../core/result.ts';
import { reportReview, reviewChange } from '../../core/review/index.ts';
import { parseArguments, readDay, readWord } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { formatDiffJson } from '../reports/diff-json.ts';
import { formatDiffMarkdown } from '../reports/diff-markdown.ts';
import { formatDiffText } from '../reports/diff-text.ts';

/** `netwright diff OLD NEW`: what a change does. Ends with 0 when nothing differs in meaning, 1 when something does. */
export async function diff(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, { format: { type: 'string' }, 'as-of': { type: 'string' } });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json', 'markdown']);
  if (!format.ok) return format;
  const asOf = readDay(args.value, 'as-of');
  if (!asOf.ok) return asOf;
  const [oldFile, newFile, ...more] = args.value.files;
  if (oldFile === undefined || newFile === undefined || more.length > 0)
    return err('diff needs two files, the plan before and the plan after; "-" is standard input');
  if (oldFile === '-' && newFile === '-') return err('diff cannot read both plans from standard input');
  const before = await readEstate([oldFile], terminal);
  if (!before.ok) return before;
  const after = await readEstate([newFile], terminal);
  if (!after.ok) return after;

  const day = asOf.value ?? after.value.plan.asOf ?? terminal.today();
  const review = reviewChange(before.value.plan, after.value.plan, day);
  const report = reportReview(review);
  terminal.write(
    format.value === 'json'
      ? formatDiffJson(review, report)
      : format.value === 'markdown'
        ? formatDiffMarkdown(report)
        : formatDiffText(report),
  );
  return ok(review.differences.length === 0 ? EXIT.ok : EXIT.errors);
}
