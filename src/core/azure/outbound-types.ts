import type { SupportCell } from './cni-features.ts';

/** How a cluster reaches the internet. */
export const OUTBOUND_TYPES = [
  'loadBalancer',
  'managedNATGateway',
  'managedNATGatewayV2',
  'userAssignedNATGateway',
  'userDefinedRouting',
  'none',
  'block',
] as const;
export type OutboundType = (typeof OUTBOUND_TYPES)[number];

/** What may bear on the outbound type: whose network it is, dual-stack, and whether the cluster is network-isolated. */
export type OutboundSituation = 'managedNetwork' | 'ownNetwork' | 'dualStack' | 'notIsolated';

const EGR = { source: 'EGR', date: '2026-08-05' } as const;
const NAT = { source: 'NAT', date: '2026-07-07' } as const;
const OVH = { source: 'OVH', date: '2026-07-31' } as const;
const DUAL = { source: 'DUAL', date: '2023-12-07' } as const;
const ISO = { source: 'ISO', date: '2026' } as const;
const ok: SupportCell = { value: 'ok', ...EGR };
const isolatedOnly: SupportCell = { value: 'refused', note: 'for network-isolated clusters only', ...ISO };

export interface OutboundRow {
  readonly cells: Readonly<Record<OutboundSituation, SupportCell>>;
  /** What it needs besides; undefined = nothing. */
  readonly needs?: string;
  /** Windows pools may switch off the node's own translation. */
  readonly windowsOutboundNatOff: boolean;
}

/** Outbound type x situation: catalogue 9.3, with the review's E3 (none and block with dual-stack: no source). */
export const OUTBOUND_TABLE: Readonly<Record<OutboundType, OutboundRow>> = {
  loadBalancer: {
    cells: { managedNetwork: ok, ownNetwork: ok, dualStack: ok, notIsolated: ok },
    needs: 'a Standard load balancer',
    windowsOutboundNatOff: false,
  },
  managedNATGateway: {
    cells: {
      managedNetwork: ok,
      ownNetwork: { value: 'refused', note: 'only in a network made by AKS', ...NAT },
      dualStack: { value: 'refused', note: 'IPv4 only', ...OVH },
      notIsolated: ok,
    },
    windowsOutboundNatOff: true,
  },
  managedNATGatewayV2: {
    cells: {
      managedNetwork: { value: 'warn', note: 'preview', ...EGR },
      ownNetwork: { value: 'refused', note: 'only in a network made by AKS', ...EGR },
      dualStack: ok,
      notIsolated: ok,
    },
    needs: 'a region with StandardV2',
    windowsOutboundNatOff: true,
  },
  userAssignedNATGateway: {
    cells: {
      managedNetwork: { value: 'refused', note: 'needs a network of your own', ...EGR },
      ownNetwork: ok,
      dualStack: { value: 'warn', note: 'StandardV2 only', ...OVH },
      notIsolated: ok,
    },
    needs: 'a NAT gateway on node and pod subnets',
    windowsOutboundNatOff: true,
  },
  userDefinedRouting: {
    cells: {
      managedNetwork: { value: 'refused', note: 'needs a network of your own', ...EGR },
      ownNetwork: ok,
      dualStack: { value: 'ok', note: '::/0 where IPv6 is to leave', ...DUAL },
      notIsolated: ok,
    },
    needs: 'a default route to an appliance or gateway',
    windowsOutboundNatOff: true,
  },
  none: {
    cells: { managedNetwork: ok, ownNetwork: ok, dualStack: { value: 'unknown', ...ISO }, notIsolated: isolatedOnly },
    needs: 'private access to the API server',
    windowsOutboundNatOff: false,
  },
  block: {
    cells: {
      managedNetwork: { value: 'warn', note: 'preview', ...EGR },
      ownNetwork: { value: 'refused', note: 'only in a network made by AKS', ...EGR },
      dualStack: { value: 'unknown', ...ISO },
      notIsolated: isolatedOnly,
    },
    needs: 'private access to the API server',
    windowsOutboundNatOff: false,
  },
};
