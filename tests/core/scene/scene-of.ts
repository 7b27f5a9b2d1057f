import { sketchPlan, type Layout, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { buildScene, type Scene, type SceneItem, type ScenePart } from '../../../src/core/scene/index.ts';

/** The scene of a plan as the designer makes it: checked, with its findings. */
export function sceneOf(plan: Plan, previous?: Scene): Scene {
  const { topology, capacity, findings } = checkPlan(plan, { asOf: '2026-11-21' });
  return buildScene({ plan, topology, capacity, findings, previous });
}

export function sketchScene(sketch: PlanSketch, boxes: Layout['boxes'] = {}): Scene {
  return sceneOf({ ...sketchPlan(sketch), layout: { boxes, notes: [] } });
}

export function findItem(scene: Scene, key: string): SceneItem {
  const item = scene.items.find((candidate) => candidate.key === key);
  if (item === undefined)
    throw new Error(`no item ${key} among ${scene.items.map((candidate) => candidate.key).join(', ')}`);
  return item;
}

export function findPart(item: SceneItem, key: string): ScenePart {
  const part = item.parts.find((candidate) => candidate.key === key);
  if (part === undefined)
    throw new Error(`no part ${key} among ${item.parts.map((candidate) => candidate.key).join(', ')}`);
  return part;
}

/** Texts drawn in an item, in painting order. */
export function textsOf(item: SceneItem): readonly string[] {
  return item.primitives.flatMap((primitive) => (primitive.kind === 'text' ? [primitive.text] : []));
}
