import { formatBlock, overlaps, type Block } from '../../address/index.ts';
import { listValues, weakMemo, weakMemoLatest } from '../../topology/index.ts';
import type { AddressSpace, ClusterView, NetworkView, ReachableSpace, Topology } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule, RuleExample, RuleSource } from '../types.ts';
import { RANGE_WORDS, rangeOf, type ClusterRangeKind } from './cluster-range.ts';
import { listClusters } from './range-groups.ts';
import { indirectNetworks } from './range-overlaps.ts';

export interface UnconnectedSpec {
  readonly id: string;
  readonly title: string;
  readonly range: ClusterRangeKind;
  readonly why: string;
  readonly sources: readonly RuleSource[];
  readonly examples: { readonly failing: readonly RuleExample[]; readonly passing: readonly RuleExample[] };
}

/** The range overlaps a network the cluster has no path to (level L3): information, one line for all clusters with the same range (review A36). */
export function unconnectedRule(spec: UnconnectedSpec): Rule {
  const { range, ...base } = spec;
  return defineRule({
    ...base,
    severity: 'I',
    scope: 'plan',
    check: (topology) =>
      [...groupByRange(topology, range).values()].flatMap(({ block, views, spaces }) => {
        const [first, ...others] = views;
        const [space, ...more] = [...spaces.values()];
        if (first === undefined || space === undefined) return [];
        const where = `${space.name} ${space.prefixes.map((prefix) => prefix.text).join(', ')}`;
        return [
          found({
            target: first.ref,
            related: [...others.map((view) => view.ref), space.ref, ...more.map((owner) => owner.ref)],
            message: `${RANGE_WORDS[range]} ${formatBlock(block)} of ${listClusters(views)} overlaps ${where}${more.length === 0 ? '' : ` and ${more.length} more`}, which no path leads to: fine as long as you never connect them.`,
          }),
        ];
      }),
  });
}

/** Blocks of the same text are one object, and clusters share a handful of ranges. */
const keyOf = weakMemo(formatBlock);

interface Crowd {
  readonly block: Block;
  readonly views: ClusterView[];
  readonly spaces: Map<string, AddressSpace>;
}

function groupByRange(topology: Topology, range: ClusterRangeKind): ReadonlyMap<string, Crowd> {
  const crowds = new Map<string, Crowd>();
  const byRange = new Map<string, readonly AddressSpace[]>();
  for (const view of listValues(topology.clusters)) {
    for (const block of rangeOf(view, range)?.blocks ?? []) {
      const key = keyOf(block);
      let hits = byRange.get(key);
      if (hits === undefined) {
        hits = topology.spaces.filter(
          (space) => !isManaged(topology, space) && space.blocks.some((theirs) => overlaps(block, theirs)),
        );
        byRange.set(key, hits);
      }
      if (hits.length === 0 || view.network === undefined) continue;
      const reached = reachedIds(view.network, indirectNetworks(view));
      const strangers = hits.filter((space) => !reached.has(space.ref.id));
      if (strangers.length === 0) continue;
      const crowd = crowds.get(key) ?? { block, views: [], spaces: new Map<string, AddressSpace>() };
      crowd.views.push(view);
      for (const space of strangers) crowd.spaces.set(space.ref.id, space);
      crowds.set(key, crowd);
    }
  }
  return crowds;
}

/** Kept per network view and what lies behind its doors: a hub's reach holds every spoke, and this rule runs on every edit. */
const reachedIds = weakMemoLatest(
  (network: NetworkView, indirect: readonly ReachableSpace[]): ReadonlySet<string> =>
    new Set([network.ref.id, ...[...network.reach.l1, ...indirect].map(({ space }) => space.ref.id)]),
);

/** AKS-managed networks are nobody's to plan; their defaults overlap everywhere (review A9, A20). */
function isManaged(topology: Topology, space: AddressSpace): boolean {
  return topology.networks.get(space.ref.id)?.network.managedByAks === true;
}
