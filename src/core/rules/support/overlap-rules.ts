import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule, RuleExample, RuleSeverity, RuleSource } from '../types.ts';
import type { AddressSpace, ClusterView } from '../../topology/types.ts';
import { moveRange, rangeOf, sayRange, type ClusterRangeKind } from './cluster-range.ts';
import {
  findOverlapsBehind,
  findRangeOverlaps,
  indirectNetworks,
  listOverlapped,
  neighbours,
  ownSubnets,
  reachedSites,
  waitsForSites,
  type RangeOverlap,
  type RangeOwner,
} from './range-overlaps.ts';

/** One rule "the cluster's range overlaps …": whose ranges are compared, and the words. */
export interface OverlapRuleSpec {
  readonly id: string;
  readonly title: string;
  readonly severity: RuleSeverity;
  readonly range: ClusterRangeKind;
  readonly against: 'subnets' | 'ownSpace' | 'neighbours' | 'sites' | 'indirect';
  readonly azureCode?: string | ((view: ClusterView) => string | undefined);
  /** Severity on an existing cluster, where it differs. */
  readonly severityIfExisting?: RuleSeverity;
  /** What follows, said after the two ranges. */
  readonly consequence: (view: ClusterView, overlaps: readonly RangeOverlap[]) => string;
  readonly why: string;
  readonly sources: readonly RuleSource[];
  readonly inferred?: boolean;
  readonly silencedBy?: readonly string[];
  readonly examples: { readonly failing: readonly RuleExample[]; readonly passing: readonly RuleExample[] };
}

/** Makes the rule of a spec: one finding per cluster, however many ranges are hit. */
export function overlapRule(spec: OverlapRuleSpec): Rule {
  const { range, against, consequence, azureCode, severityIfExisting, ...base } = spec;
  return defineRule({
    ...base,
    ...(typeof azureCode === 'string' ? { azureCode } : {}),
    scope: 'cluster',
    check: (view, context) => {
      const space = rangeOf(view, range);
      if (space === undefined || space.blocks.length === 0) return [];
      const owners = OWNERS[against](view, space);
      const hits = against === 'indirect' ? findOverlapsBehind(space, owners) : findRangeOverlaps(space, owners);
      const first = hits[0];
      if (first === undefined) {
        if (against === 'subnets' && hidesSubnets(view)) return [waiting('subnetOfCluster', [view.ref])];
        const missing = against === 'sites' ? waitsForSites(view) : [];
        return missing.length > 0 ? [waiting('onPremisesRanges', missing)] : [];
      }
      const code = typeof azureCode === 'function' ? azureCode(view) : azureCode;
      return [
        found({
          message: `${sayRange(view, range, first.own)} overlaps ${listOverlapped(hits)}${consequence(view, hits)}`,
          related: hits.map((hit) => hit.ref),
          ...(code === undefined ? {} : { azureCode: code }),
          ...(severityIfExisting !== undefined && view.cluster.origin === 'existing'
            ? { severity: severityIfExisting }
            : {}),
          fixes: () => moveRange(context, view, range),
        }),
      ];
    },
  });
}

const OWNERS: Record<OverlapRuleSpec['against'], (view: ClusterView, range: AddressSpace) => readonly RangeOwner[]> = {
  subnets: ownSubnets,
  ownSpace: ownSpaceWithoutSubnetHit,
  neighbours,
  sites: reachedSites,
  indirect: indirectNetworks,
};

/** An imported cluster whose network is in no file: its subnets are not known (review 20.4, items 6 and 7). */
function hidesSubnets({ cluster, network }: ClusterView): boolean {
  return cluster.partial === true && (network === undefined || network.network.external === true);
}

/** The network's own space, unless a subnet is hit (then that is the fact) or AKS made the network (its defaults used to hold both ranges; review A20). */
function ownSpaceWithoutSubnetHit(view: ClusterView, range: AddressSpace): readonly RangeOwner[] {
  const network = view.network;
  if (network === undefined || network.network.managedByAks === true) return [];
  return findRangeOverlaps(range, ownSubnets(view)).length > 0 ? [] : [network];
}

/** For messages: "through hub" where something carries the traffic. */
export function throughWhat(hits: readonly RangeOverlap[]): string {
  const via = hits[0]?.via[0];
  return via === undefined ? '' : `, reachable through ${via}`;
}
