/** An Azure resource id taken apart. Names keep the case they are written in; compare with `key`. */
export interface ResourceId {
  /** The id as written, without a trailing slash. */
  readonly text: string;
  /** Identity: Azure compares ids without case. */
  readonly key: string;
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Lower case, for example `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
  /** Names along the path, outermost first: network, subnet. */
  readonly names: readonly string[];
}

/** Longest name Azure gives out is far shorter; what is longer is no id. */
const MAX_SEGMENT = 260;
const RESOURCE_ID = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i;

/**
 * Reads a resource id; undefined when the text is none (another scope, an odd number of segments, an empty segment).
 * @example parseResourceId('/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub')?.names // ['hub']
 */
export function parseResourceId(text: string): ResourceId | undefined {
  const trimmed = text.endsWith('/') ? text.slice(0, -1) : text;
  const [, subscription, resourceGroup, provider, rest] = RESOURCE_ID.exec(trimmed) ?? [];
  if (subscription === undefined || resourceGroup === undefined || provider === undefined || rest === undefined) {
    return undefined;
  }
  const segments = rest.split('/');
  if (segments.length % 2 !== 0 || segments.includes('')) return undefined;
  if (trimmed.split('/').some((segment) => segment.length > MAX_SEGMENT)) return undefined;
  const types = segments.filter((_, index) => index % 2 === 0);
  return {
    text: trimmed,
    key: trimmed.toLowerCase(),
    subscription,
    resourceGroup,
    type: [provider, ...types].join('/').toLowerCase(),
    names: segments.filter((_, index) => index % 2 === 1),
  };
}

/**
 * The resource that holds a nested one: the network of a subnet. Undefined for a resource that is not nested.
 */
export function parentOf(id: ResourceId): ResourceId | undefined {
  if (id.names.length < 2) return undefined;
  return parseResourceId(id.text.split('/').slice(0, -2).join('/'));
}

/** As `parentOf`, for an id that is known to be nested; throws for any other. */
export function getParent(id: ResourceId): ResourceId {
  const parent = parentOf(id);
  if (parent === undefined) throw new Error(`${id.text} is not nested in another resource`);
  return parent;
}

/** The last name of an id: the resource's own. */
export function ownName(id: ResourceId): string {
  return id.names.at(-1) ?? '';
}

/** Identity of a resource group within its subscription. */
export function resourceGroupKey(subscription: string | undefined, resourceGroup: string): string {
  return `${subscription ?? ''}/${resourceGroup}`.toLowerCase();
}
