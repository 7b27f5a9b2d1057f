import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatPlan, sketchPlan, type Plan, type PlanSketch } from '../../src/core/plan/index.ts';
import { edit } from '../support/edit.ts';
import { fakeTerminal } from './fake-terminal.ts';

const estate: PlanSketch = {
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureBastionSubnet: '10.0.2.0/27' } },
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24' } },
  },
  peerings: [['hub', 'spoke']],
  clusters: { aks: { origin: 'existing', subnet: 'spoke/nodes' } },
};
const before = sketchPlan(estate);
const after = edit(
  before,
  { type: 'update', kind: 'virtualNetwork', id: 'spoke', values: { name: 'spoke_a_1' } },
  { type: 'update', kind: 'subnet', id: 'hub.AzureBastionSubnet', values: { addressPrefixes: ['10.0.2.0/26'] } },
  {
    type: 'update',
    kind: 'cluster',
    id: 'aks',
    values: { serviceCidrs: ['172.20.0.0/16'], dnsServiceIp: '172.20.0.10' },
  },
  { type: 'place', boxes: { hub: { x: 5, y: 5 } } },
);

async function diff(
  words: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; error: string }> {
  const terminal = fakeTerminal({ old: formatPlan(before), new: formatPlan(after), text: 'no plan', ...files });
  const code = await run(['diff', ...words], terminal);
  return { code, out: terminal.out(), error: terminal.error() };
}

describe('diff answers by its exit code', () => {
  const moved: Plan = edit(before, { type: 'place', boxes: { hub: { x: 5, y: 5 } } });

  it.each([
    ['0 for equal plans', ['old', 'old'], 0],
    ['0 when only positions differ', ['old', 'moved'], 0],
    ['1 for a difference', ['old', 'new'], 1],
    ['2 for a file that is no plan', ['old', 'text'], 2],
    ['2 for one file', ['old'], 2],
    ['2 for three files', ['old', 'new', 'old'], 2],
    ['2 for an unknown format', ['old', 'new', '--format', 'html'], 2],
    ['2 for a day that does not exist', ['old', 'new', '--as-of', '2026-02-30'], 2],
    ['2 for standard input twice', ['-', '-'], 2],
  ])('%s', async (_claim, words, expected) => {
    const { code, out, error } = await diff(words, { moved: formatPlan(moved) });
    expect(code).toBe(expected);
    expect(error === '').toBe(code !== 2);
    if (code === 2) expect(out).toBe('');
  });
});

describe('what diff says', () => {
  it('to people', async () => {
    expect((await diff(['old', 'new'])).out).toBe(`Renamed:
  virtual network spoke_a_1
      name: spoke -> spoke_a_1

Other addresses:
  AKS cluster aks
      service CIDR: 172.16.0.0/16 -> 172.20.0.0/16
      DNS service IP: 172.16.0.10 -> 172.20.0.10
      adds error service-cidr-immutable: Service CIDR of aks cannot change from 172.16.0.0/16 to 172.20.0.0/16: it is fixed at creation. A new cluster is needed.

Resized:
  subnet AzureBastionSubnet in hub
      address range: 10.0.2.0/27 -> 10.0.2.0/26
      clears error bastion-subnet-size: AzureBastionSubnet in hub is 10.0.2.0/27; Bastion needs /26 or larger.

Only moved in the drawing:
  hub

3 differences, 1 finding added, 1 finding cleared, 1 object only moved in the drawing
`);
  });

  it('to a pull request, where a name is only a name', async () => {
    const odd = edit(after, { type: 'update', kind: 'virtualNetwork', id: 'spoke', values: { name: 'a`b`|<i>@x' } });
    const { out } = await diff(['old', 'odd', '--format', 'markdown'], { odd: formatPlan(odd) });
    expect(out).toContain('- virtual network **a\\`b\\`\\|&lt;i>@x**\n');
    expect(out).toContain('  - name: `spoke` → `` a`b`|<i>@x ``\n');
    expect(out).toContain('  - ❌ adds error `service-cidr-immutable`: ');
    expect(out).toContain('  - ✅ clears error `bastion-subnet-size`: ');
    expect(out).toContain('<details><summary>Only moved in the drawing (1)</summary>');
  });

  it('to machines', async () => {
    const report: unknown = JSON.parse((await diff(['old', 'new', '--format', 'json'])).out);
    expect(report).toMatchObject({
      summary: '3 differences, 1 finding added, 1 finding cleared, 1 object only moved in the drawing',
      differences: [
        {
          kind: 'renamed',
          object: { kind: 'virtualNetwork', id: 'spoke' },
          fields: [{ path: 'name', before: 'spoke' }],
        },
        { kind: 'readdressed', object: { name: 'aks' }, adds: [{ rule: 'service-cidr-immutable' }], clears: [] },
        { kind: 'resized', clears: [{ rule: 'bastion-subnet-size', severity: 'error' }] },
      ],
      layout: [{ kind: 'virtualNetwork', id: 'hub', name: 'hub' }],
    });
  });

  it('of equal plans', async () => {
    expect((await diff(['old', 'old'])).out).toBe('No differences\n');
  });

  it('on another day: what retires in between is no work of the change', async () => {
    const kubenet = (name: string): string => formatPlan(sketchPlan({ name, clusters: { aks: { ipam: 'kubenet' } } }));
    const { out } = await diff(['a', 'b', '--as-of', '2030-01-01'], { a: kubenet('a'), b: kubenet('b') });
    expect(out).not.toContain('kubenet-retirement');
  });
});

describe('check --before', () => {
  const check = async (words: readonly string[]): Promise<{ code: number; out: string }> => {
    const terminal = fakeTerminal({ old: formatPlan(before), new: formatPlan(after), text: 'no plan' });
    return { code: await run(['check', ...words], terminal), out: terminal.out() };
  };

  it('judges what the plan changes of what is deployed', async () => {
    expect((await check(['new'])).code).toBe(0);
    const judged = await check(['new', '--before', 'old']);
    expect(judged.code).toBe(1);
    expect(judged.out).toContain('error service-cidr-immutable');
  });

  it('ends with 2 when that cannot be read', async () => {
    expect(await check(['new', '--before', 'text'])).toEqual({ code: 2, out: '' });
  });
});
