import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { FuzzOptions, FuzzResult } from './fuzz-run.ts';

/** Runs every `*.fuzz.ts` beside it, or those whose name holds `--only`, and prints cases and failing seeds; exit code 1 when one fails. */

interface Fuzz {
  readonly name: string;
  readonly run: (options: FuzzOptions) => FuzzResult | Promise<FuzzResult>;
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    cases: { type: 'string', default: '20000' },
    only: { type: 'string', default: '' },
  },
});
const cases = readCount('cases', values.cases);
// Each run looks at other cases unless it is told which; the seed is printed, so every failure can be had again.
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : readCount('seed', values.seed);

const fuzzes = (await loadFuzzes()).filter((fuzz) => fuzz.name.includes(values.only));
if (fuzzes.length === 0) {
  console.error(`No fuzz is called "${values.only}".`);
  process.exitCode = 1;
}
for (const fuzz of fuzzes) {
  const started = performance.now();
  const result = await fuzz.run({ seed, cases, log: (line) => console.error(`${fuzz.name}: ${line}`) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const seen = Object.entries(result.seen).sort(([, a], [, b]) => b - a);
  console.log(
    `${fuzz.name}: ${result.cases} cases from seed ${seed} in ${seconds} s, ${result.failures.length} failures`,
  );
  console.log(`  ${seen.map(([word, count]) => `${word} ${count}`).join(', ')}`);
  if (result.failures.length > 0) {
    process.exitCode = 1;
    console.log(`  run one again: npm run fuzz -- --only ${fuzz.name} --cases 1 --seed ${result.failures[0]?.seed}`);
    console.log(`  failing seeds: ${result.failures.map((failure) => failure.seed).join(' ')}`);
  }
}

async function loadFuzzes(): Promise<readonly Fuzz[]> {
  const files = globSync('*.fuzz.ts', { cwd: import.meta.dirname }).sort();
  return Promise.all(files.map(async (file) => asFuzz(file, await import(`./${file}`))));
}

function asFuzz(file: string, module: Readonly<Record<string, unknown>>): Fuzz {
  const { name, run } = module;
  if (typeof name !== 'string' || typeof run !== 'function') throw new Error(`${file} exports no name and run`);
  // What `run` answers is held by the compiler where the module declares it; here it is only known to be a function.
  return { name, run: run as Fuzz['run'] };
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`--${option} ${text} is no whole number`);
  return count;
}
