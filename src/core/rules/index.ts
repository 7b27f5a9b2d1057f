export { checkPlan } from './check-plan.ts';
export { FACTS } from './facts.ts';
export { findRule, RULES } from './registry.ts';
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
