import { listValues } from '../../topology/index.ts';
import { containsAddress, parseAddress } from '../../address/index.ts';
import type { Cluster, ClusterSketch, PlanSketch } from '../../plan/index.ts';
import type { NetworkView, Topology } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Outcome, Rule } from '../types.ts';

/** Azure's resolver: what is linked to the network of the caller resolves there. */
const AZURE_DNS = '168.63.129.16';

/** The name of the cluster's own zone, given by name or resource id; undefined for Azure's zone, none, or not known. */
function ownZoneOf({ privateDnsZone }: Cluster): string | undefined {
  if (privateDnsZone === undefined || privateDnsZone === 'system' || privateDnsZone === 'none') return undefined;
  return privateDnsZone.split('/').at(-1);
}

/** Custom DNS servers, without Azure's own. */
function customServers(network: NetworkView | undefined): readonly string[] {
  const servers = network?.network.dnsServers ?? [];
  return servers.includes(AZURE_DNS) ? [] : servers;
}

const ZONE = 'privatelink.westeurope.azmk8s.io';

const hubDns = (linked: readonly string[] | undefined): PlanSketch => ({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { 'snet-dns': '10.0.4.0/24' } },
    spoke: { prefixes: ['10.1.0.0/16'], dnsServers: ['10.0.4.4'], subnets: { 'snet-nodes': '10.1.0.0/22' } },
  },
  peerings: [['hub', 'spoke']],
  ...(linked === undefined ? {} : { privateDnsZones: { [ZONE]: linked } }),
  clusters: {
    aks: {
      subnet: 'spoke/snet-nodes',
      privateCluster: true,
      privateDnsZone: ZONE,
      region: 'westeurope',
      identity: 'userAssigned',
    },
  },
});

/** Review A30 and 20.5: only where the zone and its links are part of the plan; else one line "not checked". */
const privateDnsHub = defineRule({
  id: 'private-dns-hub',
  title: 'Private zone not linked to the network of the DNS servers',
  severity: 'E2',
  scope: 'plan',
  why: "The nodes ask the custom DNS servers for the API server's name. The servers can only answer when the private zone is linked to their network, or when they forward to 168.63.129.16 there.",
  sources: [{ key: 'PRV' }],
  examples: {
    failing: [{ title: 'Linked to the spoke only', plan: hubDns(['spoke']), targets: ['aks'] }],
    passing: [
      { title: 'Linked to the hub', plan: hubDns(['spoke', 'hub']) },
      { title: 'Zones not in the plan', plan: hubDns(undefined) },
    ],
  },
  check: (topology) => {
    const zones = new Map(topology.plan.privateDnsZones.map((zone) => [zone.name.toLowerCase(), zone]));
    return listValues(topology.clusters).flatMap((view): readonly Outcome[] => {
      const { cluster, network } = view;
      const servers =
        cluster.privateCluster === true && cluster.privateDnsZone !== 'none' ? customServers(network) : [];
      if (servers.length === 0 || network === undefined) return [];
      const zone = zones.get(ownZoneOf(cluster)?.toLowerCase() ?? '');
      if (zone === undefined) return cluster.origin === 'existing' ? [waiting('privateDnsZones', [view.ref])] : [];
      const homes = servers.map((server) => networkOf(topology, server));
      const known = homes.filter((home): home is NetworkView => home !== undefined);
      // A server elsewhere may well resolve the zone; one linked network is enough.
      if (known.length < homes.length || known.some((home) => zone.virtualNetworkIds.includes(home.network.id)))
        return [];
      const [home] = known;
      if (home === undefined) return [];
      return [
        found({
          target: view.ref,
          related: [home.ref, { kind: 'privateDnsZone', id: zone.id }],
          message: `The nodes of ${cluster.name} ask ${servers.join(', ')} in ${home.network.name}, and zone ${zone.name} is not linked to ${home.network.name}: they cannot resolve the API server unless the servers forward to ${AZURE_DNS} in a linked network.`,
          fixes: () => [
            {
              title: `Link ${zone.name} to ${home.network.name}`,
              commands: [
                {
                  type: 'update',
                  kind: 'privateDnsZone',
                  id: zone.id,
                  values: { virtualNetworkIds: [...zone.virtualNetworkIds, home.network.id] },
                },
              ],
            },
          ],
        }),
      ];
    });
  },
});

function networkOf(topology: Topology, server: string): NetworkView | undefined {
  const address = parseAddress(server);
  if (!address.ok) return undefined;
  return listValues(topology.networks).find((view) =>
    view.space.blocks.some((block) => containsAddress(block, address.value)),
  );
}

const privateCluster = (fields: ClusterSketch): PlanSketch =>
  sketchCluster({ privateCluster: true, region: 'westeurope', ...fields });

