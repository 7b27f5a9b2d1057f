import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { RULES } from '../../src/core/rules/index.ts';
import { pathsOf, TOPOLOGY_IDS } from '../estates/topology-files.ts';
import { fakeTerminal } from './fake-terminal.ts';

const require = createRequire(import.meta.url);
// A pattern of the published schema is no Unicode regular expression.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
/** The schema OASIS published, as Microsoft's own SARIF checker carries it. */
const isSarif = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

const plan = sketchPlan({
  name: 'Odd <names> | "quoted" & *starred*',
  networks: {
    'hub_<1>': { prefixes: ['10.0.0.0/16'] },
    spoke: { prefixes: ['10.0.4.0/22'] },
    lab: { prefixes: ['10.9.0.0/16'], subnets: { AzureBastionSubnet: '10.9.0.0/27' } },
  },
  peerings: [['hub_<1>', 'spoke']],
});
const broken = formatPlan(plan);
const suppressed = formatPlan({
  ...plan,
  suppressions: [
    { id: 's', rule: 'bastion-subnet-size', targetId: 'lab.AzureBastionSubnet', reason: 'Bastion leaves in March' },
  ],
});

async function check(
  words: readonly string[],
  files: Record<string, string> = {},
): Promise<{ code: number; out: string }> {
  const terminal = fakeTerminal(files);
  const code = await run(['check', ...words], terminal);
  expect(terminal.error()).toBe('');
  return { code, out: terminal.out() };
}

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly baselineState?: string;
      readonly suppressions?: readonly { readonly justification: string }[];
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

async function checkSarif(words: readonly string[], files: Record<string, string> = {}) {
  const { code, out } = await check([...words, '--format', 'sarif'], files);
  const log: unknown = JSON.parse(out);
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  // valid against the schema just above
  const [first] = (log as Sarif).runs;
  if (first === undefined) throw new Error('no run');
  return { code, ...first };
}

