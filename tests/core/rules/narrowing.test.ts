import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sketchPlan, type Plan } from '../../../src/core/plan/index.ts';
import { defineRule, found } from '../../../src/core/rules/define-rule.ts';
import { createCheck } from '../../../src/core/rules/engine.ts';
import { RULES, type CheckResult, type Rule } from '../../../src/core/rules/index.ts';
import { planOf, spellFinding, TEST_DAY } from '../../support/check.ts';
import { arbitraryEdit, createSmallEstate } from '../../support/random-plans.ts';

/** `roles` and `reads` say what a rule need not be asked; they must never change what is said. */
const NARROWED = RULES.filter(({ roles, reads }) => roles !== undefined || reads !== undefined);
const asNarrowed = createCheck(NARROWED);
const askedAll = createCheck(NARROWED.map(({ roles: _roles, reads: _reads, ...rule }) => rule as Rule));

const spell = ({ findings, notes, notChecked, suppressed }: CheckResult): unknown => ({
  findings: findings.map(spellFinding),
  notes: notes.map(spellFinding),
  notChecked,
  suppressed: suppressed.map(({ finding }) => spellFinding(finding)),
});

/** What both say about one plan. The copies keep the judgements of the two checks apart. */
function compare(plan: Plan): void {
  const narrowed = asNarrowed(structuredClone(plan), { asOf: TEST_DAY });
  expect(spell(narrowed)).toEqual(spell(askedAll(structuredClone(plan), { asOf: TEST_DAY })));
}

describe('rules that are not asked about everything', () => {
  it('say the same as if they were, on every example', () => {
    for (const { examples } of RULES) {
      for (const example of [...examples.failing, ...examples.passing]) compare(planOf(example.plan));
    }
  });

  it('say the same as if they were, on random plans', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit(), { minLength: 1, maxLength: 12 }), (edits) => {
        compare(edits.reduce((plan, edit) => edit(plan), createSmallEstate()));
      }),
      { numRuns: 60 },
    );
  });

  it('say the same as if they were, edit after edit', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit(), { minLength: 1, maxLength: 8 }), (edits) => {
        let [one, other]: (CheckResult | undefined)[] = [];
        let plan = createSmallEstate();
        for (const edit of edits) {
          plan = edit(plan);
          one = asNarrowed(plan, { asOf: TEST_DAY, previous: one });
          other = askedAll(plan, { asOf: TEST_DAY, previous: other });
        }
        expect(one && spell(one)).toEqual(other && spell(other));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a rule is asked', () => {
  const BASE = {
    title: 'A rule',
    severity: 'W',
    why: 'Because.',
    sources: [{ key: 'OV' }],
    examples: { failing: [], passing: [] },
  } as const;
  const PLAN = sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27', apps: '10.0.1.0/24' } },
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { s: '10.1.0.0/24' } },
    },
    peerings: [['hub', 'spoke']],
  });
  const widenHub = (plan: Plan): Plan => ({
    ...plan,
    virtualNetworks: plan.virtualNetworks.map((network) =>
      network.id === 'hub' ? { ...network, addressPrefixes: ['10.0.0.0/15'] } : network,
    ),
  });

  it('only about subnets that have one of its roles', () => {
    const asked: string[] = [];
    const rule = defineRule({
      ...BASE,
      id: 'r',
      scope: 'subnet',
      roles: ['gateway', 'nodes'],
      check: ({ subnet }) => (asked.push(subnet.name), []),
    });
    createCheck([rule])(PLAN, { asOf: TEST_DAY });
    expect(asked).toEqual(['GatewaySubnet']);
  });

  it('again only where a field it reads has changed; what it said elsewhere stands, in the order of the rules', () => {
    const asked: string[] = [];
    const own = defineRule({
      ...BASE,
      id: 'own',
      scope: 'virtualNetwork',
      reads: ['network', 'subnets'],
      check: ({ network }) => (asked.push(`own ${network.name}`), [found({ message: `own ${network.name}` })]),
    });
    const around = (id: string): Rule =>
      defineRule({
        ...BASE,
        id,
        scope: 'virtualNetwork',
        check: ({ network, links }) => {
          asked.push(`${id} ${network.name}`);
          return links.map(({ remote }) => found({ message: `${id} ${network.name} to ${remote.prefixes[0]?.text}` }));
        },
      });
    const check = createCheck([around('first'), own, around('last')]);
    const before = check(PLAN, { asOf: TEST_DAY });
    asked.length = 0;
    const after = check(widenHub(PLAN), { asOf: TEST_DAY, previous: before });
    expect(asked).toEqual(['first hub', 'own hub', 'last hub', 'first spoke', 'last spoke']);
    expect(after.findings.map(({ message }) => message)).toEqual([
      'first hub to 10.1.0.0/16',
      'own hub',
      'last hub to 10.1.0.0/16',
      'first spoke to 10.0.0.0/15',
      'own spoke',
      'last spoke to 10.0.0.0/15',
    ]);
  });

  it('again about a subnet that changed, and not about its neighbours; what was said of them stands', () => {
    const asked: string[] = [];
    const rule = defineRule({
      ...BASE,
      id: 'r',
      scope: 'subnet',
      check: ({ subnet, networkSecurityGroups }) => {
        asked.push(subnet.name);
        return [found({ message: [subnet.name, ...networkSecurityGroups.map(({ name }) => name)].join(' ') })];
      },
    });
    const check = createCheck([rule]);
    const plan = sketchPlan({
      networks: {
        hub: {
          prefixes: ['10.0.0.0/16'],
          subnets: { a: '10.0.0.0/24', b: { prefixes: ['10.0.1.0/24'], nsg: 'nsg' }, c: '10.0.2.0/24' },
        },
      },
      nsgs: { nsg: {} },
    });
    const before = check(plan, { asOf: TEST_DAY });
    asked.length = 0;
    const renamed = plan.networkSecurityGroups.map((group) => ({ ...group, name: 'renamed' }));
    const after = check({ ...plan, networkSecurityGroups: renamed }, { asOf: TEST_DAY, previous: before });
    expect(asked).toEqual(['b']);
    expect(after.findings.map(({ message }) => message)).toEqual(['a', 'b renamed', 'c']);
  });
});
