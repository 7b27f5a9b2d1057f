import { countObjects, nameOf, type ObjectRef } from '../../core/plan/index.ts';
import { supplyOf, type CheckReport } from './check-report.ts';

/** The report for machines. Its keys are part of what Netwright promises: they are only ever added to. */
export function formatCheckJson({ plan, outcome, result, findings }: CheckReport): string {
  const name = (ref: ObjectRef): { kind: string; id: string; name: string } => ({
    kind: ref.kind,
    id: ref.id,
    name: nameOf(plan, ref),
  });
  const document = {
    plan: countObjects(plan),
    findings: findings.map(({ rule, severity, azureCode, target, related, message, fixes }) => ({
      rule,
      severity,
      ...(azureCode === undefined ? {} : { azureCode }),
      target: name(target),
      related: related.map(name),
      message,
      fixes: fixes.map(({ title }) => title),
    })),
    notChecked: result.notChecked.map((waiting) => ({
      fact: waiting.fact,
      objects: waiting.objects.map(name),
      rules: waiting.rules,
      supply: supplyOf(waiting, plan),
    })),
    unread: outcome.unread,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
