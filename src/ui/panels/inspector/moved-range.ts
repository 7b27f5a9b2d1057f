import type { VirtualNetwork } from '../../../core/plan/index.ts';
import { containsBlock } from '../../../core/address/index.ts';
import { parsePrefix } from '../../../core/topology/index.ts';

/**
 * Which one range of a network was written over by another of the same size or larger, when subnets lie in it and would be left behind; undefined otherwise.
 * Carrying them keeps every subnet's offset, so a smaller range is left to the person.
 */
export function movedRange(
  network: VirtualNetwork,
  ranges: readonly string[],
): { readonly from: string; readonly to: string } | undefined {
  const before = network.addressPrefixes;
  if (ranges.length !== before.length) return undefined;
  const changed = before.flatMap((from, index) => {
    const to = ranges[index];
    return to === undefined || to === from ? [] : [{ from, to }];
  });
  const [only] = changed;
  if (only === undefined || changed.length > 1) return undefined;
  const from = parsePrefix(only.from).block;
  const to = parsePrefix(only.to).block;
  if (from === undefined || to === undefined || from.family !== to.family || to.prefixLength > from.prefixLength)
    return undefined;
  const inside = network.subnets
    .flatMap(({ addressPrefixes }) => addressPrefixes.flatMap((text) => parsePrefix(text).block ?? []))
    .filter((block) => containsBlock(from, block));
  return inside.some((block) => !containsBlock(to, block)) ? only : undefined;
}
