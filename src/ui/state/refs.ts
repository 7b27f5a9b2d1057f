import type { ObjectRef } from '../../core/plan/index.ts';

/** One text for one object, for sets and maps. */
export function keyOf(ref: ObjectRef): string {
  return `${ref.kind}:${ref.id}`;
}

export function isSameRef(a: ObjectRef, b: ObjectRef): boolean {
  return a.kind === b.kind && a.id === b.id;
}
