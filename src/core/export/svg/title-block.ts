import { FONTS, Pen } from '../../scene/pen.ts';
import { measureText } from '../../scene/index.ts';
import { countOf } from '../../scene/words.ts';
import type { Plan } from '../../plan/index.ts';
import type { Finding } from '../../rules/types.ts';
import type { FootPicture } from './legend.ts';

export interface TitleBlock {
  readonly name: string;
  /** As it is to be read; the core has no clock. */
  readonly date: string;
  readonly counts: string;
  readonly findings: string;
}

const PADDING = 14;
const MIN_WIDTH = 240;
const MAX_TEXT = 420;

/** Puts together a title block: what the plan is called, of which day it is, what is in it, and how many findings it has. */
export function createTitleBlock(plan: Plan, findings: readonly Finding[], date: string): TitleBlock {
  const subnets = plan.virtualNetworks.reduce((sum, network) => sum + network.subnets.length, 0);
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    name: plan.name,
    date,
    counts: [
      countOf(plan.virtualNetworks.length, 'network'),
      countOf(subnets, 'subnet'),
      countOf(plan.clusters.length, 'cluster'),
      countOf(plan.sites.length, 'site'),
    ].join(', '),
    findings:
      findings.length === 0
        ? 'no findings'
        : `${countOf(count('error'), 'error')}, ${countOf(count('warning'), 'warning')}, ${countOf(count('info'), 'hint')}`,
  };
}

/** Draws a title block, as on an engineering drawing. */
export function drawTitleBlock({ name, date, counts, findings }: TitleBlock): FootPicture {
  const pen = new Pen();
  const rows = [
    ['Date', date],
    ['Contents', counts],
    ['Check', findings],
  ] as const;
  const label = 62;
  const widest = Math.max(
    measureText(name, FONTS.title),
    ...rows.map(([, text]) => label + measureText(text, FONTS.use)),
  );
  const width = Math.ceil(Math.max(MIN_WIDTH, Math.min(MAX_TEXT, widest) + 2 * PADDING));
  const height = 34 + rows.length * 18 + 10;
  pen.rect({ x: 0, y: 0, width, height }, { radius: 10, fill: 'surface', stroke: 'line' });
  pen.text(PADDING, 23, name, FONTS.title, { color: 'ink', maxWidth: width - 2 * PADDING });
  rows.forEach(([key, text], row) => {
    pen.text(PADDING, 46 + row * 18, key, FONTS.use, { color: 'ink3' });
    pen.text(PADDING + label, 46 + row * 18, text, FONTS.use, { color: 'ink', maxWidth: width - 2 * PADDING - label });
  });
  return { width, height, primitives: pen.primitives };
}
