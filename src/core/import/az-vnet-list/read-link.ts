import { z } from 'zod';
import { linkSchema } from '../../plan/schema/network.ts';
import { defined, type LinkDraft, type Parent } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { nestedKey, readParent, readReference, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const prefixSchema = linkSchema.shape.remoteAddressPrefixes.unwrap().element;
/** A network of the Resource Manager may be peered with a classic one. */
const REMOTE_TYPES: readonly string[] = [
  'microsoft.network/virtualnetworks',
  'microsoft.classicnetwork/virtualnetworks',
];
const subnetNameSchema = linkSchema.shape.name;

/**
 * Reads one end of a peering: inline in its network (`printedIn`), or on its own from `az network vnet peering list`.
 * Undefined, and listed as unread, when the remote network is not named.
 */
export function readLink(source: SourceObject, printedIn?: Parent): LinkDraft | undefined {
  const resource = readResource(source);
  const network = resource === undefined ? undefined : readParent(source, resource.id, printedIn);
  if (resource === undefined || network === undefined) return undefined;
  const remote = readReference(source, 'remoteVirtualNetwork');
  if (remote === undefined || !REMOTE_TYPES.includes(remote.type)) {
    source.refuse('the peering does not name its remote network');
    return undefined;
  }
  const flag = (key: string, byDefault: boolean): boolean => source.read(key, z.boolean()) ?? byDefault;
  return {
    kind: 'link',
    network,
    key: nestedKey(resource.id, network, 'virtualnetworkpeerings', resource.name),
    remote,
    origin: resource.origin,
    link: defined({
      name: resource.name,
      allowVirtualNetworkAccess: flag('allowVirtualNetworkAccess', true),
      allowForwardedTraffic: flag('allowForwardedTraffic', false),
      allowGatewayTransit: flag('allowGatewayTransit', false),
      useRemoteGateways: flag('useRemoteGateways', false),
      state: readChoice(source, 'peeringState', {
        connected: 'Connected',
        initiated: 'Initiated',
        disconnected: 'Disconnected',
        '': undefined,
      } as const),
      syncLevel: readSyncLevel(source),
      remoteAddressPrefixes: readRemotePrefixes(source),
      subnetPeering: readSubnetPeering(source),
    }),
  };
}

/** The space the link was made with; `remoteVirtualNetworkAddressSpace` is the remote network's present one. */
function readRemotePrefixes(source: SourceObject): string[] | undefined {
  const space = source.object('remoteAddressSpace') ?? source.object('remoteVirtualNetworkAddressSpace');
  return space?.readList('addressPrefixes', prefixSchema);
}

/** Any level but the one that says all is well means that something is not. */
function readSyncLevel(source: SourceObject): string | undefined {
  const level = source.read('peeringSyncLevel', linkSchema.shape.syncLevel);
  return level?.toLowerCase() === 'fullyinsync' ? 'FullyInSync' : level || undefined;
}

function readSubnetPeering(source: SourceObject): { local: string[]; remote: string[] } | undefined {
  if (source.read('peerCompleteVnets', z.boolean()) !== false) return undefined;
  return {
    local: source.readList('localSubnetNames', subnetNameSchema) ?? [],
    remote: source.readList('remoteSubnetNames', subnetNameSchema) ?? [],
  };
}