const privateDnsNoneNoPublic = defineRule({
  id: 'private-dns-none-no-public',
  title: 'API server without any name',
  severity: 'E1',
  azureCode: 'NonePrivateDNSZonePublicFQDNDisabledError',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'With private zone "none" only the public name leads to the private address of the API server. When that is off as well the API server has no name.',
  sources: [{ key: 'PRV' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'Zone none, public name off',
        plan: privateCluster({ privateDnsZone: 'none', publicFqdn: false }),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: 'Zone none, public name on', plan: privateCluster({ privateDnsZone: 'none', publicFqdn: true }) },
      { title: 'Zone none, public name not known', plan: privateCluster({ privateDnsZone: 'none' }) },
    ],
  },
  check: ({ cluster }) =>
    cluster.privateCluster === true && cluster.privateDnsZone === 'none' && cluster.publicFqdn === false
      ? [
          found({
            message: `${cluster.name} has private zone "none" and its public name is off: its API server would have no name.`,
            fixes: () => [
              {
                title: 'Keep the public name',
                commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { publicFqdn: true } }],
              },
              {
                title: "Azure's private zone",
                commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { privateDnsZone: 'system' } }],
              },
            ],
          }),
        ]
      : [],
});

const spokeDns = (fields: ClusterSketch): PlanSketch => ({
  networks: {
    spoke: { prefixes: ['10.1.0.0/16'], dnsServers: ['10.0.4.4'], subnets: { 'snet-nodes': '10.1.0.0/22' } },
  },
  clusters: { aks: { subnet: 'spoke/snet-nodes', privateCluster: true, privateDnsZone: 'system', ...fields } },
});

const privateDnsSpokeLink = defineRule({
  id: 'private-dns-spoke-link',
  title: 'Identity may not link the private zone to the network',
  severity: 'W',
  scope: 'cluster',
  why: "AKS links its private zone to the cluster's network. With custom DNS servers there the identity needs Network Contributor on the network for it.",
  sources: [{ key: 'PRV' }],
  examples: {
    failing: [
      {
        title: 'Role on the subnets only',
        plan: spokeDns({ identityRoles: ['networkContributorOnSubnets'] }),
        targets: ['aks'],
        alsoFires: ['dns-server-unreachable'],
      },
    ],
    passing: [
      { title: 'Role on the network', plan: spokeDns({ identityRoles: ['networkContributorOnNetwork'] }) },
      { title: 'Roles not known', plan: spokeDns({}) },
      {
        title: 'No zone',
        plan: spokeDns({ privateDnsZone: 'none', publicFqdn: true, identityRoles: ['networkContributorOnSubnets'] }),
      },
    ],
  },
  check: ({ cluster, network }) => {
    const roles = cluster.identityRoles;
    const servers = customServers(network);
    if (cluster.privateCluster !== true || cluster.privateDnsZone !== 'system' || servers.length === 0) return [];
    if (roles === undefined || roles.includes('networkContributorOnNetwork') || network === undefined) return [];
    return [
      found({
        related: [network.ref],
        message: `${network.network.name} uses DNS servers ${servers.join(', ')}, and the identity of ${cluster.name} lacks Network Contributor on it: linking Azure's private zone to the network can fail.`,
      }),
    ];
  },
});

const ROLE_WORDS = {
  privateDnsZoneContributor: 'Private DNS Zone Contributor on the zone',
  networkContributor: 'Network Contributor on the network',
} as const;

/** Review 20.5: a system-assigned identity with an own zone is decided; roles only where they are known. */
const privateDnsCustomIdentity = defineRule({
  id: 'private-dns-custom-identity',
  title: 'Own private zone without an identity that may write it',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A cluster with a private zone of your own writes its record there before it runs. That needs a user-assigned identity with Private DNS Zone Contributor on the zone and Network Contributor on the network.',
  sources: [{ key: 'PRV' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'System-assigned',
        plan: privateCluster({ privateDnsZone: ZONE, identity: 'systemAssigned' }),
        targets: ['aks'],
      },
      {
        title: 'A role is missing',
        plan: privateCluster({
          privateDnsZone: ZONE,
          identity: 'userAssigned',
          identityRoles: ['networkContributorOnNetwork'],
        }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Both roles',
        plan: privateCluster({
          privateDnsZone: ZONE,
          identity: 'userAssigned',
          identityRoles: ['networkContributorOnNetwork', 'privateDnsZoneContributor'],
        }),
      },
      { title: 'Roles not known', plan: privateCluster({ privateDnsZone: ZONE, identity: 'userAssigned' }) },
      { title: "Azure's zone", plan: privateCluster({ privateDnsZone: 'system', identity: 'systemAssigned' }) },
    ],
  },
  check: ({ cluster }) => {
    const zone = cluster.privateCluster === true ? ownZoneOf(cluster) : undefined;
    if (zone === undefined) return [];
    if (cluster.identity === 'systemAssigned')
      return [
        found({
          azureCode: 'SystemAssignedIdentityNotSupportedForCustomPrivateDNSZone',
          message: `${cluster.name} uses private zone ${zone} of your own with a system-assigned identity: only a user-assigned one may write it.`,
          fixes: () => [
            {
              title: 'User-assigned identity',
              commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { identity: 'userAssigned' } }],
            },
          ],
        }),
      ];
    const roles = cluster.identityRoles;
    if (cluster.identity !== 'userAssigned' || roles === undefined || cluster.origin === 'existing') return [];
    const missing = [
      ...(roles.includes('privateDnsZoneContributor') ? [] : [ROLE_WORDS.privateDnsZoneContributor]),
      ...(roles.includes('networkContributorOnNetwork') ? [] : [ROLE_WORDS.networkContributor]),
    ];
    return missing.length === 0
      ? []
      : [
          found({
            azureCode: 'CustomPrivateDNSZoneMissingPermissionError',
            message: `The identity of ${cluster.name} lacks ${missing.join(' and ')} for private zone ${zone}.`,
          }),
        ];
  },
});

