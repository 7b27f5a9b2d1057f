import type { ObjectRef, SchemaError } from '../plan/index.ts';

/** Why an edit cannot be carried out. The plan stays as it was. */
export type EditError =
  | { readonly kind: 'not-found'; readonly ref: ObjectRef }
  | { readonly kind: 'duplicate-id'; readonly id: string }
  /** A value the plan format does not allow; the path starts at the object. */
  | { readonly kind: 'invalid'; readonly ref: ObjectRef; readonly error: SchemaError }
  | { readonly kind: 'unresolved'; readonly ref: ObjectRef; readonly id: string; readonly expected: string }
  | { readonly kind: 'unreadable-range'; readonly text: string }
  | { readonly kind: 'not-a-prefix'; readonly network: string; readonly text: string }
  | { readonly kind: 'other-family'; readonly from: string; readonly to: string }
  /** No address space of that family to take a range from. */
  | { readonly kind: 'no-address-space'; readonly place: string; readonly family: 4 | 6 }
  /** `needed` is a prefix length such as "/24"; `largestFree` the largest free block, missing when nothing is free. */
  | { readonly kind: 'no-room'; readonly place: string; readonly needed: string; readonly largestFree?: string }
  | { readonly kind: 'self-peering'; readonly network: string }
  | { readonly kind: 'already-connected'; readonly a: string; readonly b: string }
  | { readonly kind: 'already-there'; readonly what: string; readonly place: string }
  | { readonly kind: 'no-gateway'; readonly network: string }
  | { readonly kind: 'no-node-subnet'; readonly cluster: string }
  | { readonly kind: 'nothing-to-paste-into'; readonly what: string };

/** One sentence for a person: what stood in the way, and what was looked for. */
export function describeEditError(error: EditError): string {
  switch (error.kind) {
    case 'not-found':
      return `The plan has no ${error.ref.kind} with the id ${error.ref.id}.`;
    case 'duplicate-id':
      return `The id ${error.id} is taken.`;
    case 'invalid':
      return `${error.error.path} cannot be ${error.error.found}: expected ${error.error.expected}.`;
    case 'unresolved':
      return `${error.id} is not ${error.expected}.`;
    case 'unreadable-range':
      return `${error.text === '' ? 'An empty text' : error.text} is not an address range such as 10.0.0.0/16.`;
    case 'not-a-prefix':
      return `${error.text} is not in the address space of ${error.network}.`;
    case 'other-family':
      return `${error.from} and ${error.to} are not of one IP version.`;
    case 'no-address-space':
      return `${error.place} has no readable IPv${error.family} address space.`;
    case 'no-room':
      return `${error.place} has no room for a ${error.needed}: ${
        error.largestFree === undefined ? 'nothing is free' : `the largest free block is ${error.largestFree}`
      }.`;
    case 'self-peering':
      return `${error.network} cannot be peered with itself.`;
    case 'already-connected':
      return `${error.a} and ${error.b} are connected already.`;
    case 'already-there':
      return `${error.place} has ${error.what} already.`;
    case 'no-gateway':
      return `${error.network} has no VPN or ExpressRoute gateway to connect a site to.`;
    case 'no-node-subnet':
      return `${error.cluster} has no node subnet in the plan, so there is no network to find room in.`;
    case 'nothing-to-paste-into':
      return `${error.what} can only be pasted into ${error.what.startsWith('A node pool') ? 'a cluster' : 'a virtual network'}: select one first.`;
  }
}
