import { formatBlock, type Block } from '../../address/index.ts';
import {
  checkBox,
  checkPlan,
  createEmptyPlan,
  createIdSource,
  LIST_OF_KIND,
  LISTED_KINDS,
  listOfKind,
  listRefs,
  mapList,
  PLAN_REF,
  resolves,
  rewriteReferences,
  type Command,
  type ListedKind,
  type ObjectKind,
  type Plan,
} from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { linkName, uniqueName } from '../names.ts';
import { dropObjects } from '../objects.ts';
import { findFree, knownRanges, overlapsAny, PRIVATE_SPACES, readBlock, readBlocks } from '../ranges.ts';
import { applyReaddressNetwork } from './readdress-network.ts';

type Insert = Extract<Command, { type: 'insert' }>;

/**
 * Adds a fragment: ids that are taken become fresh ones, references inside the fragment follow, references to the rest of the plan stay where they
 * resolve and go otherwise. Names are made unique. With `readdress`, networks that collide with what the plan knows get free ranges, their
 * insides with them. What is a copy of an object of the plan is planned, and has no Azure id.
 * Errors: `invalid`, `duplicate-id` (inside the fragment), `no-room`.
 */
export function applyInsert(plan: Plan, { fragment, readdress, offset }: Insert): Result<Plan, EditError> {
  const checked = checkPlan({ ...createEmptyPlan(), ...fragment });
  if (!checked.ok) return err({ kind: 'invalid', ref: PLAN_REF, error: checked.error });
  const incoming = checked.value;
  const renumbered = renumber(plan, incoming);
  if (!renumbered.ok) return renumbered;
  const { ids, copies } = renumbered.value;
  const resolved = resolveReferences(plan, renumbered.value.fragment);
  const named = renameCopies(plan, forgetAzure(plan, resolved, copies));
  const by = offset ?? { x: 0, y: 0 };
  const box = checkBox(by);
  if (!box.ok) return err({ kind: 'invalid', ref: PLAN_REF, error: box.error });
  const merged = merge(plan, named, incoming, ids, by);
  const networkIds = named.virtualNetworks.map(({ id }) => id);
  return readdress ? moveIntoFreeSpace(plan, merged, networkIds) : ok(merged);
}

interface Renumbered {
  readonly fragment: Plan;
  readonly ids: ReadonlyMap<string, string>;
  /** New ids of the objects whose old id the plan has. */
  readonly copies: ReadonlySet<string>;
}

function renumber(plan: Plan, fragment: Plan): Result<Renumbered, EditError> {
  const taken = new Set(listRefs(plan).map(({ id }) => id));
  const refs = listRefs(fragment);
  // Ids handed out must be free in both: an id the fragment keeps is as taken as one of the plan.
  const draw = createIdSource({
    ...plan,
    needs: [...plan.needs, ...refs.map(({ id }) => ({ id, kind: 'talk' as const }))],
  });
  const ids = new Map<string, string>();
  const copies = new Set<string>();
  for (const { kind, id } of refs) {
    if (ids.has(id)) return err({ kind: 'duplicate-id', id });
    // A listed reference is never the plan's own.
    const fresh = taken.has(id) ? draw(kind as ObjectKind) : id;
    if (fresh !== id) copies.add(fresh);
    ids.set(id, fresh);
  }
  const swap = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: ids.get(one.id) ?? one.id });
  let next: Plan = rewriteReferences(fragment, ({ id }) => ids.get(id) ?? id);
  for (const kind of LISTED_KINDS) next = { ...next, [LIST_OF_KIND[kind]]: listOfKind(next, kind).map(swap) };
  next = {
    ...next,
    virtualNetworks: next.virtualNetworks.map((network) => ({ ...network, subnets: network.subnets.map(swap) })),
    clusters: next.clusters.map((cluster) => ({ ...cluster, pools: cluster.pools.map(swap) })),
    layout: { ...next.layout, notes: next.layout.notes.map(swap) },
  };
  return ok({ fragment: next, ids, copies });
}

