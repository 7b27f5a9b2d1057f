import { beforeEach, describe, expect, it } from 'vitest';
import { DragController, type DragPayload, type DropPosition } from '../../src/ui/state/drag.svelte.ts';

/** Pointer and key events as far as the controller looks at them. */
const pointer = (type: string, x: number, y: number, pointerId = 1): Event =>
  Object.assign(new Event(type), { clientX: x, clientY: y, pointerId, altKey: false });
const key = (name: string): Event => Object.assign(new Event('keydown', { cancelable: true }), { key: name });

describe('DragController', () => {
  const payload: DragPayload = { kind: 'new', what: 'subnet' };
  let window: EventTarget;
  let drag: DragController;
  let drops: DropPosition[];
  let ended: number;
  let clicks: number;

  beforeEach(() => {
    window = new EventTarget();
    drag = new DragController(window);
    [drops, ended, clicks] = [[], 0, 0];
    drag.surface = {
      preview: (_payload, { client }) => ({ allowed: client.x > 50, text: `at ${client.x}` }),
      drop: (_payload, at) => drops.push(at),
      end: () => ended++,
    };
    drag.begin(payload, { clientX: 10, clientY: 10, pointerId: 1 }, { onClick: () => clicks++ });
  });

  it('takes a press that hardly moves for a click', () => {
    window.dispatchEvent(pointer('pointermove', 12, 12));
    expect(drag.isActive).toBe(false);
    window.dispatchEvent(pointer('pointerup', 12, 12));
    expect([clicks, drops.length, ended]).toEqual([1, 0, 0]);
  });

  it('shows what would happen wherever the pointer is, and drops where it is released', () => {
    window.dispatchEvent(pointer('pointermove', 40, 10));
    expect([drag.payload, drag.preview]).toEqual([payload, { allowed: false, text: 'at 40' }]);
    window.dispatchEvent(pointer('pointermove', 60, 20));
    expect(drag.preview?.allowed).toBe(true);
    window.dispatchEvent(pointer('pointerup', 61, 20));
    expect([drops.map(({ client, start }) => [client, start]), ended, clicks, drag.isActive]).toEqual([
      [
        [
          { x: 61, y: 20 },
          { x: 10, y: 10 },
        ],
      ],
      1,
      0,
      false,
    ]);
  });

  it('is given up by Escape, which nobody else hears', () => {
    window.dispatchEvent(pointer('pointermove', 60, 20));
    let heard = false;
    window.addEventListener('keydown', () => (heard = true));
    const escape = key('Escape');
    window.dispatchEvent(escape);
    window.dispatchEvent(pointer('pointerup', 61, 20));
    expect([escape.defaultPrevented, heard, drops.length, ended, drag.isActive]).toEqual([true, false, 0, 1, false]);
  });

  it('listens to its own pointer only', () => {
    window.dispatchEvent(pointer('pointermove', 90, 90, 2));
    expect(drag.isActive).toBe(false);
  });

  it('ends when the window loses the focus', () => {
    window.dispatchEvent(pointer('pointermove', 60, 20));
    window.dispatchEvent(new Event('blur'));
    expect([drag.isActive, drops.length, ended]).toEqual([false, 0, 1]);
  });
});
