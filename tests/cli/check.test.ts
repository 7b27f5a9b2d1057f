import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createEmptyPlan, formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { pathsOf } from '../estates/topology-files.ts';
import { azNetwork, networkId, place } from '../support/az.ts';
import { fakeTerminal } from './fake-terminal.ts';

const clean = formatPlan(
  sketchPlan({ name: 'Clean', networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { a: '10.0.0.0/24' } } } }),
);
const broken = formatPlan(
  sketchPlan({
    name: 'Broken',
    networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { prefixes: ['10.0.4.0/22'] } },
    peerings: [['hub', 'spoke']],
  }),
);

interface JsonReport {
  plan: Record<string, number>;
  findings: {
    rule: string;
    severity: string;
    azureCode?: string;
    target: object;
    related: object[];
    message: string;
    fixes: string[];
  }[];
  notChecked: { fact: string; objects: object[]; rules: string[]; supply: string }[];
  unread: { file: string; path: string; reason: string }[];
}

async function checkJson(
  words: readonly string[],
  files: Record<string, string> = {},
): Promise<{ code: number; report: JsonReport }> {
  const terminal = fakeTerminal(files);
  const code = await run(['check', ...words, '--format', 'json'], terminal);
  expect(terminal.error()).toBe('');
  // parsed from what the command promises; every key is compared below
  return { code, report: JSON.parse(terminal.out()) as JsonReport };
}

describe('check answers by its exit code', () => {
  it.each([
    ['0 without findings', ['clean'], 0],
    ['1 with an error', ['broken'], 1],
    ['1 with an error that is not shown', ['broken', '--min-severity', 'error'], 1],
    ['0 for an empty plan', ['empty'], 0],
    ['2 for a file that is not there', ['nowhere.json'], 2],
    ['2 for a file that is no JSON', ['text'], 2],
    ['2 when one of several cannot be read', ['clean', 'text'], 2],
    ['2 for a plan with an unknown key', ['unknown'], 2],
    ['2 for bytes that are no text', ['binary'], 2],
    ['2 without a file', [], 2],
    ['2 for an unknown option', ['clean', '--formt', 'json'], 2],
    ['2 for an unknown format', ['clean', '--format', 'xml'], 2],
    ['2 for a day that does not exist', ['clean', '--as-of', '2026-02-30'], 2],
    ['2 for a severity that does not exist', ['clean', '--min-severity', 'fatal'], 2],
  ])('%s', async (_claim, words, code) => {
    const terminal = fakeTerminal({
      clean,
      broken,
      empty: formatPlan(createEmptyPlan()),
      text: 'Name  Group',
      unknown: clean.replace('"name": "Clean"', '"name": "Clean", "nam": 1'),
      binary: new Uint8Array([0x7b, 0xff, 0x22]),
    });
    expect(await run(['check', ...words], terminal)).toBe(code);
    expect(terminal.error() === '').toBe(code !== 2);
    if (code === 2) expect(terminal.out()).toBe('');
  });

  it.each([
    ['text', 'netwright: text: $: not JSON at line 1, column 1'],
    ['unknown', 'netwright: unknown: $.nam: '],
    ['nowhere.json', 'netwright: nowhere.json: cannot be read: '],
    ['binary', 'netwright: binary: $: not a text file'],
  ])('names the file and the place in it: %s', async (name, start) => {
    const terminal = fakeTerminal({
      text: 'Name',
      unknown: clean.replace('"name": "Clean"', '"name": "Clean", "nam": 1'),
      binary: new Uint8Array([0xc3, 0x28]),
    });
    await run(['check', name], terminal);
    expect(terminal.error()).toContain(start);
  });
});

