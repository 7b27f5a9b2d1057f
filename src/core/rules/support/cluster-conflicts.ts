import type { Cluster } from '../../plan/index.ts';
import { isExisting, setCluster } from './cluster-rule.ts';
import type { Fix } from '../types.ts';
import type { ClusterAlone } from './alone.ts';

export function isDualStack({ ipFamilies }: Cluster): boolean {
  return ipFamilies.includes('IPv4') && ipFamilies.includes('IPv6');
}

export function hasWindows({ pools }: Cluster): boolean {
  return pools.some((pool) => pool.os === 'Windows');
}

export function isPodSubnet({ ipam }: Cluster): boolean {
  return ipam === 'podsubnet-dynamic' || ipam === 'podsubnet-static';
}

/** IPAM, data plane, policy engine, operating systems and IP families that do not go together: true where they clash (catalogue 9.1). */
const CONFLICTS = {
  'combo-policy-cilium-needs-dataplane': ({ networkPolicy, dataPlane }: Cluster) =>
    networkPolicy === 'cilium' && dataPlane !== 'cilium',
  'combo-dataplane-cilium-policy': ({ networkPolicy, dataPlane }: Cluster) =>
    dataPlane === 'cilium' && (networkPolicy === 'azure' || networkPolicy === 'calico'),
  'combo-kubenet-npm': ({ ipam, networkPolicy }: Cluster) => ipam === 'kubenet' && networkPolicy === 'azure',
  'combo-kubenet-cilium': ({ ipam, dataPlane }: Cluster) => ipam === 'kubenet' && dataPlane === 'cilium',
  'combo-byo-policy': ({ ipam, networkPolicy }: Cluster) => ipam === 'byo' && networkPolicy !== 'none',
  'combo-npm-dual-stack': (cluster: Cluster) =>
    isDualStack(cluster) && (cluster.networkPolicy === 'azure' || cluster.networkPolicy === 'calico'),
  'combo-windows-cilium': (cluster: Cluster) => cluster.dataPlane === 'cilium' && hasWindows(cluster),
  'combo-windows-kubenet': (cluster: Cluster) => cluster.ipam === 'kubenet' && hasWindows(cluster),
  'combo-dual-ipam': (cluster: Cluster) =>
    isDualStack(cluster) && (cluster.ipam === 'nodesubnet' || cluster.ipam === 'podsubnet-dynamic'),
  'combo-dual-static': (cluster: Cluster) => isDualStack(cluster) && cluster.ipam === 'podsubnet-static',
  'combo-overlay-virtual-nodes': ({ ipam, addOns }: Cluster) =>
    addOns?.virtualNodes !== undefined && (ipam === 'overlay' || ipam === 'kubenet'),
  'combo-nap-ipam': ({ nodeAutoProvisioning, ipam, networkPolicy }: Cluster) =>
    nodeAutoProvisioning === true && (ipam === 'kubenet' || ipam === 'podsubnet-dynamic' || networkPolicy === 'calico'),
  'combo-fleet-network': ({ crossClusterNetworking, ipam }: Cluster) =>
    crossClusterNetworking === true && ipam === 'overlay',
  'combo-seg': (cluster: Cluster) =>
    hasEgressGateway(cluster) && (isPodSubnet(cluster) || isDualStack(cluster) || windowsGateways(cluster).length > 0),
  'combo-acns-security': ({ acns, dataPlane }: Cluster) => dataPlane !== 'cilium' && needsCilium(acns),
  // The data plane is Linux's, and a cluster of no managed plug-in brings its own.
  'byo-cilium': ({ ipam, dataPlane }: Cluster) => ipam === 'byo' && dataPlane === 'cilium',
} as const satisfies Readonly<Record<string, (cluster: Cluster) => boolean>>;

type ConflictId = keyof typeof CONFLICTS;

export function hasEgressGateway({ staticEgressGateway, pools }: Cluster): boolean {
  return staticEgressGateway === true || pools.some((pool) => pool.mode === 'Gateway');
}

export function windowsGateways({ pools }: Cluster): Cluster['pools'] {
  return pools.filter((pool) => pool.mode === 'Gateway' && pool.os === 'Windows');
}

/** A feature of Advanced Container Networking Services is on that only the Cilium data plane carries. */
function needsCilium(acns: Cluster['acns']): boolean {
  return (
    acns?.fqdnPolicies === true ||
    acns?.l7Policies === true ||
    acns?.ebpfHostRouting === true ||
    acns?.encryption === 'wireGuard' ||
    acns?.encryption === 'mutualTls'
  );
}

/** Whether the cluster has this clash. */
export function clashes(id: ConflictId, cluster: Cluster): boolean {
  return CONFLICTS[id](cluster);
}

/** Another setting of a cluster that may be offered. */
export interface Choice {
  readonly title: string;
  readonly values: Partial<Omit<Cluster, 'id'>>;
}

/** The choices that end the clash and make no other, as fixes (review 1.5, D1, D2, D13). */
export function fixClash(id: ConflictId, { cluster }: ClusterAlone, choices: readonly Choice[]): readonly Fix[] {
  return choices
    .filter(({ values }) => {
      const changed = { ...cluster, ...values };
      return !clashes(id, changed) && !makesClash(cluster, changed);
    })
    .map(({ title, values }) => setCluster(cluster, title, values));
}

/** `after` has a clash that `before` has not. */
export function makesClash(before: Cluster, after: Cluster): boolean {
  return Object.values(CONFLICTS).some((isClash) => isClash(after) && !isClash(before));
}

export const CILIUM: Choice = {
  title: 'Use the Cilium data plane and its policies',
  values: { dataPlane: 'cilium', networkPolicy: 'cilium' },
};
export const CALICO: Choice = { title: 'Use Calico policies', values: { networkPolicy: 'calico' } };
export const NO_POLICY: Choice = { title: 'Use no policy engine', values: { networkPolicy: 'none' } };
export const AZURE_DATA_PLANE: readonly Choice[] = [
  { title: 'Use the Azure data plane', values: { dataPlane: 'azure' } },
  { title: 'Use the Azure data plane with Calico', values: { dataPlane: 'azure', networkPolicy: 'calico' } },
  { title: 'Use the Azure data plane and no policy engine', values: { dataPlane: 'azure', networkPolicy: 'none' } },
];

/** The first that is left: the others only say less. */
export function firstOf(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.slice(0, 1);
}

/** Choices for clusters that are not made yet; the plug-in of an existing one is changed in other ways (review D13). */
export function whilePlanned(view: ClusterAlone, choices: () => readonly Choice[]): readonly Choice[] {
  return isExisting(view) ? [] : choices();
}
