import { describe, expect, it } from 'vitest';
import type { ClusterSketch, PlanSketch } from '../../../src/core/plan/index.ts';
import type { FactId } from '../../../src/core/azure/facts.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

/** A cluster in a network of one's own, with the routes of its node subnet. */
function own(cluster: ClusterSketch, routes?: Record<string, string>, network: object = {}): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { nodes: { prefixes: ['10.1.0.0/22'], ...(routes === undefined ? {} : { routeTable: 'rt' }) } },
        ...network,
      },
    },
    ...(routes === undefined ? {} : { routeTables: { rt: { routes } } }),
    clusters: { aks: { subnet: 'spoke/nodes', ...cluster } },
  };
}

const managed = (cluster: ClusterSketch): PlanSketch => ({ clusters: { aks: cluster } });
const UDR = { outboundType: 'userDefinedRouting' } as const;
const AWAY = { '0.0.0.0/0': '10.1.9.4' };

type Row = readonly [rule: string, title: string, sketch: PlanSketch, says: readonly string[]];

const rows: readonly Row[] = [
  ['egress-managed-nat-byo', 'exists', own({ outboundType: 'managedNATGateway', origin: 'existing' }), ['warning aks']],
  ['egress-managed-nat-byo', 'V2 too', own({ outboundType: 'managedNATGatewayV2' }), ['error aks']],
  [
    'egress-user-nat-missing',
    'an imported subnet that does not say',
    own({ outboundType: 'userAssignedNATGateway' }, undefined, { partial: true }),
    [],
  ],
  [
    'egress-user-nat-missing',
    'a drawn subnet that has none',
    own({ outboundType: 'userAssignedNATGateway' }),
    ['error spoke.nodes'],
  ],
  ['egress-udr-no-default', 'public and planned', own(UDR, {}), ['error rt']],
  ['egress-udr-no-default', 'private', own({ ...UDR, privateCluster: true }, {}), ['warning rt']],
  ['egress-udr-no-default', 'existing', own({ ...UDR, origin: 'existing' }, {}), ['warning rt']],
  ['egress-udr-no-default', 'to a gateway', own(UDR, { '0.0.0.0/0': 'VirtualNetworkGateway' }), []],
  ['egress-udr-no-default', 'to None', own(UDR, { '0.0.0.0/0': 'None' }), ['error rt']],
  ['egress-lb-with-default-route', 'to an appliance', own({}, AWAY), ['warning aks']],
  ['egress-lb-with-default-route', 'to the internet', own({}, { '0.0.0.0/0': 'Internet' }), []],
  [
    'egress-none-block-scope',
    'existing',
    own({ outboundType: 'none', networkIsolated: false, origin: 'existing' }),
    ['warning aks'],
  ],
  [
    'egress-none-block-scope',
    'isolation declared and not complete',
    own({ outboundType: 'block', networkIsolated: true }),
    [],
  ],
  ['egress-internet-needed', 'is silent where the outbound type is told already', own({ outboundType: 'none' }), []],
  ['egress-default-outbound', 'existing: nobody knows when it was made', managed({ origin: 'existing' }), []],
  [
    'egress-snat-ports',
    'multiple of eight',
    own({ loadBalancerProfile: { allocatedOutboundPorts: 1000 }, pools: { system: { count: 50, maxSurge: '0' } } }),
    [],
  ],
  [
    'egress-snat-ports',
    '1,280 ports and 50 nodes fill one address',
    own({ loadBalancerProfile: { allocatedOutboundPorts: 1280 }, pools: { system: { count: 50, spot: true } } }),
    [],
  ],
  [
    'egress-snat-ports',
    '51 do not fit',
    own({ loadBalancerProfile: { allocatedOutboundPorts: 1280 }, pools: { system: { count: 51, spot: true } } }),
    ['error aks'],
  ],
  [
    'egress-snat-ports',
    'automatic',
    own({ loadBalancerProfile: { allocatedOutboundPorts: 0 }, pools: { system: { count: 200 } } }),
    [],
  ],
  [
    'egress-udr-lb-profile',
    'existing clusters are left alone',
    own({ ...UDR, origin: 'existing', loadBalancerProfile: { managedOutboundIps: 2 } }, AWAY),
    [],
  ],
  [
    'isolated-requirements',
    'API server in the network',
    own({ outboundType: 'none', networkIsolated: true, apiServerVnetIntegration: true }),
    [],
  ],
  [
    'isolated-requirements',
    'version not known',
    own({ outboundType: 'none', networkIsolated: true, privateCluster: true }),
    [],
  ],
  [
    'authorized-ranges',
    '2,000 with API Server VNet Integration',
    own({
      apiServerVnetIntegration: true,
      authorizedIpRanges: Array.from({ length: 2000 }, (_, index) => `20.0.${index >> 8}.${index & 255}/32`),
    }),
    [],
  ],
  [
    'authorized-ranges',
    'load balancer addresses are added by AKS',
    own({ authorizedIpRanges: ['203.0.113.0/24'], egressAddresses: ['198.51.100.7'] }),
    [],
  ],
  [
    'pool-public-ip-udr',
    'existing',
    own({ ...UDR, origin: 'existing', pools: { system: { nodePublicIp: true } } }, AWAY),
    ['warning aks.system'],
  ],
];

