import { networkId, place, type AzLink } from '../support/az.ts';

/** What the Azure CLI prints of one estate: three lists. */
export interface AzEstate {
  readonly vnets: readonly unknown[];
  readonly aks: readonly unknown[];
  readonly routeTables: readonly unknown[];
}

export const hub = place('1', 'rg-connectivity');
export const landingZone = place('2', 'rg-network');
export const workload = place('2', 'rg-aks');

export function toHub(prefixes: readonly string[], useRemoteGateways = true): AzLink {
  return { name: 'to-hub', remote: networkId(hub, 'vnet-hub'), remotePrefixes: prefixes, useRemoteGateways };
}

/** The two ranges of a cluster as its network profile prints them. */
export function ranges(pods: string, services: string): Record<string, unknown> {
  return {
    podCidr: pods,
    podCidrs: [pods],
    serviceCidr: services,
    serviceCidrs: [services],
    dnsServiceIp: services.replace(/0\/\d+$/, '10'),
  };
}
