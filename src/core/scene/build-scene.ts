import type { ClusterCapacity, SubnetCapacity } from '../capacity/types.ts';
import type { Layout, LayoutBox, ObjectRef } from '../plan/index.ts';
import type { Finding } from '../rules/types.ts';
import type { NetworkView, Topology } from '../topology/types.ts';
import { buildEdges } from './edges/build-edges.ts';
import { listEdges } from './edges/edge-specs.ts';
import { indexFindings, looksSame, refKey } from './finding-index.ts';
import { drawNetwork, type Picture } from './network-picture.ts';
import { round2 } from './pen.ts';
import type { PictureContext } from './picture-context.ts';
import { placeLoose } from './place-loose.ts';
import { drawBlock, drawLooseCluster, drawNote, drawSite } from './small-pictures.ts';
import type { Box, Scene, SceneEdge, SceneInput, SceneItem, SceneItemKind } from './types.ts';

/** What a picture was made from. As long as all of it is the same, so is the picture. */
interface Sources {
  readonly objects: readonly unknown[];
  readonly findings: readonly (readonly Finding[])[];
}

const sourcesOf = new WeakMap<SceneItem, Sources>();

/** An item before it has its place. */
interface Draft {
  readonly ref: ObjectRef;
  readonly kind: SceneItemKind;
  readonly box: LayoutBox | undefined;
  readonly collapsed: boolean;
  readonly sources: Sources;
  readonly draw: () => Picture;
}

/**
 * Builds the drawing of a plan. Equal input gives an equal scene, with or without `previous`; with it, an item nothing of which changed is the very same
 * object, one that only moved keeps its `primitives` and `parts`, and a line that came out the same is the very same line.
 * What has no place in the layout stands in rows below everything that has.
 */
export function buildScene({ plan, topology, capacity, findings, previous }: SceneInput): Scene {
  const index = indexFindings(findings, topology);
  const context: PictureContext = { capacity, findings: index };
  const known = new Map<string, SceneItem>(previous?.items.map((item) => [item.key, item]));
  const drafts = listDrafts(plan.layout, topology, context);
  const pictured = drafts.map((draft) => ({ draft, picture: keepPicture(draft, known.get(refKey(draft.ref))) }));
  const places = placeLoose(
    pictured.map(({ draft, picture }) => ({
      key: refKey(draft.ref),
      box: draft.box,
      width: picture.width,
      height: picture.height,
    })),
  );
  const items = pictured.map(({ draft, picture }) =>
    keepItem(draft, picture, places.get(refKey(draft.ref)), known.get(refKey(draft.ref))),
  );
  items.sort((a, b) => a.y - b.y || a.x - b.x || (a.key < b.key ? -1 : 1));
  const edges = buildEdges(listEdges(topology, findings, index), items, previous?.edges ?? []);
  return { items, edges, bounds: boundsOf(items, edges) };
}

function listDrafts(layout: Layout, topology: Topology, context: PictureContext): readonly Draft[] {
  const boxOf = (id: string): LayoutBox | undefined => layout.boxes[id];
  const drafts: Draft[] = [];
  for (const view of topology.networks.values()) {
    const box = boxOf(view.network.id);
    const collapsed = box?.collapsed ?? false;
    drafts.push({
      ref: view.ref,
      kind: 'virtualNetwork',
      box,
      collapsed,
      sources: sourcesOfNetwork(view, box, context),
      draw: () => drawNetwork(view, box?.width, collapsed, context),
    });
  }
  for (const view of topology.clusters.values()) {
    if (view.network !== undefined) continue;
    const { cluster, ref } = view;
    const sources = {
      objects: [cluster, ...figuresOfCluster(context.capacity.clusters.get(cluster.id))],
      findings: [context.findings.of(ref)],
    };
    drafts.push({
      ref,
      kind: 'cluster',
      box: boxOf(cluster.id),
      collapsed: false,
      sources,
      draw: () => drawLooseCluster(cluster, context),
    });
  }
  for (const view of topology.sites.values()) {
    const box = boxOf(view.site.id);
    const sources = {
      objects: [view.site, box?.width, ...view.gateways.map(({ gateway }) => gateway)],
      findings: [context.findings.of(view.ref)],
    };
    drafts.push({
      ref: view.ref,
      kind: 'site',
      box,
      collapsed: false,
      sources,
      draw: () => drawSite(view, box?.width, context),
    });
  }
  for (const view of topology.blocks) {
    const box = boxOf(view.block.id);
    const sources = { objects: [view, box?.width], findings: [context.findings.of(view.ref)] };
    drafts.push({
      ref: view.ref,
      kind: 'block',
      box,
      collapsed: false,
      sources,
      draw: () => drawBlock(view, box?.width, context),
    });
  }
  for (const note of layout.notes) {
    const ref = { kind: 'note', id: note.id } as const;
    drafts.push({
      ref,
      kind: 'note',
      box: { x: note.x, y: note.y },
      collapsed: false,
      sources: { objects: [note.text, note.width, note.height], findings: [] },
      draw: () => drawNote(note),
    });
  }
  return drafts;
}

