import { nextId, type Command, type Link, type Peering, type Plan, type VirtualNetwork } from '../../plan/index.ts';
import { err, ok } from '../../result.ts';
import { linkName, uniqueName } from '../names.ts';
import type { CreateResult } from './created.ts';

/**
 * Peers two networks, both directions. When exactly one of them has a gateway it offers it and the other uses it, unless that one uses another already;
 * traffic that a firewall in one forwards is let into the other. Overlapping address spaces are not refused here: a rule says so.
 * Errors: `not-found`, `self-peering`, `already-connected`.
 */
export function connectNetworks(plan: Plan, aId: string, bId: string): CreateResult {
  const a = plan.virtualNetworks.find(({ id }) => id === aId);
  if (a === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: aId } });
  const b = plan.virtualNetworks.find(({ id }) => id === bId);
  if (b === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: bId } });
  if (a === b) return err({ kind: 'self-peering', network: a.name });
  if (plan.peerings.some((one) => (one.a === aId && one.b === bId) || (one.a === bId && one.b === aId))) {
    return err({ kind: 'already-connected', a: a.name, b: b.name });
  }
  const object: Peering = {
    id: nextId(plan, 'peering'),
    a: aId,
    b: bId,
    aToB: buildLink(plan, a, b),
    bToA: buildLink(plan, b, a),
  };
  return ok({ command: { type: 'add', kind: 'peering', object }, ref: { kind: 'peering', id: object.id } });
}

function buildLink(plan: Plan, from: VirtualNetwork, to: VirtualNetwork): Link {
  const offers = hasGateway(plan, from) && !hasGateway(plan, to);
  const uses = hasGateway(plan, to) && !hasGateway(plan, from);
  return {
    name: uniqueName(linkName(to.name), linkNames(plan, from)),
    allowVirtualNetworkAccess: true,
    // What the other side's firewall forwards is let in by the link of the receiving side.
    allowForwardedTraffic: forwards(plan, to),
    allowGatewayTransit: offers && !usesRemoteGateway(plan, to),
    useRemoteGateways: uses && !usesRemoteGateway(plan, from),
  };
}

function linkNames(plan: Plan, { id }: VirtualNetwork): readonly string[] {
  return plan.peerings.flatMap((one) => [
    ...(one.a === id && one.aToB ? [one.aToB.name] : []),
    ...(one.b === id && one.bToA ? [one.bToA.name] : []),
  ]);
}

function hasGateway(plan: Plan, { id }: VirtualNetwork): boolean {
  return plan.gateways.some((gateway) => gateway.virtualNetworkId === id);
}

function forwards(plan: Plan, { id }: VirtualNetwork): boolean {
  return plan.firewalls.some((firewall) => firewall.virtualNetworkId === id);
}

function usesRemoteGateway(plan: Plan, { id }: VirtualNetwork): boolean {
  return plan.peerings.some(
    (one) => (one.a === id && one.aToB?.useRemoteGateways) || (one.b === id && one.bToA?.useRemoteGateways),
  );
}

/**
 * Connects a site to a gateway, or to the gateway of a network: ExpressRoute before VPN.
 * Errors: `not-found`, `no-gateway`, `already-connected`.
 */
export function connectSite(plan: Plan, siteId: string, gatewayOrNetworkId: string): CreateResult {
  const site = plan.sites.find(({ id }) => id === siteId);
  if (site === undefined) return err({ kind: 'not-found', ref: { kind: 'site', id: siteId } });
  const network = plan.virtualNetworks.find(({ id }) => id === gatewayOrNetworkId);
  const inNetwork = plan.gateways.filter(({ virtualNetworkId }) => virtualNetworkId === network?.id);
  const gateway =
    network === undefined
      ? plan.gateways.find(({ id }) => id === gatewayOrNetworkId)
      : (inNetwork.find(({ kind }) => kind === 'expressRoute') ?? inNetwork.find(({ kind }) => kind === 'vpn'));
  if (gateway === undefined) {
    return network === undefined
      ? err({ kind: 'not-found', ref: { kind: 'gateway', id: gatewayOrNetworkId } })
      : err({ kind: 'no-gateway', network: network.name });
  }
  if (site.gatewayIds.includes(gateway.id)) return err({ kind: 'already-connected', a: site.name, b: gateway.name });
  const command: Command = {
    type: 'batch',
    label: `Connect ${site.name} to ${gateway.name}`,
    commands: [{ type: 'update', kind: 'site', id: siteId, values: { gatewayIds: [...site.gatewayIds, gateway.id] } }],
  };
  return ok({ command, ref: { kind: 'site', id: siteId } });
}
