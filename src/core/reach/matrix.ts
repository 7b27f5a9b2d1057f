import type { Topology } from '../topology/index.ts';
import { weakMemo } from '../topology/index.ts';
import { decide } from './decide.ts';
import { listEndpoints } from './endpoints.ts';
import { modelOf, type ReachModel } from './model.ts';
import { findPlaces } from './places.ts';
import type { Endpoint } from './types.ts';

/** What a cell says; `service`: not directly, but a service of the cluster is reached. */
export type Cell = 'yes' | 'no' | 'unknown' | 'service';

const CELLS: readonly Cell[] = ['no', 'yes', 'unknown', 'service'];

/** Every endpoint against every other: rows ask, columns are asked. */
export interface ReachMatrix {
  readonly endpoints: readonly Endpoint[];
  readonly at: (row: number, column: number) => Cell;
  readonly count: (cell: Cell) => number;
}

/**
 * All pairs at once. Endpoints that no route, security group or range of the plan tells apart are one class, and each pair of classes is decided once, by the
 * same code that answers a single pair.
 */
export const findAllReach: (topology: Topology) => ReachMatrix = weakMemo((topology) => {
  const model = modelOf(topology);
  const endpoints = listEndpoints(topology);
  const members = new Map<string, number[]>();
  endpoints.forEach((endpoint, position) => {
    const key = classOf(model, endpoint);
    const own = members.get(key);
    if (own === undefined) members.set(key, [position]);
    else own.push(position);
  });
  const classes = [...members.values()];
  const size = endpoints.length;
  const cells = new Uint8Array(size * size);
  for (const rows of classes) {
    const row = new Uint8Array(size);
    for (const columns of classes) {
      const code = decideCode(model, endpoints, rows, columns);
      for (const column of columns) row[column] = code;
    }
    for (const position of rows) cells.set(row, position * size);
  }
  return {
    endpoints,
    at: (row, column) => CELLS[cells[row * size + column] ?? 0] ?? 'no',
    count: (cell) => {
      const code = CELLS.indexOf(cell);
      return cells.reduce((sum, value) => (value === code ? sum + 1 : sum), 0);
    },
  };
});

/** Two members stand for their classes; of one class two different ones where there are. */
function decideCode(
  model: ReachModel,
  endpoints: readonly Endpoint[],
  rows: readonly number[],
  columns: readonly number[],
): number {
  const from = endpoints[rows[0] ?? -1];
  const to = endpoints[(rows === columns ? columns.at(-1) : columns[0]) ?? -1];
  if (from === undefined || to === undefined) return 0;
  const { verdict, throughService } = decide(model, from, to);
  return CELLS.indexOf(verdict !== 'yes' && throughService !== undefined ? 'service' : verdict);
}

/** Subnets share a class when their packets, and packets to them, are always treated alike; everything else stands alone. */
function classOf(model: ReachModel, endpoint: Endpoint): string {
  if (endpoint.kind !== 'subnet') return endpoint.key;
  const { subnet, networkSecurityGroups, natGateways } = endpoint.subnet;
  const [place] = findPlaces(model, endpoint);
  if (place === undefined) return endpoint.key;
  const groups = networkSecurityGroups.map(({ id }) => id);
  return [
    place.standing.id,
    place.targets.map(({ id }) => id).join(' '),
    groups.join(' '),
    natGateways[0]?.id ?? '',
    subnet.explicitOutbound ?? '',
  ].join('|');
}
