import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { AZ_LISTS } from '../../src/core/import/az-lists.ts';
import { formatPlan, parsePlan, planJsonSchema, sketchPlan } from '../../src/core/plan/index.ts';
import { RULES } from '../../src/core/rules/index.ts';
import { pathsOf } from '../estates/topology-files.ts';
import { fakeTerminal } from './fake-terminal.ts';

const plan = sketchPlan({
  name: 'Drawn',
  networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { a: '10.0.0.0/24' } } },
});
const files = { 'plan.json': formatPlan(plan) };
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('export', () => {
  async function draw(...words: string[]): Promise<Uint8Array> {
    const terminal = fakeTerminal(files);
    expect([await run(['export', ...words], terminal), terminal.error()]).toEqual([0, '']);
    return terminal.written.values().next().value ?? new Uint8Array();
  }

  function elementsOf(svg: string): string[] {
    const names: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => names.push(name));
    parser.write(svg).close();
    return names;
  }

  it('writes an SVG that is well-formed and shows the plan', async () => {
    const svg = text(await draw('plan.json', '--to', 'svg', '-o', 'out.svg'));
    expect(elementsOf(svg)).toContain('svg');
    expect(svg).toContain('10.0.0.0/24');
    expect(svg).not.toContain('Legend');
  });

  it('writes a PNG as large as the scale says, in the colours of the theme', async () => {
    const [small, large] = [
      PNG.sync.read(Buffer.from(await draw('plan.json', '-o', 'a.png'))),
      PNG.sync.read(Buffer.from(await draw('plan.json', '-o', 'a.png', '--scale', '2', '--theme', 'dark'))),
    ];
    expect([large.width, large.height]).toEqual([small.width * 2, small.height * 2]);
    const corner = (png: PNG): number => png.data[0] ?? 0;
    expect(corner(small)).toBeGreaterThan(200);
    expect(corner(large)).toBeLessThan(60);
  });

  it('writes the plan itself, laid out', async () => {
    const parsed = parsePlan(text(await draw('plan.json', '--to', 'json', '-o', 'out')));
    expect(parsed).toMatchObject({
      ok: true,
      value: { plan: { name: 'Drawn', layout: { boxes: { hub: { x: expect.any(Number) } } } } },
    });
  });

  it('adds legend and title block when they are wanted', async () => {
    const svg = text(await draw('plan.json', '-o', 'out.svg', '--legend', '--title-block'));
    expect(svg).toContain('Legend');
    expect(svg).toContain('2026-11-21');
  });

  it('draws every published topology', async () => {
    const terminal = fakeTerminal();
    expect(await run(['export', ...pathsOf('T11'), '-o', 'out.svg'], terminal)).toBe(0);
    for (const name of ['hub', 'spoke-100', 'spoke-201']) expect(text(terminal.written.get('out.svg'))).toContain(name);
  });

  it.each([
    ['no place for the result', ['plan.json'], '-o OUT'],
    ['no file', ['-o', 'out.svg'], 'at least one file'],
    ['an ending that says nothing', ['plan.json', '-o', 'out.pdf'], '--to svg'],
    ['an unknown kind', ['plan.json', '-o', 'out', '--to', 'pdf'], '--to is "pdf"'],
    ['an unknown theme', ['plan.json', '-o', 'out.svg', '--theme', 'pink'], 'expected light, dark'],
    ['a scale out of range', ['plan.json', '-o', 'out.png', '--scale', '9'], '1 to 4'],
    ['a scale that is no number', ['plan.json', '-o', 'out.png', '--scale', 'big'], '1 to 4'],
    ['a file that cannot be read', ['nowhere', '-o', 'out.svg'], 'nowhere: cannot be read'],
    ['its own input as the place to write', ['plan.json', '-o', './plan.json'], 'one of the files read'],
  ])('refuses %s, and writes nothing', async (_what, words, reason) => {
    const terminal = fakeTerminal(files);
    expect(await run(['export', ...words], terminal)).toBe(2);
    expect(terminal.error()).toContain(reason);
    expect(terminal.written.size).toBe(0);
  });

  it('says which scale fits when a picture would be too large', async () => {
    const wide = { ...plan, layout: { ...plan.layout, boxes: { hub: { x: 0, y: 0, width: 9_000 } } } };
    const terminal = fakeTerminal({ 'wide.json': formatPlan(wide) });
    expect(await run(['export', 'wide.json', '-o', 'out.png', '--scale', '4'], terminal)).toBe(2);
    expect(terminal.error()).toMatch(/--scale 1\.\d+ is the largest that fits/);
  });
});