/** A network's picture hangs on its own objects, not on what its links lead to, so an edit elsewhere leaves it alone. */
function sourcesOfNetwork(
  view: NetworkView,
  box: LayoutBox | undefined,
  { capacity, findings }: PictureContext,
): Sources {
  // by value: figures worked out anew are new objects, and say the same
  const figures = [
    ...view.subnets.flatMap((subnet) => figuresOfSubnet(capacity.subnets.get(subnet.subnet.id))),
    ...view.clusters.flatMap((cluster) => figuresOfCluster(capacity.clusters.get(cluster.id))),
  ];
  return {
    objects: [
      view.network,
      view.subnets,
      view.gateways,
      view.firewalls,
      view.reservations,
      view.clusters,
      box?.width,
      box?.collapsed ?? false,
      ...figures,
    ],
    findings: [
      findings.of(view.ref),
      ...view.subnets.map((subnet) => findings.of(subnet.ref)),
      ...view.clusters.map((cluster) => findings.of({ kind: 'cluster', id: cluster.id })),
      ...view.gateways.map((gateway) => findings.of({ kind: 'gateway', id: gateway.id })),
      ...view.firewalls.map((firewall) => findings.of({ kind: 'firewall', id: firewall.id })),
    ],
  };
}

/** What a picture shows of a subnet's capacity. */
function figuresOfSubnet(capacity: SubnetCapacity | undefined): readonly unknown[] {
  if (capacity === undefined) return [undefined];
  const { usable, now, atMaximum, withSurge, complete, blocks } = capacity;
  return [usable, now, atMaximum, withSurge, complete, blocks?.supply, blocks?.atMaximum, blocks?.withSurge];
}

/** What a picture shows of a cluster's capacity. */
function figuresOfCluster(capacity: ClusterCapacity | undefined): readonly unknown[] {
  if (capacity === undefined) return [undefined];
  const { nodes, podCidr } = capacity;
  return [nodes.atMaximum, podCidr?.supplyNodes, podCidr?.atMaximum, podCidr?.withSurge];
}

function isSameSources(a: Sources, b: Sources): boolean {
  return (
    a.objects.length === b.objects.length &&
    a.findings.length === b.findings.length &&
    a.objects.every((source, index) => source === b.objects[index]) &&
    a.findings.every((list, index) => looksSame(list, b.findings[index] ?? []))
  );
}

function keepPicture(draft: Draft, before: SceneItem | undefined): Picture {
  const sources = before === undefined ? undefined : sourcesOf.get(before);
  if (before === undefined || sources === undefined || !isSameSources(draft.sources, sources)) return draft.draw();
  const { width, height, name, radius, primitives, parts, spoken, badge } = before;
  return { width, height, name, radius, primitives, parts, spoken, badge };
}

function keepItem(
  draft: Draft,
  picture: Picture,
  place: { readonly x: number; readonly y: number } | undefined,
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
  sourcesOf.set(item, draft.sources);
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
