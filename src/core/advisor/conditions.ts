import { CNI_DISQUALIFIERS, imageSkuOf, LIMITS, type CniCondition } from '../azure/index.ts';
import type { Cluster, Ipam, NodePool } from '../plan/index.ts';
import type { ClusterView, Known, SubnetView, Topology } from '../topology/index.ts';
import type { Answers, QuestionId } from './questions.ts';
import type { Trials } from './trials.ts';

/** A choice: an address model with a data plane. */
export interface Candidate {
  readonly ipam: Ipam;
  readonly dataPlane: Cluster['dataPlane'];
}

/** Why a candidate is out. */
export interface Reason {
  readonly text: string;
  /** The rule that finds the same in a plan. */
  readonly rule?: string;
  /** Key of `SOURCES`, and the date of that document; none for what was worked out. */
  readonly source?: string;
  readonly date?: string;
  /** The question whose answer it follows from. */
  readonly question?: QuestionId;
}

/** What conditions are judged by. */
export interface Situation {
  readonly topology: Topology;
  readonly view: ClusterView;
  readonly trials: Trials;
  /** YYYY-MM-DD */
  readonly asOf: string;
}

/** Conditions that follow from an answer alone. */
const QUESTION_OF: Readonly<Partial<Record<CniCondition, QuestionId>>> = {
  ownCniNotWanted: 'q1',
  podsReachedDirectly: 'q2',
  podAddressLeaves: 'q3',
  ownPodSettings: 'q4',
  virtualNodesOrCrossCluster: 'q5',
  dualStack: 'q7',
  privateLinkService: 'q9',
  windowsPools: 'q11',
  ciliumFeatures: 'q12',
};

/** Every hard disqualifier of a candidate that is certain (catalogue 16.2). What is not known disqualifies nobody. */
export function findReasons(candidate: Candidate, answers: Answers, situation: Situation): readonly Reason[] {
  return CNI_DISQUALIFIERS.filter(
    ({ out, when, after }) =>
      (out === candidate.ipam || (out === candidate.dataPlane && hasPlane(candidate))) &&
      (after === undefined || situation.asOf > after) &&
      holds(when, candidate.ipam, answers, situation) === true,
  ).map(({ text, rule, source, date, when }) => {
    const question = QUESTION_OF[when];
    return { text, rule, source, date, ...(question === undefined ? {} : { question }) };
  });
}

/** Disqualifiers of a candidate that nobody has looked into: neither the plan nor an answer says. Questions are asked for themselves. */
export function findOpenPoints(candidate: Candidate, answers: Answers, situation: Situation): readonly Reason[] {
  return CNI_DISQUALIFIERS.filter(
    ({ out, when }) =>
      (out === candidate.ipam || (out === candidate.dataPlane && hasPlane(candidate))) &&
      QUESTION_OF[when] === undefined &&
      holds(when, candidate.ipam, answers, situation) === 'unknown',
  ).map(({ text, rule, source, date }) => ({ text, rule, source, date }));
}

/** kubenet and one's own CNI have no choice of data plane. */
export function hasPlane({ ipam }: Pick<Candidate, 'ipam'>): boolean {
  return ipam !== 'kubenet' && ipam !== 'byo';
}

/** Whether a condition holds, as far as answers and plan say. */
export function holds(condition: CniCondition, ipam: Ipam, answers: Answers, situation: Situation): Known {
  const question = QUESTION_OF[condition];
  if (question !== undefined) {
    const answer = answers[question] ?? 'unknown';
    // One's own CNI is for those who say so.
    if (condition === 'ownCniNotWanted') return answer !== 'yes';
    return answer === 'unknown' ? 'unknown' : answer === 'yes';
  }
  return FACTS[condition]?.(situation, ipam) ?? 'unknown';
}

type Judge = (situation: Situation, ipam: Ipam) => Known;

