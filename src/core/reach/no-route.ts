import type { RouteTable } from '../plan/index.ts';
import { NONE, openLinks, type LinkView, type NetworkView, type SiteView } from '../topology/index.ts';
import { fixByPeering, fixLending, fixPropagation } from './fixes.ts';
import type { ReachModel, Standing, Target } from './model.ts';
import type { Missing, ReachFix } from './types.ts';

/** The one thing that would make a route where there is none. */
export function sayNoRoute(model: ReachModel, standing: Standing, { at }: Target): Missing {
  if (at === 'internet') return { text: 'there is no way to the internet', refs: [standing.network.ref] };
  return 'site' in at ? sayNoSite(standing, at) : sayNoNetwork(model, standing, at);
}

/** Why routes of a site do not reach a network. */
function sayNoSite(standing: Standing, site: SiteView): Missing {
  const { network } = standing;
  const [gateway] = site.gateways;
  if (gateway === undefined) return { text: `${site.site.name} is connected to no gateway`, refs: [site.ref] };
  const users = new Set(site.gateways.flatMap(({ usedBy }) => usedBy));
  if (users.has(network) && !standing.propagates) {
    const tables = standing.subnet?.routeTables ?? NONE;
    const table = tables.find(({ disableBgpRoutePropagation }) => disableBgpRoutePropagation === true);
    return {
      text: `route propagation is off on ${table?.name ?? 'the route table'}, so the subnet does not learn the routes of ${gateway.gateway.name}`,
      refs: table === undefined ? NONE : [{ kind: 'routeTable', id: table.id }],
      ...(table === undefined
        ? {}
        : {
            fix: () => fixPropagation(table),
          }),
    };
  }
  return sayNotLent(network, gateway.network, gateway.gateway.name);
}

/** Why a network does not use the gateway of another one. */
export function sayNotLent(network: NetworkView, owner: NetworkView, gatewayName: string): Missing {
  const view = openLinks(network.links).find(({ remoteId }) => remoteId === owner.ref.id);
  if (view === undefined) {
    return {
      text: `${network.network.name} is not peered with ${owner.network.name}, whose gateway ${gatewayName} it would need`,
      refs: [network.ref, owner.ref],
    };
  }
  const text =
    view.link?.useRemoteGateways === true
      ? `gateway transit is off on the link ${owner.network.name} -> ${network.network.name}`
      : `${network.network.name} does not use the gateway of ${owner.network.name}: remote gateways are off on the link ${network.network.name} -> ${owner.network.name}`;
  return { text, refs: [{ kind: 'peering', id: view.peering.id }], fix: () => fixLending(network, view) };
}

function sayNoNetwork(model: ReachModel, standing: Standing, to: NetworkView): Missing {
  const from = standing.network;
  const broken = from.links.find(({ remoteId }) => remoteId === to.ref.id);
  if (broken !== undefined) return sayBroken(from, to, broken);
  const neighbours = new Set(openLinks(to.links).map(({ remoteId }) => remoteId));
  const shared = openLinks(from.links).find(({ remoteId }) => neighbours.has(remoteId));
  const fix = (): ReachFix | undefined => fixByPeering(model.topology.plan, from, to);
  if (shared === undefined) {
    return { text: `no peering leads from ${from.network.name} to ${to.network.name}`, refs: [from.ref, to.ref], fix };
  }
  const hub = shared.remote.name;
  return {
    text: `peering ${from.network.name} - ${hub} - ${to.network.name} is not transitive: no route to an appliance in ${hub}`,
    refs: [from.ref, to.ref, { kind: 'peering', id: shared.peering.id }],
    fix,
  };
}

/** There is a peering, and it gives this subnet no route. */
function sayBroken(from: NetworkView, to: NetworkView, view: LinkView): Missing {
  const { link, reverse, peering, connected } = view;
  const refs = [{ kind: 'peering' as const, id: peering.id }];
  const pair = `${from.network.name} - ${to.network.name}`;
  if (link === null || (reverse === null && !connected)) {
    const [a, b] = link === null ? [from, to] : [to, from];
    return { text: `peering ${pair} has no link ${a.network.name} -> ${b.network.name}`, refs };
  }
  if (!connected) return { text: `peering ${pair} is ${link.state ?? reverse?.state ?? 'not connected'}`, refs };
  if ((link.subnetPeering ?? reverse?.subnetPeering) !== undefined) {
    return { text: `peering ${pair} joins single subnets, and one of the two is not among them`, refs };
  }
  return { text: `peering ${pair} has virtual network access off at both ends`, refs };
}

export function sayUnknownGateways(owner: NetworkView): Missing {
  const { name, virtualHub } = owner.network;
  if (virtualHub === true) {
    return { text: `how the virtual hub ${name} routes is not known`, refs: [owner.ref], fact: 'remoteRouteTables' };
  }
  return owner.gateways.length > 0
    ? { text: `what lies behind the gateways of ${name} is not known`, refs: [owner.ref], fact: 'onPremisesRanges' }
    : {
        text: `whether ${name} has a gateway, and what it announces, is not known`,
        refs: [owner.ref],
        fact: 'gateways',
      };
}

export function sayUnknownTable({ network }: Standing, table: RouteTable | 'unlisted'): Missing {
  return table === 'unlisted'
    ? {
        text: `the route tables in ${network.network.name} are not known`,
        refs: [network.ref],
        fact: network.network.external === true ? 'remoteRouteTables' : 'routeTable',
      }
    : {
        text: `the routes of ${table.name} are not known`,
        refs: [{ kind: 'routeTable', id: table.id }],
        fact: 'routeTable',
      };
}
