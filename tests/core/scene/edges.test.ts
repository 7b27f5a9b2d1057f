import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sketchPlan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { buildScene, type Box, type Point, type Scene, type SceneEdge } from '../../../src/core/scene/index.ts';
import { arbitraryPlan } from './arbitrary-plan.ts';
import { findItem, sceneOf, sketchScene } from './scene-of.ts';
import { ORDERS, ORDERS_BOXES } from './sketches.ts';

/** A hub with spokes in a column on each side. */
function sketchHub(count: number): {
  readonly sketch: PlanSketch;
  readonly boxes: Record<string, { x: number; y: number }>;
} {
  const names = Array.from({ length: count }, (_, index) => `spoke-${index}`);
  return {
    sketch: {
      networks: {
        hub: { prefixes: ['10.0.0.0/20'], subnets: { a: '10.0.0.0/24', b: '10.0.1.0/24', c: '10.0.2.0/24' } },
        ...Object.fromEntries(names.map((name, index) => [name, { prefixes: [`10.${index + 1}.0.0/16`] }])),
      },
      peerings: names.map((name) => ['hub', name] as const),
    },
    boxes: {
      hub: { x: 0, y: (count / 4) * 160 },
      ...Object.fromEntries(
        names.map((name, index) => [name, { x: index % 2 === 0 ? 560 : -560, y: Math.floor(index / 2) * 160 }]),
      ),
    },
  };
}

const segmentsOf = (edge: SceneEdge): readonly (readonly [Point, Point])[] =>
  edge.points.slice(1).map((point, index) => [edge.points[index] ?? point, point]);
const isMet = (box: Box, [a, b]: readonly [Point, Point]): boolean =>
  Math.min(a.x, b.x) < box.x + box.width &&
  Math.max(a.x, b.x) > box.x &&
  Math.min(a.y, b.y) < box.y + box.height &&
  Math.max(a.y, b.y) > box.y;
const isOver = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function crossings(scene: Scene): number {
  let count = 0;
  for (const [index, edge] of scene.edges.entries()) {
    for (const other of scene.edges.slice(index + 1)) {
      for (const [a, b] of segmentsOf(edge)) {
        for (const [c, d] of segmentsOf(other)) {
          const isCross = (a.x === b.x) !== (c.x === d.x);
          const [up, across] =
            a.x === b.x
              ? [
                  [a, b],
                  [c, d],
                ]
              : [
                  [c, d],
                  [a, b],
                ];
          const [u, v] = [up?.[0], up?.[1]];
          const [s, t] = [across?.[0], across?.[1]];
          if (!isCross || u === undefined || v === undefined || s === undefined || t === undefined) continue;
          if (
            u.x > Math.min(s.x, t.x) &&
            u.x < Math.max(s.x, t.x) &&
            s.y > Math.min(u.y, v.y) &&
            s.y < Math.max(u.y, v.y)
          )
            count++;
        }
      }
    }
  }
  return count;
}

