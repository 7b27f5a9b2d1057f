import { z } from 'zod';
import { defined, type NatGatewayDraft } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { readReferences, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

/** Reads one NAT gateway as `az network nat gateway list` prints it. */
export function readNatGateway(source: SourceObject): NatGatewayDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  const usesPrefixes = countOf(source, 'publicIpPrefixes') > 0;
  return {
    kind: 'natGateway',
    ...fields,
    fields: defined({
      sku: readChoice(source.object('sku'), 'name', { standard: 'Standard', standardv2: 'StandardV2' } as const),
      publicIpAddresses: usesPrefixes ? undefined : countAddresses(source),
    }),
    usesPrefixes,
    subnets: readReferences(source, 'subnets') ?? [],
  };
}

/** IPv4 addresses; undefined when the list does not tell. Azure leaves the list out when there are none. */
function countAddresses(source: SourceObject): number | undefined {
  const addresses = countOf(source, 'publicIpAddresses');
  if (addresses > 0) return addresses;
  // Of the IPv6 addresses a StandardV2 has too, the plan keeps no count; "no public address" would be wrong.
  if (countOf(source, 'publicIpAddressesV6') + countOf(source, 'publicIpPrefixesV6') > 0) return undefined;
  const isWhole = source.peek('provisioningState', z.string()) !== undefined;
  return isWhole || source.has('publicIpAddresses') ? 0 : undefined;
}

function countOf(source: SourceObject, key: string): number {
  return source.objects(key)?.length ?? 0;
}
