import type { OutboundType } from './outbound-types.ts';

interface OutboundChanges {
  readonly source: string;
  readonly date: string;
  /** Types a running cluster may change to, by the one it has. */
  readonly to: Readonly<Partial<Record<OutboundType, readonly OutboundType[]>>>;
}

const BYO_TYPES: readonly OutboundType[] = ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none'];

/** Changes in a network AKS manages (catalogue table 8.4; those of managedNATGatewayV2 from the release notes of 2026-05-29). */
export const OUTBOUND_CHANGES_MANAGED: OutboundChanges = {
  source: 'EGR',
  date: '2026-08-05',
  to: {
    loadBalancer: ['managedNATGateway', 'managedNATGatewayV2', 'none', 'block'],
    managedNATGateway: ['managedNATGatewayV2', 'none', 'block'],
    managedNATGatewayV2: ['none', 'block'],
    none: ['loadBalancer', 'managedNATGateway', 'managedNATGatewayV2', 'block'],
    block: ['loadBalancer', 'managedNATGateway', 'managedNATGatewayV2', 'none'],
  },
};

/** Changes in a network of one's own: these four into each other. */
export const OUTBOUND_CHANGES_OWN: OutboundChanges = {
  source: 'EGR',
  date: '2026-08-05',
  to: Object.fromEntries(BYO_TYPES.map((from) => [from, BYO_TYPES.filter((type) => type !== from)])),
};

/** The table does not list it, yet the same page describes the command (review A37). */
export const OUTBOUND_CHANGE_DISPUTED = { from: 'managedNATGateway', to: 'loadBalancer' } as const;

/** SNAT ports a load balancer gives each node when no number is set, up to so many nodes. @source LB, 2024-01-23 */
export const SNAT_STEPS = [
  { upTo: 50, ports: 1024 },
  { upTo: 100, ports: 512 },
  { upTo: 200, ports: 256 },
] as const;

/** Since then subnets of the networks AKS makes are private. @source RET, REL 2025-09-21 */
export const PRIVATE_SUBNETS_SINCE = { date: '2026-03-31', source: 'RET' } as const;
