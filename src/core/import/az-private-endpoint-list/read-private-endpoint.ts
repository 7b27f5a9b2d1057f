import type { PrivateEndpointDraft } from '../estate/drafts.ts';
import { readReference, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

/** Reads one private endpoint as `az network private-endpoint list` prints it: the subnet it takes an address of. */
export function readPrivateEndpoint(source: SourceObject): PrivateEndpointDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const subnet = readReference(source, 'subnet');
  const { id, ...fields } = resource;
  if (id === undefined || subnet?.type !== 'microsoft.network/virtualnetworks/subnets') {
    source.refuse(`a private endpoint without ${id === undefined ? 'an id' : 'a subnet'} is not read`);
    return undefined;
  }
  return { kind: 'privateEndpoint', ...fields, id, subnet };
}
