import { PRIVATE4 } from '../azure/index.ts';
import { containsBlock, type Block } from '../address/index.ts';
import type { RouteTable } from '../plan/index.ts';
import type { NetworkView } from '../topology/index.ts';
import type { GatewayRoute, ReachModel, Standing, SystemRoute, UserRoute } from './model.ts';

/** What Azure does with packets for a range: follow a route, drop them, send them to the internet; or what one must know to say. */
export type Choice =
  | { readonly kind: 'system'; readonly route: SystemRoute }
  | { readonly kind: 'gateway'; readonly route: GatewayRoute }
  | { readonly kind: 'user'; readonly route: UserRoute }
  | { readonly kind: 'internet' }
  /** No route of the plan, and Azure drops packets to private ranges. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknownTable'; readonly table: RouteTable | 'unlisted' }
  | { readonly kind: 'unknownGateway'; readonly network: NetworkView };

/**
 * The route Azure chooses. The longest prefix wins; of equals a user route, then one of a gateway, then Azure's own. Routes of the network and of peerings win
 * even over longer ones of gateways. Without a route, private ranges are dropped and all the rest goes to the internet.
 * @source UDRO (how Azure selects a route), catalogue 7, review A10
 */
export function chooseRoute(model: ReachModel, standing: Standing, block: Block): Choice {
  if (standing.unknownTable !== undefined) return { kind: 'unknownTable', table: standing.unknownTable };
  const [user] = standing.user.covering(block);
  const [system] = standing.system.covering(block);
  if (user !== undefined && (system === undefined || user.block.prefixLength >= system.block.prefixLength)) {
    const [longer] = system === undefined ? standing.gateway.covering(block) : [];
    if (longer === undefined || longer.block.prefixLength <= user.block.prefixLength)
      return { kind: 'user', route: user };
    return { kind: 'gateway', route: longer };
  }
  if (system !== undefined) return { kind: 'system', route: system };
  const [announced] = standing.gateway.covering(block);
  if (announced !== undefined) return { kind: 'gateway', route: announced };
  if (!isPrivate(block)) return { kind: 'internet' };
  const { unknownOf } = model.gatewaysOf(standing.network);
  if (standing.propagates && unknownOf !== undefined) return { kind: 'unknownGateway', network: unknownOf };
  return { kind: 'none' };
}

/** Azure drops packets to these where no route leads there. */
export function isPrivate(block: Block): boolean {
  if (block.family === 6) return block.first >> 121n === 0xfcn >> 1n;
  return PRIVATE4.some((range) => containsBlock(range, block));
}
