import { CNI_REMARKS, IPAM_NAMES } from '../azure/index.ts';
import { fitPlanes, type PlanFacts, type Planes, type SizedRange } from '../edit/index.ts';
import type { Command } from '../plan/index.ts';
import type { ClusterView } from '../topology/index.ts';
import {
  findOpenPoints,
  findReasons,
  hasPlane,
  holds,
  type Candidate,
  type Reason,
  type Situation,
} from './conditions.ts';
import { findKnownAnswers } from './known-answers.ts';
import { describeLivePath } from './live-path.ts';
import { findOutboundRemarks } from './outbound.ts';
import { DEFAULT_REASON, QUESTION_IDS, QUESTIONS, type Answer, type Answers, type QuestionId } from './questions.ts';
import { tryModel, tryModels, type FindEarlier, type Trials } from './trials.ts';

/** A question with the answer that counts, and where it is from. */
export interface AnsweredQuestion {
  readonly id: QuestionId;
  readonly text: string;
  readonly sources: readonly string[];
  readonly answer: Answer;
  /** `plan`: the plan says so; `you`: given; `nobody`: not known. A given answer wins over the plan's. */
  readonly from: 'plan' | 'you' | 'nobody';
  /** What the plan says, also where another answer was given. */
  readonly evidence?: string;
}

export interface Recommendation extends Candidate {
  readonly name: string;
  readonly networkPolicy: Planes['networkPolicy'];
  readonly because: readonly string[];
  /** What to know and to do about it, and what nobody has looked into. */
  readonly remarks: readonly Reason[];
  readonly openPoints: readonly Reason[];
  /** What the cluster's ranges become. */
  readonly ranges: readonly SizedRange[];
  /** What has no room where the cluster is; the network must grow first. */
  readonly lacks: readonly string[];
  /** For existing clusters: how one gets there. */
  readonly livePath: readonly string[];
}

export interface DroppedCandidate extends Candidate {
  readonly name: string;
  readonly reasons: readonly Reason[];
  /** Single answers that, turned around, would bring it back. */
  readonly comesBackIf: readonly TurnedAnswer[];
}

export interface TurnedAnswer {
  readonly question: QuestionId;
  readonly answer: Exclude<Answer, 'unknown'>;
}

export interface Advice {
  readonly questions: readonly AnsweredQuestion[];
  /** Undefined when nothing is left. */
  readonly answer: Recommendation | undefined;
  readonly runnerUp: Recommendation | undefined;
  readonly dropped: readonly DroppedCandidate[];
  /** Where nothing is left, or only what has no room: single answers that, turned around, leave something that has. */
  readonly wouldHelp: readonly (TurnedAnswer & { readonly name: string })[];
}

export interface AdviseOptions {
  readonly answers?: Answers;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly findEarlier?: FindEarlier;
  /** Trials of the same cluster in the same plan, where they are at hand. */
  readonly trials?: Trials;
}

/** In the order of preference (catalogue 16.3). */
const CANDIDATES: readonly Candidate[] = [
  { ipam: 'overlay', dataPlane: 'cilium' },
  { ipam: 'overlay', dataPlane: 'azure' },
  { ipam: 'podsubnet-dynamic', dataPlane: 'cilium' },
  { ipam: 'podsubnet-dynamic', dataPlane: 'azure' },
  { ipam: 'podsubnet-static', dataPlane: 'cilium' },
  { ipam: 'podsubnet-static', dataPlane: 'azure' },
  { ipam: 'nodesubnet', dataPlane: 'cilium' },
  { ipam: 'nodesubnet', dataPlane: 'azure' },
  { ipam: 'kubenet', dataPlane: 'azure' },
  { ipam: 'byo', dataPlane: 'azure' },
];

/**
 * Which CNI a cluster should have, and why (catalogue 16). Undefined when the plan has no such cluster.
 *
 * Candidates with a hard disqualifier are dropped, then those whose ranges have no room; the rest are ordered. Where only room is missing the first of
 * those is the answer, with what must grow. Questions that nobody answers count as no, for the choice and for nothing else.
 */
