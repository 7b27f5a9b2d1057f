import type { Plan } from './schema.ts';

/** Names the schema of plan files (`static/plan.schema.json`), written as `$schema` into every one. A name, no address: nothing is fetched. */
export const PLAN_SCHEMA_URI = 'urn:netwright:schema:plan:1';

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
