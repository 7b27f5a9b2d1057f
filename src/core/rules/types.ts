import type { Command, ObjectRef, Plan, PlanSketch, Suppression } from '../plan/index.ts';
import type { CapacityReport } from '../capacity/types.ts';
import type {
  BlockView,
  ClusterView,
  GatewayView,
  NetworkView,
  PeeringView,
  PoolView,
  RouteTableView,
  SiteView,
  SubnetRole,
  SubnetView,
  Topology,
} from '../topology/types.ts';
import type { FactId } from '../azure/index.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Severity in the catalogue's terms: E1 Azure refuses, E2 traffic breaks, W warning, I information. */
export type RuleSeverity = 'E1' | 'E2' | 'W' | 'I';

/** A way out, with the edits that carry it out (one history entry). */
export interface Fix {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** One mistake, said once. Names both sides and both ranges in one sentence. */
export interface Finding {
  readonly rule: string;
  /** Of the rule, so that who shows a finding need not know the rules. */
  readonly title: string;
  readonly severity: Severity;
  readonly azureCode?: string;
  readonly target: ObjectRef;
  readonly related: readonly ObjectRef[];
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** A condition that could not be decided: which fact is missing, and on which objects. */
export interface NotChecked {
  readonly fact: FactId;
  readonly objects: readonly ObjectRef[];
  readonly rules: readonly string[];
}

/** What a rule says about one object: something is wrong, or a fact is missing. Nothing = fine. */
export type Outcome = Found | Waiting;

export interface Found {
  readonly kind: 'found';
  readonly message: string;
  /** Missing = the rule's own severity. */
  readonly severity?: RuleSeverity;
  readonly azureCode?: string;
  /** Missing = the object that was checked. */
  readonly target?: ObjectRef;
  readonly related?: readonly ObjectRef[];
  /**
   * Asked for only when somebody looks; must be pure. The context is that of the moment, because an outcome may be older than the plan around it; the one
   * given to `check` shows the same while a fix runs, so closing over it is safe too.
   */
  readonly fixes?: (context: RuleContext) => readonly Fix[];
}

export interface Waiting {
  readonly kind: 'waiting';
  readonly fact: FactId;
  readonly objects: readonly ObjectRef[];
}

/** Where a rule comes from. `key` is a source key of the catalogue (`azure/sources.ts` gives title and date). */
export interface RuleSource {
  readonly key: string;
  readonly section?: string;
}

export interface RuleExample {
  /** What the example shows, for example "10.200.0.96/27". */
  readonly title: string;
  readonly plan: PlanSketch | Plan;
  /** The plan before the edit, for rules about changes. */
  readonly before?: PlanSketch | Plan;
  /** Failing examples: names of the targets expected (default: at least one finding of the rule). */
  readonly targets?: readonly string[];
  /** Other rules that rightly fire on the failing example. */
  readonly alsoFires?: readonly string[];
  /** Severity expected, where the rule has more than one. */
  readonly severity?: Severity;
}

export interface RuleBase {
  /** Id of the catalogue, kebab-case. */
  readonly id: string;
  /** One short line, for lists: "Bastion subnet smaller than /26". */
  readonly title: string;
  readonly severity: RuleSeverity;
  /** Azure's own error code, where one is known. */
  readonly azureCode?: string;
  /** Two or three plain sentences: what Azure does, and why it matters. */
  readonly why: string;
  readonly sources: readonly RuleSource[];
  /** True where the catalogue says the statement is inferred, not documented. */
  readonly inferred?: boolean;
  readonly examples: { readonly failing: readonly RuleExample[]; readonly passing: readonly RuleExample[] };
  /** True where nothing is wrong and people should only know: said in the inspector of the object, not in the list of findings (review A38). */
  readonly note?: true;
  /** Rules that already tell the same fact: when one of them fires on the same target, this one is silent (review, section 1.4). */
  readonly silencedBy?: readonly string[];
}

/** What a rule is asked about; the engine keeps outcomes as long as the view is the same object. */
export interface ViewByScope {
  virtualNetwork: NetworkView;
  subnet: SubnetView;
  peering: PeeringView;
  cluster: ClusterView;
  site: SiteView;
  gateway: GatewayView;
  routeTable: RouteTableView;
  /** Sweeps over the whole plan; run on every edit, so they must be fast (sorted sweeps, no pairs). */
  plan: Topology;
}
export type RuleScope = keyof ViewByScope;

/**
 * A rule judges one view. It may read only the view and the context's `asOf` (and for scope `plan` everything), because outcomes are kept
 * until the view changes. Capacity of a subnet or cluster is part of the context and kept with the view as well.
 */
export type Rule = {
  readonly [S in RuleScope]: RuleBase &
    Narrowing<S, keyof ViewByScope[S]> & {
      readonly scope: S;
      readonly check: (view: ViewByScope[S], context: RuleContext) => readonly Outcome[];
    };
}[RuleScope];

/** What a rule need not be asked about. Neither field changes what a check says, only how long it takes. */
export interface Narrowing<S extends RuleScope, Field extends keyof ViewByScope[S]> {
  /**
   * The fields of the view that the rule and its fixes read, and that the capacity they read follows from; missing = all. While these are the same objects,
   * the rule is not asked again: a new range of a hub changes the `links` and the `reach` of every spoke, but not their `subnets`.
   */
  readonly reads?: S extends 'subnet' | 'plan' ? never : readonly Field[];
  /** Of scope `subnet`: the rule says nothing about subnets that have none of these roles, so it is not asked; missing = any subnet. */
  readonly roles?: S extends 'subnet' ? readonly SubnetRole[] : never;
}

export interface RuleContext {
  readonly plan: Plan;
  /** The date the plan is judged at, YYYY-MM-DD. */
  readonly asOf: string;
  readonly topology: Topology;
  readonly capacity: CapacityReport;
  /** What is deployed: the import or the last saved state. Missing = rules about changes are silent. Only rules of scope `plan` may read it. */
  readonly before?: Plan;
}

export type {
  BlockView,
  ClusterView,
  GatewayView,
  NetworkView,
  PeeringView,
  PoolView,
  RouteTableView,
  SiteView,
  SubnetView,
};

/** A finding that a person has set aside, with the reason. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** All that a check says about a plan. Give it to the next check as `previous`: what did not change is not judged again. */
export interface CheckResult {
  /** Errors first, then warnings, then information; within one severity in the order of the plan (see `engine.ts`). */
  readonly findings: readonly Finding[];
  /** What rules marked as notes say; the inspector shows it beside the object. */
  readonly notes: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly topology: Topology;
  readonly capacity: CapacityReport;
}

export interface CheckOptions {
  /** The day the plan is judged at when it names none itself (`plan.asOf`), YYYY-MM-DD: today. */
  readonly asOf: string;
  readonly previous?: CheckResult;
  /** What is deployed, for rules about changes. Missing: they are silent. */
  readonly before?: Plan;
}
