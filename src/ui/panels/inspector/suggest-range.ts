import { bestFit, formatBlock, type Block } from '../../../core/address/index.ts';
import { findNetworkRange } from '../../../core/edit/index.ts';
import { findNetworkOfSubnet, type Plan } from '../../../core/plan/index.ts';
import { parsePrefix } from '../../../core/topology/index.ts';
import { textOf, type Fields } from './field.ts';

/** The next free range for a network of the plan; undefined when there is no room. */
export function nextNetworkRange(plan: Plan): string | undefined {
  const range = findNetworkRange(plan);
  return range.ok ? formatBlock(range.value) : undefined;
}

/** The next free range in a subnet's network, as large as the subnet's first (or a /24); undefined when there is none. */
export function nextSubnetRange(subnet: Fields, plan: Plan): string | undefined {
  const network = findNetworkOfSubnet(plan, textOf(subnet.id));
  if (network === undefined) return undefined;
  const own = network.subnets.find(({ id }) => id === subnet.id);
  const prefixLength = blocks4(own?.addressPrefixes ?? [])[0]?.prefixLength ?? 24;
  const used = [
    ...network.subnets.flatMap(({ addressPrefixes }) => addressPrefixes),
    ...plan.reservations.map(({ addressPrefix }) => addressPrefix),
  ];
  const free = bestFit(blocks4(network.addressPrefixes), blocks4(used), prefixLength);
  return free === undefined ? undefined : formatBlock(free);
}

function blocks4(texts: readonly string[]): readonly Block[] {
  return texts.flatMap((text) => parsePrefix(text).block ?? []).filter(({ family }) => family === 4);
}
