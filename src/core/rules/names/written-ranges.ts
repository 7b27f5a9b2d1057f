import { parseAddress, type CidrError } from '../../address/index.ts';
import type { Command, ObjectRef } from '../../plan/index.ts';
import {
  parsePrefix,
  type AddressSpace,
  type ClusterView,
  type SubnetView,
  type Topology,
  listValues,
} from '../../topology/index.ts';
import { weakMemo } from '../../topology/keep.ts';

/** A range somebody wrote that cannot be read, and where it stands. */
export interface UnreadableRange {
  readonly ref: ObjectRef;
  /** For people: "address space of hub". */
  readonly place: string;
  readonly error: CidrError;
  /** Puts another text in its place. */
  readonly rewrite: (text: string) => Command;
}

/** Made once per topology: two rules ask for it. */
export const listUnreadableRanges: (topology: Topology) => readonly UnreadableRange[] = weakMemo((topology) => [
  ...unreadableRanges(topology),
]);

/** Every unreadable range of the plan, in the order of the document. Ranges of external networks are somebody else's, service tags are no ranges. */
function* unreadableRanges(topology: Topology): Generator<UnreadableRange, void, undefined> {
  const { plan } = topology;
  for (const { network, ref, space, subnets } of listValues(topology.networks)) {
    if (network.external === true) continue;
    // Nearly every space is whole, and this runs over all of them on every edit.
    if (space.blocks.length !== space.prefixes.length)
      yield* inSpace(space, `address space of ${network.name}`, (addressPrefixes) => ({
        type: 'update',
        kind: 'virtualNetwork',
        id: ref.id,
        values: { addressPrefixes },
      }));
    const unreadable = listInSubnets(subnets);
    if (unreadable.length > 0) yield* unreadable;
  }
  for (const { site, space } of listValues(topology.sites)) {
    yield* inSpace(space, `site ${site.name}`, (addressPrefixes) => ({
      type: 'update',
      kind: 'site',
      id: site.id,
      values: { addressPrefixes },
    }));
  }
  for (const { gateway, ref } of listValues(topology.gateways)) {
    yield* inTexts(ref, gateway.natRules, `NAT rules of ${gateway.name}`, (natRules) => ({
      type: 'update',
      kind: 'gateway',
      id: ref.id,
      values: { natRules },
    }));
    yield* inTexts(ref, gateway.pointToSitePools, `point-to-site pools of ${gateway.name}`, (pointToSitePools) => ({
      type: 'update',
      kind: 'gateway',
      id: ref.id,
      values: { pointToSitePools },
    }));
  }
  yield* inRouteTables(topology);
  for (const view of listValues(topology.clusters)) {
    const unreadable = listInCluster(view);
    if (unreadable.length > 0) yield* unreadable;
  }
  for (const { block, space } of topology.blocks) {
    yield* inSpace(space, `address block ${block.name}`, (addressPrefixes) => ({
      type: 'update',
      kind: 'block',
      id: block.id,
      values: { addressPrefixes },
    }));
  }
  for (const { id, name, addressPrefix } of plan.reservations) {
    yield* inTexts({ kind: 'reservation', id }, [addressPrefix], `reservation ${name}`, ([text = '']) => ({
      type: 'update',
      kind: 'reservation',
      id,
      values: { addressPrefix: text },
    }));
  }
}

/** Kept per network: plans hold thousands of subnets, and an edit changes those of one or two networks. */
const listInSubnets = weakMemo((subnets: readonly SubnetView[]): readonly UnreadableRange[] => [...inSubnets(subnets)]);

function* inSubnets(subnets: readonly SubnetView[]): Generator<UnreadableRange, void, undefined> {
  for (const { subnet, network, space } of subnets) {
    yield* inSpace(space, `subnet ${network.name}/${subnet.name}`, (addressPrefixes) => ({
      type: 'update',
      kind: 'subnet',
      id: subnet.id,
      values: { addressPrefixes },
    }));
  }
}

function* inRouteTables(topology: Topology): Generator<UnreadableRange, void, undefined> {
  for (const { routeTable, ref, routes } of listValues(topology.routeTables)) {
    for (const { route, destination } of routes ?? []) {
      if (destination !== undefined || isServiceTag(route.addressPrefix)) continue;
      yield* inTexts(
        ref,
        [route.addressPrefix],
        `route ${route.name} of ${routeTable.name}`,
        ([addressPrefix = '']) => ({
          type: 'update',
          kind: 'routeTable',
          id: ref.id,
          values: {
            routes: (routeTable.routes ?? []).map((other) => (other === route ? { ...route, addressPrefix } : other)),
          },
        }),
      );
    }
  }
}

const listInCluster = weakMemo((view: ClusterView): readonly UnreadableRange[] => [...inCluster(view)]);

function* inCluster({
  cluster,
  ref,
  podSpace,
  serviceSpace,
}: ClusterView): Generator<UnreadableRange, void, undefined> {
  yield* inSpace(podSpace, `pod CIDR of ${cluster.name}`, (podCidrs) => ({
    type: 'update',
    kind: 'cluster',
    id: ref.id,
    values: { podCidrs },
  }));
  yield* inSpace(serviceSpace, `service CIDR of ${cluster.name}`, (serviceCidrs) => ({
    type: 'update',
    kind: 'cluster',
    id: ref.id,
    values: { serviceCidrs },
  }));
  if (cluster.dockerBridgeCidr !== undefined && !isInterface(cluster.dockerBridgeCidr)) {
    yield* inTexts(ref, [cluster.dockerBridgeCidr], `Docker bridge of ${cluster.name}`, ([dockerBridgeCidr]) => ({
      type: 'update',
      kind: 'cluster',
      id: ref.id,
      values: { dockerBridgeCidr },
    }));
  }
  const ranges = cluster.authorizedIpRanges;
  if (ranges !== undefined && !ranges.every((text) => parseAddress(text).ok)) {
    for (const unreadable of inTexts(ref, ranges, `authorised ranges of ${cluster.name}`, (authorizedIpRanges) => ({
      type: 'update',
      kind: 'cluster',
      id: ref.id,
      values: { authorizedIpRanges },
    }))) {
      if (!parseAddress(unreadable.error.written).ok) yield unreadable;
    }
  }
}

function inSpace(space: AddressSpace, place: string, write: (texts: string[]) => Command): Iterable<UnreadableRange> {
  if (space.blocks.length === space.prefixes.length) return [];
  return inTexts(
    space.ref,
    space.prefixes.map((prefix) => prefix.text),
    place,
    write,
  );
}

function* inTexts(
  ref: ObjectRef,
  texts: readonly string[] | undefined,
  place: string,
  write: (texts: string[]) => Command,
): Generator<UnreadableRange, void, undefined> {
  for (const [index, written] of (texts ?? []).entries()) {
    const { error } = parsePrefix(written);
    if (error !== undefined)
      yield {
        ref,
        place,
        error,
        rewrite: (text) => write((texts ?? []).map((other, at) => (at === index ? text : other))),
      };
  }
}

/** Service tags such as `AzureCloud.westeurope` start with a letter and hold no slash or colon. */
function isServiceTag(text: string): boolean {
  return /^[A-Za-z][^/:]*$/.test(text);
}

/** The bridge is written as the address of an interface, so host bits are right there. */
function isInterface(text: string): boolean {
  const { error } = parsePrefix(text);
  return error === undefined || error.kind === 'host-bits';
}
