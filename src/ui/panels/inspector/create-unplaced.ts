import { nextId, type AddCommand, type ObjectRef, type Plan } from '../../../core/plan/index.ts';

/** What is not on the drawing and therefore not in the palette. */
export const unplacedKinds = {
  routeTable: 'Route table',
  networkSecurityGroup: 'Network security group',
  natGateway: 'NAT gateway',
  privateDnsZone: 'Private DNS zone',
  connectedGroup: 'Connected group',
  need: 'Need: what must work',
} as const;
export type UnplacedKind = keyof typeof unplacedKinds;

/** A new one with a free id and name, and the edit that adds it. Lists of a planned object are known to be empty. */
export function createUnplaced(
  plan: Plan,
  kind: UnplacedKind,
): { readonly command: AddCommand; readonly ref: ObjectRef } {
  const id = nextId(plan, kind);
  return { command: createCommand(kind, id), ref: { kind, id } };
}

function createCommand(kind: UnplacedKind, id: string): AddCommand {
  // Short names as Azure's naming guide has them, with the id's number.
  const nameOf = (prefix: string): string => `${prefix}-${/\d+$/.exec(id)?.[0] ?? id}`;
  switch (kind) {
    case 'routeTable':
      return { type: 'add', kind, object: { id, name: nameOf('rt'), routes: [] } };
    case 'networkSecurityGroup':
      return { type: 'add', kind, object: { id, name: nameOf('nsg'), rules: [] } };
    case 'natGateway':
      return { type: 'add', kind, object: { id, name: nameOf('ng'), sku: 'Standard' } };
    case 'privateDnsZone':
      return { type: 'add', kind, object: { id, name: 'privatelink.example.com', virtualNetworkIds: [] } };
    case 'connectedGroup':
      return { type: 'add', kind, object: { id, name: id, virtualNetworkIds: [] } };
    case 'need':
      return { type: 'add', kind, object: { id, kind: 'talk' } };
  }
}
