import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { fakeTerminal } from './fake-terminal.ts';

const plan = formatPlan(
  sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { 'snet-vm': '10.0.0.0/24' } },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/22', 'snet-vm': { prefixes: ['10.1.4.0/24'], routeTable: 'rt' } },
      },
      lonely: { prefixes: ['10.2.0.0/16'], subnets: { 'snet-vm': '10.2.0.0/24' } },
    },
    routeTables: { rt: {} },
    peerings: [['hub', 'spoke']],
    clusters: { aks: { subnet: 'spoke/snet-nodes' } },
  }),
);

async function reach(...words: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const terminal = fakeTerminal({ 'plan.json': plan });
  const code = await run(['reach', 'plan.json', ...words], terminal);
  return { code, out: terminal.out(), error: terminal.error() };
}

describe('reach answers by its exit code', () => {
  it.each([
    ['0 for yes', 'aks/pods', 'hub/snet-vm', 0],
    ['0 for yes, asked by address', '10.1.0.9', '10.0.0.9', 0],
    ['1 for no', 'aks/pods', 'lonely/snet-vm', 1],
    ['1 for unknown', 'hub/snet-vm', 'spoke/snet-vm', 1],
    ['2 for a name that is not there', 'aks/pod', 'hub/snet-vm', 2],
    ['2 for a private address nobody has', '10.9.0.1', 'hub/snet-vm', 2],
  ])('%s: %s to %s', async (_, from, to, code) => {
    expect((await reach('--from', from, '--to', to)).code).toBe(code);
  });

  it('2 without both ends', async () => {
    expect(await reach('--from', 'aks/pods')).toEqual({
      code: 2,
      out: '',
      error: 'netwright: reach needs --from X and --to Y\n',
    });
  });
});

it('names what is near a name that is not there', async () => {
  expect((await reach('--from', 'aks/pod', '--to', 'hub/snet-vm')).error).toBe(
    'netwright: --from "aks/pod" is not in the plan; near it are aks/pods, aks/nodes\n',
  );
});

it('writes the way for people', async () => {
  expect((await reach('--from', 'aks/pods', '--to', 'hub/snet-vm')).out).toBe(
    [
      'yes: aks/pods reaches hub/snet-vm.',
      '  1. aks/pods',
      '  2. the node puts its own address in',
      '  3. spoke/snet-nodes',
      '  4. peering spoke - hub',
      '  5. hub',
      '  6. hub/snet-vm',
      '  source seen at the far end: address of the node',
      '',
    ].join('\n'),
  );
});

it('writes the missing fact, with its command, and the missing peering, with its fix, for machines', async () => {
  const unknown: unknown = JSON.parse(
    (await reach('--from', 'hub/snet-vm', '--to', 'spoke/snet-vm', '--format', 'json')).out,
  );
  expect(unknown).toMatchObject({
    verdict: 'unknown',
    missing: {
      text: 'no way back: the routes of rt are not known',
      fact: 'routeTable',
      supply: 'az network route-table list',
    },
  });
  const no: unknown = JSON.parse(
    (await reach('--from', 'aks/nodes', '--to', 'lonely/snet-vm', '--format', 'json')).out,
  );
  expect(no).toMatchObject({
    verdict: 'no',
    missing: { text: 'no peering leads from spoke to lonely', fix: 'Peer spoke with lonely' },
  });
});
