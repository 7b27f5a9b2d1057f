import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { ClusterSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import { isOlderThan } from '../support/versions.ts';
import type { Rule } from '../types.ts';
import { engineOf, movesToCilium, onLiveClusters } from '../support/live-clusters.ts';

const live = (fields: ClusterSketch = {}) => sketchCluster({ origin: 'existing', ...fields });
const cilium = (fields: ClusterSketch = {}) => live({ dataPlane: 'cilium', networkPolicy: 'cilium', ...fields });

const changeCiliumWindows = defineRule({
  id: 'change-cilium-windows',
  title: 'Windows pools in the way of the move to Cilium',
  severity: 'E1',
  scope: 'plan',
  why: 'The Cilium data plane runs on Linux nodes only. A cluster with Windows pools cannot move to it.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Two Windows pools, one of them to go',
        before: live({
          pools: { system: {}, win: { mode: 'User', os: 'Windows' }, gone: { mode: 'User', os: 'Windows' } },
        }),
        plan: cilium({ pools: { system: {}, win: { mode: 'User', os: 'Windows' } } }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'The Windows pool goes',
        before: live({ pools: { system: {}, win: { mode: 'User', os: 'Windows' } } }),
        plan: cilium(),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const windows = movesToCilium(change) ? change.next.pools.filter(({ os }) => os === 'Windows') : [];
      if (windows.length === 0) return [];
      return [
        found({
          target: change.view.ref,
          related: windows.map(({ id }) => ({ kind: 'nodePool', id })),
          message: `${change.old.name} cannot move to the Cilium data plane while it has Windows ${windows.length === 1 ? 'pool' : 'pools'} ${listNames(windows.map(({ name }) => name))}: Cilium runs on Linux nodes only.`,
          fixes: () => [
            {
              title: 'Stay on the Azure data plane',
              commands: [
                {
                  type: 'update',
                  kind: 'cluster',
                  id: change.old.id,
                  values: { dataPlane: change.old.dataPlane, networkPolicy: change.old.networkPolicy },
                },
              ],
            },
          ],
        }),
      ];
    }),
});

const changeCiliumNap = defineRule({
  id: 'change-cilium-nap',
  title: 'Node auto-provisioning in the way of the move to Cilium',
  severity: 'E1',
  scope: 'plan',
  why: 'The data plane cannot change while node auto-provisioning is on: switch it off, update the cluster, and switch it on again.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'On before and after',
        before: live({ nodeAutoProvisioning: true }),
        plan: cilium({ nodeAutoProvisioning: true }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Switched off',
        before: live({ nodeAutoProvisioning: true }),
        plan: cilium({ nodeAutoProvisioning: false }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const { old, next, view } = change;
      if (!movesToCilium(change) || old.nodeAutoProvisioning !== true || next.nodeAutoProvisioning !== true) return [];
      return [
        found({
          target: view.ref,
          message: `${old.name} cannot move to the Cilium data plane while node auto-provisioning is on: switch it off, update, switch it on again.`,
          fixes: () => [
            {
              title: 'Switch node auto-provisioning off for the move',
              commands: [{ type: 'update', kind: 'cluster', id: old.id, values: { nodeAutoProvisioning: false } }],
            },
          ],
        }),
      ];
    }),
});

const changeCiliumEngine = defineRule({
  id: 'change-cilium-engine',
  title: 'Cilium replaces the network policy engine',
  severity: 'I',
  scope: 'plan',
  why: 'With the move to the Cilium data plane Cilium takes the place of Azure NPM or Calico. Network policies are enforced everywhere only after all nodes are reimaged.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [{ title: 'From Calico', before: live({ networkPolicy: 'calico' }), plan: cilium(), targets: ['aks'] }],
    passing: [{ title: 'No engine before', before: live(), plan: cilium() }],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const engine = engineOf(change.old);
      if (!movesToCilium(change) || engine === undefined) return [];
      return [
        found({
          target: change.view.ref,
          message: `Cilium replaces ${engine} of ${change.old.name}: network policies are enforced everywhere only after all nodes are reimaged.`,
        }),
      ];
    }),
});

const changePolicyK8s = defineRule({
  id: 'change-policy-k8s',
  title: 'Kubernetes too old to change the network policy engine',
  severity: 'E1',
  scope: 'plan',
  why: 'Azure NPM or Calico can be installed on and uninstalled from a running cluster from Kubernetes 1.30 on.',
  sources: [{ key: 'REL', section: '2026-05-29' }],
  examples: {
    failing: [
      {
        title: 'Calico onto 1.29.2',
        before: live({ kubernetesVersion: '1.29.2' }),
        plan: live({ kubernetesVersion: '1.29.2', networkPolicy: 'calico' }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Calico onto 1.30.0',
        before: live({ kubernetesVersion: '1.30.0' }),
        plan: live({ kubernetesVersion: '1.30.0', networkPolicy: 'calico' }),
      },
      {
        title: 'Cilium replaces Calico on 1.29.2',
        before: live({ kubernetesVersion: '1.29.2', networkPolicy: 'calico' }),
        plan: cilium({ kubernetesVersion: '1.29.2' }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const { old, next, view } = change;
      const { version } = MINIMUM_VERSIONS['kubernetes.changePolicyEngine'];
      const [was, is] = [engineOf(old), engineOf(next)];
      if (was === is || movesToCilium(change) || isOlderThan(next.kubernetesVersion, version) !== true) return [];
      const what = is === undefined ? `${was} cannot be uninstalled from` : `${is} cannot be installed on`;
      return [
        found({
          target: view.ref,
          message: `${what} ${old.name}: it runs Kubernetes ${next.kubernetesVersion}, and the change needs ${version} or later.`,
          fixes: () => [
            {
              title: was === undefined ? 'Back to no network policy engine' : `Back to ${was}`,
              commands: [{ type: 'update', kind: 'cluster', id: old.id, values: { networkPolicy: old.networkPolicy } }],
            },
          ],
        }),
      ];
    }),
});

/** What stands in the way of a running cluster's move to the Cilium data plane, and of another network policy engine. */
export const toCiliumRules: readonly Rule[] = [
  changeCiliumWindows,
  changeCiliumNap,
  changeCiliumEngine,
  changePolicyK8s,
];
