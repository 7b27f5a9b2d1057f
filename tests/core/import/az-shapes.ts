import {
  azCluster,
  azId,
  azNetwork,
  azRouteTable,
  networkId,
  place,
  routeTableId,
  subnetId,
} from '../../support/az.ts';

/** A small estate with a bit of everything, as `az` prints it. */
export function smallEstate(): { vnets: unknown[]; aks: unknown[]; routeTables: unknown[] } {
  const at = place('1', 'rg-net');
  const nodes = subnetId(at, 'spoke', 'snet-aks');
  return {
    vnets: [
      azNetwork({
        at,
        name: 'hub',
        prefixes: ['10.0.0.0/16', 'fd00::/56'],
        dnsServers: ['10.0.9.4'],
        subnets: [{ name: 'AzureFirewallSubnet', prefixes: ['10.0.0.0/26'] }],
        links: [
          { name: 'to-spoke', remote: networkId(at, 'spoke'), remotePrefixes: ['10.1.0.0/16'], gatewayTransit: true },
        ],
      }),
      azNetwork({
        at,
        name: 'spoke',
        prefixes: ['10.1.0.0/16'],
        subnets: [
          {
            name: 'snet-aks',
            prefixes: ['10.1.0.0/24', 'fd00:1::/64'],
            routeTable: routeTableId(at, 'rt'),
            networkSecurityGroup: azId(at, 'Microsoft.Network/networkSecurityGroups', 'nsg'),
            natGateway: azId(at, 'Microsoft.Network/natGateways', 'nat'),
            delegation: 'Microsoft.Example/service',
          },
        ],
        links: [{ name: 'to-hub', remote: networkId(at, 'hub'), remotePrefixes: ['10.0.0.0/16', 'fd00::/56'] }],
      }),
    ],
    aks: [
      azCluster({
        at,
        name: 'aks',
        pools: [{ name: 'system', count: 3, maxCount: 5, maxPods: 110, nodeSubnet: nodes }],
      }),
    ],
    routeTables: [azRouteTable(at, 'rt', [{ name: 'default', prefix: '0.0.0.0/0', hop: '10.0.0.4' }], [nodes])],
  };
}

/** Keys that stand beside `properties` in an answer of the REST API. */
const ENVELOPE = new Set(['id', 'name', 'type', 'location', 'etag', 'sku', 'identity', 'tags', 'kind', 'zones']);
/** Lists whose elements are resources themselves, wrapped in the same way. */
const NESTED = new Set([
  'subnets',
  'virtualNetworkPeerings',
  'routes',
  'delegations',
  'ipConfigurations',
  'securityRules',
  'gatewayIPConfigurations',
  'frontendIPConfigurations',
  'privateLinkServiceConnections',
]);

/** The same object as the REST API answers. */
export function toRest(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'resourceGroup');
  const envelope = entries.filter(([key]) => ENVELOPE.has(key));
  const properties = entries
    .filter(([key]) => !ENVELOPE.has(key))
    .map(([key, field]) => [key, NESTED.has(key) && Array.isArray(field) ? field.map(toRest) : field]);
  return {
    ...Object.fromEntries(envelope),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
  };
}

/** The same object as PowerShell's ConvertTo-Json writes it. */
export function toPascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPascalCase);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, toPascalCase(field)]),
  );
}

/** The same object as Resource Graph answers: REST with the type in lower case. */
export function toGraph(value: unknown): unknown {
  const rest = toRest(value);
  return isObject(rest) ? { ...rest, type: String(rest.type).toLowerCase(), subscriptionId: 'x', tenantId: 'y' } : rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
