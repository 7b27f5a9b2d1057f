import type { Cluster, PlanSketch } from '../../plan/index.ts';
import type { Fix } from '../types.ts';

/** The names people choose outbound types by. */
export const OUTBOUND_WORDS: Readonly<Record<Cluster['outboundType'], string>> = {
  loadBalancer: 'a load balancer',
  managedNATGateway: 'a managed NAT gateway',
  managedNATGatewayV2: 'a managed NAT gateway V2',
  userAssignedNATGateway: 'a NAT gateway of your own',
  userDefinedRouting: 'user-defined routes',
  none: 'none',
  block: 'block',
};

/** Sets fields of a cluster. */
export function changeCluster(cluster: Cluster, title: string, values: Partial<Omit<Cluster, 'id'>>): Fix {
  return { title, commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values }] };
}

/** A cluster in a network AKS makes, of which nothing is known yet. */
export function inManagedNetwork(cluster: NonNullable<PlanSketch['clusters']>[string]): PlanSketch {
  return { clusters: { aks: cluster } };
}

/** Own addresses of the load balancer's way out, as far as they are known: AKS makes one when nothing is set. */
export function outboundAddresses({ loadBalancerProfile: profile, partial }: Cluster): number | undefined {
  if (profile?.usesOutboundPrefixes === true) {
    return profile.outboundIpsInPrefixes === undefined
      ? undefined
      : profile.outboundIpsInPrefixes + (profile.outboundIps ?? 0);
  }
  if (profile?.managedOutboundIps === undefined && profile?.outboundIps === undefined)
    return partial === true ? undefined : 1;
  return (profile.managedOutboundIps ?? 0) + (profile.outboundIps ?? 0);
}

export function isDualStack({ ipFamilies }: Cluster): boolean {
  return ipFamilies.includes('IPv6');
}
