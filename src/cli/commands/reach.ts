import { findEndpoint, findReach, type Answer, type EndpointError } from '../../core/reach/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildTopology } from '../../core/topology/index.ts';
import type { Plan } from '../../core/plan/index.ts';
import { parseArguments, readWord } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { partsOfSupply, supplyOf } from '../reports/check-report.ts';

/** `netwright reach`: whether one endpoint reaches another. What is not known counts as no for the exit code, since a pipeline must not take it for a yes. */
export async function reach(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, { format: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json']);
  if (!format.ok) return format;
  const [fromWord, toWord] = [args.value.option('from'), args.value.option('to')];
  if (fromWord === undefined || toWord === undefined) return err('reach needs --from X and --to Y');
  if (args.value.files.length === 0) return err('reach needs at least one file; "-" is standard input');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;

  const { plan } = estate.value;
  const topology = buildTopology(plan);
  const from = findEndpoint(topology, fromWord);
  if (!from.ok) return err(`--from ${describeError(fromWord, from.error)}`);
  const to = findEndpoint(topology, toWord);
  if (!to.ok) return err(`--to ${describeError(toWord, to.error)}`);
  const answer = findReach(topology, from.value, to.value);
  terminal.write(format.value === 'json' ? formatJson(answer, plan) : formatText(answer, plan));
  return ok(answer.verdict === 'yes' ? EXIT.ok : EXIT.errors);
}

function describeError(word: string, error: EndpointError): string {
  const named = JSON.stringify(word);
  switch (error.kind) {
    case 'unknown-address':
      return `${named} is a private address that nothing in the plan holds`;
    case 'ambiguous':
      return `${named} names several things; say which by its key: ${error.keys.join(', ')}`;
    case 'unknown-name':
      return error.near.length === 0
        ? `${named} is not in the plan`
        : `${named} is not in the plan; near it are ${error.near.join(', ')}`;
  }
}

function formatText(answer: Answer, plan: Plan): string {
  const { verdict, sentence, hops, replies, source, missing, notes } = answer;
  const supply =
    missing?.fact === undefined ? undefined : supplyOf({ fact: missing.fact, objects: missing.refs }, plan);
  const fix = missing?.fix?.()?.title;
  const lines = [
    `${verdict}: ${sentence}`,
    ...hops.map(({ text }, position) => `  ${position + 1}. ${text}`),
    ...(replies.length === 0 ? [] : [`  replies: ${replies.map(({ text }) => text).join(' > ')}`]),
    ...(source === undefined ? [] : [`  source seen at the far end: ${source.text}`]),
    ...(supply === undefined ? [] : [`  supply: ${supply}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
    ...notes.map((note) => `  note: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function formatJson(answer: Answer, plan: Plan): string {
  const { from, to, verdict, sentence, source, missing, throughService, notes } = answer;
  const fix = missing?.fix?.()?.title;
  const hops = (list: Answer['hops']): readonly object[] => list.map(({ kind, text }) => ({ kind, text }));
  const document = {
    from: from.name,
    to: to.name,
    verdict,
    sentence,
    hops: hops(answer.hops),
    replies: hops(answer.replies),
    ...(source === undefined ? {} : { source }),
    ...(missing === undefined
      ? {}
      : {
          missing: {
            text: missing.text,
            ...(missing.fact === undefined
              ? {}
              : { fact: missing.fact, ...partsOfSupply({ fact: missing.fact, objects: missing.refs }, plan) }),
            ...(fix === undefined ? {} : { fix }),
          },
        }),
    ...(throughService === undefined ? {} : { throughService: throughService.name }),
    notes,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
