import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';

export const dockerBridgeLegacy = defineRule({
  id: 'docker-bridge-legacy',
  title: 'Docker bridge range is set',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The field dates from nodes that ran Docker; containerd does not use it. AKS still refuses a value that overlaps subnets, pods or services (DockerBridgeInSubnetCidr, DockerBridgeInPodCidr, DockerBridgeInServiceCidr), so drop it.',
  sources: [{ key: 'DYN' }, { key: 'PS' }],
  examples: {
    failing: [{ title: '172.17.0.1/16', plan: sketchCluster({ dockerBridgeCidr: '172.17.0.1/16' }), targets: ['aks'] }],
    passing: [{ title: 'Not set', plan: sketchCluster() }],
  },
  check: ({ cluster }) =>
    cluster.dockerBridgeCidr === undefined
      ? []
      : [
          found({
            message: `${cluster.name} sets a Docker bridge range, ${cluster.dockerBridgeCidr}: a field of the Docker era; keep it clear of subnets, pods and services, or drop it.`,
            fixes: () => [
              {
                title: 'Clear it',
                commands: [
                  { type: 'update', kind: 'cluster', id: cluster.id, values: { dockerBridgeCidr: undefined } },
                ],
              },
            ],
          }),
        ],
});
