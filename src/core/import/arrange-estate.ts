import { layOutPlan } from '../edit/index.ts';
import type { LayoutBox, Plan } from '../plan/index.ts';
import { sizeOfBlock, sizeOfNetwork, sizeOfSite } from '../scene/index.ts';
import { buildTopology, type Topology } from '../topology/index.ts';

/** Distance in px between what had a place and what gets one. */
const GAP = 160;
/** Width in px taken for a placed box that names none. */
const USUAL_WIDTH = 480;

/**
 * Gives every network, site and block without a place one: hubs amid their spokes, everything as large as it is drawn. What has a place stays;
 * what is new beside it goes to its right. The same plan when everything has a place.
 */
export function arrangeEstate(plan: Plan): Plan {
  const placed = plan.layout.boxes;
  const isNew = ({ id }: { readonly id: string }): boolean => !Object.hasOwn(placed, id);
  const added: Plan = {
    ...plan,
    virtualNetworks: plan.virtualNetworks.filter(isNew),
    sites: plan.sites.filter(isNew),
    blocks: plan.blocks.filter(isNew),
  };
  if (added.virtualNetworks.length + added.sites.length + added.blocks.length === 0) return plan;
  const inAdded = new Set(added.virtualNetworks.map(({ id }) => id));
  const joins = added.peerings.filter(({ a, b }) => inAdded.has(a) && inAdded.has(b));
  const groups = added.connectedGroups.map((group) => ({
    ...group,
    virtualNetworkIds: group.virtualNetworkIds.filter((id) => inAdded.has(id)),
  }));
  const topology = buildTopology(plan);
  const boxes = layOutPlan({ ...added, peerings: joins, connectedGroups: groups }, (id) => sizeOf(id, topology));
  const left = rightEdge(Object.values(placed));
  const moved = Object.entries(boxes).map(([id, box]): [string, LayoutBox] => [id, { ...box, x: box.x + left }]);
  return { ...plan, layout: { ...plan.layout, boxes: { ...placed, ...Object.fromEntries(moved) } } };
}

function sizeOf(id: string, topology: Topology): { readonly width: number; readonly height: number } {
  const network = topology.networks.get(id);
  if (network !== undefined) return sizeOfNetwork(network);
  const site = topology.sites.get(id);
  if (site !== undefined) return sizeOfSite(site);
  const block = topology.blocks.find(({ ref }) => ref.id === id);
  return block === undefined ? { width: 0, height: 0 } : sizeOfBlock(block);
}

/** Bounded, so that a box placed absurdly far out cannot push the rest to infinity. */
function rightEdge(boxes: readonly LayoutBox[]): number {
  const edge = boxes.reduce((furthest, { x, width }) => Math.max(furthest, x + (width ?? USUAL_WIDTH) + GAP), 0);
  return Math.min(edge, 1_000_000);
}