const FACTS: Readonly<Partial<Record<CniCondition, Judge>>> = {
  always: () => true,
  newPlan: ({ view }) => view.cluster.origin !== 'existing',
  automaticMode: ({ view }) => view.cluster.mode === 'automatic',
  availabilitySets: ({ view }) =>
    somePool(view, ({ type }) => (type === undefined ? false : type === 'availabilitySet')),
  dcsv2Sizes: ({ view }) =>
    somePool(view, ({ vmSize }) => (vmSize === undefined ? 'unknown' : /^Standard_DC\d+\w*_v2$/i.test(vmSize))),
  windows2019: ({ view }) => somePool(view, (pool) => pool.os === 'Windows' && isWindows2019(imageSkuOf(pool))),
  kubernetesBelow128: ({ view }) => isBelow(view.cluster.kubernetesVersion, 28),
  nodeAutoProvisioning: ({ view }) => view.cluster.nodeAutoProvisioning ?? 'unknown',
  staticEgressGateway: ({ view }) => view.cluster.staticEgressGateway ?? 'unknown',
  ipBlockPolicies: ({ view }) =>
    view.cluster.networkPolicy === 'none' ? false : (view.cluster.policiesUseIpBlock ?? 'unknown'),
  managedNetwork: ({ view }) => view.network === undefined || view.network.network.managedByAks === true,
  over400Nodes: ({ trials }) => (trials.get('kubenet')?.demand.nodes ?? 0) > LIMITS['aks.kubenetNodes'].value,
  tooManyNetworkAddresses: ({ trials }, ipam) =>
    (trials.get(ipam)?.demand.networkAddresses ?? 0) > LIMITS['vnet.privateIps'].value,
  sharedNodeSubnet: ({ view }) =>
    view.pools.some(({ nodeSubnet }) =>
      nodeSubnet?.uses.some(({ cluster, as }) => as === 'nodes' && cluster.id !== view.cluster.id),
    ),
  applicationGatewayForContainers: ({ view: { cluster } }) =>
    cluster.addOns === undefined ? 'unknown' : cluster.addOns.applicationGatewayForContainers !== undefined,
  agicInSovereignCloud: ({ topology, view: { cluster } }) =>
    topology.plan.cloud !== 'government' && topology.plan.cloud !== 'china'
      ? false
      : cluster.addOns === undefined
        ? 'unknown'
        : cluster.addOns.agic !== undefined,
  gatewayElsewhere: isGatewayElsewhere,
};

/** An application gateway, or the subnet of one for containers, in another network than the cluster. */
function isGatewayElsewhere({ topology, view }: Situation): Known {
  const { addOns } = view.cluster;
  if (addOns === undefined) return 'unknown';
  const gateway = topology.plan.applicationGateways.find(({ id }) => id === addOns.agic?.applicationGatewayId);
  const subnetIds = [gateway?.subnetId, ...(addOns.applicationGatewayForContainers?.subnetIds ?? [])];
  const home = view.network?.network.id;
  const subnets = subnetIds.flatMap((id): readonly SubnetView[] => {
    const subnet = id === undefined ? undefined : topology.subnets.get(id);
    return subnet === undefined ? [] : [subnet];
  });
  return home !== undefined && subnets.some(({ network }) => network.id !== home);
}

function somePool({ cluster }: ClusterView, judge: (pool: NodePool) => Known): Known {
  const answers = cluster.pools.map(judge);
  return answers.includes(true) ? true : answers.includes('unknown') ? 'unknown' : false;
}

/** `Windows` alone may be any release. */
function isWindows2019(osSku: string | undefined): Known {
  return osSku === undefined || osSku.toLowerCase() === 'windows' ? 'unknown' : osSku.includes('2019');
}

/** Whether a Kubernetes version such as "1.27.9" is older than 1.{minor}. */
function isBelow(version: string | undefined, minor: number): Known {
  const written = /^1\.(\d+)/.exec(version ?? '')?.[1];
  return written === undefined ? 'unknown' : Number(written) < minor;
}
