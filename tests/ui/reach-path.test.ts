import { expect, it } from 'vitest';
import { sketchPlan } from '../../src/core/plan/index.ts';
import { findEndpoint, findReach } from '../../src/core/reach/index.ts';
import { checkPlan } from '../../src/core/rules/index.ts';
import { buildScene } from '../../src/core/scene/index.ts';
import { layPath } from '../../src/ui/canvas/reach-path.ts';

const plan = sketchPlan({
  networks: {
    a: { prefixes: ['10.0.0.0/16'], subnets: { vm: '10.0.0.0/24' } },
    b: { prefixes: ['10.1.0.0/16'], subnets: { vm: '10.1.0.0/24' } },
  },
  peerings: [['a', 'b']],
});
const { topology, capacity, findings } = checkPlan(plan, { asOf: '2026-11-21' });
const scene = buildScene({
  plan: { ...plan, layout: { notes: [], boxes: { a: { x: 0, y: 0 }, b: { x: 800, y: 0 } } } },
  topology,
  capacity,
  findings,
});

function lay(from: string, to: string): ReturnType<typeof layPath> {
  const [start, end] = [findEndpoint(topology, from), findEndpoint(topology, to)];
  if (!start.ok || !end.ok) throw new Error('both ends are in the plan');
  return layPath(findReach(topology, start.value, end.value), scene, () => ({ x: 0, y: 0, width: 10, height: 10 }));
}

it.each([
  ['a/vm', 'b/vm', 0],
  ['b/vm', 'a/vm', 180],
])('arrows point from %s to %s', (from, to, angle) => {
  const angles = lay(from, to).lines.flatMap(({ arrows }) => arrows.map((arrow) => Math.abs(Math.round(arrow.angle))));
  expect(angles.length).toBeGreaterThan(0);
  expect(new Set(angles)).toEqual(new Set([angle]));
});

it('boxes carry the numbers of the steps, the line has none', () => {
  expect(lay('a/vm', 'b/vm').boxes.map(({ key, numbers }) => [key, numbers])).toEqual([
    ['subnet:a.vm', [1]],
    ['virtualNetwork:b', [3]],
    ['subnet:b.vm', [4]],
  ]);
});
