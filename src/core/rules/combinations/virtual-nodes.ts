import { AKS_DELEGATION, CONTAINER_INSTANCES_DELEGATION } from '../../azure/index.ts';
import type { Cluster, ClusterSketch, PlanSketch } from '../../plan/index.ts';
import { toPodSubnet } from '../support/change-ipam.ts';
import { clashes, isDualStack } from '../support/cluster-conflicts.ts';
import { clusterRule, isExisting, setCluster } from '../support/cluster-rule.ts';
import { DUAL } from '../support/sketches.ts';
import type { Rule } from '../types.ts';

/** A cluster with virtual nodes in a subnet of their own. */
function virtualNodes({ ipam = 'overlay', ...cluster }: ClusterSketch = {}): PlanSketch {
  const isFlat = ipam === 'podsubnet-dynamic';
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/22', 'fd00:1::/64'] },
          'snet-aci': { prefixes: ['10.1.8.0/24'], delegations: [CONTAINER_INSTANCES_DELEGATION] },
          ...(isFlat ? { 'snet-pods': { prefixes: ['10.1.16.0/20'], delegations: [AKS_DELEGATION] } } : {}),
        },
      },
    },
    clusters: {
      aks: {
        ipam,
        subnet: 'spoke/snet-nodes',
        ...(isFlat ? { podSubnet: 'spoke/snet-pods' } : {}),
        addOns: { virtualNodes: { subnetId: 'spoke.snet-aci' } },
        ...cluster,
      },
    },
  };
}

function withoutVirtualNodes({ addOns = {} }: Cluster): Pick<Cluster, 'addOns'> {
  const { virtualNodes: _gone, ...rest } = addOns;
  return { addOns: rest };
}

const overlayVirtualNodes = clusterRule({
  id: 'combo-overlay-virtual-nodes',
  title: 'Virtual nodes on Overlay or kubenet',
  severity: 'E2',
  why: 'Pods on virtual nodes take addresses of the network, so the cluster needs a flat Azure CNI: Pod Subnet or Node Subnet.',
  sources: [{ key: 'OV' }, { key: 'S1' }, { key: 'KUB' }, { key: 'VN' }],
  failing: [
    { title: 'Overlay and virtual nodes', plan: virtualNodes(), targets: ['aks'] },
    {
      title: 'kubenet and virtual nodes',
      plan: virtualNodes({ ipam: 'kubenet' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Pod Subnet, dynamic', plan: virtualNodes({ ipam: 'podsubnet-dynamic' }) }],
  says: ({ cluster }) =>
    clashes('combo-overlay-virtual-nodes', cluster)
      ? {
          message: `${cluster.name} uses ${cluster.ipam === 'overlay' ? 'Azure CNI Overlay' : 'kubenet'} and virtual nodes; they need Pod Subnet or Node Subnet.`,
          ...(cluster.ipam === 'kubenet' ? { azureCode: 'ACIConnectorRequiresAzureNetworking' } : {}),
        }
      : undefined,
  fixes: (view, context) => [
    ...toPodSubnet(view, context),
    setCluster(view.cluster, 'Remove virtual nodes', withoutVirtualNodes(view.cluster)),
  ],
});

const dualVirtualNodes = clusterRule({
  id: 'combo-dual-virtual-nodes',
  title: 'Virtual nodes on a dual-stack cluster',
  severity: 'E2',
  why: 'Virtual nodes run pods as container instances, which have IPv4 addresses only.',
  sources: [{ key: 'OVH' }, { key: 'VN' }],
  failing: [
    {
      title: 'Dual-stack and virtual nodes',
      plan: virtualNodes(DUAL),
      targets: ['aks'],
      alsoFires: ['combo-overlay-virtual-nodes'],
    },
  ],
  passing: [{ title: 'IPv4', plan: virtualNodes({ ipam: 'podsubnet-dynamic' }) }],
  says: ({ cluster }) =>
    isDualStack(cluster) && cluster.addOns?.virtualNodes !== undefined
      ? `${cluster.name} is dual-stack and has virtual nodes, which know no IPv6.`
      : undefined,
  fixes: ({ cluster }) => [setCluster(cluster, 'Remove virtual nodes', withoutVirtualNodes(cluster))],
});

const virtualNodesAuthorized = clusterRule({
  id: 'combo-virtual-nodes-authip',
  title: 'Virtual nodes and authorized API server ranges',
  severity: 'E2',
  why: 'Virtual nodes do not work with authorized ranges of the API server; a private cluster keeps others out as well.',
  sources: [{ key: 'VN' }],
  failing: [
    {
      title: 'Virtual nodes and 203.0.113.0/24',
      plan: virtualNodes({ ipam: 'podsubnet-dynamic', authorizedIpRanges: ['203.0.113.0/24'] }),
      targets: ['aks'],
    },
  ],
  passing: [
    { title: 'Private cluster', plan: virtualNodes({ ipam: 'podsubnet-dynamic', privateCluster: true }) },
    { title: 'No ranges', plan: virtualNodes({ ipam: 'podsubnet-dynamic', authorizedIpRanges: [] }) },
  ],
  says: ({ cluster }) =>
    cluster.addOns?.virtualNodes !== undefined && (cluster.authorizedIpRanges ?? []).length > 0
      ? `${cluster.name} has virtual nodes and the authorized ranges ${(cluster.authorizedIpRanges ?? []).join(', ')}; the two do not work together.`
      : undefined,
  fixes: (view) =>
    isExisting(view)
      ? []
      : [setCluster(view.cluster, 'Make the cluster private', { privateCluster: true, authorizedIpRanges: [] })],
});

export const virtualNodesRules: readonly Rule[] = [overlayVirtualNodes, dualVirtualNodes, virtualNodesAuthorized];
