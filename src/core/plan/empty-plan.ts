import type { Plan } from './schema.ts';

/** Where the schema of plan files is published; written as `$schema` into every plan file. */
export const PLAN_SCHEMA_URI = 'https://netwright.dev/schema/plan-1.json';

/** A plan with nothing in it. */
export function createEmptyPlan(name = 'Untitled plan'): Plan {
  return {
    $schema: PLAN_SCHEMA_URI,
    format: 'netwright-plan',
    formatVersion: 1,
    name,
    virtualNetworks: [],
    peerings: [],
    connectedGroups: [],
    sites: [],
    gateways: [],
    firewalls: [],
    routeTables: [],
    networkSecurityGroups: [],
    natGateways: [],
    applicationGateways: [],
    dnsResolverEndpoints: [],
    privateDnsZones: [],
    clusters: [],
    blocks: [],
    reservations: [],
    needs: [],
    suppressions: [],
    layout: { boxes: {}, notes: [] },
  };
}
