import { readdirSync, readFileSync } from 'node:fs';
import { applyCommand } from '../../src/core/edit/index.ts';
import {
  describePlanFileError,
  formatPlan,
  parsePlan,
  type Plan,
  type PlanFileError,
} from '../../src/core/plan/index.ts';
import { runCases, type FuzzOptions, type FuzzResult } from './fuzz-run.ts';
import { mutateJson } from './mutate-json.ts';
import { Random } from './random.ts';

/** Plan files with something wrong: each is refused with a reason and a place, or is a whole plan. */
export const name = 'plan-files';

const folders = ['../../static/examples/', '../fixtures/plans/'].map((path) => new URL(path, import.meta.url));

/** The smallest file first, and more often: more of its mutations hit something that matters. */
const texts = folders
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.netwright.json'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8')),
  )
  .sort((a, b) => a.length - b.length);

export function run(options: FuzzOptions): FuzzResult {
  return runCases(options, (seed) => {
    const random = new Random(seed);
    const text = mutateJson(random.pick([...texts, ...texts.slice(0, 3)]), random);
    const parsed = parsePlan(text);
    if (!parsed.ok) {
      checkRefusal(parsed.error, text);
      return parsed.error.kind;
    }
    checkPlanIsWhole(parsed.value.plan, text);
    return 'plan';
  });
}

function assert(condition: boolean, claim: string): void {
  if (!condition) throw new Error(claim);
}

function checkRefusal(error: PlanFileError, text: string): void {
  const sentence = describePlanFileError(error);
  assert(error.path.startsWith('$'), `the path ${error.path} does not start at the root`);
  assert(error.found !== '' && error.expected !== '', 'the refusal says nothing');
  assert(sentence.length < 8000 && !sentence.includes('undefined'), `not a sentence: ${sentence}`);
  if (error.kind === 'json') {
    const lines = text.split('\n');
    assert(error.line >= 1 && error.line <= lines.length, `line ${error.line} of ${lines.length}`);
    assert(
      error.column >= 1 && error.column <= (lines[error.line - 1]?.length ?? 0) + 1,
      `column ${error.column} is not in its line`,
    );
  }
}

/** A plan that was read holds everything the file held, can be written, read and edited. */
function checkPlanIsWhole(plan: Plan, text: string): void {
  // The document as the engine reads it; parsed before, so it is an object.
  const document = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  assert(isSame(plan, document), 'the plan is not what the file says');
  const written = formatPlan(plan);
  const again = parsePlan(written);
  assert(again.ok && formatPlan(again.value.plan) === written, 'the plan is not read as it was written');
  assert(Object.getPrototypeOf(plan) === Object.prototype, 'the plan has another prototype');
  assert(!('polluted' in {}), 'a prototype was changed');
  const emptied = applyCommand(plan, {
    type: 'remove',
    refs: plan.virtualNetworks.map(({ id }) => ({ kind: 'virtualNetwork', id })),
  });
  assert(emptied.ok && parsePlan(formatPlan(emptied.value)).ok, 'the plan cannot be edited');
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}
