import { formatNumber } from './counts.ts';
import { err, ok, type Result } from '../result.ts';
import { checkPlan, describeFound, type SchemaError } from './check.ts';
import { listRefs } from './find.ts';
import { KIND_WORDS } from './kind-words.ts';
import { formatJsonPath, parseJson, type JsonError } from './json.ts';
import { CURRENT_FORMAT_VERSION, migratePlan, type PlanDocument } from './migrations/index.ts';
import { PLAN_REF, type ListedKind, type ObjectRef } from './object-ref.ts';
import { LIST_OF_KIND } from './object-ref.ts';
import { LISTED_KINDS, listReferences, type Reference } from './references.ts';
import type { Plan } from './schema.ts';

/** Longest plan file read, in characters. The largest estate we know of is below 8 MiB. */
export const MAX_PLAN_CHARACTERS = 64 * 1024 * 1024;

/** Why a text is no plan. `path` is a JSON path from the root `$`; `found` and `expected` are words for people. */
export type PlanFileError =
  | { readonly kind: 'too-large'; readonly path: '$'; readonly found: string; readonly expected: string }
  | JsonError
  | { readonly kind: 'not-a-plan'; readonly path: string; readonly found: string; readonly expected: string }
  | { readonly kind: 'newer'; readonly path: '$.formatVersion'; readonly found: string; readonly expected: string }
  | SchemaError
  | { readonly kind: 'duplicate-id'; readonly path: string; readonly found: string; readonly expected: string }
  | { readonly kind: 'unresolved'; readonly path: string; readonly found: string; readonly expected: string };

export interface ParsedPlan {
  readonly plan: Plan;
  /** The format version the file was written in, when it was an older one. */
  readonly migratedFrom?: number;
}

/**
 * Reads a plan file: size, JSON, envelope, version, migrations one step at a time, strict schema, unique ids, references that resolve. The first
 * thing wrong is the answer; nothing is repaired or left out. The text is never changed.
 */
export function parsePlan(text: string): Result<ParsedPlan, PlanFileError> {
  if (text.length > MAX_PLAN_CHARACTERS) {
    const expected = `at most ${formatNumber(MAX_PLAN_CHARACTERS)}`;
    return err({ kind: 'too-large', path: '$', found: `${formatNumber(text.length)} characters`, expected });
  }
  const json = parseJson(text);
  if (!json.ok) return json;
  const envelope = readEnvelope(json.value);
  if (!envelope.ok) return envelope;
  const { document, version } = envelope.value;
  const checked = checkPlan(migratePlan(document, version));
  if (!checked.ok) return checked;
  const plan = checked.value;
  const problem = findDuplicateId(plan) ?? findUnresolved(plan);
  if (problem !== undefined) return err(problem);
  return ok(version === CURRENT_FORMAT_VERSION ? { plan } : { plan, migratedFrom: version });
}

function readEnvelope(value: unknown): Result<{ document: PlanDocument; version: number }, PlanFileError> {
  const refuse = (path: string, found: unknown, expected: string): Result<never, PlanFileError> =>
    err({ kind: 'not-a-plan', path, found: describeFound(found), expected });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('$', value, 'a plan');
  // An object from JSON, which has string keys and unknown values.
  const document = value as PlanDocument;
  if (document.format !== 'netwright-plan') return refuse('$.format', document.format, '"netwright-plan"');
  const version = document.formatVersion;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return refuse('$.formatVersion', version, 'a whole number from 1');
  }
  if (version > CURRENT_FORMAT_VERSION) {
    const expected = `at most ${CURRENT_FORMAT_VERSION}; a newer Netwright wrote this file`;
    return err({ kind: 'newer', path: '$.formatVersion', found: String(version), expected });
  }
  return ok({ document, version });
}

/** Finds an id used twice anywhere in the plan: positions and suppressions name objects by id alone. */
function findDuplicateId(plan: Plan): PlanFileError | undefined {
  const seen = new Map<string, ObjectRef>();
  for (const ref of listRefs(plan)) {
    const first = seen.get(ref.id);
    if (first !== undefined) {
      const expected = `an id of its own; ${pathOf(plan, first)} has it too`;
      return { kind: 'duplicate-id', path: `${pathOf(plan, ref, true)}.id`, found: JSON.stringify(ref.id), expected };
    }
    seen.set(ref.id, ref);
  }
  return undefined;
}

