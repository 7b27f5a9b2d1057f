import { defineRule, found } from '../define-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import { CLUSTER_NAME, proposeName } from './name-shape.ts';

const MAX_LENGTH = 80;

/** Existing clusters have their node resource group. Parts that are not given count as empty: the name can only grow. */
export const nodeRgNameLength = defineRule({
  id: 'node-rg-name-length',
  title: 'Node resource group name too long',
  severity: 'W',
  scope: 'cluster',
  why: 'AKS puts the machines of a cluster into a resource group called MC_{resource group}_{cluster}_{region}. The name may hold 80 characters; when it would be longer, creation fails unless another node resource group is named.',
  sources: [{ key: 'NAME' }, { key: 'TS' }],
  examples: {
    failing: [
      {
        title: 'Resource group of 50 and cluster of 30 characters in westeurope: 95',
        plan: sketchCluster({ name: 'c'.repeat(30), resourceGroup: 'r'.repeat(50), region: 'westeurope' }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'rg-aks, prod, westeurope: 25',
        plan: sketchCluster({ name: 'prod', resourceGroup: 'rg-aks', region: 'westeurope' }),
      },
      {
        title: 'Node resource group named',
        plan: sketchCluster({
          name: 'c'.repeat(30),
          resourceGroup: 'r'.repeat(50),
          region: 'westeurope',
          nodeResourceGroup: 'rg-nodes',
        }),
      },
    ],
  },
  check: ({ cluster, network, ref }) => {
    if (cluster.nodeResourceGroup !== undefined || cluster.origin === 'existing') return [];
    const name = `MC_${cluster.resourceGroup ?? ''}_${cluster.name}_${cluster.region ?? network?.network.region ?? ''}`;
    if (name.length <= MAX_LENGTH) return [];
    return [
      found({
        message: `The node resource group of ${cluster.name} would be called "${name}", ${name.length} characters of ${MAX_LENGTH}: shorten a name or set the node resource group.`,
        fixes: () => {
          const nodeResourceGroup = proposeName(
            `rg-${cluster.name}-nodes`,
            { ...CLUSTER_NAME, maxLength: MAX_LENGTH },
            new Set(),
          );
          return [
            {
              title: `Use the node resource group ${nodeResourceGroup}`,
              commands: [{ type: 'update', kind: 'cluster', id: ref.id, values: { nodeResourceGroup } }],
            },
          ];
        },
      }),
    ];
  },
});
