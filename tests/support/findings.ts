import type { Plan, PlanSketch } from '../../src/core/plan/index.ts';
import type { Finding } from '../../src/core/rules/index.ts';
import { checkSketch } from './check.ts';

/** The findings of one rule. */
export function findingsOf(rule: string, sketch: PlanSketch | Plan, before?: PlanSketch | Plan): readonly Finding[] {
  return checkSketch(sketch, before).findings.filter((finding) => finding.rule === rule);
}

/** What one rule says, in the order of the findings: "error hub". Subnets by id: "warning hub.snet". */
export function saysOf(rule: string, sketch: PlanSketch | Plan, before?: PlanSketch | Plan): readonly string[] {
  return findingsOf(rule, sketch, before).map((finding) => `${finding.severity} ${finding.target.id}`);
}