/** Longest part before `privatelink` that AKS takes. @source PRV, configuration options */
const MAX_SUBZONE = 32;

const privateDnsZoneName = defineRule({
  id: 'private-dns-zone-name',
  title: 'Name of the own private zone',
  severity: 'E1',
  scope: 'plan',
  why: 'In the public cloud AKS takes an own private zone only under the name privatelink.<region>.azmk8s.io or <sub>.privatelink.<region>.azmk8s.io, with "private" in place of "privatelink" for API Server VNet Integration.',
  sources: [{ key: 'PRV', section: 'Configuration options' }],
  examples: {
    failing: [
      {
        title: 'aks.contoso.com',
        plan: privateCluster({ privateDnsZone: 'aks.contoso.com', identity: 'userAssigned' }),
        targets: ['aks'],
      },
      {
        title: 'Another region',
        plan: privateCluster({ privateDnsZone: 'privatelink.northeurope.azmk8s.io', identity: 'userAssigned' }),
        targets: ['aks'],
      },
      {
        title: 'A sub zone of 33 characters',
        plan: privateCluster({ privateDnsZone: `${'a'.repeat(33)}.${ZONE}`, identity: 'userAssigned' }),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: ZONE, plan: privateCluster({ privateDnsZone: ZONE, identity: 'userAssigned' }) },
      { title: 'A sub zone', plan: privateCluster({ privateDnsZone: `team.${ZONE}`, identity: 'userAssigned' }) },
      {
        title: 'API Server VNet Integration',
        plan: privateCluster({
          privateDnsZone: 'private.westeurope.azmk8s.io',
          apiServerVnetIntegration: true,
          identity: 'userAssigned',
        }),
      },
      {
        title: 'Another cloud',
        plan: privateCluster({
          privateDnsZone: 'privatelink.chinaeast2.cx.prod.service.azk8s.cn',
          region: 'chinaeast2',
          identity: 'userAssigned',
        }),
      },
    ],
  },
  check: (topology) =>
    (topology.plan.cloud ?? 'public') !== 'public'
      ? []
      : listValues(topology.clusters).flatMap(({ cluster, ref, network }) => {
          const zone = cluster.privateCluster === true ? ownZoneOf(cluster)?.toLowerCase() : undefined;
          if (zone === undefined || (network?.network.cloud ?? 'public') !== 'public' || isOfOtherCloud(zone))
            return [];
          const word = cluster.apiServerVnetIntegration === true ? 'private' : 'privatelink';
          const region = cluster.region?.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
          const [, sub, kind, place] =
            /^(?:([a-z0-9-]+)\.)?(private|privatelink)\.([a-z0-9]+)\.azmk8s\.io$/.exec(zone) ?? [];
          const isFit =
            kind === word && (region === undefined || place === region) && (sub ?? '').length <= MAX_SUBZONE;
          if (isFit) return [];
          const wanted = `${word}.${region ?? '<region>'}.azmk8s.io`;
          return [
            found({
              target: ref,
              message: `Private zone ${zone} of ${cluster.name} has a name AKS does not take: ${wanted} or <sub>.${wanted} with at most ${MAX_SUBZONE} characters before it.`,
              fixes: () =>
                region === undefined
                  ? []
                  : [
                      {
                        title: `Use ${wanted}`,
                        commands: [
                          { type: 'update', kind: 'cluster', id: cluster.id, values: { privateDnsZone: wanted } },
                        ],
                      },
                    ],
            }),
          ];
        }),
});

/** Zones of Azure Government and of Azure in China end otherwise; a plan need not say its cloud. */
function isOfOtherCloud(zone: string): boolean {
  return /\.cx\..*\.(?:azk8s\.cn|azure\.us)$/.test(zone);
}

/** Private zones of API servers, and who may write them. */
export const privateDnsRules: readonly Rule[] = [
  privateDnsHub,
  privateDnsNoneNoPublic,
  privateDnsSpokeLink,
  privateDnsCustomIdentity,
  privateDnsZoneName,
];
