import { DISAGREEMENTS, disagreementsOf, type Statement } from '../../azure/index.ts';
import { escapeMarkdown } from '../markdown.ts';
import { formatSource, RULE_FAMILIES, type Rule, type RuleExample, type RuleSeverity } from '../../rules/index.ts';

const SEVERITY_WORDS: Readonly<Record<RuleSeverity, string>> = {
  E1: 'Error: Azure refuses it',
  E2: 'Error: traffic breaks, or the documentation forbids it',
  W: 'Warning',
  I: 'Information',
};

const DISAGREE_TITLE = 'Where the sources disagree';
const DISAGREE_ANCHOR = 'where-the-sources-disagree';

/**
 * The reference of all rules as Markdown: for each why it is there, its sources with their dates, and the examples that the tests run. The same rules give
 * the same text.
 */
export function formatRuleReference(): string {
  const families = RULE_FAMILIES.filter(({ rules }) => rules.length > 0);
  const count = families.reduce((sum, { rules }) => sum + rules.length, 0);
  return [
    '# Rules',
    '',
    `Netwright judges a plan by ${count} rules. This page is made from the rules themselves (\`netwright rules --format markdown\`); the examples are run by the tests.`,
    'A rule reports only what is certain: where a fact is missing it waits, and the fact stands under "Not checked". On objects that exist already a refusal at creation is a warning.',
    '',
    ...families.map(({ title, rules }) => `- [${title}](#${anchorOf(title)}) (${rules.length})`),
    `- [${DISAGREE_TITLE}](#${DISAGREE_ANCHOR}) (${DISAGREEMENTS.length})`,
    '',
    ...families.flatMap(({ title, rules }) => [`## ${title}`, '', ...rules.flatMap(formatRule)]),
    `## ${DISAGREE_TITLE}`,
    '',
    "Where Microsoft's pages disagree, or changed over time, both sides stand here with what Netwright goes by.",
    '',
    '| | Matter | Older or other | Newer or other | Netwright goes by |',
    '| --- | --- | --- | --- | --- |',
    ...DISAGREEMENTS.map(
      ({ id, topic, older, newer, used }) =>
        `| ${id} | ${escapeMarkdown(topic)} | ${formatStatement(older)} | ${formatStatement(newer)} | ${escapeMarkdown(used)} |`,
    ),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function formatRule({ id, title, severity, azureCode, why, inferred, sources, examples }: Rule): readonly string[] {
  const facts = [
    SEVERITY_WORDS[severity],
    ...(azureCode === undefined ? [] : [`Azure answers \`${azureCode}\``]),
    ...(inferred === true ? ['inferred, not documented'] : []),
  ];
  return [
    `### \`${id}\``,
    '',
    `**${escapeMarkdown(title)}.** ${facts.join('; ')}.`,
    '',
    escapeMarkdown(why),
    '',
    ...examples.failing.map((example) => `- Found: ${formatExample(example)}`),
    ...examples.passing.map((example) => `- Fine: ${formatExample(example)}`),
    ...sources.map((source) => `- Source: ${escapeMarkdown(formatSource(source))}`),
    ...disagreementsOf(id).map(
      (one) => `- Sources disagree: [${one.id}, ${escapeMarkdown(one.topic)}](#${DISAGREE_ANCHOR})`,
    ),
    '',
  ];
}

function formatExample({ title, severity }: RuleExample): string {
  return `${escapeMarkdown(title)}${severity === undefined ? '' : ` (${severity})`}`;
}

function formatStatement({ text, sources }: Statement): string {
  return `${escapeMarkdown(text)} (${sources
    .map((key) => formatSource({ key }))
    .map(escapeMarkdown)
    .join('; ')})`;
}

/** The anchor that hosts of Markdown make of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