describe('SARIF', () => {
  it.each(TOPOLOGY_IDS)('of %s is valid against the published schema', async (topology) => {
    const { results, tool } = await checkSarif(pathsOf(topology));
    const { out } = await check([...pathsOf(topology), '--format', 'json']);
    expect(results.map(({ ruleId }) => ruleId)).toEqual(
      // what `check --format json` promises
      (JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule),
    );
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('is valid for names that need escaping, and for no finding at all', async () => {
    expect((await checkSarif(['broken'], { broken })).code).toBe(1);
    const clean = formatPlan(sketchPlan({ networks: {} }));
    expect(await checkSarif(['clean'], { clean })).toMatchObject({ code: 0, results: [] });
  });

  it('points at the line of the object in the file it came from', async () => {
    const { results } = await checkSarif(['a dir/broken plan.json'], { 'a dir/broken plan.json': broken });
    const bastion = results.find(({ ruleId }) => ruleId === 'bastion-subnet-size')?.locations[0]?.physicalLocation;
    expect(bastion?.artifactLocation.uri).toBe('a%20dir/broken%20plan.json');
    expect(broken.split('\n')[(bastion?.region.startLine ?? 0) - 1]).toContain('"lab.AzureBastionSubnet"');
  });

  it('points at the resource id in what the Azure CLI printed', async () => {
    const files = pathsOf('T01');
    const { results } = await checkSarif(files);
    const bastion = results.find(({ ruleId }) => ruleId === 'bastion-subnet-size')?.locations[0]?.physicalLocation;
    expect(bastion?.artifactLocation.uri).toMatch(/vnets\.json$/);
    expect(bastion?.region.startLine).toBeGreaterThan(1);
  });

  it('keeps what the plan set aside, with the reason', async () => {
    const { results } = await checkSarif(['suppressed'], { suppressed });
    const bastion = results.filter(({ ruleId }) => ruleId === 'bastion-subnet-size');
    expect(bastion.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual(['Bastion leaves in March']);
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function parseXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    // without namespaces every attribute is plain text
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return root;
}

async function checkJUnit(
  words: readonly string[],
  files: Record<string, string>,
): Promise<{ code: number; cases: Element[]; suite: Element }> {
  const { code, out } = await check([...words, '--format', 'junit'], files);
  const suite = parseXml(out).children[0]?.children[0];
  if (suite === undefined) throw new Error('no suite');
  return { code, suite, cases: suite.children.filter(({ name }) => name === 'testcase') };
}

describe('JUnit', () => {
  const failed = (cases: readonly Element[]): readonly (string | undefined)[] =>
    cases.filter(({ children }) => children[0]?.name === 'failure').map(({ attributes }) => attributes.classname);

  it('has a failed case for every error and a passed one for every rule that found nothing', async () => {
    const { cases, suite } = await checkJUnit(['broken'], { broken });
    expect(failed(cases)).toEqual([
      'vnet-name-format',
      'peering-name-format',
      'bastion-subnet-size',
      'peering-address-overlap',
    ]);
    expect(new Set(cases.map(({ attributes }) => attributes.classname)).size).toBe(RULES.length);
    expect(suite.attributes).toMatchObject({ tests: String(cases.length), failures: '4', name: plan.name });
  });

  it('skips rules that wait for a fact, and says what supplies it', async () => {
    const terminal = fakeTerminal();
    await run(['check', ...pathsOf('T01'), '--format', 'junit'], terminal);
    expect(terminal.out()).toMatch(/<skipped message="[^"]*az network /);
  });
});

describe('Markdown', () => {
  it('shows names as they are written', async () => {
    const { out } = await check(['broken', '--format', 'markdown'], { broken });
    expect(out).toContain('## Netwright: Odd &lt;names> \\| "quoted" & \\*starred\\*');
    expect(out).toContain('### Errors (4)');
    const rows = out.split('\n').filter((line) => line.startsWith('|'));
    // a cell that holds the separator would add a column
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
  });

  it('folds away what is only for information', async () => {
    const { out } = await check([...pathsOf('T05'), '--format', 'markdown']);
    expect(out).toContain('<details><summary>Not checked (');
  });
});

describe('a baseline', () => {
  const baselineOf = async (text: string): Promise<string> =>
    (await check(['plan', '--format', 'json'], { plan: text })).out;

  it.each(['text', 'json', 'sarif', 'junit', 'markdown'])('makes known errors pass, as %s', async (format) => {
    const files = { broken, baseline: await baselineOf(broken) };
    expect((await check(['broken', '--baseline', 'baseline', '--format', format], files)).code).toBe(0);
  });

  it('lets a new error fail, and says which are new', async () => {
    const more = broken.replace('"10.9.0.0/27"', '"10.8.0.0/27"');
    const files = { more, baseline: await baselineOf(broken) };
    const { code, out } = await check(['more', '--baseline', 'baseline', '--format', 'json'], files);
    expect(code).toBe(1);
    // what `check --format json` promises
    const { findings } = JSON.parse(out) as { findings: { rule: string; known: boolean }[] };
    expect(findings.filter(({ known }) => known).map(({ rule }) => rule)).toContain('peering-address-overlap');
    expect(findings.filter(({ known }) => !known).map(({ rule }) => rule)).toContain('subnet-outside-vnet');
    const text = (await check(['more', '--baseline', 'baseline'], files)).out;
    expect(text).not.toContain('peering-address-overlap');
    expect(text).toMatch(/new: 1 error/);
  });

  it('knows an object again by its name when it has another id', async () => {
    const renamed = broken.replaceAll('"lab.AzureBastionSubnet"', '"other-id"');
    const files = { renamed, baseline: await baselineOf(broken) };
    expect((await check(['renamed', '--baseline', 'baseline'], files)).code).toBe(0);
  });

  it('covers one finding with one entry', async () => {
    const baseline = await baselineOf(broken);
    const twice = formatPlan({
      ...plan,
      virtualNetworks: [
        ...plan.virtualNetworks,
        {
          id: 'lab-2',
          name: 'lab-2',
          addressPrefixes: ['10.10.0.0/16'],
          subnets: [{ id: 'lab-2.b', name: 'AzureBastionSubnet', addressPrefixes: ['10.10.0.0/27'] }],
        },
      ],
    });
    expect((await check(['twice', '--baseline', 'baseline'], { twice, baseline })).code).toBe(1);
  });

  it('says how many of its entries are gone', async () => {
    const mended = broken.replace('"10.9.0.0/27"', '"10.9.0.0/26"');
    const { out } = await check(['mended', '--baseline', 'baseline'], { mended, baseline: await baselineOf(broken) });
    expect(out).toMatch(/1 of the baseline gone/);
  });

  it.each([
    ['is no JSON', 'nope', '$: not JSON'],
    ['is another JSON', '{}', '$.findings: no list'],
    ['holds something else', '{"findings":[{"rule":"a"}]}', '$.findings[0]: no finding'],
  ])('that %s is refused', async (_what, baseline, reason) => {
    const terminal = fakeTerminal({ broken, baseline });
    expect(await run(['check', 'broken', '--baseline', 'baseline'], terminal)).toBe(2);
    expect(terminal.error()).toContain(`baseline: ${reason}`);
    expect(terminal.out()).toBe('');
  });
});