export function adviseCni(facts: PlanFacts, clusterId: string, options: AdviseOptions): Advice | undefined {
  const view = facts.topology.clusters.get(clusterId);
  if (view === undefined) return undefined;
  const trials = options.trials ?? tryModels(facts, view, options.findEarlier);
  const situation: Situation = { topology: facts.topology, view, trials, asOf: options.asOf };
  const questions = answerQuestions(situation, options.answers ?? {});
  const answers: Answers = Object.fromEntries(questions.map(({ id, answer }) => [id, answer]));
  const judged = judge(answers, situation);
  const turned = QUESTION_IDS.map((question) => {
    const answer = answers[question] === 'yes' ? ('no' as const) : ('yes' as const);
    return { question, answer, judged: judge({ ...answers, [question]: answer }, situation) };
  });
  const recommend = (candidate: Candidate | undefined): Recommendation | undefined =>
    candidate === undefined ? undefined : describe(candidate, answers, situation);
  const choices = judged.kept.length > 0 ? judged.kept : judged.cramped;
  const [first, second] = choices;
  return {
    questions,
    answer: recommend(first),
    runnerUp: recommend(second),
    dropped: judged.dropped
      .filter(({ candidate }) => candidate !== first && candidate !== second)
      .map(({ candidate, reasons }) => ({
        ...candidate,
        name: nameCandidate(candidate),
        reasons,
        comesBackIf: turned
          .filter((turn) => turn.judged.kept.includes(candidate))
          .map(({ question, answer }) => ({ question, answer })),
      })),
    wouldHelp:
      judged.kept.length > 0
        ? []
        : turned.flatMap(({ question, answer, judged: { kept } }) =>
            kept[0] === undefined ? [] : [{ question, answer, name: nameCandidate(kept[0]) }],
          ),
  };
}

/**
 * The edit that follows an advice: model, data plane, policy and every range, as one. Undefined when the plan has no such cluster or the edit none that
 * can be carried out.
 */
export function applyAdvice(
  facts: PlanFacts,
  clusterId: string,
  { ipam, dataPlane, networkPolicy, name }: Pick<Recommendation, 'ipam' | 'dataPlane' | 'networkPolicy' | 'name'>,
  findEarlier?: FindEarlier,
): Command | undefined {
  const view = facts.topology.clusters.get(clusterId);
  if (view === undefined) return undefined;
  const { command } = tryModel(facts, view, ipam, { planes: { dataPlane, networkPolicy }, findEarlier });
  return command?.type === 'batch' ? { ...command, label: `Set ${view.cluster.name} up with ${name}` } : command;
}

/** "Overlay with Cilium". */
export function nameCandidate(candidate: Candidate): string {
  const model = IPAM_NAMES[candidate.ipam];
  if (!hasPlane(candidate)) return model;
  return candidate.dataPlane === 'cilium' ? `${model} with Cilium` : `${model} with the Azure data plane`;
}

function answerQuestions({ topology, view, trials }: Situation, given: Answers): readonly AnsweredQuestion[] {
  const known = findKnownAnswers(topology, view, trials);
  return QUESTION_IDS.map((id) => {
    const { text, sources } = QUESTIONS[id];
    const found = known[id];
    const own = given[id];
    return {
      id,
      text,
      sources,
      answer: own ?? found?.answer ?? 'unknown',
      from: own !== undefined ? 'you' : found === undefined ? 'nobody' : 'plan',
      ...(found === undefined ? {} : { evidence: found.evidence }),
    };
  });
}

interface Judged {
  /** Nothing against them, and room for all. */
  readonly kept: readonly Candidate[];
  /** Nothing against them but room. */
  readonly cramped: readonly Candidate[];
  readonly dropped: readonly { readonly candidate: Candidate; readonly reasons: readonly Reason[] }[];
}

function judge(answers: Answers, situation: Situation): Judged {
  const rows = order(answers).map((candidate) => {
    const hard =
      answers.q1 === 'yes' && candidate.ipam !== 'byo'
        ? [{ text: 'You bring a CNI of your own.', question: 'q1' as const, source: 'BYO', date: '2026-04-16' }]
        : findReasons(candidate, answers, situation);
    const lacks = situation.trials.get(candidate.ipam)?.lacks ?? [];
    return { candidate, hard, reasons: [...hard, ...lacks.map((text): Reason => ({ text }))] };
  });
  return {
    kept: rows.filter(({ reasons }) => reasons.length === 0).map(({ candidate }) => candidate),
    cramped: rows
      .filter(({ hard, reasons }) => hard.length === 0 && reasons.length > 0)
      .map(({ candidate }) => candidate),
    dropped: rows.filter(({ reasons }) => reasons.length > 0),
  };
}

