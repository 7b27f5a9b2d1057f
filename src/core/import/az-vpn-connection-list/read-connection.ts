import { z } from 'zod';
import type { ConnectionDraft } from '../estate/drafts.ts';
import { readReference, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

/** Reads one connection of a gateway as `az network vpn-connection list` prints it, those of ExpressRoute among them. */
export function readConnection(source: SourceObject): ConnectionDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const gateway = readReference(source, 'virtualNetworkGateway1');
  if (gateway === undefined) {
    source.refuse('the connection does not name its gateway');
    return undefined;
  }
  const { id: _id, ...fields } = resource;
  return {
    kind: 'connection',
    ...fields,
    gateway,
    otherGateway: readReference(source, 'virtualNetworkGateway2'),
    localGateway: readReference(source, 'localNetworkGateway2'),
    circuit: readReference(source, 'peer'),
    fastPath: source.read('expressRouteGatewayBypass', z.boolean()),
  };
}
