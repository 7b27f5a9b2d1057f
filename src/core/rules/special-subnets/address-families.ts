import type { PlanSketch } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { refusal } from '../support/refusal.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { isListed } from './minimum-sizes.ts';

const resolver = (prefixes: string[], encryption?: boolean): PlanSketch => ({
  networks: {
    hub: {
      prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
      ...(encryption === undefined ? {} : { encryption }),
      subnets: { 'snet-dns': { prefixes, delegations: ['Microsoft.Network/dnsResolvers'] } },
    },
  },
  dnsResolverEndpoints: { inbound: { subnet: 'hub/snet-dns', direction: 'inbound' } },
});

const dnsResolverRestrictions = defineRule({
  id: 'dns-resolver-restrictions',
  title: 'DNS resolver with IPv6, or in an encrypted network',
  severity: 'E1',
  scope: 'subnet',
  why: 'The subnet of a DNS private resolver endpoint holds IPv4 only, and its network must not have encryption switched on.',
  sources: [{ key: 'DNSR' }],
  examples: {
    failing: [
      {
        title: '{10.1.9.0/28, fd00:1::/64}',
        plan: resolver(['10.1.9.0/28', 'fd00:1::/64']),
        targets: ['hub/snet-dns'],
        severity: 'error',
      },
      { title: 'Encryption on', plan: resolver(['10.1.9.0/28'], true), targets: ['hub/snet-dns'] },
    ],
    passing: [{ title: '{10.1.9.0/28}', plan: resolver(['10.1.9.0/28']) }],
  },
  check: ({ subnet, network, space, dnsResolverEndpoints }) => {
    if (dnsResolverEndpoints.length === 0) return NONE;
    const hasIpv6 = space.blocks6.length > 0;
    const isEncrypted = network.encryption === true;
    if (!hasIpv6 && !isEncrypted) return NONE;
    const faults = [
      ...(hasIpv6 ? [`its subnet ${subnet.name} has ${prefixesOf(subnet)} with IPv6`] : []),
      ...(isEncrypted ? [`its network ${network.name} ${prefixesOf(network)} has encryption on`] : []),
    ];
    return [
      found({
        ...refusal(
          subnet.origin === 'existing',
          `DNS resolver endpoint ${namesOf(dnsResolverEndpoints)} is not supported here: ${faults.join(', and ')}.`,
        ),
        related: refsOf('dnsResolverEndpoint', dnsResolverEndpoints),
        fixes: () =>
          isEncrypted || subnet.origin === 'existing'
            ? []
            : [
                {
                  title: 'Drop the IPv6 prefix',
                  commands: [
                    {
                      type: 'update',
                      kind: 'subnet',
                      id: subnet.id,
                      values: { addressPrefixes: subnet.addressPrefixes.filter((prefix) => !prefix.includes(':')) },
                    },
                  ],
                },
              ],
      }),
    ];
  },
});

const routeServer = (prefixes: string[]): PlanSketch => ({
  networks: { hub: { prefixes, subnets: { RouteServerSubnet: '10.0.1.0/26' } } },
});

const routeserverIpv6 = defineRule({
  id: 'routeserver-ipv6',
  title: 'Route Server in a network with IPv6',
  severity: 'E2',
  scope: 'virtualNetwork',
  why: 'Route Server knows IPv4 only. In a network with IPv6 it breaks the IPv6 connectivity, so it belongs into a network with IPv4 alone.',
  sources: [{ key: 'RSFAQ' }],
  examples: {
    failing: [
      {
        title: '{10.0.0.0/16, fd00:1::/56} with RouteServerSubnet',
        plan: routeServer(['10.0.0.0/16', 'fd00:1::/56']),
        targets: ['hub'],
      },
    ],
    passing: [{ title: '{10.0.0.0/16}', plan: routeServer(['10.0.0.0/16']) }],
  },
  check: ({ network, space, subnets, gateways, ref }) => {
    if (space.blocks6.length === 0) return NONE;
    const home = subnets.find(({ subnet }) => subnet.name === 'RouteServerSubnet');
    const servers = gateways.filter(({ kind }) => kind === 'routeServer');
    if (home === undefined && servers.length === 0) return NONE;
    // An imported subnet of that name may still be empty.
    if (servers.length === 0 && network.partial === true && (home === undefined || !isListed(home, 'routeServer')))
      return home?.subnet.resourcesComplete === true ? NONE : [waiting('routeServers', [ref])];
    return [
      found({
        related: [...refsOf('gateway', servers), ...(home === undefined ? [] : [home.ref])],
        message: `${network.name} ${prefixesOf(network)} holds ${servers.length === 0 ? 'a Route Server in RouteServerSubnet' : `Route Server ${namesOf(servers)}`} and has IPv6, whose connectivity breaks.`,
      }),
    ];
  },
});

export const addressFamilyRules: readonly Rule[] = [dnsResolverRestrictions, routeserverIpv6];
