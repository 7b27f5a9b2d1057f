import { describe, expect, it } from 'vitest';
import { CILIUM_CHANGES, IPAM_CHANGES, IPAM_MODELS } from '../../../src/core/azure/index.ts';
import type { ClusterSketch, Ipam, PlanSketch } from '../../../src/core/plan/index.ts';
import { isOlderThan } from '../../../src/core/rules/support/versions.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const SUBNETS = { nodes: '10.1.0.0/22', more: '10.1.4.0/22', pods: '10.1.16.0/20' };

const live = (cluster: ClusterSketch, origin: 'existing' | 'planned' = 'existing'): PlanSketch => ({
  networks: {
    spoke: { prefixes: ['10.1.0.0/16'], subnets: SUBNETS },
    other: { prefixes: ['10.2.0.0/16'], subnets: { nodes: '10.2.0.0/22' } },
  },
  clusters: { aks: { origin, subnet: 'spoke/nodes', pools: { system: { maxPods: 30 } }, ...cluster } },
});

const hasPodCidr = (ipam: Ipam): boolean => ['overlay', 'kubenet', 'byo'].includes(ipam);
const model = (ipam: Ipam): ClusterSketch => ({
  ipam,
  podCidrs: hasPodCidr(ipam) ? ['10.244.0.0/16'] : [],
  ...(ipam.startsWith('podsubnet') ? { podSubnet: 'spoke/pods' } : {}),
});

const changesOf = (plan: PlanSketch, before: PlanSketch): readonly string[] =>
  checkSketch(plan, before)
    .findings.filter(({ rule }) => rule.startsWith('change-'))
    .map(({ rule, severity }) => `${severity} ${rule}`)
    .toSorted();

describe('from one model to another', () => {
  const pairs = IPAM_MODELS.flatMap((from) => IPAM_MODELS.map((to) => [from, to] as const));

  it.each(pairs)('%s to %s: as the table says', (from, to) => {
    const says = changesOf(live(model(to)), live(model(from)));
    const { way } = IPAM_CHANGES[from][to];
    const refused = way === 'refused' || (from === 'podsubnet-static' && to === 'podsubnet-dynamic');
    expect(says).toEqual(refused ? ['error change-ipam-path'] : way === 'irreversible' ? ['info change-reimage'] : []);
  });

  it.each(IPAM_MODELS)('%s to Cilium: reimages where the table says it goes', (ipam) => {
    const says = changesOf(live({ ...model(ipam), dataPlane: 'cilium', networkPolicy: 'cilium' }), live(model(ipam)));
    expect(says).toEqual(CILIUM_CHANGES[ipam].way === 'ok' ? ['info change-reimage'] : []);
  });

  it.each(pairs)('%s to %s: says nothing of a planned cluster, nor without a plan before', (from, to) => {
    expect(changesOf(live(model(to), 'planned'), live(model(from), 'planned'))).toEqual([]);
    expect(checkSketch(live(model(to))).findings.filter(({ rule }) => rule.startsWith('change-'))).toEqual([]);
  });

  it('says both models of a move that is not allowed, and offers the way back', () => {
    const [finding] = findingsOf('change-ipam-path', live(model('nodesubnet')), live(model('overlay')));
    expect(finding?.message).toBe(
      'aks cannot change from Azure CNI Overlay to Node Subnet: no update path leads there, so a new cluster is needed.',
    );
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Back to Azure CNI Overlay']);
  });
});