/** Drops references that resolve neither in the fragment nor in the plan, and the objects that are nothing without them. */
function resolveReferences(plan: Plan, fragment: Plan): Plan {
  const kinds = new Map([...listRefs(plan), ...listRefs(fragment)].map(({ id, kind }) => [id, kind] as const));
  const before = new Set(listRefs(fragment).map(({ id }) => id));
  const cleared = rewriteReferences(fragment, (reference) => (resolves(reference, kinds) ? reference.id : undefined));
  const after = new Set(listRefs(cleared).map(({ id }) => id));
  // Objects that went take with them what refers to them.
  return dropObjects(cleared, new Set([...before].filter((id) => !after.has(id))));
}

/** A copy stands for nothing that Azure has: no resource id the plan has already, nothing `existing`, no link state. */
function forgetAzure(plan: Plan, fragment: Plan, copies: ReadonlySet<string>): Plan {
  const known = new Set<string>();
  for (const kind of LISTED_KINDS) {
    for (const object of listOfKind(plan, kind)) {
      if ('resourceId' in object && object.resourceId !== undefined) known.add(object.resourceId.toLowerCase());
      if ('subnets' in object)
        for (const { resourceId } of object.subnets) if (resourceId) known.add(resourceId.toLowerCase());
    }
  }
  const forget = <T extends { readonly id: string; readonly origin?: string; readonly resourceId?: string }>(
    one: T,
  ): T => {
    if (!copies.has(one.id)) return one;
    const { resourceId, ...rest } = one;
    const keeps = resourceId !== undefined && !known.has(resourceId.toLowerCase());
    const origin = one.origin === undefined || keeps ? {} : { origin: 'planned' };
    // Fields were taken away that every kind may lack.
    return { ...rest, ...(keeps ? { resourceId } : {}), ...origin } as T;
  };
  let next = fragment;
  for (const kind of LISTED_KINDS) next = { ...next, [LIST_OF_KIND[kind]]: mapList(listOfKind(next, kind), forget) };
  return {
    ...next,
    virtualNetworks: mapList(next.virtualNetworks, (network) => ({
      ...network,
      subnets: mapList(network.subnets, forget),
    })),
    clusters: mapList(next.clusters, (cluster) => ({ ...cluster, pools: mapList(cluster.pools, forget) })),
    peerings: mapList(next.peerings, (peering) => {
      if (!copies.has(peering.a) && !copies.has(peering.b)) return peering;
      return { ...peering, aToB: planLink(peering.aToB), bToA: planLink(peering.bToA) };
    }),
  };
}

function planLink<L extends { readonly state?: unknown; readonly remoteAddressPrefixes?: unknown } | null>(link: L): L {
  if (link === null) return link;
  const { state: _state, remoteAddressPrefixes: _prefixes, ...rest } = link;
  // Both fields are optional in a link.
  return rest as L;
}

/** Kinds whose names Azure or people expect to be told apart. */
const NAMED: readonly ListedKind[] = LISTED_KINDS.filter(
  (kind) => !['peering', 'need', 'suppression', 'dnsResolverEndpoint', 'privateDnsZone', 'reservation'].includes(kind),
);

function renameCopies(plan: Plan, fragment: Plan): Plan {
  let next = fragment;
  const newNames = new Map<string, string>();
  for (const kind of NAMED) {
    const taken = listOfKind(plan, kind).map((object) => ('name' in object ? object.name : ''));
    const isNamesake = createNamesakeTest(plan, kind);
    const list = mapList(listOfKind(next, kind), (object) => {
      if (!('name' in object) || object.name === '') return object;
      const name = isNamesake(object) ? uniqueName(object.name, taken) : object.name;
      taken.push(name);
      if (kind === 'virtualNetwork') newNames.set(object.name, name);
      return name === object.name ? object : { ...object, name };
    });
    next = { ...next, [LIST_OF_KIND[kind]]: list };
  }
  const renameLink = <L extends { readonly name: string } | null>(link: L): L => {
    const name = link?.name.startsWith('to-') ? newNames.get(link.name.slice(3)) : undefined;
    return link === null || name === undefined ? link : { ...link, name: linkName(name) };
  };
  const peerings = mapList(next.peerings, (one) => ({
    ...one,
    aToB: renameLink(one.aToB),
    bToA: renameLink(one.bToA),
  }));
  return { ...next, peerings };
}

