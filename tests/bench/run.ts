import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BenchRow } from './bench-row.ts';

/** Runs every `*.bench.ts` beside it, or those whose name holds `--only`, and prints a table, or JSON with `--json`. */

interface Bench {
  readonly name: string;
  readonly run: () => Promise<BenchRow[]>;
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

const results: { readonly bench: string; readonly rows: readonly BenchRow[] }[] = [];
for (const bench of await loadBenches(options.only)) {
  const rows = await bench.run();
  results.push({ bench: bench.name, rows });
  if (!options.json) console.log(`\n${bench.name}\n${formatTable(rows)}`);
}
if (results.length === 0) {
  console.error(`No bench is called "${options.only}".`);
  process.exitCode = 1;
} else if (options.json) {
  console.log(JSON.stringify(results, null, 2));
}

async function loadBenches(only: string): Promise<readonly Bench[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort();
  const loaded = await Promise.all(files.map(async (file) => asBench(file, await import(`./${file}`))));
  return loaded.filter((bench) => bench.name.includes(only));
}

function asBench(file: string, module: Readonly<Record<string, unknown>>): Bench {
  const { name, run } = module;
  if (typeof name !== 'string' || typeof run !== 'function') throw new Error(`${file} exports no name and run`);
  // What `run` answers is held by the compiler where the module declares it; here it is only known to be a function.
  return { name, run: run as Bench['run'] };
}

function formatTable(rows: readonly BenchRow[]): string {
  const cells = [
    ['what', 'measured', 'baseline', 'ratio', 'aim'],
    ...rows.map(({ name, value, unit, baseline, ratio, aim }) => [
      name,
      `${formatNumber(value)} ${unit}`,
      baseline === undefined ? '' : `${formatNumber(baseline.value)} ${unit} (${baseline.name})`,
      ratio === undefined ? '' : formatNumber(ratio),
      aim ?? '',
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
