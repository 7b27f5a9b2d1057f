import { overlaps } from '../../address/index.ts';
import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { ClusterSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { fixPodCidr } from '../support/fix-cluster-ranges.ts';
import { listNames } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import { isOlderThan } from '../support/versions.ts';
import type { Rule } from '../types.ts';
import { engineOf, IPAM_WORDS, movesToOverlay, onLiveClusters } from '../support/live-clusters.ts';

const live = (fields: ClusterSketch = {}) =>
  sketchCluster({ origin: 'existing', pools: { system: { maxPods: 30 } }, ...fields });
const nodeSubnet = (fields: ClusterSketch = {}) => live({ ipam: 'nodesubnet', podCidrs: [], ...fields });

const changeOverlayK8s = defineRule({
  id: 'change-overlay-k8s',
  title: 'Kubernetes too old for the move to Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'A running cluster can move to Azure CNI Overlay from Kubernetes 1.27 on.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: '1.26.6',
        before: nodeSubnet({ kubernetesVersion: '1.26.6' }),
        plan: live({ kubernetesVersion: '1.26.6' }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: '1.27.3',
        before: nodeSubnet({ kubernetesVersion: '1.27.3' }),
        plan: live({ kubernetesVersion: '1.27.3' }),
      },
      { title: 'Version not known', before: nodeSubnet(), plan: live() },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const { version } = MINIMUM_VERSIONS['kubernetes.moveToOverlay'];
      const running = change.next.kubernetesVersion;
      if (!movesToOverlay(change) || isOlderThan(running, version) !== true) return [];
      return [
        found({
          target: change.view.ref,
          message: `${change.old.name} runs Kubernetes ${running}; the move from ${IPAM_WORDS[change.old.ipam]} to Overlay needs ${version} or later.`,
        }),
      ];
    }),
});

const changeOverlayPolicy = defineRule({
  id: 'change-overlay-policy',
  title: 'Network policy engine in the way of the move to Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'Azure NPM and Calico must be uninstalled before a cluster moves to Azure CNI Overlay, as an operation of its own. They can be installed again afterwards.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Calico stays installed',
        before: nodeSubnet({ networkPolicy: 'calico' }),
        plan: live({ networkPolicy: 'calico' }),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: 'Calico goes in the same step',
        before: nodeSubnet({ networkPolicy: 'calico' }),
        plan: live(),
        targets: ['aks'],
        severity: 'info',
      },
    ],
    passing: [{ title: 'No engine', before: nodeSubnet(), plan: live() }],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const { old, next, view } = change;
      const engine = engineOf(old);
      if (!movesToOverlay(change) || engine === undefined) return [];
      const stays = engineOf(next) !== undefined;
      return [
        found({
          target: view.ref,
          message: `${engine} of ${old.name} must be uninstalled before the move from ${IPAM_WORDS[old.ipam]} to Overlay, as an operation of its own${stays ? '; it can be installed again afterwards' : ''}.`,
          ...(stays ? {} : { severity: 'I' as const }),
          fixes: () =>
            stays
              ? [
                  {
                    title: `Plan the move without ${engine}`,
                    commands: [{ type: 'update', kind: 'cluster', id: old.id, values: { networkPolicy: 'none' } }],
                  },
                ]
              : [],
        }),
      ];
    }),
});

