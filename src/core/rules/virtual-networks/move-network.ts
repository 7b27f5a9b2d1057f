import { containsBlock, formatBlock, overlaps, type Block } from '../../address/index.ts';
import type { Command } from '../../plan/index.ts';
import type { NetworkAlone } from '../support/alone.ts';
import { suggestNetworkPrefix } from '../support/fix-networks.ts';
import type { Fix, RuleContext } from '../types.ts';

/** Whether the ranges of a network may be edited: it is not there yet, and nothing that exists lives in it. */
export function isMovable({ network, clusters }: NetworkAlone): boolean {
  return (
    network.origin !== 'existing' &&
    network.external !== true &&
    network.managedByAks !== true &&
    clusters.every((cluster) => cluster.origin !== 'existing')
  );
}

/** Moves IPv4 prefixes of planned networks, with their subnets, to free ranges of the same sizes. Nothing to offer when one of them finds no room. */
export function fixMoveNetworks(
  context: RuleContext,
  moves: readonly { readonly view: NetworkAlone; readonly blocks: readonly Block[] }[],
): readonly Fix[] {
  const taken: Block[] = [];
  const words: string[] = [];
  const commands: Command[] = [];
  for (const { view, blocks } of moves) {
    if (!isMovable(view)) continue;
    const targets: string[] = [];
    for (const { text, block } of view.space.prefixes) {
      if (block?.family !== 4 || !blocks.includes(block)) continue;
      const to = suggestNetworkPrefix(context.topology, block.prefixLength, taken);
      if (to === undefined) return [];
      taken.push(to);
      targets.push(formatBlock(to));
      commands.push({
        type: 'readdressNetwork',
        virtualNetworkId: view.ref.id,
        from: text,
        to: formatBlock(to),
        carrySubnets: true,
      });
    }
    if (targets.length > 0) words.push(`${view.network.name} to ${targets.join(', ')}`);
  }
  return commands.length === 0 ? [] : [{ title: `Move ${words.join(' and ')}`, commands }];
}

/** Replaces one prefix of a planned network by another, its subnets staying where they are. */
export function fixReplacePrefix(view: NetworkAlone, block: Block, to: Block, verb: string): readonly Fix[] {
  if (!isMovable(view)) return [];
  const addressPrefixes = view.space.prefixes.map((prefix) => (prefix.block === block ? formatBlock(to) : prefix.text));
  return [
    {
      title: `${verb} ${formatBlock(to)}`,
      commands: [{ type: 'update', kind: 'virtualNetwork', id: view.ref.id, values: { addressPrefixes } }],
    },
  ];
}

/** Shrinks a prefix to the largest of the parts that still holds every subnet of it. */
export function fixShrinkPrefix(view: NetworkAlone, block: Block, parts: readonly Block[]): readonly Fix[] {
  const subnets = view.subnets.flatMap((subnet) => subnet.space.blocks).filter((range) => overlaps(range, block));
  const fitting = parts.filter(
    (part) => containsBlock(block, part) && subnets.every((range) => containsBlock(part, range)),
  );
  const [largest] = fitting.toSorted((a, b) => a.prefixLength - b.prefixLength);
  return largest === undefined ? [] : fixReplacePrefix(view, block, largest, 'Shrink to');
}
