/** Other shapes in which the same lists reach us. All take what the builders of `az.ts` make. */

const STATE_KEYS: ReadonlySet<string> = new Set(['provisioningState', 'etag']);

/** As a template or a document describes it: nothing says that it exists. */
export function asPlanned(json: unknown): unknown {
  return mapObjects(json, (key, value) => (STATE_KEYS.has(key) ? undefined : [key, value]));
}

/** As PowerShell prints it: every key starts with a capital letter. */
export function asPowerShell(json: unknown): unknown {
  return mapObjects(json, (key, value) => [key.slice(0, 1).toUpperCase() + key.slice(1), value]);
}

const OUTSIDE_PROPERTIES: ReadonlySet<string> = new Set([
  'id',
  'name',
  'type',
  'location',
  'etag',
  'sku',
  'identity',
  'tags',
]);
const RESOURCE_LISTS: ReadonlySet<string> = new Set(['subnets', 'virtualNetworkPeerings', 'routes', 'delegations']);

/** As the REST interface prints a resource: its fields under `properties`, without the resource group the command line adds. */
export function asArm(resource: unknown): unknown {
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) return resource;
  const outside: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    if (key === 'resourceGroup') continue;
    if (OUTSIDE_PROPERTIES.has(key)) outside[key] = value;
    else if (RESOURCE_LISTS.has(key) && Array.isArray(value)) properties[key] = value.map(asArm);
    else properties[key] = value;
  }
  return { ...outside, properties };
}

/** Rewrites every key of every object; `undefined` drops it. */
function mapObjects(
  json: unknown,
  rewrite: (key: string, value: unknown) => readonly [string, unknown] | undefined,
): unknown {
  if (Array.isArray(json)) return json.map((item: unknown) => mapObjects(item, rewrite));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) => {
      const entry = rewrite(key, mapObjects(value, rewrite));
      return entry === undefined ? [] : [entry];
    }),
  );
}

/** With every resource id written another way: Azure compares ids without case, and its services print them differently. */
export function asWritten(json: unknown, write: (id: string) => string): unknown {
  if (typeof json === 'string') return json.startsWith('/subscriptions/') ? write(json) : json;
  if (Array.isArray(json)) return json.map((item: unknown) => asWritten(item, write));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, asWritten(value, write)]));
}
