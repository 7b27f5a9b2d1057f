import { createTitleBlock, exportSvg, layOutSheet, type SvgOptions } from '../../core/export/svg/index.ts';
import { sizePng } from '../../core/export/png/index.ts';
import { arrangeEstate } from '../../core/import/index.ts';
import { formatPlan, type Plan } from '../../core/plan/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { checkPlan } from '../../core/rules/index.ts';
import { buildScene } from '../../core/scene/index.ts';
import { parseArguments, readWord, type Arguments } from '../parse-arguments.ts';
import { rasterizeSvg, readEmbeddedFonts } from '../rasterize.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

const OPTIONS = {
  to: { type: 'string' },
  output: { type: 'string', short: 'o' },
  theme: { type: 'string' },
  scale: { type: 'string' },
  legend: { type: 'boolean' },
  'title-block': { type: 'boolean' },
} as const;

type Kind = 'svg' | 'png' | 'json';

/** `netwright export`: draws an estate, or writes it as a plan file. */
export async function exportEstate(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, OPTIONS);
  if (!args.ok) return args;
  const { files } = args.value;
  const output = args.value.option('output');
  if (files.length === 0) return err('export needs at least one file; "-" is standard input');
  if (output === undefined) return err('export needs a place for the result: -o OUT');
  const kind = readKind(args.value, output);
  if (!kind.ok) return kind;
  const theme = readWord(args.value, 'theme', ['light', 'dark']);
  if (!theme.ok) return theme;
  const scale = readScale(args.value);
  if (!scale.ok) return scale;

  const estate = await readEstate(files, terminal);
  if (!estate.ok) return estate;
  const bytes = draw(arrangeEstate(estate.value.plan), kind.value, {
    theme: theme.value,
    scale: scale.value,
    legend: args.value.isOn('legend'),
    titleBlock: args.value.isOn('title-block'),
    today: terminal.today(),
  });
  if (!bytes.ok) return bytes;
  const written = await writeOutput(output, files, bytes.value, terminal);
  return written.ok ? ok(EXIT.ok) : written;
}

function readKind(args: Arguments, output: string): Result<Kind, string> {
  const ending = /\.(svg|png|json)$/i.exec(output)?.[1]?.toLowerCase();
  if (args.option('to') !== undefined) return readWord(args, 'to', ['svg', 'png', 'json']);
  if (ending === 'svg' || ending === 'png' || ending === 'json') return ok(ending);
  return err(`what to write does not follow from ${JSON.stringify(output)}: --to svg, --to png or --to json`);
}

function readScale(args: Arguments): Result<number, string> {
  const given = args.option('scale');
  const scale = given === undefined ? 1 : Number(given);
  return scale >= 1 && scale <= 4
    ? ok(scale)
    : err(`--scale is ${JSON.stringify(given)}; expected a number from 1 to 4`);
}

interface Drawing {
  readonly theme: SvgOptions['theme'];
  readonly scale: number;
  readonly legend: boolean;
  readonly titleBlock: boolean;
  readonly today: string;
}

function draw(
  plan: Plan,
  kind: Kind,
  { theme, scale, legend, titleBlock, today }: Drawing,
): Result<Uint8Array, string> {
  const encoder = new TextEncoder();
  if (kind === 'json') return ok(encoder.encode(formatPlan(plan)));
  const { findings, topology, capacity } = checkPlan(plan, { asOf: today });
  const scene = buildScene({ plan, topology, capacity, findings });
  const options: SvgOptions = {
    theme,
    scale,
    legend,
    titleBlock: titleBlock ? createTitleBlock(plan, findings, plan.asOf ?? today) : undefined,
    fonts: readEmbeddedFonts(),
    name: plan.name,
  };
  if (kind === 'svg') return ok(encoder.encode(exportSvg(scene, options)));
  const size = sizePng(layOutSheet(scene, options).view, scale);
  if (!size.ok) {
    const { width, height, largestScale } = size.error;
    const way =
      largestScale >= 1
        ? `--scale ${largestScale} is the largest that fits`
        : 'it is too large at any scale; write an SVG';
    return err(`the picture would be ${width} by ${height} pixels; ${way}`);
  }
  return ok(rasterizeSvg(exportSvg(scene, options)));
}
