import { z } from 'zod';
import type { Route } from '../../plan/index.ts';
import { routeSchema } from '../../plan/schema/network.ts';
import { defined, type RouteTableDraft } from '../estate/drafts.ts';
import { readReferences, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const nextHopTypes = new Map(routeSchema.shape.nextHopType.options.map((type) => [type.toLowerCase(), type]));

/** Reads one route table as `az network route-table list` prints it. */
export function readRouteTable(source: SourceObject): RouteTableDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  return {
    kind: 'routeTable',
    ...fields,
    routes: source.objects('routes')?.flatMap((route) => readRoute(route) ?? []),
    disableBgpRoutePropagation: source.read('disableBgpRoutePropagation', z.boolean()),
    subnets: readReferences(source, 'subnets') ?? [],
  };
}

function readRoute(source: SourceObject): Route | undefined {
  const addressPrefix = source.read('addressPrefix', routeSchema.shape.addressPrefix);
  const written = source.read('nextHopType', z.string());
  const nextHopType = nextHopTypes.get(written?.toLowerCase() ?? '');
  if (addressPrefix === undefined || nextHopType === undefined) {
    const missing =
      addressPrefix === undefined
        ? 'without a destination'
        : `with the next hop type ${JSON.stringify(written ?? null)}`;
    source.refuse(`a route ${missing} is not read`);
    return undefined;
  }
  const hop = source.read('nextHopIpAddress', routeSchema.shape.nextHopIpAddress);
  return defined({
    name: source.read('name', routeSchema.shape.name) ?? addressPrefix,
    addressPrefix,
    nextHopType,
    nextHopIpAddress: hop === '' ? undefined : hop,
  });
}
