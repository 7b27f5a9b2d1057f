import type { ClusterCapacity, SubnetCapacity } from '../capacity/types.ts';
import type { Layout, LayoutBox, ObjectRef } from '../plan/index.ts';
import type { Finding } from '../rules/types.ts';
import type { NetworkView, Topology } from '../topology/types.ts';
import { buildEdges } from './edges/build-edges.ts';
import { listEdges, type EdgeSpec } from './edges/edge-specs.ts';
import { indexFindings, looksSame, refKey, type FindingIndex } from './finding-index.ts';
import { drawNetwork, type Picture } from './network-picture.ts';
import { round2 } from './pen.ts';
import type { PictureContext } from './picture-context.ts';
import { placeLoose } from './place-loose.ts';
import { drawBlock, drawLooseCluster, drawNote, drawSite } from './small-pictures.ts';
import type { Box, Point, Scene, SceneEdge, SceneInput, SceneItem, SceneItemKind } from './types.ts';

/** What was worked out of a plan and is shown in a picture. */
interface Facts {
  readonly figures: readonly (SubnetCapacity | ClusterCapacity | undefined)[];
  readonly findings: readonly (readonly Finding[])[];
}

/** What a picture was made from. As long as all of it is the same, so is the picture. */
interface Sources {
  readonly objects: readonly unknown[];
  readonly facts: Facts;
}

/** What a whole scene was made from, besides where things stand. */
interface State extends Pick<SceneInput, 'topology' | 'capacity' | 'findings'> {
  readonly index: FindingIndex;
  readonly lines: readonly EdgeSpec[];
}

const sourcesOf = new WeakMap<SceneItem, Sources>();
const stateOf = new WeakMap<Scene, State>();

/** An item before it has its place. */
interface Draft {
  readonly ref: ObjectRef;
  readonly kind: SceneItemKind;
  readonly box: LayoutBox | undefined;
  readonly collapsed: boolean;
  readonly objects: readonly unknown[];
  /** Asked for only where they can have changed. */
  readonly facts: () => Facts;
  readonly draw: () => Picture;
}

/**
 * Builds the drawing of a plan. Equal input gives an equal scene, with or without `previous`; with it, an item nothing of which changed is the very same
 * object, one that only moved keeps its `primitives` and `parts`, and a line that came out the same is the very same line.
 * What has no place in the layout stands in rows below everything that has.
 */
export function buildScene({ plan, topology, capacity, findings, previous }: SceneInput): Scene {
  const known = new Map<string, SceneItem>(previous?.items.map((item) => [item.key, item]));
  const before = previous === undefined ? undefined : stateOf.get(previous);
  const isSameState =
    before !== undefined &&
    before.topology === topology &&
    before.capacity === capacity &&
    before.findings === findings;
  const state = isSameState ? before : listState(topology, capacity, findings);
  const context: PictureContext = { capacity, findings: state.index };
  const pictured = listDrafts(plan.layout, topology, context).map((draft) => {
    const key = refKey(draft.ref);
    const old = known.get(key);
    return { key, draft, old, ...keepPicture(draft, old, isSameState) };
  });
  const places = placeLoose(
    pictured.map(({ key, draft: { box }, picture: { width, height } }) => ({ key, box, width, height })),
  );
  const items = pictured.map(({ key, draft, old, picture, sources }) =>
    keepItem(draft, { picture, sources, place: places.get(key) }, old),
  );
  items.sort((a, b) => a.y - b.y || a.x - b.x || (a.key < b.key ? -1 : 1));
  const edges = buildEdges(state.lines, items, previous?.edges ?? []);
  const scene: Scene = { items, edges, bounds: boundsOf(items, edges) };
  stateOf.set(scene, state);
  return scene;
}

function listState(
  topology: SceneInput['topology'],
  capacity: SceneInput['capacity'],
  findings: SceneInput['findings'],
): State {
  const index = indexFindings(findings, topology);
  return { topology, capacity, findings, index, lines: listEdges(topology, findings, index) };
}

function listDrafts(layout: Layout, topology: Topology, context: PictureContext): readonly Draft[] {
  const boxOf = (id: string): LayoutBox | undefined => layout.boxes[id];
  const drafts: Draft[] = [];
  for (const view of topology.networks.values()) {
    const box = boxOf(view.network.id);
    const collapsed = box?.collapsed ?? false;
    const { network, subnets, gateways, firewalls, reservations, clusters } = view;
    drafts.push({
      ref: view.ref,
      kind: 'virtualNetwork',
      box,
      collapsed,
      // its own objects, not what its links lead to, so an edit elsewhere leaves it alone
      objects: [network, subnets, gateways, firewalls, reservations, clusters, box?.width, collapsed],
      facts: () => factsOfNetwork(view, context),
      draw: () => drawNetwork(view, box?.width, collapsed, context),
    });
  }
  for (const view of topology.clusters.values()) {
    if (view.network !== undefined) continue;
    const { cluster, ref } = view;
    drafts.push({
      ref,
      kind: 'cluster',
      box: boxOf(cluster.id),
      collapsed: false,
      objects: [cluster],
      facts: () => ({ figures: [context.capacity.clusters.get(cluster.id)], findings: [context.findings.of(ref)] }),
      draw: () => drawLooseCluster(cluster, context),
    });
  }
  for (const view of topology.sites.values()) {
    const box = boxOf(view.site.id);
    drafts.push({
      ref: view.ref,
      kind: 'site',
      box,
      collapsed: false,
      objects: [view.site, box?.width, ...view.gateways.map(({ gateway }) => gateway)],
      facts: () => ({ figures: [], findings: [context.findings.of(view.ref)] }),
      draw: () => drawSite(view, box?.width, context),
    });
  }
  for (const view of topology.blocks) {
    const box = boxOf(view.block.id);
    drafts.push({
      ref: view.ref,
      kind: 'block',
      box,
      collapsed: false,
      objects: [view, box?.width],
      facts: () => ({ figures: [], findings: [context.findings.of(view.ref)] }),
      draw: () => drawBlock(view, box?.width, context),
    });
  }
  for (const note of layout.notes) {
    drafts.push({
      ref: { kind: 'note', id: note.id },
      kind: 'note',
      box: { x: note.x, y: note.y },
      collapsed: false,
      objects: [note.text, note.width, note.height],
      facts: () => ({ figures: [], findings: [] }),
      draw: () => drawNote(note),
    });
  }
  return drafts;
}