/** Azure allows one name in several resource groups, so an imported object of another group keeps its name. */
function createNamesakeTest(plan: Plan, kind: ListedKind): (object: Named) => boolean {
  const groups = new Map<string, (string | undefined)[]>();
  for (const object of listOfKind(plan, kind)) {
    if (!('name' in object)) continue;
    const key = object.name.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), groupOf(object)]);
  }
  return (object) => {
    const own = groupOf(object);
    return (
      groups
        .get(object.name.toLowerCase())
        ?.some((group) => group === undefined || own === undefined || group === own) === true
    );
  };
}

interface Named {
  readonly name: string;
  readonly resourceGroup?: string;
}

function groupOf(object: Named): string | undefined {
  return object.resourceGroup?.toLowerCase();
}

/** Gives the new networks of a merged plan ranges that collide neither with the plan as it was nor with each other. */
function moveIntoFreeSpace(plan: Plan, merged: Plan, networkIds: readonly string[]): Result<Plan, EditError> {
  const known: Block[] = [...knownRanges(plan)];
  let next = merged;
  for (const networkId of networkIds) {
    const moved = moveNetwork(plan, next, networkId, known);
    if (!moved.ok) return moved;
    next = moved.value;
    known.push(...readBlocks(next.virtualNetworks.find(({ id }) => id === networkId)?.addressPrefixes ?? []));
  }
  return ok(next);
}

function moveNetwork(
  plan: Plan,
  merged: Plan,
  virtualNetworkId: string,
  known: readonly Block[],
): Result<Plan, EditError> {
  const network = merged.virtualNetworks.find(({ id }) => id === virtualNetworkId);
  // What is outside of the plan has the ranges it has.
  if (network === undefined || network.external === true) return ok(merged);
  let next = merged;
  const taken: Block[] = [...readBlocks(network.addressPrefixes)];
  for (const from of new Set(network.addressPrefixes)) {
    const block = readBlock(from);
    if (block === undefined || !overlapsAny(block, known)) continue;
    const free = findFree(spacesFor(plan, block), [...known, ...taken], [block.prefixLength]);
    if (free === undefined) return err({ kind: 'no-room', place: 'The plan', needed: `/${block.prefixLength}` });
    taken.push(free);
    const moved = applyReaddressNetwork(next, {
      type: 'readdressNetwork',
      virtualNetworkId,
      from,
      to: formatBlock(free),
      carrySubnets: true,
    });
    if (!moved.ok) return moved;
    next = moved.value;
  }
  return ok(next);
}

function spacesFor(plan: Plan, block: Block): readonly Block[] {
  const blocks = readBlocks(plan.blocks.flatMap(({ addressPrefixes }) => addressPrefixes)).filter(
    ({ family }) => family === block.family,
  );
  if (block.family === 6) return blocks.length > 0 ? blocks : readBlocks(['fd00::/8']);
  return blocks.length > 0 ? [...blocks, ...PRIVATE_SPACES] : PRIVATE_SPACES;
}

function merge(
  plan: Plan,
  fragment: Plan,
  incoming: Plan,
  ids: ReadonlyMap<string, string>,
  { x, y }: { readonly x: number; readonly y: number },
): Plan {
  let next = plan;
  for (const kind of LISTED_KINDS) {
    const added = listOfKind(fragment, kind);
    if (added.length > 0) next = { ...next, [LIST_OF_KIND[kind]]: [...listOfKind(next, kind), ...added] };
  }
  const kept = new Set(listRefs(fragment).map(({ id }) => id));
  const boxes = Object.entries(incoming.layout.boxes).flatMap(([id, box]) => {
    const newId = ids.get(id);
    return newId !== undefined && kept.has(newId) ? [[newId, { ...box, x: box.x + x, y: box.y + y }] as const] : [];
  });
  const notes = fragment.layout.notes.map((note) => ({ ...note, x: note.x + x, y: note.y + y }));
  if (boxes.length === 0 && notes.length === 0) return next;
  const { layout } = next;
  return {
    ...next,
    layout: { ...layout, boxes: { ...layout.boxes, ...Object.fromEntries(boxes) }, notes: [...layout.notes, ...notes] },
  };
}
