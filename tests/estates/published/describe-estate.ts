import {
  azCluster,
  azId,
  azNetwork,
  azRouteTable,
  networkId,
  place,
  routeTableId,
  subnetId,
  type AzLink,
  type AzPool,
  type AzSubnet,
} from '../../support/az.ts';

/** A published layout as its source prints it: names and ranges. References between networks are by name. */
export interface Layout {
  readonly networks: Readonly<Record<string, LayoutNetwork>>;
  /** `[from, to, flags of from's link, flags of to's link]`; both links exist. */
  readonly peerings?: readonly (readonly [from: string, to: string, forth?: LinkFlags, back?: LinkFlags])[];
  readonly clusters?: Readonly<Record<string, LayoutCluster>>;
  /** Routes by the name of the table. */
  readonly routeTables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type LinkFlags = Pick<AzLink, 'forwardedTraffic' | 'gatewayTransit' | 'useRemoteGateways'>;

export interface LayoutNetwork {
  readonly prefixes: readonly string[];
  readonly region?: string;
  readonly dnsServers?: readonly string[];
  readonly subnets?: Readonly<Record<string, string | LayoutSubnet>>;
  /** Made by AKS for this cluster. */
  readonly madeFor?: string;
}

export interface LayoutSubnet {
  readonly prefixes: readonly string[];
  readonly routeTable?: string;
  readonly nsg?: boolean;
  readonly natGateway?: string;
  readonly delegation?: string;
  readonly gateways?: readonly string[];
  readonly applicationGateway?: string;
  readonly privateEndpoints?: number;
}

export interface LayoutCluster {
  readonly network?: Readonly<Record<string, unknown>>;
  readonly apiServer?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly pools: readonly (Omit<AzPool, 'name' | 'nodeSubnet' | 'podSubnet'> & {
    readonly name?: string;
    /** `network/subnet`; missing = the network AKS made. */
    readonly nodes?: string;
    readonly pods?: string;
  })[];
}

export interface AzLists {
  readonly vnets: readonly unknown[];
  readonly aks: readonly unknown[];
  readonly routeTables: readonly unknown[];
}

const AT = place('1', 'rg-published');

function subnetOf(path: string): string {
  const [network = '', subnet = ''] = path.split('/');
  return subnetId(AT, network, subnet);
}

/** The three lists of a layout, as the command line prints them of a deployed estate. */
export function describeEstate({ networks, peerings = [], clusters = {}, routeTables = {} }: Layout): AzLists {
  const groupOf = (network: LayoutNetwork) =>
    network.madeFor === undefined ? AT : { ...AT, resourceGroup: `MC_rg-published_${network.madeFor}_westeurope` };
  const links = (name: string): AzLink[] =>
    peerings.flatMap(([from, to, forth = {}, back = {}]) => {
      const link = (remote: string, flags: LinkFlags): AzLink => ({
        name: `${name}-to-${remote}`,
        remote: networkId(groupOf(networks[remote] ?? { prefixes: [] }), remote),
        remotePrefixes: networks[remote]?.prefixes ?? [],
        forwardedTraffic: false,
        ...flags,
      });
      if (from === name) return [link(to, forth)];
      return to === name ? [link(from, back)] : [];
    });
  const usedTables = new Map<string, string[]>();
  const vnets = Object.entries(networks).map(([name, network]) => {
    const at = groupOf(network);
    const subnets = Object.entries(network.subnets ?? {}).map(
      ([subnet, written]): { az: AzSubnet; gateway?: string } => {
        const described: LayoutSubnet = typeof written === 'string' ? { prefixes: [written] } : written;
        const { routeTable, nsg, natGateway, gateways, applicationGateway, privateEndpoints } = described;
        if (routeTable !== undefined)
          usedTables.set(routeTable, [...(usedTables.get(routeTable) ?? []), subnetId(at, name, subnet)]);
        return {
          gateway: applicationGateway,
          az: {
            name: subnet,
            prefixes: described.prefixes,
            delegation: described.delegation,
            routeTable: routeTable === undefined ? undefined : routeTableId(AT, routeTable),
            networkSecurityGroup:
              nsg === true ? azId(at, 'Microsoft.Network/networkSecurityGroups', `nsg-${subnet}`) : undefined,
            natGateway: natGateway === undefined ? undefined : azId(AT, 'Microsoft.Network/natGateways', natGateway),
            ipConfigurations: gateways?.map((gateway) =>
              azId(AT, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', gateway, 'default'),
            ),
            privateEndpoints:
              privateEndpoints === undefined
                ? undefined
                : Array.from({ length: privateEndpoints }, (_, index) =>
                    azId(AT, 'Microsoft.Network/privateEndpoints', `pe-${subnet}-${index}`),
                  ),
          },
        };
      },
    );
    const printed = azNetwork({
      at,
      name,
      prefixes: network.prefixes,
      region: network.region,
      dnsServers: network.dnsServers,
      subnets: subnets.map(({ az }) => az),
      links: links(name),
    });
    // what the builder makes of a list of subnets is a list of objects
    const list = printed['subnets'] as Record<string, unknown>[];
    for (const [index, { gateway }] of subnets.entries()) {
      const target = list[index];
      if (gateway === undefined || target === undefined) continue;
      const id = azId(
        AT,
        'Microsoft.Network/applicationGateways/gatewayIPConfigurations',
        gateway,
        'appGatewayIpConfig',
      );
      target['applicationGatewayIPConfigurations'] = [{ id, resourceGroup: AT.resourceGroup }];
    }
    return printed;
  });
  return {
    vnets,
    aks: Object.entries(clusters).map(([name, { network, apiServer, fields, pools }]) =>
      azCluster({
        at: AT,
        name,
        network,
        apiServer: {
          ...apiServer,
          ...(typeof apiServer?.['subnetId'] === 'string' ? { subnetId: subnetOf(apiServer['subnetId']) } : {}),
        },
        fields,
        pools: pools.map(({ nodes, pods, name: pool = 'nodepool1', ...rest }) => ({
          ...rest,
          name: pool,
          nodeSubnet: nodes === undefined ? undefined : subnetOf(nodes),
          podSubnet: pods === undefined ? undefined : subnetOf(pods),
        })),
      }),
    ),
    routeTables: Object.entries(routeTables).map(([name, routes]) =>
      azRouteTable(
        AT,
        name,
        Object.entries(routes).map(([prefix, hop], index) => ({ name: `route-${index + 1}`, prefix, hop })),
        usedTables.get(name) ?? [],
      ),
    ),
  };
}
