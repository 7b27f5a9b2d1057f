import { createHash } from 'node:crypto';

/** A text that says its number and proves that it is whole. Lengths differ, so that an old end after a new start shows. */
export function formatNumberedPlan(number: number): string {
  const filling = `${number}-`.repeat(2_000 + ((number * 7919) % 30_000));
  const hash = createHash('sha256').update(filling).digest('hex');
  return JSON.stringify({ number, hash, filling });
}

/** The number of a whole plan; throws when it is cut, mixed or not one at all. */
export function readNumberedPlan(text: string): number {
  const { number, hash, filling }: { number: number; hash: string; filling: string } = JSON.parse(text);
  if (createHash('sha256').update(filling).digest('hex') !== hash) throw new Error(`Plan ${number} is damaged.`);
  return number;
}