function findUnresolved(plan: Plan): PlanFileError | undefined {
  const kinds = new Map(listRefs(plan).map(({ id, kind }) => [id, kind] as const));
  for (const reference of listReferences(plan)) {
    if (resolves(reference, kinds)) continue;
    const path = `${pathOf(plan, reference.owner)}${formatJsonPath(reference.path).slice(1)}`;
    return { kind: 'unresolved', path, found: JSON.stringify(reference.id), expected: expectedTarget(reference) };
  }
  const stray = Object.keys(plan.layout.boxes).find((id) => !kinds.has(id));
  if (stray === undefined) return undefined;
  const path = formatJsonPath(['layout', 'boxes', stray]);
  return { kind: 'unresolved', path, found: JSON.stringify(stray), expected: 'the id of an object of the plan' };
}

/** Whether the plan has what a reference names, given the kind behind each id. */
export function resolves({ id, to }: Reference, kinds: ReadonlyMap<string, ObjectRef['kind']>): boolean {
  const kind = kinds.get(id);
  if (to === 'any') return kind !== undefined || id === PLAN_REF.id;
  return kind !== undefined && kind !== 'plan' && to.includes(kind);
}

/** Says what a reference should name: "the id of a subnet of the plan". */
export function expectedTarget({ to }: Reference): string {
  if (to === 'any') return 'the id of an object of the plan';
  return `the id of a ${to.map((kind) => KIND_WORDS[kind]).join(' or ')} of the plan`;
}

/** JSON path of an object; `last`: of the last one with that id, where an id is used twice. */
function pathOf(plan: Plan, ref: ObjectRef, last = false): string {
  const paths: string[] = [];
  const note = (kind: string, id: string, path: readonly PropertyKey[]): void => {
    if (kind === ref.kind && id === ref.id) paths.push(formatJsonPath(path));
  };
  for (const kind of LISTED_KINDS) noteList(plan, kind, note);
  plan.layout.notes.forEach(({ id }, index) => note('note', id, ['layout', 'notes', index]));
  return (last ? paths.at(-1) : paths[0]) ?? '$';
}

function noteList(
  plan: Plan,
  kind: ListedKind,
  note: (kind: string, id: string, path: readonly PropertyKey[]) => void,
): void {
  const list = LIST_OF_KIND[kind];
  plan[list].forEach((object, index) => {
    note(kind, object.id, [list, index]);
    if ('subnets' in object) object.subnets.forEach(({ id }, at) => note('subnet', id, [list, index, 'subnets', at]));
    if ('pools' in object) object.pools.forEach(({ id }, at) => note('nodePool', id, [list, index, 'pools', at]));
  });
}

/** One or two sentences for a person: what was found, what was expected, and where. The file's name is the caller's to add. */
export function describePlanFileError(error: PlanFileError): string {
  switch (error.kind) {
    case 'too-large':
      return `The file is too large: ${error.found}, ${error.expected} are read.`;
    case 'json':
      return `Not readable as JSON at line ${error.line}, column ${error.column} (${error.path}): found ${error.found}, expected ${error.expected}.`;
    case 'not-a-plan':
      return `Not a Netwright plan: ${error.path} is ${error.found}, expected ${error.expected}.`;
    case 'newer':
      return `Written in plan format ${error.found}, this program knows ${error.expected}.`;
    case 'unknown-key':
      return `Unknown key at ${error.path}: found ${error.found}, expected ${error.expected}.`;
    case 'schema':
      return `Wrong value at ${error.path}: found ${error.found}, expected ${error.expected}.`;
    case 'duplicate-id':
      return `An id is used twice at ${error.path}: found ${error.found}, expected ${error.expected}.`;
    case 'unresolved':
      return `Nothing has the id at ${error.path}: found ${error.found}, expected ${error.expected}.`;
  }
}
