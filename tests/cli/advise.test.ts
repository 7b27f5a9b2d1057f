import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createEmptyPlan, formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { fakeTerminal } from './fake-terminal.ts';

const network = { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24' } } };
const one = formatPlan(sketchPlan({ networks: network, clusters: { 'aks-1': { subnet: 'spoke/nodes' } } }));
const two = formatPlan(
  sketchPlan({
    networks: network,
    clusters: { 'aks-1': { subnet: 'spoke/nodes' }, 'aks-2': { subnet: 'spoke/nodes' } },
  }),
);
const files = { one, two, empty: formatPlan(createEmptyPlan()) };

async function advise(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const terminal = fakeTerminal(files);
  const code = await run(['advise', ...words], terminal);
  return { code, out: terminal.out(), error: terminal.error() };
}

describe('advise', () => {
  it('says the answer first, then why, and why not', async () => {
    const { code, out } = await advise('one');
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe('aks-1: Overlay with Cilium, network policy cilium');
    expect(out).toContain('Nothing asks for pod addresses of the network, so Overlay is the default recommendation.');
    expect(out).toContain('nodes 10.1.0.0/24: 4 addresses needed, 251 there');
    expect(out).toContain('kubenet retires on 2028-03-31: not for a new cluster. [kubenet-retirement, RET]');
    expect(out).toContain('would come back if q1 were yes');
    expect(out).toMatch(/q7 +no +Will the cluster be dual-stack \(IPv4 and IPv6\)\? \(plan: aks-1 has IPv4 only\.\)/);
  });

  it('takes answers, in any case', async () => {
    const { out } = await advise('two', '--cluster', 'aks-2', '--answers', 'Q2=yes,q11=YES');
    expect(out.split('\n')[0]).toBe('aks-2: Pod Subnet, dynamic with the Azure data plane, network policy calico');
  });

  it('answers in JSON, with the same keys whatever it finds', async () => {
    const { out } = await advise('one', '--format', 'json', '--answers', 'q2=yes,q12=yes,q11=yes');
    // parsed from what the command promises; the keys are compared below
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['cluster', 'answer', 'runnerUp', 'dropped', 'wouldHelp', 'questions']);
    expect(report).toMatchObject({ cluster: { name: 'aks-1' }, answer: null, runnerUp: null });
    expect(report.wouldHelp).toContainEqual({ question: 'q11', answer: 'no', name: 'Pod Subnet, dynamic with Cilium' });
  });

  it('judges at the day given', async () => {
    const { out } = await advise('one', '--as-of', '2028-04-01');
    expect(out).toContain('kubenet ended on 2028-03-31.');
  });

  it.each([
    [['two'], '--cluster NAME is missing; there are aks-1, aks-2'],
    [['two', '--cluster', 'gone'], 'there is no cluster "gone"; there are aks-1, aks-2'],
    [['empty'], 'there is no cluster in these files'],
    [['one', '--answers', 'q13=yes'], '--answers holds "q13=yes"; expected q1 to q12 with yes, no, unknown'],
    [['one', '--answers', 'q2=perhaps'], '--answers holds "q2=perhaps"; expected q1 to q12 with yes, no, unknown'],
    [['one', '--format', 'xml'], '--format is "xml"; expected text, json'],
    [[], 'advise needs at least one file; "-" is standard input'],
  ])('%j is refused: %s', async (words, reason) => {
    const { code, out, error } = await advise(...words);
    expect({ code, out, error }).toEqual({ code: 2, out: '', error: `netwright: ${reason}\n` });
  });
});
