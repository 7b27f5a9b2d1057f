import type { Gateway, Link, PlanSketch } from '../../plan/index.ts';
import { NONE, type NetworkView, listValues } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Outcome, Rule } from '../types.ts';
import { listNames } from '../support/refusal.ts';
import { namesOf, refsOf } from '../support/words.ts';
import { changeLink, directionsOf, sayDirection } from './links.ts';

/** A gateway in the hub unless `hubGateway` is null; the links as given. */
export function hubAndSpoke(fields: {
  hubGateway?: Partial<Gateway> | null;
  spokeGateway?: boolean;
  spoke?: Partial<Link>;
  hub?: Partial<Link>;
  regions?: readonly [string, string];
}): PlanSketch {
  const gateway = fields.hubGateway === undefined ? { kind: 'vpn' as const, sku: 'VpnGw1' } : fields.hubGateway;
  return {
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        ...(gateway === null ? {} : { subnets: { GatewaySubnet: '10.0.0.0/27' } }),
        ...(fields.regions === undefined ? {} : { region: fields.regions[0] }),
      },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        ...(fields.spokeGateway === true ? { subnets: { GatewaySubnet: '10.1.0.0/27' } } : {}),
        ...(fields.regions === undefined ? {} : { region: fields.regions[1] }),
      },
    },
    gateways: {
      ...(gateway === null ? {} : { 'vgw-hub': { network: 'hub', kind: 'vpn' as const, ...gateway } }),
      ...(fields.spokeGateway === true
        ? { 'vgw-spoke': { network: 'spoke', kind: 'vpn' as const, sku: 'VpnGw1' } }
        : {}),
    },
    peerings: [{ id: 'hub-spoke', a: 'hub', b: 'spoke', aToB: fields.hub ?? {}, bToA: fields.spoke ?? {} }],
  };
}

export const TRANSIT = { hub: { allowGatewayTransit: true }, spoke: { useRemoteGateways: true } };

const remoteGatewayMissing = defineRule({
  id: 'peering-remote-gateway-missing',
  title: 'Remote gateways used, but there is none',
  severity: 'E1',
  scope: 'peering',
  why: '"Use remote gateways" can be set only when the other network has a VPN or ExpressRoute gateway or a Route Server.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      { title: 'Hub without a gateway', plan: hubAndSpoke({ hubGateway: null, ...TRANSIT }), targets: ['hub-spoke'] },
    ],
    passing: [{ title: 'Hub with a VPN gateway', plan: hubAndSpoke(TRANSIT) }],
  },
  check: (view) =>
    directionsOf(view).flatMap((direction): readonly Outcome[] => {
      if (!direction.link.useRemoteGateways || direction.to.hasGateway === true || direction.link.state === 'Connected')
        return [];
      if (direction.to.hasGateway === 'unknown') return [waiting('gateways', [direction.to.ref])];
      return [
        found({
          message: `${sayDirection(direction)} uses remote gateways, and ${direction.to.network.name} has no gateway and no Route Server.`,
          related: [direction.to.ref],
          fixes: () => [
            {
              title: 'Do not use remote gateways',
              commands: changeLink(view.peering, direction.side, { useRemoteGateways: false }),
            },
          ],
        }),
      ];
    }),
});

/** Review D10: offered only where setting the pair breaks no other rule. */
function maySetPair(hub: NetworkView, spoke: NetworkView): boolean {
  return hub.hasGateway === true && mayUseGateways(spoke, hub.network.id);
}

const remoteGatewayNotAllowed = defineRule({
  id: 'peering-remote-gateway-not-allowed',
  title: 'Remote gateways used, but the other side does not allow transit',
  severity: 'E1',
  scope: 'peering',
  silencedBy: ['peering-remote-gateway-missing'],
  why: '"Use remote gateways" in one network needs "allow gateway transit" on the link of the other.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Spoke uses remote, hub does not allow transit',
        plan: hubAndSpoke({ spoke: { useRemoteGateways: true } }),
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Allowed', plan: hubAndSpoke(TRANSIT) }],
  },
  check: (view) =>
    directionsOf(view).flatMap((direction): readonly Outcome[] => {
      const { link, reverse, from, to, side } = direction;
      if (!link.useRemoteGateways || reverse === null || reverse.allowGatewayTransit) return [];
      return [
        found({
          message: `${sayDirection(direction)} uses remote gateways, but the link of ${to.network.name} does not allow gateway transit.`,
          related: [to.ref],
          fixes: () => [
            ...(maySetPair(to, from)
              ? [
                  {
                    title: `Allow gateway transit in ${to.network.name}`,
                    commands: changeLink(view.peering, side === 'aToB' ? 'bToA' : 'aToB', {
                      allowGatewayTransit: true,
                    }),
                  },
                ]
              : []),
            {
              title: 'Do not use remote gateways',
              commands: changeLink(view.peering, side, { useRemoteGateways: false }),
            },
          ],
        }),
      ];
    }),
});

