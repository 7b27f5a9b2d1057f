import type { Gateway, VirtualNetwork } from '../plan/index.ts';
import type { Known, LinkView } from './types.ts';

/**
 * Whether a VPN or ExpressRoute gateway or a Route Server is in the network.
 * True: drawn, listed by Azure in its subnet, or proven by a Connected link that uses remote gateways. False: a drawn network without one, or a fully listed
 * network that has neither of the two subnets, or has them listed as empty. Otherwise unknown: the subnet alone proves nothing.
 * @source review 20.3, 20.5
 */
export function knowsGateway(network: VirtualNetwork, gateways: readonly Gateway[], links: readonly LinkView[]): Known {
  if (gateways.length > 0) return true;
  const homes = network.subnets.filter(
    (subnet) => subnet.name === 'GatewaySubnet' || subnet.name === 'RouteServerSubnet',
  );
  const isListed = homes.some((home) =>
    home.resources?.some(
      ({ kind, count }) => count > 0 && (kind === 'virtualNetworkGateway' || kind === 'routeServer'),
    ),
  );
  if (isListed) return true;
  if (links.some(({ reverse }) => reverse?.useRemoteGateways === true && reverse.state === 'Connected')) return true;
  if (network.external === true) return 'unknown';
  if (network.partial !== true) return false;
  return homes.every((home) => home.resourcesComplete === true) ? false : 'unknown';
}
