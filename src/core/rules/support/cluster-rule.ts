import type { Cluster, NodePool } from '../../plan/index.ts';
import type { ClusterView, PoolView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Fix, Outcome, Rule, RuleContext, RuleExample, RuleSeverity } from '../types.ts';
import { CLUSTER_ALONE, type ClusterAlone } from './alone.ts';
import { refusal } from './refusal.ts';

export const NOTHING: readonly Outcome[] = Object.freeze([]);

/** What rules about a cluster or its pools differ in. Severity E1 is a refusal at creation: on what exists it is a warning (review 20.3). */
interface Spec extends Pick<
  Rule,
  'id' | 'title' | 'severity' | 'azureCode' | 'why' | 'sources' | 'inferred' | 'silencedBy' | 'note'
> {
  readonly failing: readonly RuleExample[];
  readonly passing: readonly RuleExample[];
  /** The refusal meets the next scale, upgrade or node pool too, so it stays an error on what exists. */
  readonly meetsNextOperation?: true;
}

/** What is wrong: one sentence, and more where it differs from the rule's own. */
export interface Complaint {
  readonly message: string;
  readonly severity?: RuleSeverity;
  readonly azureCode?: string;
  /** Pools it is about, beside the cluster itself. */
  readonly pools?: readonly PoolView[];
}

type Answer = string | Complaint | undefined;

interface ClusterAnswers<View> {
  readonly says: (view: View, context: RuleContext) => Answer;
  readonly fixes?: (view: View, context: RuleContext) => readonly Fix[];
}

interface PoolAnswers<View> {
  readonly says: (pool: PoolView, view: View, context: RuleContext) => Answer | Outcome;
  readonly fixes?: (pool: PoolView, view: View, context: RuleContext) => readonly Fix[];
}

/** A rule sees the cluster alone, so that a new range of a hub does not ask it about every cluster again; or it says that it reads the network around it too. */
type Sight<Alone, Whole> = ({ readonly readsNetwork?: never } & Alone) | ({ readonly readsNetwork: true } & Whole);

export type ClusterSpec = Spec & Sight<ClusterAnswers<ClusterAlone>, ClusterAnswers<ClusterView>>;
export type PoolSpec = Spec & Sight<PoolAnswers<ClusterAlone>, PoolAnswers<ClusterView>>;

/** A rule that says at most one thing about a cluster. */
export function clusterRule({ says, fixes, ...spec }: ClusterSpec): Rule {
  return defineRule<'cluster'>({
    ...baseOf(spec),
    scope: 'cluster',
    check: (view, context) => {
      const answer = says(view, context);
      if (answer === undefined) return NOTHING;
      return [
        found({
          ...worded(spec, isExisting(view), answer),
          ...(fixes === undefined ? {} : { fixes: (current) => fixes(view, current) }),
        }),
      ];
    },
  });
}

/** A rule that says at most one thing about each node pool. */
export function poolRule({ says, fixes, ...spec }: PoolSpec): Rule {
  return defineRule<'cluster'>({
    ...baseOf(spec),
    scope: 'cluster',
    check: (view, context) => {
      let outcomes: Outcome[] | undefined;
      for (const pool of view.pools) {
        const answer = says(pool, view, context);
        if (answer === undefined) continue;
        (outcomes ??= []).push(
          typeof answer === 'object' && 'kind' in answer
            ? answer
            : found({
                ...worded(spec, isExistingPool(pool), answer),
                target: pool.ref,
                related: [view.ref],
                ...(fixes === undefined ? {} : { fixes: (current) => fixes(pool, view, current) }),
              }),
        );
      }
      return outcomes ?? NOTHING;
    },
  });
}

function baseOf({
  failing,
  passing,
  meetsNextOperation: _stays,
  readsNetwork,
  ...base
}: Spec & { readonly readsNetwork?: true }) {
  return { ...base, ...(readsNetwork === true ? {} : { reads: CLUSTER_ALONE }), examples: { failing, passing } };
}

function worded(spec: Spec, exists: boolean, answer: string | Complaint) {
  const { message, pools, ...more } = typeof answer === 'string' ? { message: answer } : answer;
  const severity = more.severity ?? spec.severity;
  const words = severity === 'E1' && spec.meetsNextOperation !== true ? refusal(exists, message) : { message };
  return { ...more, ...words, ...(pools === undefined ? {} : { related: pools.map(({ ref }) => ref) }) };
}

/** Azure shows that the cluster is there. */
export function isExisting({ cluster }: ClusterAlone): boolean {
  return cluster.origin === 'existing';
}

/** Azure shows that the pool is there. */
export function isExistingPool({ pool }: PoolView): boolean {
  return pool.origin === 'existing';
}

/** Nothing shows that the cluster exists or where its description comes from: it is being drawn. */
export function isDrawn({ cluster }: ClusterAlone): boolean {
  return cluster.origin !== 'existing' && cluster.partial !== true;
}

/** One fix that sets fields of the cluster. */
export function setCluster(cluster: Cluster, title: string, values: Partial<Omit<Cluster, 'id'>>): Fix {
  return { title, commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values }] };
}

/** One fix that sets fields of a node pool. */
export function setPool(pool: NodePool, title: string, values: Partial<Omit<NodePool, 'id'>>): Fix {
  return { title, commands: [{ type: 'update', kind: 'nodePool', id: pool.id, values }] };
}

/** Nodes of the cluster when every pool is at its largest. */
export function nodesOf(view: ClusterAlone, context: RuleContext): number {
  return context.capacity.clusters.get(view.cluster.id)?.nodes.atMaximum ?? 0;
}
