import { overlaps } from '../address/index.ts';
import { nextId, type Command, type Link, type Peering, type Plan, type RouteTable } from '../plan/index.ts';
import type { LinkView, NetworkView } from '../topology/index.ts';
import type { ReachFix } from './types.ts';

/** Lets forwarded traffic into the far network of a link. */
export function fixForwarding(view: LinkView): ReachFix | undefined {
  const { peering, reverse, remoteId, remote } = view;
  if (reverse === null) return undefined;
  return {
    title: `Allow forwarded traffic into ${remote.name}`,
    commands: [setLink(peering, remoteId, { ...reverse, allowForwardedTraffic: true })],
  };
}

/** Lets a network use the gateway of a peer: transit on there, remote gateways on here. None while it uses another one or has one itself. */
export function fixLending(network: NetworkView, view: LinkView): ReachFix | undefined {
  const { peering, link, reverse, remoteId, remote } = view;
  if (link === null || reverse === null || network.gateways.length > 0) return undefined;
  if (network.links.some((other) => other !== view && other.link?.useRemoteGateways === true)) return undefined;
  return {
    title: `Let ${network.network.name} use the gateway of ${remote.name}`,
    commands: [
      {
        type: 'batch',
        label: `Use the gateway of ${remote.name}`,
        commands: [
          setLink(peering, remoteId, { ...reverse, allowGatewayTransit: true }),
          setLink(peering, network.ref.id, { ...link, useRemoteGateways: true }),
        ],
      },
    ],
  };
}

/** Lets the routes of gateways reach the subnets of a table. */
export function fixPropagation({ id, name }: RouteTable): ReachFix {
  return {
    title: `Let ${name} take routes from gateways`,
    commands: [{ type: 'update', kind: 'routeTable', id, values: { disableBgpRoutePropagation: false } }],
  };
}

/** Peers two networks; none while their ranges overlap, which Azure refuses. */
export function fixByPeering(plan: Plan, a: NetworkView, b: NetworkView): ReachFix | undefined {
  if (a.network.external === true || b.network.external === true) return undefined;
  if (a.space.blocks.some((block) => b.space.blocks.some((other) => overlaps(block, other)))) return undefined;
  const object: Peering = {
    id: nextId(plan, 'peering'),
    a: a.ref.id,
    b: b.ref.id,
    aToB: createLink(b.network.name),
    bToA: createLink(a.network.name),
  };
  return {
    title: `Peer ${a.network.name} with ${b.network.name}`,
    commands: [{ type: 'add', kind: 'peering', object }],
  };
}

function createLink(to: string): Link {
  return {
    name: `to-${to}`,
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  };
}

/** Sets the link that belongs to a network. */
function setLink(peering: Peering, networkId: string, link: Link): Command {
  const values = peering.a === networkId ? { aToB: link } : { bToA: link };
  return { type: 'update', kind: 'peering', id: peering.id, values };
}
