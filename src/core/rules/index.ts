export { checkPlan } from './check-plan.ts';
export { formatSource, severityOf } from './describe.ts';
export { FACTS } from './facts.ts';
export { findRule, RULE_FAMILIES, RULES } from './registry.ts';
export type { FactId } from './facts.ts';
export type {
  CheckOptions,
  CheckResult,
  Finding,
  Fix,
  NotChecked,
  Rule,
  RuleExample,
  RuleSeverity,
  RuleSource,
  Severity,
  SuppressedFinding,
} from './types.ts';
