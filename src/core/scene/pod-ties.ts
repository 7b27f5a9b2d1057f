import { type ClusterFrame } from './cluster-frame.ts';
import { METRICS } from './metrics.ts';
import { type NetworkFrame, type SubnetFrame } from './network-frame.ts';
import type { Pen } from './pen.ts';
import { roundedPath } from './rounded-path.ts';

const CORNER = 5;
/** px between neighbouring ties in one gutter. */
const LANE = 3;

/** Draws a violet line from each cluster to every pod subnet of its own, through the gutters between the columns of cards. */
export function drawPodTies(pen: Pen, frame: NetworkFrame): void {
  let lane = 0;
  for (const home of frame.subnets) {
    for (const cluster of home.clusters) {
      if (cluster.as !== 'card') continue;
      const ids = new Set(cluster.cluster.pools.flatMap((pool) => pool.podSubnetIds ?? []));
      for (const pods of frame.subnets) {
        if (!ids.has(pods.view.subnet.id) || pods === home) continue;
        drawTie(pen, frame, home, cluster, pods, ((lane % 3) - 1) * LANE);
      }
      if (ids.size > 0) lane++;
    }
  }
}

function drawTie(
  pen: Pen,
  frame: NetworkFrame,
  home: SubnetFrame,
  cluster: ClusterFrame,
  pods: SubnetFrame,
  offset: number,
): void {
  // The gutter right of the cluster serves its own column and the next one; only an earlier column is reached to the left.
  const leftwards = pods.column < home.column;
  const startX = leftwards ? cluster.x : cluster.x + cluster.width;
  const startY = cluster.y + METRICS.cardNameBaseline - 4;
  const gutter = leftwards ? leftGutter(home) : rightGutter(home, frame);
  const fromLeft = pods.column > home.column;
  const endX = fromLeft ? pods.x : pods.x + pods.width;
  const endY = pods.y + METRICS.cardHeight / 2;
  const arrival = fromLeft ? leftGutter(pods) : rightGutter(pods, frame);
  const corners =
    Math.abs(gutter - arrival) < 1
      ? [
          { x: gutter + offset, y: startY },
          { x: gutter + offset, y: endY },
        ]
      : [
          { x: gutter + offset, y: startY },
          { x: gutter + offset, y: frame.cardsTop - 5 },
          { x: arrival + offset, y: frame.cardsTop - 5 },
          { x: arrival + offset, y: endY },
        ];
  pen.path(roundedPath([{ x: startX, y: startY }, ...corners, { x: endX, y: endY }], CORNER), 'aks', 1.5);
  pen.circle(endX, endY, 3, 'aks');
}

function leftGutter(subnet: SubnetFrame): number {
  return subnet.x - (subnet.column === 0 ? METRICS.networkPadding : METRICS.columnGap) / 2;
}

function rightGutter(subnet: SubnetFrame, frame: NetworkFrame): number {
  const right = subnet.x + subnet.width;
  const isLast = right > frame.width - METRICS.networkPadding - 1;
  return right + (isLast ? METRICS.networkPadding : METRICS.columnGap) / 2;
}
