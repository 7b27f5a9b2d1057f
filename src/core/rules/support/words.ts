import type { ObjectRef } from '../../plan/index.ts';
import { listNames } from './refusal.ts';

/** The names of objects as one phrase. */
export function namesOf(objects: readonly { readonly name: string }[]): string {
  return listNames(objects.map((object) => object.name));
}

/** The ranges of an object as written: "10.1.0.0/24, fd00::/64"; "(no range)" where there is none. */
export function prefixesOf(object: { readonly addressPrefixes: readonly string[] }): string {
  return object.addressPrefixes.length === 0 ? '(no range)' : object.addressPrefixes.join(', ');
}

/** References to objects of one kind. */
export function refsOf(kind: ObjectRef['kind'], objects: readonly { readonly id: string }[]): readonly ObjectRef[] {
  return objects.map(({ id }) => ({ kind, id }));
}
