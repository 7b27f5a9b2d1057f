import type { ClusterView, NetworkView } from '../../topology/types.ts';

/**
 * What `reads` of a rule names that judges a network for itself: all but what its neighbours decide. A new range of a hub makes new views of all its spokes,
 * and these rules need not be asked about any of them.
 */
export const NETWORK_ALONE = [
  'network',
  'space',
  'subnets',
  'gateways',
  'firewalls',
  'reservations',
  'clusters',
] as const;
export type NetworkAlone = Pick<NetworkView, (typeof NETWORK_ALONE)[number] | 'ref'>;

/** As `NETWORK_ALONE`, of a rule that judges a cluster without the network around it. */
export const CLUSTER_ALONE = ['cluster', 'pools', 'podSpace', 'serviceSpace', 'apiServerSubnet'] as const;
export type ClusterAlone = Pick<ClusterView, (typeof CLUSTER_ALONE)[number] | 'ref'>;
