import type { Command, Link, Peering } from '../../plan/index.ts';
import type { NetworkView, PeeringView } from '../../topology/types.ts';

/** One direction of a peering: the link, whose it is, and what answers it. */
export interface Direction {
  readonly side: 'aToB' | 'bToA';
  readonly link: Link;
  readonly reverse: Link | null;
  readonly from: NetworkView;
  readonly to: NetworkView;
}

/** The directions that exist. Every rule about peerings asks for them, one after the other about the same peering. */
export function directionsOf(view: PeeringView): readonly Direction[] {
  if (latest?.view !== view) latest = { view, directions: readDirections(view) };
  return latest.directions;
}

let latest: { readonly view: PeeringView; readonly directions: readonly Direction[] } | undefined;

function readDirections({ peering, a, b }: PeeringView): readonly Direction[] {
  const directions: Direction[] = [];
  if (peering.aToB !== null)
    directions.push({ side: 'aToB', link: peering.aToB, reverse: peering.bToA, from: a, to: b });
  if (peering.bToA !== null)
    directions.push({ side: 'bToA', link: peering.bToA, reverse: peering.aToB, from: b, to: a });
  return directions;
}

/** "hub -> spoke-1". */
export function sayDirection({ from, to }: Direction): string {
  return `${from.network.name} -> ${to.network.name}`;
}

/** "hub and spoke-1". */
export function sayEnds({ a, b }: PeeringView): string {
  return `${a.network.name} and ${b.network.name}`;
}

/** The edit that changes fields of one link. */
export function changeLink(peering: Peering, side: 'aToB' | 'bToA', values: Partial<Link>): readonly Command[] {
  const link = peering[side];
  if (link === null) return [];
  const changed = { ...link, ...values };
  return [
    {
      type: 'update',
      kind: 'peering',
      id: peering.id,
      values: side === 'aToB' ? { aToB: changed } : { bToA: changed },
    },
  ];
}

/** Only some subnets are peered. */
export function isSubnetPeering(peering: Peering): boolean {
  return peering.aToB?.subnetPeering !== undefined || peering.bToA?.subnetPeering !== undefined;
}

/** The two networks are in different, known regions. */
export function isGlobal(a: NetworkView, b: NetworkView): boolean {
  const [one, other] = [a.network.region, b.network.region];
  return one !== other && one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();
}
