import { round2 } from './pen.ts';

/**
 * SVG path data through right-angled corners, each rounded by at most `radius` px and half its shorter leg.
 * Fewer than two points: an empty path.
 */
export function roundedPath(points: readonly { readonly x: number; readonly y: number }[], radius: number): string {
  const [start] = points;
  if (start === undefined) return '';
  let path = `M${round2(start.x)} ${round2(start.y)}`;
  for (let index = 1; index < points.length; index++) {
    const before = points[index - 1];
    const at = points[index];
    const after = points[index + 1];
    if (before === undefined || at === undefined) continue;
    if (after === undefined) {
      path += `L${round2(at.x)} ${round2(at.y)}`;
      continue;
    }
    const inLength = Math.hypot(at.x - before.x, at.y - before.y);
    const outLength = Math.hypot(after.x - at.x, after.y - at.y);
    const bend = Math.min(radius, inLength / 2, outLength / 2);
    if (bend < 0.5) {
      path += `L${round2(at.x)} ${round2(at.y)}`;
      continue;
    }
    const enter = { x: at.x - ((at.x - before.x) / inLength) * bend, y: at.y - ((at.y - before.y) / inLength) * bend };
    const leave = { x: at.x + ((after.x - at.x) / outLength) * bend, y: at.y + ((after.y - at.y) / outLength) * bend };
    path += `L${round2(enter.x)} ${round2(enter.y)}Q${round2(at.x)} ${round2(at.y)} ${round2(leave.x)} ${round2(leave.y)}`;
  }
  return path;
}
