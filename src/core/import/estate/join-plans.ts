import { LISTED_KINDS, LIST_OF_KIND, listRefs, rewriteReferences, type Plan } from '../../plan/index.ts';
import { IdAllocator } from '../id-allocator.ts';

/** Distance in px between the drawings of two joined plans. */
const GAP = 480;

/** Makes one plan of several, in their order. Ids used twice are replaced in the later plan; its drawing goes to the right of the earlier one. */
export function joinPlans(first: Plan, others: readonly Plan[]): Plan {
  return others.reduce(joinTwo, first);
}

function joinTwo(first: Plan, second: Plan): Plan {
  const taken = new Set(listRefs(first).map(({ id }) => id));
  const ids = new IdAllocator([...taken, ...listRefs(second).map(({ id }) => id)]);
  const renamed = new Map(
    listRefs(second).flatMap(({ id }) => (taken.has(id) ? [[id, ids.allocate(id)] as const] : [])),
  );
  const added = moveRight(renamed.size === 0 ? second : rename(second, renamed), rightEdge(first) + GAP);
  const joined: Plan = {
    ...first,
    layout: {
      boxes: { ...first.layout.boxes, ...added.layout.boxes },
      notes: [...first.layout.notes, ...added.layout.notes],
    },
  };
  // Both plans keep the same kind of object under the same list.
  for (const kind of LISTED_KINDS)
    Object.assign(joined, { [LIST_OF_KIND[kind]]: [...first[LIST_OF_KIND[kind]], ...added[LIST_OF_KIND[kind]]] });
  return joined;
}

function rename(plan: Plan, renamed: ReadonlyMap<string, string>): Plan {
  const idOf = (id: string): string => renamed.get(id) ?? id;
  const own = <T extends { id: string }>(object: T): T => ({ ...object, id: idOf(object.id) });
  const result = { ...rewriteReferences(plan, ({ id }) => idOf(id)) };
  for (const kind of LISTED_KINDS)
    Object.assign(result, { [LIST_OF_KIND[kind]]: result[LIST_OF_KIND[kind]].map((object) => own(object)) });
  return {
    ...result,
    virtualNetworks: result.virtualNetworks.map((network) => ({ ...network, subnets: network.subnets.map(own) })),
    clusters: result.clusters.map((cluster) => ({ ...cluster, pools: cluster.pools.map(own) })),
    layout: {
      boxes: Object.fromEntries(Object.entries(plan.layout.boxes).map(([id, box]) => [idOf(id), box])),
      notes: plan.layout.notes.map(own),
    },
  };
}

/** Bounded, so that a box placed absurdly far out cannot push the next plan to infinity. */
function rightEdge({ layout }: Plan): number {
  const edges = [...Object.values(layout.boxes), ...layout.notes].map(({ x, width }) => x + (width ?? GAP));
  return Math.min(
    edges.reduce((furthest, edge) => Math.max(furthest, edge), 0),
    1_000_000,
  );
}

function moveRight(plan: Plan, byPx: number): Plan {
  const { boxes, notes } = plan.layout;
  return {
    ...plan,
    layout: {
      boxes: Object.fromEntries(Object.entries(boxes).map(([id, box]) => [id, { ...box, x: box.x + byPx }])),
      notes: notes.map((note) => ({ ...note, x: note.x + byPx })),
    },
  };
}