describe('egress', () => {
  it.each(rows)('%s: %s', (rule, _title, sketch, says) => {
    expect(saysOf(rule, sketch)).toEqual(says);
  });

  it.each([
    ['an empty table of a spoke behind Virtual WAN is a warning', true, ['warning rt']],
    ['without the hub it is an error', false, ['error rt']],
  ] as const)('%s', (_title, isBehindHub, says) => {
    const sketch = own(UDR, {});
    const hub = { hub: { prefixes: ['10.0.0.0/23'], virtualHub: true, external: true } };
    const behind: PlanSketch = { ...sketch, networks: { ...sketch.networks, ...hub }, peerings: [['spoke', 'hub']] };
    expect(saysOf('egress-udr-no-default', isBehindHub ? behind : sketch)).toEqual(says);
  });

  it.each([
    ['egress-udr-no-default', { ...own(UDR, {}), routeTables: { rt: {} } }, 'routeTable'],
    ['egress-lb-with-default-route', { ...own({}, {}), routeTables: { rt: {} } }, 'routeTable'],
    [
      'egress-snat-ports',
      own({ loadBalancerProfile: { allocatedOutboundPorts: 4000, usesOutboundPrefixes: true } }),
      'loadBalancers',
    ],
    [
      'isolated-acr-endpoint',
      own({ outboundType: 'none', networkIsolated: true, privateCluster: true, ownRegistry: {} }),
      'privateEndpoints',
    ],
  ] as readonly (readonly [string, PlanSketch, FactId])[])('%s waits for what it cannot know', (rule, sketch, fact) => {
    expect(saysOf(rule, sketch)).toEqual([]);
    expect(
      checkSketch(sketch)
        .notChecked.filter(({ rules }) => rules.includes(rule))
        .map((line) => line.fact),
    ).toEqual([fact]);
  });

  it('names what AKS would say', () => {
    const codes = (sketch: PlanSketch): unknown[] =>
      findingsOf('egress-udr-no-default', sketch).map(({ azureCode }) => azureCode);
    expect(codes(own(UDR, {}))).toEqual(['RouteTableMissingDefaultRouteError']);
    expect(codes(own(UDR, { '0.0.0.0/0': 'Internet' }))).toEqual(['RouteTableInvalidNextHop']);
    expect(codes(own(UDR))).toEqual(['ExistingRouteTableNotAssociatedWithSubnet']);
  });

  it('asks for seven or more addresses as the formula says', () => {
    const sketch = own({
      loadBalancerProfile: { allocatedOutboundPorts: 4000, managedOutboundIps: 7 },
      pools: { system: { count: 112, maxSurge: '1' } },
    });
    const [finding] = findingsOf('egress-snat-ports', sketch);
    expect(finding?.message).toContain('452,000');
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Use 8 outbound addresses']);
  });
});

describe('changes of the outbound type (table 8.4)', () => {
  const TYPES = [
    'loadBalancer',
    'managedNATGateway',
    'managedNATGatewayV2',
    'userAssignedNATGateway',
    'userDefinedRouting',
    'none',
    'block',
  ] as const;
  const allowed = (plan: (cluster: ClusterSketch) => PlanSketch, from: (typeof TYPES)[number]): readonly string[] =>
    TYPES.filter((to) => {
      const [before, after] = [from, to].map((outboundType) => plan({ outboundType, origin: 'existing' }));
      return to !== from && after !== undefined && saysOf('egress-change-path', after, before).length === 0;
    });

  it.each([
    ['loadBalancer', ['managedNATGateway', 'managedNATGatewayV2', 'none', 'block']],
    ['managedNATGateway', ['managedNATGatewayV2', 'none', 'block']],
    ['managedNATGatewayV2', ['none', 'block']],
    ['none', ['loadBalancer', 'managedNATGateway', 'managedNATGatewayV2', 'block']],
    ['block', ['loadBalancer', 'managedNATGateway', 'managedNATGatewayV2', 'none']],
  ] as const)('managed network, from %s', (from, to) => {
    expect(allowed(managed, from)).toEqual(to);
  });

  it.each(['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none'] as const)(
    'own network, from %s',
    (from) => {
      const types = ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none'];
      expect(allowed((cluster) => own(cluster), from)).toEqual(types.filter((type) => type !== from));
    },
  );
});

describe('other rules on reachability', () => {
  it.each([
    ['behind the default route of a firewall', { routes: { '0.0.0.0/0': '10.1.9.4' } }, []],
    ['nowhere', { routes: { '10.20.0.0/16': '10.1.9.4' } }, ['warning spoke']],
    ['behind a route', { routes: { '10.9.0.0/16': '10.1.9.4' } }, []],
    ['a table nobody knows', {}, []],
  ] as const)('a DNS server %s', (_title, table, says) => {
    const sketch = own({}, {}, { dnsServers: ['10.9.0.4'] });
    expect(saysOf('dns-server-unreachable', { ...sketch, routeTables: { rt: table } })).toEqual(says);
  });

  it('a site behind the gateway of an import is asked for', () => {
    const sketch = own({}, undefined, { dnsServers: ['10.9.0.4'], partial: true });
    const withGateway: PlanSketch = { ...sketch, gateways: { er: { network: 'spoke', kind: 'expressRoute' } } };
    expect(saysOf('dns-server-unreachable', withGateway)).toEqual([]);
    expect(checkSketch(withGateway).notChecked.map(({ fact }) => fact)).toContain('onPremisesRanges');
  });

  it('an imported RouteServerSubnet may still be empty', () => {
    const hub = (more: object): PlanSketch => ({
      networks: {
        hub: {
          prefixes: ['10.0.0.0/16', 'fd00:1::/56'],
          partial: true,
          subnets: { RouteServerSubnet: { prefixes: ['10.0.1.0/26'], ...more } },
        },
      },
    });
    expect(saysOf('routeserver-ipv6', hub({}))).toEqual([]);
    expect(saysOf('routeserver-ipv6', hub({ resources: [{ kind: 'routeServer', count: 1 }] }))).toEqual(['error hub']);
  });
});
