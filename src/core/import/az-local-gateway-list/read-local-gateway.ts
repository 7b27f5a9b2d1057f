import { siteSchema } from '../../plan/schema/network.ts';
import type { LocalGatewayDraft } from '../estate/drafts.ts';
import { readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const prefixSchema = siteSchema.shape.addressPrefixes.element;

/** Reads one on-premises device as `az network local-gateway list` prints it. */
export function readLocalGateway(source: SourceObject): LocalGatewayDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  return {
    kind: 'localGateway',
    ...fields,
    addressPrefixes: source.object('localNetworkAddressSpace')?.readList('addressPrefixes', prefixSchema) ?? [],
    speaksBgp: source.object('bgpSettings') !== undefined,
  };
}
