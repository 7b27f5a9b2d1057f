import { adviseCni, QUESTION_IDS, type Answer, type Answers, type QuestionId } from '../../core/advisor/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { checkPlan } from '../../core/rules/index.ts';
import { parseArguments, readDay, readWord } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { formatAdviceJson, formatAdviceText } from './advise-report.ts';

const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];

/** `netwright advise`: which CNI a cluster should have, and why. */
export async function advise(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, {
    cluster: { type: 'string' },
    answers: { type: 'string' },
    format: { type: 'string' },
    'as-of': { type: 'string' },
  });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json']);
  if (!format.ok) return format;
  const asOf = readDay(args.value, 'as-of');
  if (!asOf.ok) return asOf;
  const answers = readAnswers(args.value.option('answers') ?? '');
  if (!answers.ok) return answers;
  if (args.value.files.length === 0) return err('advise needs at least one file; "-" is standard input');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;

  const { plan } = estate.value;
  const name = args.value.option('cluster');
  const named = plan.clusters.filter((cluster) => name === undefined || cluster.name === name || cluster.id === name);
  const [cluster] = named;
  const known = plan.clusters.map((one) => one.name).join(', ');
  if (cluster === undefined)
    return err(
      known === ''
        ? 'there is no cluster in these files'
        : `there is no cluster ${JSON.stringify(name)}; there are ${known}`,
    );
  if (named.length > 1)
    return err(
      name === undefined
        ? `--cluster NAME is missing; there are ${known}`
        : `${named.length} clusters are called ${JSON.stringify(name)}; give the id`,
    );

  const day = asOf.value ?? plan.asOf ?? terminal.today();
  const advice = adviseCni(checkPlan(plan, { asOf: day }), cluster.id, { answers: answers.value, asOf: day });
  if (advice === undefined) throw new Error('The cluster is one of the plan');
  terminal.write(format.value === 'json' ? formatAdviceJson(cluster, advice) : formatAdviceText(cluster, advice));
  return ok(EXIT.ok);
}

/** "q2=yes,q11=no": answers by the number of the question. */
function readAnswers(text: string): Result<Answers, string> {
  const answers: Partial<Record<QuestionId, Answer>> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [key = '', value = ''] = part.trim().toLowerCase().split('=');
    const question = QUESTION_IDS.find((id) => id === key);
    const answer = ANSWERS.find((word) => word === value);
    if (question === undefined || answer === undefined)
      return err(
        `--answers holds ${JSON.stringify(part)}; expected q1 to q${QUESTION_IDS.length} with ${ANSWERS.join(', ')}`,
      );
    answers[question] = answer;
  }
  return ok(answers);
}
