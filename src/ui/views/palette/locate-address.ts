import { containsAddress, overlaps, parseAddress, parseCidr, type Block } from '../../../core/address/index.ts';
import type { ObjectRef, Plan } from '../../../core/plan/index.ts';
import { parsePrefix } from '../../../core/topology/index.ts';

/** Where an address or range lies: an object with a range that holds it, or (for ranges) that it touches. */
export interface Location {
  readonly ref: ObjectRef;
  readonly name: string;
  /** The range of the object that matched. */
  readonly range: string;
  /** What the range is of the object: "subnet of spoke-1", "pod CIDR". */
  readonly role: string;
}

/**
 * Answers "10.1.2.3 is in ...": everything whose ranges hold the address, or touch the range; the smallest first. Undefined when the text is
 * neither an address nor a range; an empty list when nothing has it.
 */
export function locateAddress(plan: Plan, text: string): readonly Location[] | undefined {
  const address = parseAddress(text);
  const range = address.ok ? undefined : parseCidr(text);
  if (!address.ok && range?.ok !== true) return undefined;
  const matches = (block: Block): boolean =>
    address.ok ? containsAddress(block, address.value) : range?.ok === true && overlaps(block, range.value);
  const found: (Location & { readonly block: Block })[] = [];
  const look = (ref: ObjectRef, name: string, role: string, ranges: readonly string[]): void => {
    for (const written of ranges) {
      const { block } = parsePrefix(written);
      if (block !== undefined && matches(block)) found.push({ ref, name, role, range: written, block });
    }
  };
  for (const network of plan.virtualNetworks) {
    look({ kind: 'virtualNetwork', id: network.id }, network.name, 'virtual network', network.addressPrefixes);
    for (const subnet of network.subnets)
      look({ kind: 'subnet', id: subnet.id }, subnet.name, `subnet of ${network.name}`, subnet.addressPrefixes);
  }
  for (const { id, name, addressPrefixes } of plan.sites)
    look({ kind: 'site', id }, name, 'on-premises site', addressPrefixes);
  for (const { id, name, podCidrs, serviceCidrs } of plan.clusters) {
    look({ kind: 'cluster', id }, name, 'pod CIDR', podCidrs);
    look({ kind: 'cluster', id }, name, 'service CIDR', serviceCidrs);
  }
  for (const { id, name, addressPrefix } of plan.reservations)
    look({ kind: 'reservation', id }, name, 'reservation', [addressPrefix]);
  for (const { id, name, addressPrefixes } of plan.blocks)
    look({ kind: 'block', id }, name, 'address block', addressPrefixes);
  for (const { id, name, pointToSitePools = [] } of plan.gateways)
    look({ kind: 'gateway', id }, name, 'client pool', pointToSitePools);
  found.sort((a, b) => b.block.prefixLength - a.block.prefixLength);
  return found.map(({ ref, name, role, range: written }) => ({ ref, name, role, range: written }));
}
