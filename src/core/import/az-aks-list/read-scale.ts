import { z } from 'zod';
import { nodePoolSchema } from '../../plan/schema/cluster.ts';
import type { PoolDraft } from '../estate/drafts.ts';
import type { SourceObject } from '../source-object.ts';

type Scale = Pick<PoolDraft['fields'], 'count' | 'autoscale' | 'minCount' | 'maxCount' | 'vmSize'>;

const shape = nodePoolSchema.shape;
const countSchema = shape.count;

/** How many nodes a pool has and may have, and of which size. Pools of single machines print that per size. */
export function readScale(source: SourceObject): Scale {
  const scale = source.object('virtualMachinesProfile')?.object('scale');
  return scale === undefined ? readUniform(source) : readBySize(source, scale);
}

function readUniform(source: SourceObject): Scale {
  const autoscale = source.read('enableAutoScaling', z.boolean()) ?? false;
  const count = source.read('count', countSchema);
  const isSizedByAks = source.peek('mode', z.string())?.toLowerCase() === 'managedsystem';
  if (count === undefined && !isSizedByAks)
    source.refuse('the number of nodes is not readable; it is taken as 0', 'count');
  return {
    count: count ?? 0,
    autoscale,
    // Azure prints null bounds for pools of a fixed size, and old API versions print 0.
    minCount: autoscale ? source.read('minCount', shape.minCount) : undefined,
    maxCount: autoscale ? source.read('maxCount', shape.maxCount) : undefined,
    vmSize: readSize(source, 'vmSize'),
  };
}

/** Each size has a number of its own, or bounds of its own. `enableAutoScaling` is false there, whatever the sizes say. */
function readBySize(source: SourceObject, scale: SourceObject): Scale {
  const fixed = scale.objects('manual') ?? [];
  const scaled = scale.objects('autoscale') ?? [];
  const running = source.objects('virtualMachineNodesStatus');
  const sum = (objects: readonly SourceObject[], key: string): number =>
    objects.reduce((total, object) => total + (object.read(key, countSchema) ?? 0), 0);
  const least = sum(fixed, 'count') + sum(scaled, 'minCount');
  const sizes = new Set([...fixed, ...scaled].map((object) => readSize(object, 'size')?.toLowerCase()));
  const [first] = [...fixed, ...scaled];
  return {
    count: source.read('count', countSchema) ?? (running === undefined ? least : sum(running, 'count')),
    autoscale: scaled.length > 0,
    minCount: scaled.length > 0 ? least : undefined,
    maxCount: scaled.length > 0 ? sum(fixed, 'count') + sum(scaled, 'maxCount') : undefined,
    // Nodes of several sizes have no size that speaks for all.
    vmSize:
      readSize(source, 'vmSize') ?? (sizes.size === 1 && first !== undefined ? readSize(first, 'size') : undefined),
  };
}

function readSize(source: SourceObject, key: string): string | undefined {
  return source.read(key, shape.vmSize) || undefined;
}
