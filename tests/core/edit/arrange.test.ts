import { describe, expect, it } from 'vitest';
import { align, describeCommand, distribute, nudge, type Alignment } from '../../../src/core/edit/index.ts';
import { sketchPlan, type Command, type Plan } from '../../../src/core/plan/index.ts';
import { edit } from '../../support/edit.ts';

const sizes: Readonly<Record<string, { width: number; height: number }>> = {
  a: { width: 100, height: 50 },
  b: { width: 200, height: 80 },
  c: { width: 60, height: 60 },
};
const sizeOf = (id: string) => sizes[id] ?? { width: 0, height: 0 };
const plan: Plan = {
  ...sketchPlan({
    networks: { a: { prefixes: [] }, b: { prefixes: [] }, c: { prefixes: [] }, unplaced: { prefixes: [] } },
  }),
  layout: {
    boxes: { a: { x: 0, y: 0 }, b: { x: 50, y: 300, collapsed: true }, c: { x: 400, y: 100 } },
    notes: [{ id: 'n', text: '', x: 10, y: 20, width: 30, height: 40 }],
  },
};
const all = ['a', 'b', 'c', 'unplaced'];
const boxes = (command: Command | undefined) => {
  if (command === undefined) throw new Error('no command');
  const { layout } = edit(plan, command);
  return Object.entries(layout.boxes).map(([id, { x, y }]) => [id, x, y]);
};

describe('arranging', () => {
  it.each<[Alignment, readonly (readonly [string, number, number])[]]>([
    [
      'left',
      [
        ['a', 0, 0],
        ['b', 0, 300],
        ['c', 0, 100],
      ],
    ],
    [
      'right',
      [
        ['a', 360, 0],
        ['b', 260, 300],
        ['c', 400, 100],
      ],
    ],
    [
      'top',
      [
        ['a', 0, 0],
        ['b', 50, 0],
        ['c', 400, 0],
      ],
    ],
    [
      'bottom',
      [
        ['a', 0, 330],
        ['b', 50, 300],
        ['c', 400, 320],
      ],
    ],
    [
      'verticalCentre',
      [
        ['a', 180, 0],
        ['b', 130, 300],
        ['c', 200, 100],
      ],
    ],
    [
      'horizontalCentre',
      [
        ['a', 0, 165],
        ['b', 50, 150],
        ['c', 400, 160],
      ],
    ],
  ])('aligns by %s', (alignment, expected) => {
    const command = align(plan, all, sizeOf, alignment);
    expect(boxes(command)).toEqual(expected);
    expect(command && describeCommand(plan, command)).toBe('Align 3 objects');
  });

  it('keeps what else a box says', () => {
    expect(edit(plan, nudge(plan, ['b'], 5, -5)).layout.boxes.b).toEqual({ x: 55, y: 295, collapsed: true });
  });

  it('makes the gaps equal and leaves the ends where they are', () => {
    expect(boxes(distribute(plan, all, sizeOf, 'vertical'))).toEqual([
      ['a', 0, 0],
      ['b', 50, 300],
      ['c', 400, 145],
    ]);
    expect(boxes(distribute(plan, all, sizeOf, 'horizontal'))).toEqual([
      ['a', 0, 0],
      ['b', 150, 300],
      ['c', 400, 100],
    ]);
  });

  it('moves notes too', () => {
    expect(edit(plan, nudge(plan, ['n', 'a'], 1, 2)).layout).toMatchObject({
      boxes: { a: { x: 1, y: 2 } },
      notes: [{ x: 11, y: 22, width: 30, height: 40 }],
    });
  });

  it('needs two objects to align and three to distribute', () => {
    expect(align(plan, ['a', 'unplaced'], sizeOf, 'left')).toBeUndefined();
    expect(distribute(plan, ['a', 'b'], sizeOf, 'vertical')).toBeUndefined();
  });
});