describe('the report for machines', () => {
  it('has the promised keys and no others', async () => {
    const { code, report } = await checkJson(pathsOf('T01'));
    expect(code).toBe(1);
    expect(Object.keys(report)).toEqual(['plan', 'findings', 'notChecked', 'unread']);
    expect(report.plan).toMatchObject({
      networks: 2,
      subnets: 8,
      peerings: 1,
      clusters: 1,
      nodePools: 2,
      routeTables: 3,
    });
    const bastion = report.findings.find(({ rule }) => rule === 'bastion-subnet-size');
    expect(bastion).toEqual({
      rule: 'bastion-subnet-size',
      severity: 'error',
      target: { kind: 'subnet', id: 'hub.azurebastionsubnet', name: 'AzureBastionSubnet' },
      related: [],
      message: expect.stringContaining('10.200.0.96/27'),
      fixes: expect.arrayContaining([expect.stringContaining('10.200.0.128/26')]),
    });
    expect(report.notChecked.length).toBeGreaterThan(0);
    for (const waiting of report.notChecked)
      expect(['fact', 'objects', 'rules', 'supply', 'byHand']).toEqual(expect.arrayContaining(Object.keys(waiting)));
    expect(report.notChecked.every(({ supply }) => supply !== '')).toBe(true);
  });

  it("gives Azure's own code and the other side of a conflict", async () => {
    const { report } = await checkJson(['broken'], { broken });
    const [finding] = report.findings.filter(({ severity }) => severity === 'error');
    expect(finding).toMatchObject({ rule: 'peering-address-overlap', azureCode: 'VnetAddressSpacesOverlap' });
    expect(JSON.stringify([finding?.target, finding?.related])).toContain('spoke');
  });

  it('leaves out what weighs less', async () => {
    const severities = async (minimum: string): Promise<Set<string>> =>
      new Set(
        (await checkJson([...pathsOf('T02'), ...pathsOf('T05'), '--min-severity', minimum])).report.findings.map(
          ({ severity }) => severity,
        ),
      );
    expect(await severities('info')).toEqual(new Set(['error', 'warning', 'info']));
    expect(await severities('warning')).toEqual(new Set(['error', 'warning']));
    expect(await severities('error')).toEqual(new Set(['error']));
  });

  it('is the same, byte for byte, every time and in any order of files', async () => {
    const outputs = await Promise.all(
      [pathsOf('T05'), pathsOf('T05').toReversed(), pathsOf('T05')].map(async (words) =>
        JSON.stringify((await checkJson(words)).report),
      ),
    );
    expect(new Set(outputs).size).toBe(1);
  });

  it('lists what could not be read', async () => {
    const at = place('1', 'rg');
    const network = {
      ...azNetwork({ at, name: 'v', prefixes: ['10.0.0.0/16'], subnets: [] }),
      dhcpOptions: { dnsServers: [5] },
    };
    const { report } = await checkJson(['vnets.json'], { 'vnets.json': JSON.stringify([network]) });
    expect(report.unread).toEqual([
      { file: 'vnets.json', path: '$[0].dhcpOptions.dnsServers[0]', reason: expect.any(String) },
    ]);
  });

  it('names the resource group in the command that supplies a fact', async () => {
    const at = place('1', 'rg-hub');
    const hub = azNetwork({
      at,
      name: 'hub',
      prefixes: ['10.0.0.0/16'],
      subnets: [{ name: 'GatewaySubnet', prefixes: ['10.0.0.0/27'] }],
      links: [{ name: 'p', remote: networkId(at, 'spoke'), remotePrefixes: [], gatewayTransit: true }],
    });
    const { report } = await checkJson(['vnets.json'], { 'vnets.json': JSON.stringify([hub]) });
    const supplies = report.notChecked.map(({ supply }) => supply);
    expect(supplies).toContain('az network vnet-gateway list -g rg-hub');
    expect(supplies.join()).not.toContain('{');
  });
});

describe('the report for people', () => {
  it('says what is wrong, where, and how it is mended, and counts at the end', async () => {
    const terminal = fakeTerminal({ broken });
    await run(['check', 'broken'], terminal);
    expect(terminal.out()).toContain('error peering-address-overlap (VnetAddressSpacesOverlap)');
    expect(terminal.out()).toMatch(/\n {4}fix: /);
    expect(terminal.out().trimEnd().split('\n').at(-1)).toMatch(
      /^2 networks: 1 error, \d+ warnings?, \d+ for information/,
    );
  });

  it('says how many findings it leaves out', async () => {
    const terminal = fakeTerminal();
    await run(['check', ...pathsOf('T04'), '--min-severity', 'error'], terminal);
    expect(terminal.out()).toMatch(/; \d+ not shown\n$/);
  });
});

describe('the day', () => {
  const dated = (asOf: string | undefined): string =>
    formatPlan({
      ...createEmptyPlan('p'),
      ...(asOf === undefined ? {} : { asOf }),
      suppressions: [],
      virtualNetworks: [
        { id: 'hub', name: 'hub', addressPrefixes: ['10.0.0.0/16'], subnets: [] },
        { id: 'spoke', name: 'spoke', addressPrefixes: ['10.0.4.0/22'], subnets: [] },
      ],
      peerings: [{ id: 'p1', a: 'hub', b: 'spoke', aToB: link('one'), bToA: link('two') }],
    });

  function link(name: string) {
    return {
      name,
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    };
  }

  /** A suppression that ends on a day shows which day the check judges at. */
  const suppressed = (asOf: string | undefined, until: string): string => {
    const plan = JSON.parse(dated(asOf)) as { suppressions: object[] };
    plan.suppressions.push({
      id: 's',
      rule: 'peering-address-overlap',
      targetId: 'p1',
      reason: 'renumbered next year',
      until,
    });
    return JSON.stringify(plan);
  };

  it.each([
    ['today', undefined, '2026-11-21', [], 0],
    ['today, a day too late', undefined, '2026-11-20', [], 1],
    ["the plan's own", '2026-01-01', '2026-11-20', [], 0],
    ['the one asked for', '2026-01-01', '2026-11-20', ['--as-of', '2026-12-01'], 1],
  ])('is %s', async (_which, asOf, until, words, code) => {
    expect(await run(['check', 'plan', ...words], fakeTerminal({ plan: suppressed(asOf, until) }))).toBe(code);
  });
});

describe('input', () => {
  it('comes from standard input where "-" stands, among other files', async () => {
    const terminal = fakeTerminal(
      {},
      await import('node:fs').then(({ readFileSync }) =>
        readFileSync(pathsOf('T01').find((path) => path.includes('vnets')) ?? '', 'utf8'),
      ),
    );
    const others = pathsOf('T01').filter((path) => !path.includes('vnets'));
    expect(await run(['check', '-', ...others, '--format', 'json'], terminal)).toBe(1);
    expect(JSON.parse(terminal.out())).toMatchObject({ plan: { networks: 2, clusters: 1 } });
  });

  it('counts a file once that is named twice', async () => {
    const { report } = await checkJson(['clean', 'clean'], { clean });
    expect(report.plan).toMatchObject({ networks: 1 });
  });

  it('may be UTF-16, as PowerShell redirects it', async () => {
    const text = Buffer.from(`\uFEFF${broken}`, 'utf16le');
    expect(await run(['check', 'broken16'], fakeTerminal({ broken16: text }))).toBe(1);
  });
});
