import { countObjects, nameOf, type ObjectRef } from '../../core/plan/index.ts';
import { partsOfSupply, type CheckReport } from './check-report.ts';

/** The report for machines. Its keys are part of what Netwright promises: they are only ever added to. */
export function formatCheckJson({ plan, outcome, result, findings, baseline }: CheckReport): string {
  const name = (ref: ObjectRef): { kind: string; id: string; name: string } => ({
    kind: ref.kind,
    id: ref.id,
    name: nameOf(plan, ref),
  });
  const known = new Set(baseline?.known);
  const document = {
    plan: countObjects(plan),
    findings: findings.map((finding) => {
      const { rule, severity, azureCode, target, related, message, fixes } = finding;
      return {
        rule,
        severity,
        ...(azureCode === undefined ? {} : { azureCode }),
        target: name(target),
        related: related.map(name),
        message,
        fixes: fixes.map(({ title }) => title),
        ...(baseline === undefined ? {} : { known: known.has(finding) }),
      };
    }),
    notChecked: result.notChecked.map((waiting) => ({
      fact: waiting.fact,
      objects: waiting.objects.map(name),
      rules: waiting.rules,
      ...partsOfSupply(waiting, plan),
    })),
    unread: outcome.unread,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
