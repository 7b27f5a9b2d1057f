import { describe, expect, it } from 'vitest';
import { planSchema } from '../../../src/core/plan/index.ts';
import { fieldGroups } from '../../../src/ui/panels/inspector/field-groups.ts';
import { clusterMoreFields } from '../../../src/ui/panels/inspector/fields/cluster-fields.ts';
import type { Field } from '../../../src/ui/panels/inspector/field.ts';
import type { ObjectKind } from '../../../src/core/plan/index.ts';

/** What the inspector shows without a field: the id never, the name in its head, insides as objects of their own; a note's place is where it stands. */
const elsewhere = new Set(['id', 'name', 'subnets', 'pools', 'x', 'y']);

const lists = planSchema.shape;
const kinds: readonly (readonly [ObjectKind, { readonly shape: object }])[] = [
  ['virtualNetwork', lists.virtualNetworks.element],
  ['subnet', lists.virtualNetworks.element.shape.subnets.element],
  ['site', lists.sites.element],
  ['gateway', lists.gateways.element],
  ['firewall', lists.firewalls.element],
  ['routeTable', lists.routeTables.element],
  ['networkSecurityGroup', lists.networkSecurityGroups.element],
  ['natGateway', lists.natGateways.element],
  ['applicationGateway', lists.applicationGateways.element],
  ['dnsResolverEndpoint', lists.dnsResolverEndpoints.element],
  ['privateDnsZone', lists.privateDnsZones.element],
  ['connectedGroup', lists.connectedGroups.element],
  ['cluster', lists.clusters.element],
  ['nodePool', lists.clusters.element.shape.pools.element],
  ['block', lists.blocks.element],
  ['reservation', lists.reservations.element],
  ['note', lists.layout.shape.notes.element],
  ['need', lists.needs.element],
  ['suppression', lists.suppressions.element],
];

const fieldsOf = (kind: ObjectKind): readonly Field[] =>
  [...(fieldGroups[kind] ?? []), ...(kind === 'cluster' ? clusterMoreFields : [])].flatMap(({ fields }) => fields);

describe('the inspector', () => {
  it.each(kinds)('shows every field a %s has in the plan file, and no other', (kind, schema) => {
    const inPlan = Object.keys(schema.shape).filter((key) => !elsewhere.has(key));
    expect(
      fieldsOf(kind)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(inPlan.sort());
  });
});
