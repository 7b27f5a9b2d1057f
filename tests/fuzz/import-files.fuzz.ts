import { formatImportError, importFiles, type ImportFile, type ImportOutcome } from '../../src/core/import/index.ts';
import { formatPlan, parsePlan } from '../../src/core/plan/index.ts';
import { checkPlan } from '../../src/core/rules/index.ts';
import { buildScene } from '../../src/core/scene/index.ts';
import type { AzEstate } from '../estates/az-estate.ts';
import { managedNetworks, virtualWan } from '../estates/estates-1-to-5.ts';
import { automatic, dualStack, expressRoute } from '../estates/estates-6-to-10.ts';
import { EVERY_LIST } from '../support/az-every-list.ts';
import { importTopology, readTopology, TOPOLOGY_IDS } from '../estates/topology-files.ts';
import { runCases, type FuzzOptions, type FuzzResult } from './fuzz-run.ts';
import { mutateJson } from './mutate-json.ts';
import { Random } from './random.ts';

/** Estates of Azure CLI files with something wrong: each is refused with file and place, or gives a plan that can be saved, checked and drawn. */
export const name = 'import-files';

/** Each estate as its files: three lists, or with one of them as a plan that was saved before. */
const estates: readonly (readonly ImportFile[])[] = [
  ...TOPOLOGY_IDS.map((id) => filesOf(readTopology(id))),
  ...[automatic(), dualStack(), expressRoute(), managedNetworks(), virtualWan()].map((estate: AzEstate) =>
    filesOf({ ...estate }),
  ),
  filesOf(Object.fromEntries(Object.entries(EVERY_LIST).map(([command, object]) => [command, [object]]))),
  ...['T01', 'T15'].map((id) => [
    { name: 'plan.json', text: formatPlan(importTopology({ vnets: readTopology(id).vnets ?? [] }).plan) },
    ...filesOf(readTopology(id)),
  ]),
];

function filesOf(lists: Readonly<Record<string, unknown>>): readonly ImportFile[] {
  return Object.entries(lists).map(([list, objects]) => ({
    name: `${list}.json`,
    text: JSON.stringify(objects, null, 2),
  }));
}

export function run(options: FuzzOptions): FuzzResult {
  return runCases(options, (seed) => {
    const random = new Random(seed);
    const files = random.pick(estates).map((file) => ({ ...file }));
    // Mostly one file is wrong; the others must still be read.
    for (let left = 1 + random.below(2); left > 0; left -= 1) {
      const at = random.below(files.length);
      const file = files[at];
      if (file !== undefined) files[at] = { ...file, text: mutateOnce(file.text, random) };
    }
    const outcome = importFiles(files);
    if (!outcome.ok) {
      checkRefusal(formatImportError(outcome.error), files);
      return outcome.error.kind;
    }
    checkOutcome(outcome.value, files, random);
    return outcome.value.unread.length === 0 ? 'whole plan' : 'plan, parts unread';
  });
}

/** A file that was mutated already may be no JSON any more; then its text is changed no further. */
function mutateOnce(text: string, random: Random): string {
  try {
    return mutateJson(text, random);
  } catch {
    // The second mutation of one file can meet a text the first has broken.
    return text;
  }
}

function assert(condition: boolean, claim: string): void {
  if (!condition) throw new Error(claim);
}

function checkRefusal(sentence: string, files: readonly ImportFile[]): void {
  assert(
    files.some((file) => sentence.startsWith(`${file.name}: $`)),
    `names no file and place: ${sentence}`,
  );
  assert(sentence.length < 8000 && !sentence.includes('undefined'), `not a sentence: ${sentence}`);
}

function checkOutcome({ plan, unread }: ImportOutcome, files: readonly ImportFile[], random: Random): void {
  const written = formatPlan(plan);
  const again = parsePlan(written);
  assert(again.ok, `the plan cannot be read again: ${again.ok ? '' : JSON.stringify(again.error)}`);
  assert(again.ok && formatPlan(again.value.plan) === written, 'the plan is not read as it was written');
  for (const { file, path, reason } of unread) {
    assert(
      files.some(({ name: known }) => known === file),
      `${file} is no file`,
    );
    assert(path.startsWith('$') && reason !== '' && !reason.includes('undefined'), `${path}: ${reason}`);
  }
  assert(!('polluted' in {}), 'a prototype was changed');
  if (random.below(4) > 0) return;
  const { findings, topology, capacity } = checkPlan(plan, { asOf: '2026-11-21' });
  // Messages quote what the files say, which the mutations may have made NaN.
  const isQuoted = files.some(({ text }) => text.includes('NaN'));
  for (const { message, fixes } of findings) {
    assert(
      message !== '' && !message.includes('undefined') && (isQuoted || !message.includes('NaN')),
      `not a sentence: ${message}`,
    );
    assert(
      fixes.every(({ title }) => title !== ''),
      'a fix without a title',
    );
  }
  const { bounds } = buildScene({ plan, topology, capacity, findings });
  assert(Object.values(bounds).every(Number.isFinite), `drawn at ${JSON.stringify(bounds)}`);
}