/** Review B16: from kubenet the present pod CIDR or a new one. */
const changeOverlayPodCidr = defineRule({
  id: 'change-overlay-pod-cidr',
  title: 'Pod CIDR unfit for the move to Overlay',
  severity: 'E1',
  scope: 'plan',
  silencedBy: ['pod-cidr-overlaps-subnet', 'pod-cidr-overlaps-service-cidr'],
  why: 'A cluster that moves from Node Subnet to Azure CNI Overlay needs a pod CIDR. It may overlap neither the whole address space of the network nor the service CIDR. From kubenet the present pod CIDR stays or a new one is given.',
  sources: [{ key: 'UPD' }, { key: 'REL', section: '2025-08-29' }],
  examples: {
    failing: [
      { title: 'No pod CIDR', before: nodeSubnet(), plan: live({ podCidrs: [] }), targets: ['aks'] },
      {
        title: '10.1.128.0/17 in network 10.1.0.0/16',
        before: nodeSubnet(),
        plan: live({ podCidrs: ['10.1.128.0/17'] }),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: '10.244.0.0/16', before: nodeSubnet(), plan: live() },
      {
        title: 'kubenet keeps its pod CIDR',
        before: live({ ipam: 'kubenet', podCidrs: ['10.244.0.0/16'] }),
        plan: live(),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      if (!movesToOverlay(change)) return [];
      const { old, next, view } = change;
      const { blocks } = view.podSpace;
      const network = view.network?.space;
      const hit = (others: readonly (typeof blocks)[number][] | undefined): boolean =>
        others?.some((other) => blocks.some((block) => overlaps(block, other))) === true;
      const range = next.podCidrs.join(', ');
      const reason =
        next.podCidrs.length === 0
          ? `a pod CIDR must be given${network === undefined ? '' : `, outside ${network.name} ${network.prefixes.map(({ text }) => text).join(', ')}`}`
          : network !== undefined && hit(network.blocks)
            ? `pod CIDR ${range} must lie outside ${network.name} ${network.prefixes.map(({ text }) => text).join(', ')}`
            : hit(view.serviceSpace.blocks)
              ? `pod CIDR ${range} must lie outside service CIDR ${next.serviceCidrs.join(', ')}`
              : undefined;
      if (reason === undefined) return [];
      return [
        found({
          target: view.ref,
          related: view.network === undefined ? [] : [view.network.ref],
          message: `For the move of ${old.name} from ${IPAM_WORDS[old.ipam]} to Overlay ${reason}.`,
          // The range is not in use yet, so it is free to choose as for a planned cluster.
          fixes: (context) => fixPodCidr(context, { ...view, cluster: { ...next, origin: 'planned' } }),
        }),
      ];
    }),
});

const changeOverlayMasq = defineRule({
  id: 'change-overlay-masq',
  title: 'Own ip-masq-agent settings do not fit Overlay',
  severity: 'W',
  scope: 'plan',
  why: 'Overlay pods leave the network with the address of their node. Own ip-masq-agent settings exempt ranges from that, and pods are no longer reachable from those ranges.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Own settings',
        before: nodeSubnet({ customIpMasq: true }),
        plan: live({ customIpMasq: true }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Settings removed',
        before: nodeSubnet({ customIpMasq: true }),
        plan: live({ customIpMasq: false }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) =>
      movesToOverlay(change) && change.next.customIpMasq === true
        ? [
            found({
              target: change.view.ref,
              message: `${change.old.name} has ip-masq-agent settings of its own: after the move to Overlay its pods do not reach the ranges named there.`,
            }),
          ]
        : [],
    ),
});

const windows = (fields: object) => ({
  system: { maxPods: 30 },
  win: { mode: 'User' as const, os: 'Windows' as const, maxPods: 30, ...fields },
});

const changeOverlayWindows = defineRule({
  id: 'change-overlay-windows',
  title: 'Windows pools too old for the move to Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'Windows pools on Docker cannot move to Azure CNI Overlay, and Windows Server 2022 needs build 20348.1668 or later for it.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Docker',
        before: nodeSubnet({ pools: windows({ containerRuntime: 'docker' }) }),
        plan: live({ pools: windows({ containerRuntime: 'docker' }) }),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: 'Build 20348.1547',
        before: nodeSubnet({ pools: windows({ windowsBuild: '20348.1547' }) }),
        plan: live({ pools: windows({ windowsBuild: '20348.1547' }) }),
        targets: ['aks'],
        severity: 'warning',
        alsoFires: ['win2022-retirement'],
      },
    ],
    passing: [
      {
        title: 'Build 20348.1668',
        before: nodeSubnet({ pools: windows({ windowsBuild: '20348.1668' }) }),
        plan: live({ pools: windows({ windowsBuild: '20348.1668' }) }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      if (!movesToOverlay(change)) return [];
      const { version } = MINIMUM_VERSIONS['windowsBuild.overlay'];
      const pools = change.next.pools.filter(({ os }) => os === 'Windows');
      const docker = pools.filter((pool) => pool.containerRuntime === 'docker');
      const old = pools.filter((pool) => isOlderThan(pool.windowsBuild, version) === true);
      const bad = docker.length > 0 ? docker : old;
      if (bad.length === 0) return [];
      const names = listNames(bad.map(({ name }) => name));
      const [verb, runs] = bad.length === 1 ? ['pool', 'runs'] : ['pools', 'run'];
      return [
        found({
          target: change.view.ref,
          related: bad.map(({ id }) => ({ kind: 'nodePool', id })),
          ...(docker.length > 0 ? {} : { severity: 'W' as const }),
          message:
            docker.length > 0
              ? `Windows ${verb} ${names} of ${change.old.name} ${runs} on Docker: replace ${bad.length === 1 ? 'it' : 'them'} by containerd pools before the move to Overlay.`
              : `Windows ${verb} ${names} of ${change.old.name} ${runs} a build below ${version}: upgrade the node image before the move to Overlay.`,
        }),
      ];
    }),
});

/** What stands in the way of a running cluster's move to Azure CNI Overlay. */
export const toOverlayRules: readonly Rule[] = [
  changeOverlayK8s,
  changeOverlayPolicy,
  changeOverlayPodCidr,
  changeOverlayMasq,
  changeOverlayWindows,
];