describe('what stands in the way of Overlay', () => {
  const moved = (after: ClusterSketch, before: ClusterSketch = after): readonly string[] =>
    changesOf(live({ ...model('overlay'), ...after }), live({ ...model('nodesubnet'), ...before, podCidrs: [] }));

  it.each<[string, ClusterSketch, ClusterSketch | undefined, readonly string[]]>([
    ['Kubernetes 1.26.9', { kubernetesVersion: '1.26.9' }, undefined, ['error change-overlay-k8s']],
    ['Kubernetes 1.27', { kubernetesVersion: '1.27' }, undefined, []],
    ['NPM that stays', { networkPolicy: 'azure' }, undefined, ['error change-overlay-policy']],
    ['NPM that goes with it', {}, { networkPolicy: 'azure' }, ['info change-overlay-policy']],
    ['a pod CIDR over the service CIDR', { podCidrs: ['172.16.0.0/16'] }, undefined, []],
    [
      'a pod CIDR in an empty part of the network',
      { podCidrs: ['10.1.64.0/18'] },
      undefined,
      ['error change-overlay-pod-cidr'],
    ],
    ['no pod CIDR', { podCidrs: [] }, undefined, ['error change-overlay-pod-cidr']],
    ['own ip-masq-agent settings', { customIpMasq: true }, undefined, ['warning change-overlay-masq']],
  ])('%s', (_title, after, before, expected) => {
    expect(moved(after, before)).toEqual([...expected, 'info change-reimage'].toSorted());
  });

  it('says an overlap with the service CIDR once', () => {
    const { findings } = checkSketch(
      live({ ...model('overlay'), podCidrs: ['172.16.0.0/16'] }),
      live(model('nodesubnet')),
    );
    expect(findings.filter(({ message }) => message.includes('172.16.0.0/16')).map(({ rule }) => rule)).toEqual([
      'pod-cidr-overlaps-service-cidr',
    ]);
  });

  it('from kubenet a new pod CIDR is allowed', () => {
    const says = changesOf(live({ ...model('overlay'), podCidrs: ['10.245.0.0/16'] }), live(model('kubenet')));
    expect(says).toEqual(['info change-reimage']);
  });
});

describe('subnets of running clusters', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    ['pods of a pool stay', live({}), []],
    ['another subnet of the network', live({ subnet: 'spoke/more' }), ['error aks']],
    ['another network', live({ subnet: 'other/nodes' }), ['error aks']],
    ['a pool more', live({ pools: { system: { maxPods: 30 }, more: { mode: 'User', nodeSubnet: 'spoke/more' } } }), []],
    ['a pool less', live({ pools: {} }), []],
  ])('%s', (_title, plan, expected) => {
    expect(saysOf('change-cluster-vnet', plan, live({}))).toEqual(expected);
  });

  it('says whether a new pool or a new cluster is needed', () => {
    const message = (subnet: string): string | undefined =>
      findingsOf('change-cluster-vnet', live({ subnet }), live({}))[0]?.message;
    expect(message('spoke/more')).toBe(
      'Pool system of aks cannot move from nodes in spoke to more in spoke: the subnets of a pool are fixed at creation, so a new pool is needed.',
    );
    expect(message('other/nodes')).toContain('so a new cluster is needed');
  });

  it('a subnet that moves to another network takes running nodes with it', () => {
    const before = live({});
    const moved: PlanSketch = {
      ...before,
      networks: {
        spoke: { prefixes: ['10.1.0.0/16'], subnets: {} },
        other: { prefixes: ['10.2.0.0/16'], subnets: { 'spoke.nodes': '10.2.4.0/22' } },
      },
      clusters: { aks: { origin: 'existing', subnet: 'other/spoke.nodes', pools: { system: { maxPods: 30 } } } },
    };
    expect(saysOf('change-cluster-vnet', moved, before)).toEqual(['error aks']);
  });

  it('further ranges may be added to a subnet in use', () => {
    const subnet = (...prefixes: string[]): PlanSketch => ({
      networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: { prefixes } } } },
      clusters: { aks: { origin: 'existing', subnet: 'spoke/nodes' } },
    });
    const says = (...prefixes: string[]): readonly string[] =>
      saysOf('change-subnet-in-use', subnet(...prefixes), subnet('10.1.0.0/22'));
    expect(says('10.1.0.0/22', '10.1.8.0/22')).toEqual([]);
    expect(says('10.1.0.0/21')).toEqual(['error spoke.nodes']);
  });
});

describe('versions', () => {
  it.each([
    ['1.26.3', '1.27', true],
    ['1.27', '1.27', false],
    ['1.27.0', '1.27', false],
    ['1.9.0', '1.9.1', true],
    ['1.9', '1.9.1', 'unknown'],
    ['1.10.0', '1.9.1', false],
    ['v1.8.0', '1.9.1', true],
    ['17763.5000', '20348.1668', true],
    ['20348.1668', '20348.1668', false],
    ['latest', '1.27', 'unknown'],
    [undefined, '1.27', 'unknown'],
  ])('%s before %s: %s', (version, minimum, expected) => {
    expect(isOlderThan(version, minimum)).toBe(expected);
  });
});
