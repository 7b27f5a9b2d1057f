import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';
import type { Direction } from '../navigator.ts';

const arrows: readonly {
  readonly key: string;
  readonly direction: Direction;
  readonly x: number;
  readonly y: number;
}[] = [
  { key: 'ArrowLeft', direction: 'left', x: -1, y: 0 },
  { key: 'ArrowRight', direction: 'right', x: 1, y: 0 },
  { key: 'ArrowUp', direction: 'up', x: 0, y: -1 },
  { key: 'ArrowDown', direction: 'down', x: 0, y: 1 },
];
const nudgePx = 5;
const largeNudgePx = 20;

/** Keys of the canvas: nudging, walking from object to object, panning. */
export function createCanvasCommands(app: AppState): readonly AppCommand[] {
  const { viewport, selection, editor, navigator } = app;
  const isPlaced = (): boolean => app.document.scene.items.some((item) => selection.has(item.ref));
  const page = (sideways: boolean, sign: 1 | -1): void => {
    const { width, height } = viewport.size;
    if (sideways) viewport.panBy(sign * width * 0.8, 0);
    else viewport.panBy(0, sign * height * 0.8);
  };
  return [
    ...arrows.flatMap(({ key, direction, x, y }): AppCommand[] => [
      {
        id: `canvas.nudge-${direction}`,
        label: `Nudge ${direction}`,
        shortcuts: [key],
        inPalette: false,
        when: isPlaced,
        run: () => editor.nudge(x * nudgePx, y * nudgePx),
      },
      {
        id: `canvas.nudge-far-${direction}`,
        label: `Nudge ${direction} further`,
        shortcuts: [`Shift+${key}`],
        inPalette: false,
        when: isPlaced,
        run: () => editor.nudge(x * largeNudgePx, y * largeNudgePx),
      },
      // Arrows walk among what lies inside a network, where there is nothing to nudge.
      {
        id: `canvas.walk-${direction}`,
        label: `Walk ${direction} inside a network`,
        shortcuts: [key],
        inPalette: false,
        when: () => !isPlaced(),
        run: () => navigator.selectNeighbour(direction, { leave: false }),
      },
      {
        id: `canvas.select-${direction}`,
        label: `Select the neighbour ${direction}`,
        shortcuts: [`Mod+${key}`],
        inPalette: false,
        run: () => navigator.selectNeighbour(direction),
      },
    ]),
    { id: 'canvas.next', label: 'Next object', shortcuts: [']'], inPalette: false, run: () => navigator.selectNext(1) },
    {
      id: 'canvas.previous',
      label: 'Previous object',
      shortcuts: ['['],
      inPalette: false,
      run: () => navigator.selectNext(-1),
    },
    {
      id: 'canvas.enter',
      label: 'Go into the object',
      shortcuts: ['Enter', 'Mod+Shift+ArrowDown'],
      inPalette: false,
      when: () => selection.primary !== undefined,
      run: () => app.enterSelected(),
    },
    {
      id: 'canvas.leave',
      label: 'Go out of the object, select nothing',
      shortcuts: ['Escape', 'Shift+Enter', 'Mod+Shift+ArrowUp'],
      inPalette: false,
      when: () => selection.primary !== undefined && !app.drag.isActive,
      run: () => navigator.leave(),
    },
    {
      id: 'canvas.page-up',
      label: 'Move the view up',
      shortcuts: ['PageUp'],
      inPalette: false,
      run: () => page(false, 1),
    },
    {
      id: 'canvas.page-down',
      label: 'Move the view down',
      shortcuts: ['PageDown'],
      inPalette: false,
      run: () => page(false, -1),
    },
    {
      id: 'canvas.page-left',
      label: 'Move the view left',
      shortcuts: ['Shift+PageUp'],
      inPalette: false,
      run: () => page(true, 1),
    },
    {
      id: 'canvas.page-right',
      label: 'Move the view right',
      shortcuts: ['Shift+PageDown'],
      inPalette: false,
      run: () => page(true, -1),
    },
    {
      id: 'canvas.menu',
      label: 'Context menu',
      shortcuts: ['Shift+F10', 'ContextMenu'],
      inPalette: false,
      when: () => selection.primary !== undefined,
      run: () => app.openContextMenu(),
    },
  ];
}
