import { expect, it } from 'vitest';
import { lacksVersion } from '../../../src/core/rules/support/versions.ts';
import { sketchPlan } from '../../../src/core/plan/index.ts';

it.each([
  ['1.28', 'kubernetes.dualStackCilium', true],
  ['1.28.15', 'kubernetes.dualStackCilium', true],
  ['v1.29.0', 'kubernetes.dualStackCilium', false],
  ['1.9', 'kubernetes.dualStackCilium', true],
  ['2.0', 'kubernetes.dualStackCilium', false],
  ['1.26.2', 'kubernetes.dualStackApiServerIntegration', true],
  ['1.26.3', 'kubernetes.dualStackApiServerIntegration', false],
  ['1.26.10', 'kubernetes.dualStackApiServerIntegration', false],
  ['1.26', 'kubernetes.dualStackApiServerIntegration', 'unknown'],
  ['1.27', 'kubernetes.dualStackApiServerIntegration', false],
  ['latest', 'kubernetes.dualStackCilium', 'unknown'],
  [undefined, 'kubernetes.dualStackCilium', 'unknown'],
] as const)('Kubernetes %s is older than %s asks for: %s', (version, gate, answer) => {
  const [cluster] = sketchPlan({
    clusters: { aks: version === undefined ? {} : { kubernetesVersion: version } },
  }).clusters;
  if (cluster === undefined) throw new Error('no cluster');
  expect(lacksVersion(cluster, gate)).toBe(answer);
});