/** One thing after the other is moved somewhere, taken out of the plan, or put back. */
const steps = fc.array(
  fc.record({
    index: fc.nat(30),
    x: fc.integer({ min: -900, max: 900 }),
    y: fc.integer({ min: -300, max: 1200 }),
    isGone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('any line', () => {
  it('is led anew after a move as if it had been drawn for the first time', () => {
    const { sketch, boxes } = sketchHub(22);
    const hub = { ...sketchPlan(sketch), layout: { boxes, notes: [] } };
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: fc.constant(hub) }, arbitraryPlan), steps, (start, moves) => {
        let plan = start;
        let scene = sceneOf(plan);
        for (const { index, x, y, isGone } of moves) {
          const ids = plan.virtualNetworks.map(({ id }) => id);
          const id = ids[index % Math.max(1, ids.length)] ?? '';
          const box = { ...plan.layout.boxes[id], x, y };
          plan = { ...plan, layout: { ...plan.layout, boxes: { ...plan.layout.boxes, [id]: box } } };
          if (isGone) plan = { ...plan, peerings: plan.peerings.filter((_, place) => place !== index) };
          scene = sceneOf(plan, scene);
          expect(scene).toEqual(sceneOf(plan));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is led anew while something is dragged as it is after the drop', () => {
    const { sketch, boxes } = sketchHub(14);
    const plan = { ...sketchPlan(sketch), layout: { boxes, notes: [] } };
    const { topology, capacity, findings } = checkPlan(plan, { asOf: '2026-11-21' });
    fc.assert(
      fc.property(steps, (moves) => {
        let scene = buildScene({ plan, topology, capacity, findings });
        for (const { index, x, y } of moves) {
          const id = plan.virtualNetworks[index % plan.virtualNetworks.length]?.id ?? '';
          const moved = { ...plan, layout: { boxes: { ...boxes, [id]: { x, y } }, notes: [] } };
          scene = buildScene({ plan: moved, topology, capacity, findings, previous: scene });
          expect(scene).toEqual(sceneOf(moved));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stays the very same where nothing near it moves', () => {
    const { sketch, boxes } = sketchHub(14);
    const plan = { ...sketchPlan(sketch), layout: { boxes, notes: [] } };
    const before = sceneOf(plan);
    const last = { ...boxes, 'spoke-13': { x: -640, y: 980 } };
    const after = sceneOf({ ...plan, layout: { boxes: last, notes: [] } }, before);
    const changed = after.edges.filter((edge) => !before.edges.includes(edge)).map(({ to }) => to.itemKey);
    expect(changed).toEqual(['virtualNetwork:spoke-13']);
  });

  it("runs straight across or down, from one item's side to the other's", () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const scene = sceneOf(plan);
        for (const edge of scene.edges) {
          for (const [a, b] of segmentsOf(edge)) expect(a.x === b.x || a.y === b.y).toBe(true);
          for (const end of [edge.from, edge.to]) {
            const item = findItem(scene, end.itemKey);
            const onSide =
              end.side === 'left'
                ? end.x - item.x
                : end.side === 'right'
                  ? end.x - item.x - item.width
                  : end.side === 'top'
                    ? end.y - item.y
                    : end.y - item.y - item.height;
            expect(onSide).toBeCloseTo(0, 1);
            expect(
              end.x >= item.x - 0.01 &&
                end.x <= item.x + item.width + 0.01 &&
                end.y >= item.y - 0.01 &&
                end.y <= item.y + item.height + 0.01,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has a label that covers no item and no other label, or none', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const scene = sceneOf(plan);
        const labels = scene.edges.flatMap((edge) => (edge.label === undefined ? [] : [edge.label]));
        for (const [index, label] of labels.entries()) {
          for (const item of scene.items) expect(isOver(label, item)).toBe(false);
          for (const other of labels.slice(index + 1)) expect(isOver(label, other)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a hub with twelve spokes', () => {
  const { sketch, boxes } = sketchHub(12);
  const scene = sketchScene(sketch, boxes);

  it('has a port of its own for every peering', () => {
    const ports = scene.edges.map((edge) => `${edge.from.side} ${edge.from.y}`);
    expect(new Set(ports).size).toBe(12);
  });

  it('has no two lines that cross', () => {
    expect(crossings(scene)).toBe(0);
  });

  it('has a label on every line', () => {
    expect(scene.edges.map((edge) => edge.label?.text)).toEqual(Array.from({ length: 12 }, () => 'peered'));
  });

  it('has no line over a network', () => {
    for (const edge of scene.edges) {
      for (const item of scene.items) {
        if (item.key !== edge.from.itemKey && item.key !== edge.to.itemKey)
          expect(segmentsOf(edge).some((segment) => isMet(item, segment))).toBe(false);
      }
    }
  });
});

describe('a line', () => {
  it('goes around a network that stands between its ends', () => {
    const scene = sketchScene(
      {
        networks: {
          a: { prefixes: ['10.0.0.0/16'] },
          between: { prefixes: ['10.1.0.0/16'] },
          b: { prefixes: ['10.2.0.0/16'] },
        },
        peerings: [['a', 'b']],
      },
      { a: { x: 0, y: 0 }, between: { x: 500, y: 0 }, b: { x: 1000, y: 0 } },
    );
    const between = findItem(scene, 'virtualNetwork:between');
    const [edge] = scene.edges;
    expect(edge && segmentsOf(edge).some((segment) => isMet(between, segment))).toBe(false);
  });

  it('between two networks above each other runs down', () => {
    const scene = sketchScene(
      { networks: { a: { prefixes: ['10.0.0.0/16'] }, b: { prefixes: ['10.1.0.0/16'] } }, peerings: [['a', 'b']] },
      { a: { x: 0, y: 0 }, b: { x: 20, y: 400 } },
    );
    expect(scene.edges[0]).toMatchObject({ from: { side: 'bottom' }, to: { side: 'top' } });
    expect(scene.edges[0]?.points).toHaveLength(2);
  });

  it.each([
    ['both directions', {}, 'peered', 'vnet'],
    [
      'gateway transit',
      { aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: true } },
      'peered, transit',
      'vnet',
    ],
    ['a disconnected side', { aToB: { state: 'Disconnected' }, origin: 'existing' }, 'disconnected', 'warn'],
  ] as const)('says what a peering is like: %s', (_, links, text, tone) => {
    const scene = sketchScene(
      {
        networks: { a: { prefixes: ['10.0.0.0/16'] }, b: { prefixes: ['10.1.0.0/16'] } },
        peerings: [{ a: 'a', b: 'b', ...links }],
      },
      { a: { x: 0, y: 0 }, b: { x: 700, y: 0 } },
    );
    const edge = scene.edges.find((candidate) => candidate.kind === 'peering');
    expect(edge?.spoken).toContain(text);
    if (edge?.tone !== 'err') expect([edge?.label?.text, edge?.tone]).toEqual([text, tone]);
  });

  it('is red, with the reason, where its peering is refused', () => {
    const scene = sketchScene(
      { networks: { a: { prefixes: ['10.0.0.0/16'] }, b: { prefixes: ['10.0.0.0/16'] } }, peerings: [['a', 'b']] },
      { a: { x: 0, y: 0 }, b: { x: 700, y: 0 } },
    );
    expect(scene.edges.filter((edge) => edge.tone === 'err').map((edge) => edge.kind)).toEqual(['peering']);
    expect(scene.edges[0]?.badge?.severity).toBe('error');
  });

  it('joins the two sides of a conflict and names both ranges', () => {
    const conflict = sketchScene(ORDERS, ORDERS_BOXES).edges.find((edge) => edge.kind === 'conflict');
    expect(conflict).toMatchObject({
      ref: { kind: 'cluster', id: 'aks-orders' },
      from: { itemKey: 'virtualNetwork:spoke-orders' },
      to: { itemKey: 'virtualNetwork:hub-weu' },
      label: { text: '10.0.0.0/16 covers 10.0.0.0/22' },
      tone: 'err',
      rules: ['service-cidr-overlaps-peered-vnet'],
    });
  });

  it('ties a site to the network of its gateway', () => {
    const link = sketchScene(ORDERS, ORDERS_BOXES).edges.find((edge) => edge.kind === 'siteLink');
    expect(link).toMatchObject({
      from: { itemKey: 'virtualNetwork:hub-weu', ref: { kind: 'gateway', id: 'ergw-hub' } },
      to: { itemKey: 'site:HQ-Utrecht' },
      tone: 'site',
    });
  });

  it('runs through the members of a connected group, one after the other', () => {
    const networks = Object.fromEntries(
      ['a', 'b', 'c'].map((name, index) => [name, { prefixes: [`10.${index}.0.0/16`] }]),
    );
    const scene = sketchScene({ networks, connectedGroups: { mesh: ['a', 'b', 'c'] } });
    expect(scene.edges.map((edge) => [edge.kind, edge.from.ref.id, edge.to.ref.id])).toEqual([
      ['connectedGroup', 'a', 'b'],
      ['connectedGroup', 'b', 'c'],
    ]);
  });

  it('is drawn once for a VPN that both gateways name', () => {
    const scene = sketchScene({
      networks: { a: { prefixes: ['10.0.0.0/16'] }, b: { prefixes: ['10.1.0.0/16'] } },
      gateways: {
        'gw-a': { network: 'a', kind: 'vpn', vnetToVnet: ['b'] },
        'gw-b': { network: 'b', kind: 'vpn', vnetToVnet: ['a'] },
      },
    });
    expect(scene.edges.filter((edge) => edge.kind === 'vpn')).toHaveLength(1);
  });
});
