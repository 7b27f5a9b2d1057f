import {
  createEmptyPlan,
  describePlanFileError,
  MAX_PLAN_CHARACTERS,
  parseJson,
  parsePlan,
  type Plan,
} from '../plan/index.ts';
import { err, ok, type Result } from '../result.ts';
import { AZ_LISTS, sayNotRead } from './az-lists.ts';
import { classify, isPlanDocument, listItems, readItem } from './classify.ts';
import { arrangeEstate } from './arrange-estate.ts';
import { collectEstate, compareTexts, pushTo } from './estate/collect.ts';
import type { Draft } from './estate/drafts.ts';
import { joinPlans } from './estate/join-plans.ts';
import { linkEstate } from './estate/link-estate.ts';
import { Notes } from './estate/notes.ts';
import { isJsonObject, SourceObject } from './source-object.ts';
import type { ImportError, ImportFile, ImportOptions, ImportOutcome, ImportProgress, Unread } from './types.ts';

/** Longest file read, in characters. */
const MAX_IMPORT_CHARACTERS = 4 * MAX_PLAN_CHARACTERS;

/** Objects between two reports of progress. */
const STEP = 20;

/** What a file turned out to hold. */
interface Contents {
  readonly plans: readonly Plan[];
  readonly drafts: readonly Draft[];
}

/**
 * Makes one estate of several files, in any order and mix: plan files, and what the commands of `AZ_LISTS`
 * print with `-o json` (flattened, or as REST and Resource Graph answer). Objects listed twice are one object; references to what no file lists lead to
 * stubs. A part that cannot be read is named in `unread`, and the rest of its object is kept; a file of which nothing can be read is an error, and then
 * nothing is imported. The texts are never changed.
 * Errors: `noFiles`, `tooLarge`, `notJson`, `unrecognised` (JSON, but nothing Netwright reads), `plan` (a plan file that is damaged).
 */
export function importFiles(
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Result<ImportOutcome, ImportError> {
  const steps = importSteps(files, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As `importFiles`, in portions: yields how far it is, so that the caller can show it, let the window breathe, and stop by asking no further. */
export function* importSteps(
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Generator<ImportProgress, Result<ImportOutcome, ImportError>> {
  if (files.length === 0) return err({ kind: 'noFiles' });
  const unread: Unread[] = [];
  const notes = new Notes();
  const plans: Plan[] = [];
  const drafts: Draft[] = [];
  // By name, so that the same files give the same plan whatever their order.
  for (const file of files.toSorted((a, b) => compareTexts(a.name, b.name))) {
    const contents = yield* readFile(file, unread, notes);
    if (!contents.ok) return contents;
    plans.push(...contents.value.plans);
    drafts.push(...contents.value.drafts);
  }
  const [first, ...others] = plans;
  const base = first === undefined ? undefined : joinPlans(first, others);
  if (base !== undefined && drafts.length === 0) return ok({ plan: base, unread, notes: notes.format() });
  const start = base ?? createEmptyPlan(options.name ?? 'Imported estate');
  const plan = yield* linkEstate(collectEstate(drafts, notes), start, notes);
  yield { phase: 'arranging', done: 0, total: 1 };
  const arrange = options.arrange ?? arrangeEstate;
  return ok({ plan: arrange(plan), unread, notes: notes.format() });
}

function* readFile(
  file: ImportFile,
  unread: Unread[],
  notes: Notes,
): Generator<ImportProgress, Result<Contents, ImportError>> {
  const { name, text } = file;
  if (text.length > MAX_IMPORT_CHARACTERS)
    return err({ kind: 'tooLarge', file: name, length: text.length, max: MAX_IMPORT_CHARACTERS });
  const json = parseJson(text);
  if (!json.ok) {
    const { path, line, column, found, expected } = json.error;
    return err({
      kind: 'notJson',
      file: name,
      path,
      reason: `not JSON at line ${line}, column ${column}: found ${found}, expected ${expected}`,
    });
  }
  if (isPlanDocument(json.value)) return readPlan(file);
  const { items, cut } = listItems(json.value);
  if (cut !== undefined) unread.push({ file: name, ...cut });
  if (items.length === 0) notes.add('emptyFile', name);
  const drafts: Draft[] = [];
  const refused: Unread[] = [];
  const strangers = new Map<string, Unread[]>();
  for (const [index, { value, path }] of items.entries()) {
    if (index % STEP === 0) yield { phase: 'reading', file: name, done: index, total: items.length };
    const source = isJsonObject(value) ? new SourceObject(name, () => path, value, refused) : undefined;
    const { kind, type } = source === undefined ? {} : classify(source);
    const draft = source === undefined || kind === undefined ? undefined : readItem(source, kind);
    if (draft !== undefined) drafts.push(draft);
    if (kind === undefined) {
      const reason = type === undefined ? 'not an object Netwright reads' : sayNotRead(type);
      pushTo(strangers, reason, { file: name, path, reason });
    }
  }
  const left = [...refused, ...[...strangers.values()].flatMap(describeStrangers)];
  const [first] = left;
  if (first !== undefined && drafts.length === 0) {
    const expected = `expected a plan, or the output of ${Object.values(AZ_LISTS).join(', ')}`;
    return err({ kind: 'unrecognised', file: name, path: first.path, reason: `${first.reason}; ${expected}` });
  }
  unread.push(...left);
  return ok({ plans: [], drafts });
}

/** Objects of one kind that are not read: the first, and how many there are. */
function describeStrangers([first, ...others]: readonly Unread[]): Unread[] {
  if (first === undefined) return [];
  return [others.length === 0 ? first : { ...first, reason: `${first.reason} (and ${others.length} more)` }];
}

function readPlan({ name, text }: ImportFile): Result<Contents, ImportError> {
  const parsed = parsePlan(text);
  if (parsed.ok) return ok({ plans: [parsed.value.plan], drafts: [] });
  return err({ kind: 'plan', file: name, path: parsed.error.path, reason: describePlanFileError(parsed.error) });
}
