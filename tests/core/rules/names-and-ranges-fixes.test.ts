import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import type { Plan } from '../../../src/core/plan/index.ts';
import type { Finding, Fix, RuleExample } from '../../../src/core/rules/index.ts';
import { namesRules } from '../../../src/core/rules/names/index.ts';
import { subnetsRules } from '../../../src/core/rules/subnets/index.ts';
import { virtualNetworksRules } from '../../../src/core/rules/virtual-networks/index.ts';
import { checkSketch, planOf } from '../../support/check.ts';

const RULES = [...namesRules, ...virtualNetworksRules, ...subnetsRules];

const cases = RULES.flatMap((rule) =>
  rule.examples.failing.map((example) => [`${rule.id}: ${example.title}`, rule.id, example] as const),
);

describe('a quick fix', () => {
  it.each(cases)('clears its finding and makes no other: %s', (_title, id, example) => {
    for (const finding of ownFindings(example, id)) {
      for (const fix of finding.fixes) {
        const fixed = checkSketch(applyFix(planOf(example.plan), fix), example.before);
        const left = fixed.findings.filter((other) => other.rule === id).map((other) => other.message);
        expect(left, fix.title).not.toContain(finding.message);
        const before = new Set(checkSketch(example.plan, example.before).findings.filter(isError).map(keyOf));
        const made = fixed.findings
          .filter(isError)
          .map(keyOf)
          .filter((key) => !before.has(key));
        expect(made, fix.title).toEqual([]);
      }
    }
  });
});

/** Where the catalogue names a quick fix that can be drawn, the first failing example offers one. */
const FIXABLE = [
  'cidr-host-bits',
  'vnet-name-format',
  'subnet-name-format',
  'peering-name-format',
  'name-duplicate',
  'aks-label-name-length',
  'aks-label-name-syntax',
  'cluster-name-format',
  'node-rg-name-length',
  'pool-name-format',
  'vnet-prefix-missing',
  'vnet-prefix-forbidden',
  'vnet-prefix-too-large',
  'vnet-prefix-too-small',
  'vnet-prefix-not-private',
  'vnet-prefix-self-overlap',
  'vnet-prefix-aks-reserved',
  'vnet-overlaps-other-vnet',
  'vnet-outside-block',
  'vnet-no-free-space',
  'vnet-fragmented',
  'vnet-onprem-10-8',
  'subnet-outside-vnet',
  'subnet-sibling-overlap',
  'subnet-too-small',
  'subnet-too-large',
  'subnet-ipv6-size',
  'subnet-ipv6-only',
  'subnet-reserved-address',
  'subnet-static-outside',
  'subnet-multi-prefix-delegated',
  'subnet-multi-prefix-aks',
  'subnet-delegation-mismatch',
  'subnet-node-delegated',
  'subnet-exclusive-role',
  'subnet-full',
  'subnet-nearly-full',
  'subnet-oversized',
  'pe-per-vnet',
  'pe-per-peer-group',
];

it.each(FIXABLE)('%s offers a way out', (id) => {
  const rule = RULES.find((one) => one.id === id);
  const [example] = rule?.examples.failing ?? [];
  const fixes = example === undefined ? [] : ownFindings(example, id).flatMap((finding) => finding.fixes);
  expect(fixes).not.toHaveLength(0);
});

function ownFindings(example: RuleExample, id: string): readonly Finding[] {
  return checkSketch(example.plan, example.before).findings.filter((finding) => finding.rule === id);
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}

function keyOf(finding: Finding): string {
  return `${finding.rule} ${finding.target.id}`;
}

function applyFix(plan: Plan, fix: Fix): Plan {
  return fix.commands.reduce((current, command) => {
    const result = applyCommand(current, command);
    if (!result.ok) throw new Error(`${fix.title}: ${JSON.stringify(result.error)}`);
    return result.value;
  }, plan);
}
