import { z } from 'zod';
import { virtualNetworkSchema } from '../plan/schema/network.ts';
import type { Parent, ResourceDraft } from './estate/drafts.ts';
import { ownName, parentOf, parseResourceId, type ResourceId } from './resource-id.ts';
import type { SourceObject } from './source-object.ts';

const { name: nameSchema, resourceId: resourceIdSchema } = virtualNetworkSchema.shape;

/**
 * States that prove the resource is there and was accepted once. `Creating` and `Failed` prove nothing.
 * @source review of the rule catalogue, 20.3
 */
const EXISTING_STATES: ReadonlySet<string> = new Set([
  'succeeded',
  'updating',
  'upgrading',
  'scaling',
  'starting',
  'stopping',
  'deleting',
]);

/** `existing` when Azure's provisioning state proves it; undefined when nothing does. */
export function readOrigin(source: SourceObject): 'existing' | undefined {
  const state = source.read('provisioningState', z.string());
  return state !== undefined && EXISTING_STATES.has(state.toLowerCase()) ? 'existing' : undefined;
}

/** A reference printed as an id text. What is no resource id is listed as unread. */
export function readId(source: SourceObject, key: string): ResourceId | undefined {
  const text = source.read(key, resourceIdSchema);
  // Azure prints an empty text where there is no reference.
  if (text === undefined || text === '') return undefined;
  const id = parseResourceId(text);
  if (id === undefined) source.refuse('not an Azure resource id', key);
  return id;
}

/** A reference to a subnet, printed as an id text. Any other id is listed as unread. */
export function readSubnetId(source: SourceObject, key: string): ResourceId | undefined {
  const id = readId(source, key);
  if (id === undefined || id.type === 'microsoft.network/virtualnetworks/subnets') return id;
  source.refuse('not the id of a subnet', key);
  return undefined;
}

/** A reference printed as `{ "id": … }`. */
export function readReference(source: SourceObject, key: string): ResourceId | undefined {
  const object = source.object(key);
  return object === undefined ? undefined : readId(object, 'id');
}

/** The subnet the IP configurations of a resource stand in; undefined when none names one. Any other id is listed as unread. */
export function readHome(source: SourceObject, key: string): ResourceId | undefined {
  const homes = (source.objects(key) ?? []).flatMap((configuration) => {
    const subnet = configuration.object('subnet');
    return (subnet === undefined ? undefined : readSubnetId(subnet, 'id')) ?? [];
  });
  return homes[0];
}

/** References printed as a list of `{ "id": … }`; undefined when the list is not printed. */
export function readReferences(source: SourceObject, key: string): ResourceId[] | undefined {
  return source.objects(key)?.flatMap((object) => {
    const id = readId(object, 'id');
    if (id === undefined && object.peek('id', z.string()) === undefined) object.refuse('an entry without an id');
    return id ?? [];
  });
}

/** What every resource prints. Undefined, and listed as unread, when there is neither an id nor a name. */
export function readResource(
  source: SourceObject,
): (ResourceDraft & { readonly id: ResourceId | undefined }) | undefined {
  const id = readId(source, 'id');
  const name = source.read('name', nameSchema) ?? (id === undefined ? undefined : ownName(id));
  if (name === undefined || name === '') {
    source.refuse('neither an id nor a name, so nothing can refer to it');
    return undefined;
  }
  const resourceGroup =
    id?.resourceGroup ?? source.read('resourceGroup', nameSchema) ?? source.read('resourceGroupName', nameSchema);
  return {
    id,
    key: id?.key ?? `name:${resourceGroup ?? ''}/${name}`.toLowerCase(),
    name,
    resourceGroup,
    subscription: id?.subscription ?? source.read('subscriptionId', nameSchema),
    region: source.read('location', nameSchema),
    resourceId: id?.text,
    origin: readOrigin(source),
  };
}

/**
 * The resource a nested one belongs to: the one it is printed in, else the one its id names.
 * Undefined, and listed as unread, when neither is there.
 */
export function readParent(
  source: SourceObject,
  id: ResourceId | undefined,
  printedIn: Parent | undefined,
): Parent | undefined {
  if (printedIn !== undefined) return printedIn;
  const parent = id === undefined ? undefined : parentOf(id);
  if (parent !== undefined) return { key: parent.key, id: parent };
  source.refuse('does not say which resource it belongs to');
  return undefined;
}

/** Identity of a nested resource that prints no id: its parent's and its name. */
export function nestedKey(id: ResourceId | undefined, parent: Parent, list: string, name: string): string {
  return id?.key ?? `${parent.key}/${list}/${name.toLowerCase()}`;
}

/**
 * Ranges handed out by an IPAM pool, which stand beside the prefixes or in their place. Undefined where no pool is named.
 * @source Azure REST, AddressSpace.ipamPoolPrefixAllocations, 2024-05-01
 */
export function readPoolPrefixes(
  source: SourceObject | undefined,
  prefixSchema: z.ZodType<string>,
): string[] | undefined {
  const allocations = source?.objects('ipamPoolPrefixAllocations');
  if (allocations === undefined || allocations.length === 0) return undefined;
  const prefixes = allocations.flatMap(
    (allocation) => allocation.readList('allocatedAddressPrefixes', prefixSchema) ?? [],
  );
  if (prefixes.length > 0) return prefixes;
  source?.refuse('the ranges come from an IPAM pool and are not printed', 'ipamPoolPrefixAllocations');
  return undefined;
}
