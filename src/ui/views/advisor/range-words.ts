import { formatNumber } from '../../../core/plan/index.ts';
import type { SizedRange } from '../../../core/edit/index.ts';

const OUTCOMES: Readonly<Record<SizedRange['outcome'], string>> = {
  holds: 'holds',
  grows: 'grows',
  moves: 'moves',
  new: 'new',
  inUse: 'in use, stays',
  noRoom: 'no room',
};

/** "grows to 10.1.0.0/21"; "holds 251, 330 needed". */
export function describeRange({ outcome, to, needed, holds, unit }: SizedRange): string {
  const word = OUTCOMES[outcome];
  const demand = `${formatNumber(needed)} ${unit} needed`;
  return to === undefined ? `${word}: ${demand}, ${formatNumber(holds)} there` : `${word}, ${demand}`;
}

/** Whether a range stays too small. */
export function isLacking({ outcome }: Pick<SizedRange, 'outcome'>): boolean {
  return outcome === 'noRoom' || outcome === 'inUse';
}
