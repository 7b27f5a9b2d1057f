import type { ObjectRef } from '../../plan/index.ts';

/** "a", "a and b", "a, b and c", "a, b and 4 more". Empty list: "". */
export function listWords(words: readonly string[]): string {
  if (words.length > 3) return `${words.slice(0, 2).join(', ')} and ${words.length - 2} more`;
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The names of objects as one phrase. */
export function namesOf(objects: readonly { readonly name: string }[]): string {
  return listWords(objects.map((object) => object.name));
}

/** The ranges of an object as written: "10.1.0.0/24, fd00::/64"; "(no range)" where there is none. */
export function prefixesOf(object: { readonly addressPrefixes: readonly string[] }): string {
  return object.addressPrefixes.length === 0 ? '(no range)' : object.addressPrefixes.join(', ');
}

/** References to objects of one kind. */
export function refsOf(kind: ObjectRef['kind'], objects: readonly { readonly id: string }[]): readonly ObjectRef[] {
  return objects.map(({ id }) => ({ kind, id }));
}
