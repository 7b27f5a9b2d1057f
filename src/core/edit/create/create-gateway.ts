import { formatAddress, nthAddress } from '../../address/index.ts';
import { findSpecialSubnet } from '../../azure/index.ts';
import { nextId, type Command, type Gateway, type Plan, type Subnet, type VirtualNetwork } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { uniqueName } from '../names.ts';
import { readBlocks } from '../ranges.ts';
import { buildSubnet } from './create-network.ts';
import { batch, type CreateResult } from './created.ts';

/** Roles with a subnet of a prescribed name, as the table of special subnets calls them. */
type SpecialRole = 'gateway' | 'routeServer' | 'firewall' | 'bastion';

function getSpecialSubnet(role: SpecialRole): { readonly name: string; readonly prefixLength: number } {
  const row = findSpecialSubnet(role);
  if (row?.name === undefined || row.recommendedPrefix === undefined)
    throw new Error(`no prescribed subnet for ${role}`);
  return { name: row.name, prefixLength: row.recommendedPrefix };
}

interface Site {
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
  /** The command that makes the subnet, when it is missing. */
  readonly commands: readonly Command[];
}

function findOrAddSubnet(plan: Plan, networkId: string, role: SpecialRole): Result<Site, EditError> {
  const network = plan.virtualNetworks.find(({ id }) => id === networkId);
  if (network === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: networkId } });
  const { name, prefixLength } = getSpecialSubnet(role);
  const there = network.subnets.find((subnet) => subnet.name === name);
  if (there !== undefined) return ok({ network, subnet: there, commands: [] });
  const subnet = buildSubnet(plan, networkId, { name, prefixLength, atMost: prefixLength });
  if (!subnet.ok) return subnet;
  return ok({
    network,
    subnet: subnet.value,
    commands: [{ type: 'add', kind: 'subnet', object: subnet.value, parentId: networkId }],
  });
}

const GATEWAYS: Readonly<
  Record<
    Gateway['kind'],
    { readonly word: string; readonly stem: string; readonly sku?: string; readonly subnet: SpecialRole }
  >
> = {
  vpn: { word: 'VPN gateway', stem: 'vpngw', sku: 'VpnGw1AZ', subnet: 'gateway' },
  expressRoute: { word: 'ExpressRoute gateway', stem: 'ergw', sku: 'ErGw1AZ', subnet: 'gateway' },
  routeServer: { word: 'Route Server', stem: 'rs', subnet: 'routeServer' },
};

/**
 * A gateway or Route Server in a network, with the subnet it needs when that is missing (GatewaySubnet /27, RouteServerSubnet /26).
 * Errors: `not-found`, `already-there` (Azure allows one of a kind in a network), `no-address-space`, `no-room`.
 */
export function createGateway(plan: Plan, networkId: string, kind: Gateway['kind']): CreateResult {
  const { word, stem, sku, subnet } = GATEWAYS[kind];
  const site = findOrAddSubnet(plan, networkId, subnet);
  const existing = plan.gateways.find((gateway) => gateway.virtualNetworkId === networkId && gateway.kind === kind);
  if (existing !== undefined)
    return err({ kind: 'already-there', what: `the ${word} ${existing.name}`, place: nameOfNetwork(plan, networkId) });
  if (!site.ok) return site;
  const object: Gateway = {
    id: nextId(plan, 'gateway'),
    name: uniqueName(
      `${stem}-${site.value.network.name}`,
      plan.gateways.map(({ name }) => name),
    ),
    virtualNetworkId: networkId,
    kind,
    ...(sku === undefined ? {} : { sku }),
  };
  const command = batch(`Add ${word} to ${site.value.network.name}`, [
    ...site.value.commands,
    { type: 'add', kind: 'gateway', object },
  ]);
  return ok({ command, ref: { kind: 'gateway', id: object.id } });
}

/**
 * An Azure Firewall with its AzureFirewallSubnet (/26) when that is missing; it answers at the first address Azure hands out there.
 * Errors: `not-found`, `already-there`, `no-address-space`, `no-room`.
 */
export function createFirewall(plan: Plan, networkId: string): CreateResult {
  const site = findOrAddSubnet(plan, networkId, 'firewall');
  const existing = plan.firewalls.find((firewall) => firewall.virtualNetworkId === networkId);
  if (existing !== undefined)
    return err({ kind: 'already-there', what: `the firewall ${existing.name}`, place: nameOfNetwork(plan, networkId) });
  if (!site.ok) return site;
  const { network, subnet, commands } = site.value;
  const range = readBlocks(subnet.addressPrefixes).find(({ family }) => family === 4);
  // The first four addresses of a subnet are Azure's.
  const first = range === undefined ? undefined : nthAddress(range, 4);
  const object = {
    id: nextId(plan, 'firewall'),
    name: uniqueName(
      `fw-${network.name}`,
      plan.firewalls.map(({ name }) => name),
    ),
    virtualNetworkId: networkId,
    sku: 'standard',
    ...(first === undefined ? {} : { privateIp: formatAddress(first) }),
  } as const;
  const command = batch(`Add firewall to ${network.name}`, [...commands, { type: 'add', kind: 'firewall', object }]);
  return ok({ command, ref: { kind: 'firewall', id: object.id } });
}

/**
 * The subnet of a bastion host (AzureBastionSubnet /26).
 * Errors: `not-found`, `already-there`, `no-address-space`, `no-room`.
 */
export function createBastion(plan: Plan, networkId: string): CreateResult {
  const site = findOrAddSubnet(plan, networkId, 'bastion');
  if (!site.ok) return site;
  const { network, subnet, commands } = site.value;
  if (commands.length === 0)
    return err({ kind: 'already-there', what: getSpecialSubnet('bastion').name, place: network.name });
  return ok({ command: batch(`Add Bastion to ${network.name}`, commands), ref: { kind: 'subnet', id: subnet.id } });
}

function nameOfNetwork(plan: Plan, networkId: string): string {
  return plan.virtualNetworks.find(({ id }) => id === networkId)?.name ?? networkId;
}
