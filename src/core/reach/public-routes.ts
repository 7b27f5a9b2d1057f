import { NONE, parsePrefix } from '../topology/index.ts';
import type { Route } from '../plan/index.ts';
import { isPrivate } from './choose-route.ts';
import type { Place } from './places.ts';

/** Destinations named in a note before it is cut. */
const MAX_NAMES = 3;

/**
 * What leaves by another way than the rest of the internet: routes to service tags and to single public ranges. Undefined where there are none.
 * @source UDRO (service tags in user routes; the longest prefix wins)
 */
export function noteOtherWays({ subnet }: Place): string | undefined {
  const routes = subnet.routeTables.flatMap((table): readonly Route[] => table.routes ?? NONE);
  const main = routes.find(({ addressPrefix }) => parsePrefix(addressPrefix).block?.prefixLength === 0);
  const others = routes.filter((route) => isPublic(route) && hopOf(route) !== hopOf(main));
  if (others.length === 0) return undefined;
  const names = others.slice(0, MAX_NAMES).map((route) => `${route.addressPrefix} (${hopOf(route)})`);
  const more = others.length > MAX_NAMES ? ` and ${others.length - MAX_NAMES} more` : '';
  return `Routes of ${subnet.subnet.name} take another way to ${names.join(', ')}${more}.`;
}

/** A service tag, or a range of the internet that is not all of it. */
function isPublic({ addressPrefix }: Route): boolean {
  const { block } = parsePrefix(addressPrefix);
  return block === undefined ? /^[a-z]/i.test(addressPrefix) : block.prefixLength > 0 && !isPrivate(block);
}

/** Where a route leads; without one Azure's own default leads to the internet. */
function hopOf(route: Route | undefined): string {
  return route?.nextHopIpAddress ?? route?.nextHopType ?? 'Internet';
}
