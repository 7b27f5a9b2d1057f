import { describe, expect, it } from 'vitest';
import {
  adviseCni,
  applyAdvice,
  type Advice,
  type Answers,
  type Recommendation,
} from '../../../src/core/advisor/index.ts';
import { computeCapacity } from '../../../src/core/capacity/index.ts';
import type { PlanFacts } from '../../../src/core/edit/index.ts';
import { sketchPlan, type ClusterSketch, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';
import { edit } from '../../support/edit.ts';

const AS_OF = '2026-09-01';

function factsOf(plan: Plan): PlanFacts {
  const topology = buildTopology(plan);
  return { topology, capacity: computeCapacity(topology) };
}

interface Case {
  readonly cluster?: ClusterSketch;
  readonly network?: string;
  readonly nodes?: string;
  readonly more?: Partial<PlanSketch>;
}

function planOf({ cluster = {}, network = '10.0.0.0/8', nodes = '10.0.0.0/24', more = {} }: Case): Plan {
  return sketchPlan({
    networks: { spoke: { prefixes: [network], subnets: { nodes } } },
    clusters: { aks: { dataPlane: 'cilium', networkPolicy: 'cilium', subnet: 'spoke/nodes', ...cluster } },
    ...more,
  });
}

function advise(plan: Plan, answers: Answers = {}, asOf = AS_OF): Advice {
  const advice = adviseCni(factsOf(plan), 'aks', { answers, asOf });
  if (advice === undefined) throw new Error('the plan has the cluster');
  return advice;
}

const say = (one: Recommendation | undefined): string =>
  one === undefined ? 'nothing' : `${one.ipam} ${one.dataPlane} ${one.networkPolicy}`;
const pool = (count: number, more: object = {}): ClusterSketch => ({ pools: { system: { count, ...more } } });
const windows: ClusterSketch = {
  pools: { system: { count: 20 }, win: { mode: 'User', os: 'Windows', osSku: 'Windows2022', count: 40 } },
};

describe('worked decisions (catalogue 16.4)', () => {
  it.each<[string, Case, Answers, string]>([
    ['300 nodes, Linux, only a /24', { cluster: pool(300), network: '10.0.0.0/24' }, {}, 'overlay cilium cilium'],
    [
      'Windows and Linux, pods scraped from a site',
      { cluster: windows },
      { q2: 'yes' },
      'podsubnet-dynamic azure calico',
    ],
    [
      '1,500 nodes of 110 routable pods',
      { cluster: pool(1500, { maxPods: 110 }) },
      { q2: 'yes' },
      'podsubnet-static cilium cilium',
    ],
    [
      'the same with Private Link Service',
      { cluster: pool(1500, { maxPods: 110 }) },
      { q2: 'yes', q9: 'yes' },
      'nothing',
    ],
    [
      'a lab of 3 nodes whose pods machines call, in a /24',
      { cluster: pool(3, { maxPods: 30 }), network: '10.0.0.0/24' },
      { q2: 'yes', q10: 'yes' },
      'nodesubnet cilium cilium',
    ],
    ['dual-stack, 20 nodes', { cluster: { ...pool(20), ipFamilies: ['IPv4', 'IPv6'] } }, {}, 'overlay cilium cilium'],
    [
      'existing kubenet of 150 nodes',
      { cluster: { ...pool(150), ipam: 'kubenet', dataPlane: 'azure', networkPolicy: 'none', origin: 'existing' } },
      {},
      'overlay cilium cilium',
    ],
    ['an own CNI', {}, { q1: 'yes' }, 'byo azure none'],
    ['nothing asked for', {}, {}, 'overlay cilium cilium'],
  ])('%s', (_name, given, answers, expected) => {
    expect(say(advise(planOf(given), answers).answer)).toBe(expected);
  });

  it('says what must grow where only room is missing, and names it with both sizes', () => {
    const { answer } = advise(planOf({ cluster: pool(300), network: '10.0.0.0/24' }));
    expect(answer?.lacks).toEqual([
      'nodes 10.0.0.0/24 holds 251 addresses and must hold 330, a /23; the largest range free in spoke is /24.',
    ]);
    expect(answer?.ranges.find(({ name }) => name === 'Pod CIDR')?.to).toBe('10.244.0.0/15');
  });

  it('sizes the lab: 4 x 31 of 251 addresses', () => {
    const plan = planOf({ cluster: pool(3, { maxPods: 30 }), network: '10.0.0.0/24' });
    const { answer } = advise(plan, { q2: 'yes', q10: 'yes' });
    expect(answer?.ranges).toMatchObject([{ needed: 124, holds: 251, outcome: 'holds' }]);
  });

  it('gives the pods of 1,500 nodes a /14', () => {
    const { answer } = advise(planOf({ cluster: pool(1500, { maxPods: 110 }) }), { q2: 'yes' });
    expect(answer?.ranges).toMatchObject([
      { name: 'nodes', needed: 1650 },
      { name: 'snet-aks-pods', to: '10.4.0.0/14', outcome: 'new', needed: 11_550, holds: 16_382, unit: 'blocks' },
    ]);
  });

  it('remembers that dual-stack with Cilium asks for Kubernetes 1.29', () => {
    const { answer } = advise(planOf({ cluster: { ipFamilies: ['IPv4', 'IPv6'] } }));
    expect(answer?.remarks.map(({ rule }) => rule)).toContain('combo-dual-cilium-k8s');
  });

  it('leads kubenet to Overlay first and to Cilium then, with the pod CIDR it has', () => {
    const kubenet: ClusterSketch = { ipam: 'kubenet', dataPlane: 'azure', networkPolicy: 'none', origin: 'existing' };
    const plan = planOf({ cluster: { ...pool(150), ...kubenet, podCidrs: ['10.245.0.0/16'] }, network: '10.0.0.0/10' });
    const { answer } = advise(plan);
    expect(answer?.livePath[0]).toMatch(/^kubenet to Overlay: in place/);
    expect(answer?.livePath[1]).toMatch(/^Then to Cilium: in place/);
    expect(answer?.ranges.find(({ name }) => name === 'Pod CIDR')).toMatchObject({
      from: '10.245.0.0/16',
      outcome: 'holds',
    });
  });
});

describe('why not, and what would change it', () => {
  it('names reason, rule, source and question of what is dropped', () => {
    const { dropped } = advise(planOf({ cluster: windows }));
    const row = dropped.find(({ ipam, dataPlane }) => ipam === 'overlay' && dataPlane === 'cilium');
    expect(row).toMatchObject({
      name: 'Overlay with Cilium',
      reasons: [
        {
          text: 'The Cilium data plane is Linux only.',
          rule: 'combo-windows-cilium',
          source: 'CIL',
          date: '2026-08-05',
          question: 'q11',
        },
      ],
      comesBackIf: [{ question: 'q11', answer: 'no' }],
    });
  });

  it('finds the answer that would leave something where nothing is left', () => {
    const advice = advise(planOf({ cluster: pool(1500, { maxPods: 110 }) }), { q2: 'yes', q9: 'yes' });
    expect(advice.answer).toBeUndefined();
    expect(advice.wouldHelp).toEqual([
      { question: 'q1', answer: 'yes', name: 'Bring your own' },
      { question: 'q2', answer: 'no', name: 'Overlay with Cilium' },
      { question: 'q9', answer: 'no', name: 'Pod Subnet, static with Cilium' },
    ]);
  });

  it('a turned answer that is said to bring a candidate back does so', () => {
    const plan = planOf({ cluster: windows });
    for (const answers of [{}, { q2: 'yes' }, { q12: 'yes' }, { q3: 'yes', q10: 'yes' }] satisfies Answers[]) {
      for (const { ipam, dataPlane, comesBackIf } of advise(plan, answers).dropped) {
        for (const { question, answer } of comesBackIf) {
          const turned = advise(plan, { ...answers, [question]: answer });
          expect(turned.dropped.map((row) => `${row.ipam} ${row.dataPlane}`)).not.toContain(`${ipam} ${dataPlane}`);
        }
      }
    }
  });

  it('names the runner-up, which is not among the dropped', () => {
    const { runnerUp, dropped } = advise(planOf({}));
    expect(say(runnerUp)).toBe('overlay azure calico');
    expect(dropped.some(({ ipam }) => ipam === 'overlay')).toBe(false);
  });

  it.each<[string, Case, Answers, string, string]>([
    [
      'pods keep their address',
      {},
      { q3: 'yes' },
      'nodesubnet',
      'Pods of Node Subnet keep their address inside the network only.',
    ],
    [
      'pods have settings of their own',
      {},
      { q4: 'yes' },
      'overlay',
      'Pods of an overlay have no subnet that could carry an NSG, a NAT gateway or routes.',
    ],
    [
      'virtual nodes',
      { cluster: { addOns: { virtualNodes: {} } } },
      {},
      'overlay',
      'Virtual nodes and pod networking across clusters need flat addresses.',
    ],
    [
      'DCsv2 sizes',
      { cluster: pool(3, { vmSize: 'Standard_DC4s_v2' }) },
      {},
      'overlay',
      'Overlay does not run on DCsv2 machine sizes.',
    ],
    [
      'node auto-provisioning',
      { cluster: { nodeAutoProvisioning: true } },
      {},
      'podsubnet-dynamic',
      'Node auto-provisioning does not support dynamic Pod Subnet.',
    ],
    [
      'old Kubernetes',
      { cluster: { kubernetesVersion: '1.27.9' } },
      {},
      'podsubnet-static',
      'Static blocks need Kubernetes 1.28 or later.',
    ],
    [
      'AKS Automatic',
      { cluster: { mode: 'automatic' } },
      {},
      'nodesubnet',
      'AKS Automatic is always Overlay with Cilium.',
    ],
    ['a new cluster', {}, {}, 'kubenet', 'kubenet retires on 2028-03-31: not for a new cluster.'],
    [
      'an existing one of 401 nodes',
      { cluster: { ...pool(401, { maxSurge: '0' }), origin: 'existing' } },
      {},
      'kubenet',
      'kubenet holds 400 nodes, one route each.',
    ],
  ])('%s', (_name, given, answers, ipam, text) => {
    const reasons = advise(planOf(given), answers)
      .dropped.filter((row) => row.ipam === ipam)
      .flatMap((row) => row.reasons);
    expect(reasons.map((reason) => reason.text)).toContain(text);
  });

  it('lets kubenet go on for an existing cluster until it ends', () => {
    const existing = planOf({
      cluster: { ipam: 'kubenet', dataPlane: 'azure', networkPolicy: 'none', origin: 'existing' },
    });
    const isDropped = (asOf: string): boolean =>
      advise(existing, {}, asOf).dropped.some((row) => row.ipam === 'kubenet' && row.reasons.length > 0);
    expect([isDropped('2028-03-31'), isDropped('2028-04-01')]).toEqual([false, true]);
  });
});

describe('answers the plan gives', () => {
  it.each<[string, Case, string, string]>([
    ['q1', { cluster: { ipam: 'byo' } }, 'yes', 'aks is drawn with a CNI of its own.'],
    [
      'q2',
      {
        more: {
          sites: { hq: { prefixes: ['192.168.0.0/24'] } },
          needs: [{ kind: 'podsReachableFromSite', from: 'hq', to: 'aks' }],
        },
      },
      'yes',
      'The plan says that pods of aks are reached from hq.',
    ],
    ['q5', { cluster: { addOns: { virtualNodes: {} } } }, 'yes', 'aks has virtual nodes.'],
    ['q6', { network: '10.0.0.0/24', cluster: pool(50) }, 'yes', 'spoke has no room for a /18: nothing is free.'],
    ['q6', {}, 'no', 'spoke has room for pods too.'],
    ['q7', {}, 'no', 'aks has IPv4 only.'],
    ['q8', { cluster: pool(1500, { maxPods: 110 }) }, 'yes', 'aks may run 165,000 pods.'],
    ['q8', { cluster: pool(3, { maxPods: 30 }) }, 'no', 'aks may run 90 pods, with 196 addresses.'],
    [
      'q9',
      { cluster: { loadBalancerServices: [{ name: 'api', internal: true, privateLink: {} }] } },
      'yes',
      'api of aks has a Private Link Service.',
    ],
    ['q11', { cluster: windows }, 'yes', 'Pool win of aks runs Windows.'],
    ['q12', { cluster: pool(300) }, 'yes', 'aks has network policies on 330 nodes.'],
    ['q12', { cluster: { acns: { fqdnPolicies: true } } }, 'yes', 'aks is to have FQDN policies.'],
  ])('%s of %j: %s', (id, given, answer, evidence) => {
    const question = advise(planOf(given)).questions.find((one) => one.id === id);
    expect(question).toMatchObject({ answer, from: 'plan' });
    expect(question?.evidence).toContain(evidence);
  });

  it('leaves open what nobody says, and lets a given answer win', () => {
    const { questions } = advise(planOf({ cluster: windows }), { q11: 'no' });
    expect(questions.find(({ id }) => id === 'q3')).toMatchObject({ answer: 'unknown', from: 'nobody' });
    expect(questions.find(({ id }) => id === 'q11')).toMatchObject({
      answer: 'no',
      from: 'you',
      evidence: 'Pool win of aks runs Windows.',
    });
  });

  it('sees settings of pods that the nodes do not have', () => {
    const plan = sketchPlan({
      networks: {
        spoke: {
          prefixes: ['10.0.0.0/16'],
          subnets: { nodes: '10.0.0.0/24', pods: { prefixes: ['10.0.16.0/20'], nsg: 'nsg-pods' } },
        },
      },
      nsgs: { 'nsg-pods': {} },
      clusters: { aks: { ipam: 'podsubnet-dynamic', subnet: 'spoke/nodes', podSubnet: 'spoke/pods' } },
    });
    expect(advise(plan).questions.find(({ id }) => id === 'q4')).toMatchObject({
      answer: 'yes',
      evidence: 'Pods in pods have the NSG nsg-pods, which the nodes do not have.',
    });
  });
});

describe('following the advice', () => {
  it('is one edit after which the cluster is as advised and every range holds', () => {
    const plan = planOf({ cluster: pool(1500, { maxPods: 110 }) });
    const { answer } = advise(plan, { q2: 'yes' });
    if (answer === undefined) throw new Error('there is an answer');
    const command = applyAdvice(factsOf(plan), 'aks', answer);
    expect(command).toMatchObject({ type: 'batch', label: 'Set aks up with Pod Subnet, static with Cilium' });
    if (command === undefined) throw new Error('there is an edit');
    const after = edit(plan, command);
    expect(after.clusters[0]).toMatchObject({ ipam: 'podsubnet-static', dataPlane: 'cilium', podCidrs: [] });
    expect(after.virtualNetworks[0]?.subnets.map(({ addressPrefixes }) => addressPrefixes[0])).toEqual([
      '10.0.0.0/21',
      '10.4.0.0/14',
    ]);
  });

  it('knows no cluster that is not there', () => {
    expect(adviseCni(factsOf(planOf({})), 'gone', { asOf: AS_OF })).toBeUndefined();
    const planes = { dataPlane: 'azure', networkPolicy: 'none' } as const;
    expect(applyAdvice(factsOf(planOf({})), 'gone', { ipam: 'overlay', name: 'x', ...planes })).toBeUndefined();
  });
});