function factsOfNetwork(view: NetworkView, { capacity, findings }: PictureContext): Facts {
  const { subnets, clusters, gateways, firewalls } = view;
  return {
    figures: [
      ...subnets.map(({ subnet }) => capacity.subnets.get(subnet.id)),
      ...clusters.map(({ id }) => capacity.clusters.get(id)),
    ],
    findings: [
      findings.of(view.ref),
      ...subnets.map(({ ref }) => findings.of(ref)),
      ...clusters.map(({ id }) => findings.of({ kind: 'cluster', id })),
      ...gateways.map(({ id }) => findings.of({ kind: 'gateway', id })),
      ...firewalls.map(({ id }) => findings.of({ kind: 'firewall', id })),
    ],
  };
}

/** Figures worked out anew are new objects, and may say the same. */
function showsSame(a: Facts['figures'][number], b: Facts['figures'][number]): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return isSameList(figuresOf(a), figuresOf(b));
}

/** What a picture shows of the capacity of a subnet or cluster. */
function figuresOf(capacity: SubnetCapacity | ClusterCapacity): readonly unknown[] {
  if ('nodes' in capacity) {
    const { nodes, podCidr } = capacity;
    return [nodes.atMaximum, podCidr?.supplyNodes, podCidr?.atMaximum, podCidr?.withSurge];
  }
  const { usable, now, atMaximum, withSurge, complete, blocks } = capacity;
  return [usable, now, atMaximum, withSurge, complete, blocks?.supply, blocks?.atMaximum, blocks?.withSurge];
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function isSameFacts(a: Facts, b: Facts): boolean {
  return (
    a === b ||
    (a.figures.length === b.figures.length &&
      a.findings.length === b.findings.length &&
      a.figures.every((figure, index) => showsSame(figure, b.figures[index])) &&
      a.findings.every((list, index) => looksSame(list, b.findings[index] ?? [])))
  );
}

/** @param isSameState nothing was worked out anew since the scene before; only places and sizes can have changed */
function keepPicture(
  { objects, facts, draw }: Draft,
  before: SceneItem | undefined,
  isSameState: boolean,
): { readonly picture: Picture; readonly sources: Sources } {
  const known = before === undefined ? undefined : sourcesOf.get(before);
  if (before === undefined || known === undefined || !isSameList(objects, known.objects))
    return { picture: draw(), sources: { objects, facts: facts() } };
  if (isSameState) return { picture: pictureOf(before), sources: known };
  const sources = { objects, facts: facts() };
  return isSameFacts(sources.facts, known.facts)
    ? { picture: pictureOf(before), sources }
    : { picture: draw(), sources };
}

function pictureOf({ width, height, name, radius, primitives, parts, spoken, badge }: SceneItem): Picture {
  return { width, height, name, radius, primitives, parts, spoken, badge };
}

function keepItem(
  draft: Draft,
  {
    picture,
    sources,
    place,
  }: { readonly picture: Picture; readonly sources: Sources; readonly place: Point | undefined },
  before: SceneItem | undefined,
): SceneItem {
  const x = round2(place?.x ?? 0);
  const y = round2(place?.y ?? 0);
  if (before !== undefined && before.x === x && before.y === y && before.primitives === picture.primitives)
    return before;
  const { width, height, name, radius, primitives, parts, spoken, badge } = picture;
  const item: SceneItem = {
    key: refKey(draft.ref),
    ref: draft.ref,
    kind: draft.kind,
    name,
    x,
    y,
    width: round2(width),
    height: round2(height),
    collapsed: draft.collapsed,
    radius,
    primitives,
    parts,
    spoken,
    ...(badge === undefined ? {} : { badge }),
  };
  sourcesOf.set(item, sources);
  return item;
}

/** Badges reach this far beyond their box. */
const BADGE_REACH = 10;

function boundsOf(items: readonly SceneItem[], edges: readonly SceneEdge[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  const include = (box: Box, reach: number): void => {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y - reach);
    right = Math.max(right, box.x + box.width + reach);
    bottom = Math.max(bottom, box.y + box.height);
  };
  for (const item of items) include(item, item.badge === undefined ? 0 : BADGE_REACH);
  for (const edge of edges) {
    for (const point of edge.points) include({ ...point, width: 0, height: 0 }, 0);
    if (edge.label !== undefined) include(edge.label, 0);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