describe('import', () => {
  it('writes a plan that check reads the same', async () => {
    const terminal = fakeTerminal();
    expect(await run(['import', ...pathsOf('T05'), '-o', 'estate.json'], terminal)).toBe(0);
    const estate = text(terminal.written.get('estate.json'));
    expect(parsePlan(estate)).toMatchObject({ ok: true });
    const [direct, through] = [fakeTerminal(), fakeTerminal({ 'estate.json': estate })];
    await run(['check', ...pathsOf('T05'), '--format', 'json'], direct);
    await run(['check', 'estate.json', '--format', 'json'], through);
    expect(through.out()).toBe(direct.out());
  });

  it('says on standard error what it left out', async () => {
    const terminal = fakeTerminal({ v: JSON.stringify([{ name: 'v', addressSpace: { addressPrefixes: [7] } }]) });
    expect(await run(['import', 'v', '-o', 'out.json'], terminal)).toBe(0);
    expect(terminal.error()).toContain('not read: v: $[0].addressSpace.addressPrefixes[0]: ');
    expect(terminal.out()).toBe('');
  });

  it('needs a place to write', async () => {
    const terminal = fakeTerminal(files);
    expect(await run(['import', 'plan.json'], terminal)).toBe(2);
    expect(terminal.error()).toContain('-o PLAN');
  });
});

describe('rules, schema, help and version', () => {
  it('lists every rule with severity, title and source', async () => {
    const terminal = fakeTerminal();
    expect(await run(['rules', '--format', 'json'], terminal)).toBe(0);
    const rows = JSON.parse(terminal.out()) as Record<string, string>[];
    expect(rows.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const row of rows)
      expect(row).toEqual({
        id: expect.any(String),
        severity: expect.stringMatching(/^(error|warning|info)$/),
        title: expect.stringMatching(/./),
        source: expect.stringMatching(/./),
      });
  });

  it('lists rules for people, one a line', async () => {
    const terminal = fakeTerminal();
    await run(['rules'], terminal);
    expect(terminal.out().trimEnd().split('\n')).toHaveLength(RULES.length);
  });

  it('prints the schema of plan files', async () => {
    const terminal = fakeTerminal();
    expect(await run(['schema'], terminal)).toBe(0);
    expect(JSON.parse(terminal.out())).toEqual(JSON.parse(JSON.stringify(planJsonSchema())));
  });

  it('names every list of the Azure CLI that is read', async () => {
    const terminal = fakeTerminal();
    expect(await run(['--help'], terminal)).toBe(0);
    for (const command of Object.values(AZ_LISTS)) expect(terminal.out()).toContain(`\n  ${command}\n`);
  });

  it.each([['--help'], ['-h'], ['help'], ['check', '--help']])('explains itself: %s', async (...words) => {
    const terminal = fakeTerminal();
    expect(await run(words, terminal)).toBe(0);
    for (const command of ['check', 'export', 'import', 'rules', 'schema'])
      expect(terminal.out()).toContain(`\n  ${command}`);
  });

  it('prints its version', async () => {
    const terminal = fakeTerminal();
    expect(await run(['--version'], terminal)).toBe(0);
    expect(terminal.out()).toBe('0.0.0-test\n');
  });

  it.each([[[]], [['chek']], [['schema', 'x']], [['rules', '--all']]])(
    'refuses what it does not know: %j',
    async (words) => {
      const terminal = fakeTerminal();
      expect(await run(words, terminal)).toBe(2);
      expect(terminal.error()).toMatch(/^netwright: /);
      expect(terminal.out()).toBe('');
    },
  );
});

describe('the program itself, on Node alone', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'netwright-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const program = join(import.meta.dirname, '../../src/cli/netwright.ts');
  function start(words: readonly string[], input?: string): { status: number | null; stdout: string; stderr: string } {
    // No display and no Electron in the environment: what a pipeline has.
    return spawnSync(process.execPath, ['--no-warnings', program, ...words], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: {},
    });
  }

  it('checks what it is piped, and exits with the answer', () => {
    const { status, stdout, stderr } = start(['check', '-', '--format', 'json'], files['plan.json']);
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ plan: { networks: 1 }, findings: [] });
  });

  it('exits with 2 and an empty standard output when it cannot read', () => {
    const { status, stdout, stderr } = start(['check', 'nowhere.json']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('nowhere.json');
  });

  it('writes a whole file or none, leaves nothing behind and its inputs as they are', () => {
    const input = join(folder, 'in.json');
    writeFileSync(input, files['plan.json']);
    const before = statSync(input);
    expect(start(['export', 'in.json', '-o', 'out.svg']).status).toBe(0);
    expect(start(['import', 'in.json', '-o', join(folder, 'missing', 'out.json')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot be written'),
    });
    expect(readdirSync(folder).toSorted()).toEqual(['in.json', 'out.svg']);
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toContain('</svg>');
    const after = statSync(input);
    expect([after.mtimeMs, after.ino, readFileSync(input, 'utf8')]).toEqual([
      before.mtimeMs,
      before.ino,
      files['plan.json'],
    ]);
  });

  it('prints the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(start(['--version']).stdout).toBe(`${version}\n`);
  });
});
