import type { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { formatJsonPath } from './json.ts';
import type { ObjectByKind, ObjectKind } from './object-ref.ts';
import {
  blockSchema,
  boxSchema,
  needSchema,
  noteSchema,
  planSchema,
  reservationSchema,
  suppressionSchema,
  type LayoutBox,
  type Plan,
} from './schema.ts';
import { clusterSchema, nodePoolSchema } from './schema/cluster.ts';
import {
  applicationGatewaySchema,
  connectedGroupSchema,
  dnsResolverEndpointSchema,
  firewallSchema,
  gatewaySchema,
  natGatewaySchema,
  networkSecurityGroupSchema,
  peeringSchema,
  privateDnsZoneSchema,
  routeTableSchema,
  siteSchema,
  subnetSchema,
  virtualNetworkSchema,
} from './schema/network.ts';

/** A value the schema does not allow. `unknown-key` is a field no such object has. */
export interface SchemaError {
  readonly kind: 'schema' | 'unknown-key';
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

const SCHEMA_OF_KIND: { readonly [K in ObjectKind]: z.ZodType<ObjectByKind[K]> } = {
  virtualNetwork: virtualNetworkSchema,
  subnet: subnetSchema,
  peering: peeringSchema,
  connectedGroup: connectedGroupSchema,
  site: siteSchema,
  gateway: gatewaySchema,
  firewall: firewallSchema,
  routeTable: routeTableSchema,
  networkSecurityGroup: networkSecurityGroupSchema,
  natGateway: natGatewaySchema,
  applicationGateway: applicationGatewaySchema,
  dnsResolverEndpoint: dnsResolverEndpointSchema,
  privateDnsZone: privateDnsZoneSchema,
  cluster: clusterSchema,
  nodePool: nodePoolSchema,
  block: blockSchema,
  reservation: reservationSchema,
  need: needSchema,
  suppression: suppressionSchema,
  note: noteSchema,
};

/** Checks a whole document against the schema; the first problem in document order, if any. References are not looked at. */
export function checkPlan(value: unknown): Result<Plan, SchemaError> {
  return check(planSchema, value);
}

/** Checks one object of a kind against the schema: lengths, ranges, fields it may not have. References are not looked at. */
export function checkObject<K extends ObjectKind>(kind: K, value: unknown): Result<ObjectByKind[K], SchemaError> {
  return check(SCHEMA_OF_KIND[kind], value);
}

/** Checks one position of the layout. */
export function checkBox(value: unknown): Result<LayoutBox, SchemaError> {
  return check(boxSchema, value);
}

function check<T>(schema: z.ZodType<T>, value: unknown): Result<T, SchemaError> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  // A misspelt key shows up twice, as an unknown key and as a missing one; the first says more.
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new Error('the schema refused a value without saying why');
  return err(describeIssue(issue, value));
}

function describeIssue(issue: z.core.$ZodIssue, root: unknown): SchemaError {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const path = formatJsonPath([...issue.path, key]);
    return {
      kind: 'unknown-key',
      path,
      found: `the key ${JSON.stringify(key)}`,
      expected: 'only keys the plan format knows',
    };
  }
  return {
    kind: 'schema',
    path: formatJsonPath(issue.path),
    found:
      issue.code === 'invalid_key'
        ? `the key ${JSON.stringify(issue.path.at(-1))}`
        : describeFound(valueAt(root, issue.path)),
    expected: describeExpected(issue),
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function describeExpected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listed(issue.values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value))));
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return describePattern(issue.pattern);
    case 'invalid_key':
      return 'the id of an object as key';
    default:
      return issue.message;
  }
}

/** The schema has two patterns: dates and ids. */
function describePattern(pattern: string | undefined): string {
  return pattern?.includes('\\d{4}-') === true
    ? 'a date such as 2026-11-21'
    : 'an id of letters, digits, ".", "_" and "-" that begins with a letter or digit and is no built-in name of JavaScript';
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // An own property of an object; what it holds is unknown.
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** Says what a value is, short enough for one line. */
export function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  return String(value);
}
