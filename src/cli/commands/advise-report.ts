import type { Advice, AnsweredQuestion, Reason, Recommendation, TurnedAnswer } from '../../core/advisor/index.ts';
import type { Cluster } from '../../core/plan/index.ts';

/** The advice for machines. Its keys are part of what Netwright promises: they are only ever added to. */
export function formatAdviceJson({ id, name }: Pick<Cluster, 'id' | 'name'>, advice: Advice): string {
  const document = {
    cluster: { kind: 'cluster', id, name },
    answer: advice.answer ?? null,
    runnerUp: advice.runnerUp ?? null,
    dropped: advice.dropped,
    wouldHelp: advice.wouldHelp,
    questions: advice.questions,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The advice for people. */
export function formatAdviceText({ name }: Pick<Cluster, 'name'>, advice: Advice): string {
  const { answer, runnerUp, dropped, wouldHelp, questions } = advice;
  const lines: string[] = [
    answer === undefined ? `${name}: no CNI fits all of this.` : `${name}: ${describeChoice(answer)}`,
    ...(answer === undefined ? [] : detailsOf(answer)),
  ];
  if (wouldHelp.length > 0) {
    lines.push('', 'A candidate with room would be left if');
    lines.push(...wouldHelp.map((turn) => `  ${describeTurn(turn)}: ${turn.name}`));
  }
  if (runnerUp !== undefined)
    lines.push('', `Runner-up: ${describeChoice(runnerUp)}`, ...runnerUp.remarks.map(describeReason));
  lines.push('', 'Dropped:');
  for (const row of dropped) {
    lines.push(`  ${row.name}`, ...row.reasons.map((reason) => `  ${describeReason(reason)}`));
    if (row.comesBackIf.length > 0)
      lines.push(`    would come back if ${row.comesBackIf.map(describeTurn).join(', or if ')}`);
  }
  lines.push('', 'Questions:', ...questions.map(describeQuestion));
  return `${lines.join('\n')}\n`;
}

function describeChoice({ name, networkPolicy }: Recommendation): string {
  return `${name}, network policy ${networkPolicy}`;
}

function detailsOf({ because, remarks, ranges, lacks, livePath, openPoints }: Recommendation): readonly string[] {
  return [
    ...because.map((text) => `  ${text}`),
    ...ranges.map(
      ({ name, from, to, needed, holds, unit }) =>
        `  ${name} ${from}${to === undefined ? '' : ` becomes ${to}`}: ${needed} ${unit} needed${to === undefined ? `, ${holds} there` : ''}`,
    ),
    ...lacks.map((text) => `  No room: ${text}`),
    ...livePath.map((text) => `  Running cluster: ${text}`),
    ...remarks.map(describeReason),
    ...openPoints.map(({ text, rule, source }) => `  Not known: ${text}${keysOf({ rule, source })}`),
  ];
}

function describeReason({ text, rule, source }: Reason): string {
  return `  ${text}${keysOf({ rule, source })}`;
}

function keysOf({ rule, source }: Pick<Reason, 'rule' | 'source'>): string {
  const keys = [rule, source].filter((key) => key !== undefined);
  return keys.length === 0 ? '' : ` [${keys.join(', ')}]`;
}

function describeTurn({ question, answer }: TurnedAnswer): string {
  return `${question} were ${answer}`;
}

function describeQuestion({ id, text, answer, from, evidence }: AnsweredQuestion): string {
  const origin = from === 'plan' ? ` (plan: ${evidence ?? ''})` : from === 'you' ? ' (given)' : '';
  return `  ${id.padEnd(3)} ${answer.padEnd(7)} ${text}${origin}`;
}
