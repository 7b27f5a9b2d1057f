import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { ClusterSketch, PlanSketch, PoolSketch } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { refusal } from '../support/refusal.ts';
import { sketchHubCluster } from '../support/sketches.ts';
import { lacksVersion } from '../support/versions.ts';
import type { Rule } from '../types.ts';
import { inManagedNetwork } from './outbound.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';

const windows = (cluster: ClusterSketch): PlanSketch =>
  inManagedNetwork({
    windowsProfile: true,
    ...cluster,
    pools: {
      system: {},
      win: { mode: 'User', os: 'Windows', osSku: 'Windows2025', outboundNat: false },
    },
  });

const winOutboundnat = defineRule({
  id: 'win-outboundnat',
  title: 'Windows pool without outbound NAT where it cannot be off',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Windows nodes may leave the translation of pod addresses to a NAT gateway or firewall. That needs Kubernetes 1.26 and any outbound type but the load balancer.',
  sources: [{ key: 'NAT' }],
  examples: {
    failing: [
      {
        title: 'loadBalancer, outbound NAT off',
        plan: windows({ outboundType: 'loadBalancer', kubernetesVersion: '1.33' }),
        targets: ['aks/win'],
        severity: 'error',
      },
      {
        title: 'Kubernetes 1.25',
        plan: windows({ outboundType: 'managedNATGateway', kubernetesVersion: '1.25' }),
        targets: ['aks/win'],
      },
    ],
    passing: [
      {
        title: 'managedNATGateway, 1.26',
        plan: windows({ outboundType: 'managedNATGateway', kubernetesVersion: '1.26' }),
      },
    ],
  },
  check: ({ cluster, pools, ref }) => {
    const isOld = lacksVersion(cluster, 'kubernetes.windowsOutboundNat') === true;
    if (cluster.outboundType !== 'loadBalancer' && !isOld) return NONE;
    return pools
      .filter(({ pool }) => pool.os === 'Windows' && pool.outboundNat === false)
      .map((view) =>
        found({
          target: view.ref,
          related: [ref],
          ...refusal(
            (view.pool.origin ?? cluster.origin) === 'existing',
            `Windows pool ${view.pool.name} of ${cluster.name} has outbound NAT switched off, which ${isOld ? `needs Kubernetes ${MINIMUM_VERSIONS['kubernetes.windowsOutboundNat'].version}, and the cluster runs ${cluster.kubernetesVersion}` : 'is not possible with outbound type loadBalancer'}.`,
          ),
          fixes: () => [
            {
              title: 'Switch it on',
              commands: [{ type: 'update', kind: 'nodePool', id: view.pool.id, values: { outboundNat: true } }],
            },
          ],
        }),
      );
  },
});

const publicIps = (pool: PoolSketch, cluster: ClusterSketch = {}): PlanSketch =>
  sketchHubCluster({ ...cluster, pools: { system: pool } }, { '0.0.0.0/0': '10.0.1.4' });

const poolPublicIpUdr = defineRule({
  id: 'pool-public-ip-udr',
  title: 'Node public addresses open a way out of their own',
  severity: 'E1',
  azureCode: 'UDRWithNodePublicIPNotAllowed',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A node with a public address goes out by it, past the firewall or the isolation. AKS refuses the two together with userDefinedRouting.',
  sources: [{ key: 'ISO' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'Public addresses and userDefinedRouting',
        plan: publicIps({ nodePublicIp: true }),
        targets: ['aks/system'],
        severity: 'error',
      },
      {
        title: 'Public addresses and none',
        plan: inManagedNetwork({
          outboundType: 'none',
          networkIsolated: true,
          privateCluster: true,
          pools: { system: { nodePublicIp: true } },
        }),
        targets: ['aks/system'],
        severity: 'warning',
      },
    ],
    passing: [{ title: 'Off', plan: publicIps({ nodePublicIp: false }) }],
  },
  check: ({ cluster, pools, ref }) => {
    const isRouted = cluster.outboundType === 'userDefinedRouting';
    if (!isRouted && cluster.outboundType !== 'none') return NONE;
    return pools
      .filter(({ pool }) => pool.nodePublicIp === true)
      .map((view) => {
        const fault = `Nodes of pool ${view.pool.name} of ${cluster.name} have public addresses, a way out of their own beside outbound type ${cluster.outboundType}.`;
        return found({
          target: view.ref,
          related: [ref],
          ...(isRouted
            ? refusal((view.pool.origin ?? cluster.origin) === 'existing', fault)
            : { message: fault, severity: 'W' as const }),
          fixes: () => [
            {
              title: 'Switch public addresses off',
              commands: [{ type: 'update', kind: 'nodePool', id: view.pool.id, values: { nodePublicIp: false } }],
            },
          ],
        });
      });
  },
});

export const egressPoolRules: readonly Rule[] = [winOutboundnat, poolPublicIpUdr];
