import { z } from 'zod';
import { virtualNetworkSchema } from '../../plan/schema/network.ts';
import type { NetworkDraft } from '../estate/drafts.ts';
import { readPoolPrefixes, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';
import { readLink } from './read-link.ts';
import { readSubnet } from './read-subnet.ts';

const prefixSchema = virtualNetworkSchema.shape.addressPrefixes.element;
const dnsServerSchema = virtualNetworkSchema.shape.dnsServers.unwrap().element;

/** Reads one network as `az network vnet list` prints it, with its subnets and its ends of peerings. */
export function readNetwork(source: SourceObject): NetworkDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id, ...fields } = resource;
  const parent = { key: fields.key, id };
  const highScale = source.read('privateEndpointVNetPolicies', z.string());
  return {
    kind: 'network',
    ...fields,
    addressPrefixes: readSpace(source),
    dnsServers: source.object('dhcpOptions')?.readList('dnsServers', dnsServerSchema),
    encryption: source.object('encryption')?.read('enabled', z.boolean()),
    highScalePrivateEndpoints: highScale === undefined ? undefined : highScale.toLowerCase() === 'basic',
    subnets: (source.objects('subnets') ?? []).flatMap((subnet) => readSubnet(subnet, parent) ?? []),
    listsLinks: source.objects('virtualNetworkPeerings') !== undefined,
    links: (source.objects('virtualNetworkPeerings') ?? []).flatMap((link) => readLink(link, parent) ?? []),
  };
}

function readSpace(source: SourceObject): string[] | undefined {
  const space = source.object('addressSpace');
  const prefixes = space?.readList('addressPrefixes', prefixSchema);
  return prefixes === undefined || prefixes.length === 0
    ? (readPoolPrefixes(space, prefixSchema) ?? prefixes)
    : prefixes;
}
