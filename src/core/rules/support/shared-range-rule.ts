import { listValues } from '../../topology/index.ts';
import type { ClusterView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule, RuleExample, RuleSeverity, RuleSource } from '../types.ts';
import { rangeOf, RANGE_WORDS, type ClusterRangeKind } from './cluster-range.ts';
import { groupByOverlap, listClusters, sayWidest, type RangeMember } from './range-groups.ts';

/** A rule about clusters that use the same range: one finding for the whole crowd. */
export interface SharedRangeSpec {
  readonly id: string;
  readonly title: string;
  readonly severity: RuleSeverity;
  readonly range: ClusterRangeKind;
  /** Which clusters take part, and which pairs count. */
  readonly takesPart: (view: ClusterView) => boolean;
  readonly joins?: (a: ClusterView, b: ClusterView) => boolean;
  readonly consequence: string;
  readonly why: string;
  readonly sources: readonly RuleSource[];
  readonly examples: { readonly failing: readonly RuleExample[]; readonly passing: readonly RuleExample[] };
}

export function sharedRangeRule(spec: SharedRangeSpec): Rule {
  const { range, takesPart, joins, consequence, ...base } = spec;
  return defineRule({
    ...base,
    scope: 'plan',
    check: (topology) => {
      const members: RangeMember<ClusterView>[] = [];
      for (const view of listValues(topology.clusters)) {
        const space = takesPart(view) ? rangeOf(view, range) : undefined;
        if (space !== undefined) members.push({ item: view, space });
      }
      return groupByOverlap(members, joins).flatMap((group) => {
        const [first, ...others] = group.members;
        if (first === undefined) return [];
        return [
          found({
            target: first.ref,
            related: others.map((view) => view.ref),
            message: `${listClusters(group.members)} share ${RANGE_WORDS[range]} ${sayWidest(group)}${consequence}`,
          }),
        ];
      });
    },
  });
}
