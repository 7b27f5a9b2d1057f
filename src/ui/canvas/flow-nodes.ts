import type { Node } from '@xyflow/svelte';
import type { Scene, SceneItem } from '../../core/scene/index.ts';
import { keyOf } from '../state/refs.ts';
import { overlaps, type Rectangle } from '../state/viewport.svelte.ts';

/** `isFar`: painted as part of the background; `isApart`: drawn over it, as it is being changed. */
export type FlowNode = Node<{ readonly item: SceneItem; readonly isFar: boolean; readonly isApart: boolean }, 'scene'>;

const roleDescriptions: Readonly<Record<SceneItem['kind'], string>> = {
  virtualNetwork: 'virtual network',
  site: 'on-premises site',
  block: 'address block',
  note: 'note',
  cluster: 'AKS cluster',
};

/**
 * Projects the drawing onto Svelte Flow's nodes. A node is made anew only when its item or its level of detail changed, and Svelte Flow
 * gets sizes and (no) handles with it, so it never measures.
 */
export class FlowNodes {
  #made = new Map<string, FlowNode>();

  project(scene: Scene, area: Rectangle, isFar: boolean, apart: ReadonlySet<string>): FlowNode[] {
    const before = this.#made;
    this.#made = new Map();
    const nodes: FlowNode[] = [];
    for (const item of scene.items) {
      if (!overlaps(item, area)) continue;
      const known = before.get(item.key);
      const isApart = apart.has(item.key);
      const data = known?.data;
      const isSame = data?.item === item && data.isFar === isFar && data.isApart === isApart;
      const node = isSame && known !== undefined ? known : createNode(item, isFar, isApart);
      this.#made.set(item.key, node);
      nodes.push(node);
    }
    return nodes;
  }
}

function createNode(item: SceneItem, isFar: boolean, isApart: boolean): FlowNode {
  const { key, x, y, width, height, spoken, kind, ref } = item;
  const attributes = { 'data-key': keyOf(ref), 'aria-roledescription': roleDescriptions[kind] };
  return {
    id: key,
    type: 'scene',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    data: { item, isFar, isApart },
    class: isApart ? 'apart' : undefined,
    focusable: true,
    ariaRole: 'group',
    ariaLabel: spoken,
    domAttributes: attributes,
  };
}
