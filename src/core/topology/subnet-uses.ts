import type { Cluster } from '../plan/index.ts';
import { weakMemo } from './keep.ts';
import type { SubnetUse } from './types.ts';

interface PlacedUse {
  readonly subnetId: string;
  readonly use: SubnetUse;
}

/** Every use a cluster makes of subnets, by reference: pools, API server, virtual nodes, Application Gateway for Containers, services. */
export const listClusterUses: (cluster: Cluster) => readonly PlacedUse[] = weakMemo((cluster) => {
  const uses: PlacedUse[] = [];
  const add = (subnetId: string | undefined, use: SubnetUse): void => {
    if (subnetId !== undefined) uses.push({ subnetId, use });
  };
  for (const pool of cluster.pools) {
    add(pool.nodeSubnetId, { cluster, pool, as: 'nodes' });
    for (const id of pool.podSubnetIds ?? []) add(id, { cluster, pool, as: 'pods' });
  }
  add(cluster.apiServerSubnetId, { cluster, as: 'apiServer' });
  add(cluster.addOns?.virtualNodes?.subnetId, { cluster, as: 'virtualNodes' });
  for (const id of cluster.addOns?.applicationGatewayForContainers?.subnetIds ?? []) add(id, { cluster, as: 'agc' });
  for (const service of cluster.loadBalancerServices ?? []) {
    add(service.internal ? service.subnetId : undefined, { cluster, as: 'loadBalancer' });
    add(service.privateLink?.natSubnetId, { cluster, as: 'privateLink' });
  }
  return uses;
});
