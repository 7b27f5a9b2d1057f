import { gatewaySchema } from '../../plan/schema/network.ts';
import { defined, type GatewayDraft } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { readHome, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const { sku: skuSchema, natRules: natRulesSchema } = gatewaySchema.shape;
const rangeSchema = natRulesSchema.unwrap().element;

/** Reads one VPN or ExpressRoute gateway as `az network vnet-gateway list` prints it. */
export function readGateway(source: SourceObject): GatewayDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const kind = readChoice(source, 'gatewayType', { vpn: 'vpn', expressroute: 'expressRoute' } as const);
  if (kind === undefined) {
    source.refuse('a gateway that is neither for VPN nor for ExpressRoute is not read');
    return undefined;
  }
  const { id: _id, ...fields } = resource;
  return {
    kind: 'gateway',
    ...fields,
    fields: defined({
      kind,
      sku: source.object('sku')?.read('name', skuSchema.unwrap()),
      natRules: readTranslated(source),
      pointToSitePools: readPools(source.object('vpnClientConfiguration')),
    }),
    subnet: readHome(source, 'ipConfigurations'),
  };
}

/** The ranges NAT rules translate, of either direction. @source Azure REST, VirtualNetworkGatewayNatRule.internalMappings */
function readTranslated(source: SourceObject): string[] | undefined {
  return source
    .objects('natRules')
    ?.flatMap((rule) => rule.objects('internalMappings') ?? [])
    .flatMap((mapping) => mapping.read('addressSpace', rangeSchema) ?? []);
}

/** Pools of point-to-site clients: one for all, and one for each group of users. */
function readPools(clients: SourceObject | undefined): string[] | undefined {
  if (clients === undefined) return undefined;
  const pools = [clients, ...(clients.objects('vngClientConnectionConfigurations') ?? [])].flatMap(
    (owner) => owner.object('vpnClientAddressPool')?.readList('addressPrefixes', rangeSchema) ?? [],
  );
  return [...new Set(pools)];
}