/** Step 4 of the procedure: what the answers do to the order of preference. */
function order({ q8, q10 }: Answers): readonly Candidate[] {
  const rank = ({ ipam }: Candidate): number => {
    if (ipam === 'overlay') return 0;
    if (ipam === 'nodesubnet') return q10 === 'yes' ? 1 : 4;
    if (ipam === 'podsubnet-static') return q8 === 'yes' ? 2 : 3;
    if (ipam === 'podsubnet-dynamic') return q8 === 'yes' ? 3 : 2;
    return ipam === 'kubenet' ? 5 : 6;
  };
  return CANDIDATES.toSorted((a, b) => rank(a) - rank(b));
}

function describe(candidate: Candidate, answers: Answers, situation: Situation): Recommendation {
  const { view, trials } = situation;
  const trial = trials.get(candidate.ipam);
  const remarks = CNI_REMARKS.filter(
    ({ out, when }) =>
      (out === candidate.ipam || (out === candidate.dataPlane && hasPlane(candidate))) &&
      (when === undefined || holds(when, candidate.ipam, answers, situation) === true),
  ).map(({ text, rule, source, date }) => ({ text, rule, source, date }));
  return {
    ...candidate,
    name: nameCandidate(candidate),
    networkPolicy: choosePolicy(candidate, answers, view),
    because: findBecause(candidate, answers),
    remarks: [
      ...remarks,
      ...findOutboundRemarks(view.cluster, {
        hasOwnNetwork: view.network !== undefined && view.network.network.managedByAks !== true,
        isDualStack: answers.q7 === 'yes',
      }),
    ],
    openPoints: findOpenPoints(candidate, answers, situation),
    ranges: trial?.ranges ?? [],
    lacks: trial?.lacks ?? [],
    livePath: view.cluster.origin === 'existing' ? describeLivePath(view.cluster, candidate) : [],
  };
}

/** Cilium brings its own policies; beside the Azure data plane Calico does, except with dual-stack or where an existing cluster has none. */
function choosePolicy(
  { ipam, dataPlane }: Candidate,
  { q7 }: Answers,
  { cluster }: ClusterView,
): Planes['networkPolicy'] {
  const wanted: Planes['networkPolicy'] =
    dataPlane === 'cilium'
      ? 'cilium'
      : q7 === 'yes' || (cluster.origin === 'existing' && cluster.networkPolicy === 'none')
        ? 'none'
        : 'calico';
  return fitPlanes(cluster, ipam, { dataPlane, networkPolicy: wanted }).networkPolicy;
}

/** Questions that speak for a model, besides those that speak against others. */
const SPEAKS_FOR: Readonly<Record<Candidate['ipam'], readonly QuestionId[]>> = {
  overlay: ['q6', 'q7'],
  'podsubnet-dynamic': ['q2', 'q3', 'q4', 'q5', 'q9'],
  'podsubnet-static': ['q2', 'q3', 'q4', 'q5', 'q8'],
  nodesubnet: ['q2', 'q5', 'q10'],
  kubenet: [],
  byo: ['q1'],
};

function findBecause(candidate: Candidate, answers: Answers): readonly string[] {
  const plane: readonly QuestionId[] = !hasPlane(candidate) ? [] : candidate.dataPlane === 'cilium' ? ['q12'] : ['q11'];
  const said = [...SPEAKS_FOR[candidate.ipam], ...plane].filter((id) => answers[id] === 'yes');
  const reasons = said.map((id) => QUESTIONS[id].ifYes);
  const asksForFlat = (['q1', 'q2', 'q3', 'q4', 'q5'] as const).some((id) => answers[id] === 'yes');
  return candidate.ipam === 'overlay' && !asksForFlat ? [DEFAULT_REASON, ...reasons] : reasons;
}
