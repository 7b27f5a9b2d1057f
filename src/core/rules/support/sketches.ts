import type { ClusterSketch, PlanSketch } from '../../plan/index.ts';

/** The plan most examples of cluster rules start from: one network 10.1.0.0/16 with a /22 for nodes, and a cluster `aks` with the given fields. */
export function sketchCluster(cluster: ClusterSketch = {}, subnets: Readonly<Record<string, string>> = {}): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22', ...subnets } } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', ...cluster } },
  };
}
