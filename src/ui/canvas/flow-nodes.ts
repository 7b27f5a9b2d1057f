import type { Node } from '@xyflow/svelte';
import type { Point, Scene, SceneItem } from '../../core/scene/index.ts';
import { keyOf } from '../state/refs.ts';
import { overlaps, type Rectangle } from '../state/viewport.svelte.ts';

interface NodeData extends Record<string, unknown> {
  readonly item: SceneItem;
  /** Painted as part of the background. */
  readonly isFar: boolean;
  /** Drawn over the background, as it is being changed. */
  readonly isApart: boolean;
}

export type FlowNode = Node<NodeData, 'scene'>;

interface Projection {
  readonly isFar: boolean;
  /** Keys of items that are drawn over the background. */
  readonly apart: ReadonlySet<string>;
  /** Keys of items that need a frame however far away they are. */
  readonly asked: ReadonlySet<string>;
  /** Where an item that is drawn apart is put; missing: where it is. */
  readonly placeApart: ((point: Point) => Point) | undefined;
}

const roleDescriptions: Readonly<Record<SceneItem['kind'], string>> = {
  virtualNetwork: 'virtual network',
  site: 'on-premises site',
  block: 'address block',
  note: 'note',
  cluster: 'AKS cluster',
};

/**
 * From afar every frame costs time whenever the view moves: there are so many, those nearest to the middle, besides what is asked for. All others are
 * found by the geometry of the drawing, and get a frame when they are met by the pointer or the keyboard.
 */
const mostFromAfar = 60;

/**
 * Projects the drawing onto Svelte Flow's nodes. A node is made anew only when its item or its level of detail changed, and Svelte Flow
 * gets sizes and (no) handles with it, so it never measures.
 */
export class FlowNodes {
  #made = new Map<string, FlowNode>();
  #near: { readonly area: Rectangle; readonly count: number; readonly keys: ReadonlySet<string> } | undefined;

  project({ items }: Scene, area: Rectangle, { isFar, apart, asked, placeApart }: Projection): FlowNode[] {
    const before = this.#made;
    const near = isFar && items.length > mostFromAfar ? this.#findNear(items, area) : undefined;
    this.#made = new Map();
    const nodes: FlowNode[] = [];
    for (const item of items) {
      if (!overlaps(item, area)) continue;
      const isApart = apart.has(item.key);
      if (near?.has(item.key) === false && !isApart && !asked.has(item.key)) continue;
      const known = before.get(item.key);
      const data = known?.data;
      const isSame = data?.item === item && data.isFar === isFar && data.isApart === isApart;
      const place = isApart && placeApart !== undefined ? placeApart(item) : item;
      const node = isSame && known !== undefined ? known : createNode({ item, isFar, isApart }, place);
      this.#made.set(item.key, node);
      nodes.push(node);
    }
    return nodes;
  }

  /** Stays the same while the view does, so that no frame comes or goes while something is dragged. */
  #findNear(items: readonly SceneItem[], area: Rectangle): ReadonlySet<string> {
    if (this.#near?.area !== area || this.#near.count !== items.length) {
      const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
      const distance = ({ x, y, width, height }: SceneItem): number =>
        Math.hypot(x + width / 2 - middle.x, y + height / 2 - middle.y);
      const nearest = items
        .map((item) => ({ key: item.key, distance: distance(item) }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, mostFromAfar);
      this.#near = { area, count: items.length, keys: new Set(nearest.map(({ key }) => key)) };
    }
    return this.#near.keys;
  }
}

function createNode(data: NodeData, { x, y }: Point): FlowNode {
  const { key, width, height, spoken, kind, ref } = data.item;
  const attributes = { 'data-key': keyOf(ref), 'aria-roledescription': roleDescriptions[kind] };
  return {
    id: key,
    type: 'scene',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    data,
    class: data.isApart ? 'apart' : undefined,
    focusable: true,
    ariaRole: 'group',
    ariaLabel: spoken,
    domAttributes: attributes,
  };
}
