import { expect, it } from 'vitest';
import { isOlderThan } from '../../../src/core/rules/support/kubernetes-version.ts';
import { sketchPlan } from '../../../src/core/plan/index.ts';

it.each([
  ['1.28', 'dualStackCilium', true],
  ['1.28.15', 'dualStackCilium', true],
  ['v1.29.0', 'dualStackCilium', false],
  ['1.9', 'dualStackCilium', true],
  ['2.0', 'dualStackCilium', false],
  ['1.26.2', 'dualStackApiServerIntegration', true],
  ['1.26.3', 'dualStackApiServerIntegration', false],
  ['1.26.10', 'dualStackApiServerIntegration', false],
  ['1.26', 'dualStackApiServerIntegration', 'unknown'],
  ['1.27', 'dualStackApiServerIntegration', false],
  ['latest', 'dualStackCilium', 'unknown'],
  [undefined, 'dualStackCilium', 'unknown'],
] as const)('Kubernetes %s is older than %s asks for: %s', (version, gate, answer) => {
  const [cluster] = sketchPlan({
    clusters: { aks: version === undefined ? {} : { kubernetesVersion: version } },
  }).clusters;
  if (cluster === undefined) throw new Error('no cluster');
  expect(isOlderThan(cluster, gate)).toBe(answer);
});
