export { checkPlan } from './check-plan.ts';
export { formatSource, severityOf } from './describe.ts';
export { FACTS } from '../azure/index.ts';
export { findRule, RULE_FAMILIES, RULES } from './registry.ts';
export type { FactId } from '../azure/index.ts';
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