const remoteGatewayWithLocal = defineRule({
  id: 'peering-remote-gateway-with-local-gateway',
  title: 'Remote gateways used beside an own gateway',
  severity: 'E1',
  scope: 'peering',
  why: 'A network with a gateway of its own cannot use the gateway of a peer.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Spoke with a VPN gateway',
        plan: hubAndSpoke({ ...TRANSIT, spokeGateway: true }),
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Spoke without', plan: hubAndSpoke(TRANSIT) }],
  },
  check: (view) =>
    directionsOf(view).flatMap((direction): readonly Outcome[] => {
      if (!direction.link.useRemoteGateways || direction.from.hasGateway === false) return [];
      if (direction.from.hasGateway === 'unknown') {
        // A Connected link was accepted, so there was no gateway; one that is known to be there now is the mistake.
        return direction.link.state === 'Connected' ? [] : [waiting('gateways', [direction.from.ref])];
      }
      return [
        found({
          message: `${sayDirection(direction)} uses remote gateways, and ${direction.from.network.name} has a gateway of its own${direction.from.gateways.length > 0 ? ` (${namesOf(direction.from.gateways)})` : ''}.`,
          related: [direction.from.ref, ...refsOf('gateway', direction.from.gateways)],
          fixes: () => [
            {
              title: 'Do not use remote gateways',
              commands: changeLink(view.peering, direction.side, { useRemoteGateways: false }),
            },
          ],
        }),
      ];
    }),
});

const twoHubs = (second: boolean): PlanSketch => ({
  networks: {
    'hub-1': { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
    'hub-2': { prefixes: ['10.2.0.0/16'], subnets: { GatewaySubnet: '10.2.0.0/27' } },
    spoke: { prefixes: ['10.1.0.0/16'] },
  },
  gateways: {
    'vgw-1': { network: 'hub-1', kind: 'vpn', sku: 'VpnGw1' },
    'vgw-2': { network: 'hub-2', kind: 'vpn', sku: 'VpnGw1' },
  },
  peerings: [
    { a: 'hub-1', b: 'spoke', aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: true } },
    { a: 'hub-2', b: 'spoke', aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: second } },
  ],
});

const remoteGatewayTwice = defineRule({
  id: 'peering-remote-gateway-twice',
  title: 'Remote gateways of two networks used',
  severity: 'E1',
  scope: 'virtualNetwork',
  why: 'A network can use the gateways of one peer only.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [{ title: 'Spoke with two hubs', plan: twoHubs(true), targets: ['spoke'] }],
    passing: [{ title: 'One link', plan: twoHubs(false) }],
  },
  check: ({ network, links }) => {
    const using = links.filter((link) => link.link?.useRemoteGateways === true);
    if (using.length < 2) return [];
    return [
      found({
        message: `${network.name} uses the remote gateways of ${namesOf(using.map((link) => link.remote))}; only one link may.`,
        related: using.map((link) => ({ kind: 'peering', id: link.peering.id })),
        fixes: () =>
          using.map((kept) => ({
            title: `Keep ${kept.remote.name}`,
            commands: using
              .filter((link) => link !== kept)
              .flatMap((link) =>
                changeLink(link.peering, link.peering.a === network.id ? 'aToB' : 'bToA', { useRemoteGateways: false }),
              ),
          })),
      }),
    ];
  },
});

