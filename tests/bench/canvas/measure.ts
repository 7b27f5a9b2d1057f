/**
 * Runs inside the page that is measured; nothing from outside is in reach of it. Both canvases are built on Svelte Flow, so the same events
 * on the same elements pan, zoom and drag either of them.
 */
export type Gesture = 'pan' | 'zoom' | 'drag';

/** Milliseconds from frame to frame while a gesture goes on. */
export async function measureFrames({
  gesture,
  frames,
}: {
  readonly gesture: Gesture;
  readonly frames: number;
}): Promise<number[]> {
  const pane = document.querySelector('.svelte-flow__pane');
  if (pane === null) throw new Error('There is no canvas');
  const { left, top, width, height } = pane.getBoundingClientRect();
  const centre = { x: left + width / 2, y: top + height / 2 };
  const nextFrame = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The window draws no frames')), 5_000);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve(performance.now());
      });
    });
  const mouse = (type: string, target: EventTarget, x: number, y: number): void => {
    const common = {
      bubbles: true,
      cancelable: true,
      composed: true,
      clientX: x,
      clientY: y,
      button: 0,
      buttons: 1,
      view: window,
    };
    target.dispatchEvent(
      new PointerEvent(`pointer${type}`, { ...common, pointerId: 1, isPrimary: true, pointerType: 'mouse' }),
    );
    target.dispatchEvent(new MouseEvent(`mouse${type}`, common));
  };
  // The network nearest to the middle, with its lines, taken at its title, where nothing else lies on it. Bare Svelte Flow has nodes for subnets too.
  const outer = document.querySelectorAll('.svelte-flow__node.parent');
  const grip = [...(outer.length > 0 ? outer : document.querySelectorAll('.svelte-flow__node'))]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .map(({ node, box }) => ({ node, x: box.left + box.width / 2, y: box.top + Math.min(box.height * 0.03, 12) + 1 }))
    .sort((a, b) => Math.hypot(a.x - centre.x, a.y - centre.y) - Math.hypot(b.x - centre.x, b.y - centre.y))[0];
  const step = (frame: number): void => {
    const direction = Math.floor(frame / 20) % 2 === 0 ? 1 : -1;
    const wheel = { bubbles: true, cancelable: true, clientX: centre.x, clientY: centre.y };
    if (gesture === 'pan')
      pane.dispatchEvent(new WheelEvent('wheel', { ...wheel, deltaX: 18 * direction, deltaY: 9 * direction }));
    else if (gesture === 'zoom')
      pane.dispatchEvent(new WheelEvent('wheel', { ...wheel, deltaY: -6 * direction, ctrlKey: true }));
    else if (grip !== undefined) mouse('move', window, grip.x + 8 + 3 * (frame % 40), grip.y + 8 + 2 * (frame % 40));
  };
  if (gesture === 'drag') {
    if (grip === undefined) throw new Error('There is nothing to drag');
    mouse('down', grip.node, grip.x, grip.y);
    mouse('move', window, grip.x + 6, grip.y + 6);
  }
  const times: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    step(frame);
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  if (gesture === 'drag' && grip !== undefined) mouse('up', window, grip.x + 8, grip.y + 8);
  // What follows the gesture (repainting at rest) shall not fall into the next one.
  await new Promise((resolve) => setTimeout(resolve, 250));
  return times;
}

/** Zooms into the middle until a px of the drawing is a px of the screen. */
export async function zoomToDetail(): Promise<void> {
  const pane = document.querySelector('.svelte-flow__pane');
  const viewport = document.querySelector('.svelte-flow__viewport');
  if (pane === null || viewport === null) throw new Error('There is no canvas');
  const { left, top, width, height } = pane.getBoundingClientRect();
  for (let tries = 0; tries < 200; tries++) {
    if (new DOMMatrixReadOnly(getComputedStyle(viewport).transform).a >= 0.95) break;
    const wheel = {
      bubbles: true,
      cancelable: true,
      clientX: left + width / 2,
      clientY: top + height / 2,
      deltaY: -10,
      ctrlKey: true,
    };
    pane.dispatchEvent(new WheelEvent('wheel', wheel));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
}