const transitNoGateway = defineRule({
  id: 'peering-gateway-transit-no-gateway',
  title: 'Gateway transit allowed, but there is no gateway',
  severity: 'I',
  scope: 'peering',
  silencedBy: ['peering-remote-gateway-missing'],
  why: 'Gateway transit lets peers use the gateway of this network. Without a gateway or Route Server it has no effect.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Hub without a gateway, transit on',
        plan: hubAndSpoke({ hubGateway: null, hub: { allowGatewayTransit: true } }),
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Transit off', plan: hubAndSpoke({ hubGateway: null }) }],
  },
  check: (view) =>
    directionsOf(view).flatMap((direction): readonly Outcome[] => {
      if (!direction.link.allowGatewayTransit || direction.from.hasGateway === true) return [];
      if (direction.from.hasGateway === 'unknown')
        return direction.from.network.external === true ? [] : [waiting('gateways', [direction.from.ref])];
      return [
        found({
          message: `${sayDirection(direction)} allows gateway transit, but ${direction.from.network.name} has no gateway and no Route Server: it has no effect.`,
          related: [direction.from.ref],
          fixes: () => [
            {
              title: 'Switch transit off',
              commands: changeLink(view.peering, direction.side, { allowGatewayTransit: false }),
            },
          ],
        }),
      ];
    }),
});

const transitUnused = defineRule({
  id: 'peering-gateway-transit-unused',
  title: 'Hub gateway that no peer uses',
  severity: 'I',
  scope: 'plan',
  why: 'Peers reach on-premises through this gateway only when the hub link allows gateway transit and the spoke link uses remote gateways.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [{ title: 'Hub with a VPN gateway, transit off', plan: hubAndSpoke({}), targets: ['hub'] }],
    passing: [
      { title: 'The pair is set', plan: hubAndSpoke(TRANSIT) },
      { title: 'The peer is a hub with a gateway of its own', plan: hubAndSpoke({ spokeGateway: true }) },
    ],
  },
  check: (topology) =>
    listValues(topology.networks).flatMap((hub): readonly Outcome[] => {
      if (hub.hasGateway !== true) return NONE;
      const { network, gateways, subnets, links } = hub;
      if (network.external === true || links.length === 0) return [];
      const names = new Set(gateways.flatMap(({ kind, name }) => (kind === 'routeServer' ? [] : name)));
      for (const { subnet } of subnets)
        for (const { kind, name, count } of subnet.resources ?? [])
          if (kind === 'virtualNetworkGateway' && count > 0) names.add(name ?? 'gateway');
      // One link whose other side is not known may be the one that uses the gateway.
      if (
        names.size === 0 ||
        links.some((link) => link.remoteExternal || link.reverse === null || link.reverse.useRemoteGateways)
      )
        return [];
      // Hubs with gateways of their own, and spokes of another hub, cannot use this one.
      const idle = links.filter((link) => mayUseGateways(topology.networks.get(link.remoteId), network.id));
      if (idle.length === 0) return [];
      return [
        found({
          target: hub.ref,
          related: [...refsOf('gateway', gateways), ...idle.map((link) => link.remote.ref)],
          message: `No peer of ${network.name} uses its ${names.size > 1 ? 'gateways' : 'gateway'} ${listNames([...names])}: ${namesOf(idle.map((link) => link.remote))} ${idle.length === 1 ? 'does' : 'do'} not reach on-premises through ${names.size > 1 ? 'them' : 'it'}.`,
          fixes: () =>
            idle.flatMap((link) => {
              const spoke = topology.networks.get(link.remoteId);
              if (spoke === undefined || link.link === null || link.reverse === null || !maySetPair(hub, spoke))
                return [];
              const [own, other] = [
                { ...link.link, allowGatewayTransit: true },
                { ...link.reverse, useRemoteGateways: true },
              ];
              const values = link.peering.a === network.id ? { aToB: own, bToA: other } : { bToA: own, aToB: other };
              return [
                {
                  title: `Let ${link.remote.name} use it`,
                  commands: [{ type: 'update', kind: 'peering', id: link.peering.id, values }],
                },
              ];
            }),
        }),
      ];
    }),
});

function mayUseGateways(spoke: NetworkView | undefined, hubId: string): boolean {
  return (
    spoke !== undefined &&
    spoke.hasGateway === false &&
    !spoke.links.some((link) => link.link?.useRemoteGateways === true && link.remoteId !== hubId)
  );
}

export const peeringGatewayRules: readonly Rule[] = [
  remoteGatewayMissing,
  remoteGatewayNotAllowed,
  remoteGatewayWithLocal,
  remoteGatewayTwice,
  transitNoGateway,
  transitUnused,
];
