import { describe, expect, it } from 'vitest';
import { sketchPlan, type Plan, type PlanSketch, type Suppression } from '../../../src/core/plan/index.ts';
import { defineRule, found, waiting } from '../../../src/core/rules/define-rule.ts';
import { createCheck } from '../../../src/core/rules/engine.ts';
import type { Found, Rule, RuleSeverity } from '../../../src/core/rules/types.ts';

const AS_OF = '2026-11-21';
const BASE = { title: 'A rule', why: 'Because.', sources: [{ key: 'OV' }], examples: { failing: [], passing: [] } };

/** A rule that finds something on every network, or on those of the given names. */
function onNetworks(
  id: string,
  severity: RuleSeverity,
  options: {
    readonly names?: readonly string[];
    readonly silencedBy?: readonly string[];
    readonly found?: Partial<Found>;
  } = {},
): Rule {
  return defineRule({
    ...BASE,
    id,
    severity,
    scope: 'virtualNetwork',
    ...(options.silencedBy === undefined ? {} : { silencedBy: options.silencedBy }),
    check: ({ network }) =>
      options.names?.includes(network.name) === false
        ? []
        : [found({ message: `${id} on ${network.name}`, ...options.found })],
  });
}

const TWO: PlanSketch = {
  networks: { b: { prefixes: ['10.2.0.0/16'], subnets: { s: '10.2.0.0/24' } }, a: { prefixes: ['10.1.0.0/16'] } },
};

function check(rules: readonly Rule[], sketch: PlanSketch | Plan = TWO) {
  const plan = 'format' in sketch ? sketch : sketchPlan(sketch);
  return createCheck(rules)(plan, { asOf: AS_OF });
}

const said = (result: ReturnType<typeof check>): readonly string[] =>
  result.findings.map(({ severity, message }) => `${severity}: ${message}`);

describe('findings', () => {
  it('stand in order of severity, then of the plan, then of the rules', () => {
    const onSubnets = defineRule({
      ...BASE,
      id: 'subnet',
      severity: 'W',
      scope: 'subnet',
      check: ({ subnet }) => [found({ message: `subnet on ${subnet.name}` })],
    });
    const onPlan = defineRule({
      ...BASE,
      id: 'plan',
      severity: 'E2',
      scope: 'plan',
      check: () => [found({ message: 'plan' })],
    });
    expect(
      said(check([onNetworks('info', 'I'), onPlan, onNetworks('one', 'W'), onSubnets, onNetworks('two', 'E1')])),
    ).toEqual([
      'error: two on b',
      'error: two on a',
      'error: plan',
      'warning: one on b',
      'warning: subnet on s',
      'warning: one on a',
      'info: info on b',
      'info: info on a',
    ]);
  });

  it('take severity, code and target from the outcome where it names them, else from the rule', () => {
    const rule: Rule = {
      ...onNetworks('r', 'E1', {
        names: ['a'],
        found: { severity: 'W', azureCode: 'Own', target: { kind: 'plan', id: 'plan' } },
      }),
      azureCode: 'OfRule',
    };
    expect(check([rule]).findings).toMatchObject([
      { severity: 'warning', azureCode: 'Own', target: { kind: 'plan', id: 'plan' }, related: [] },
    ]);
    expect(check([{ ...onNetworks('r', 'E1', { names: ['a'] }), azureCode: 'OfRule' }]).findings).toMatchObject([
      { severity: 'error', azureCode: 'OfRule', target: { kind: 'virtualNetwork', id: 'a' } },
    ]);
  });

  it('are not made about networks outside the plan', () => {
    expect(check([onNetworks('r', 'W')], { networks: { far: { prefixes: [], external: true } } }).findings).toEqual([]);
  });

  it('are silenced by another rule on the same object only', () => {
    const rules = [
      onNetworks('specific', 'E1', { names: ['a'] }),
      onNetworks('general', 'W', { silencedBy: ['specific'] }),
    ];
    expect(said(check(rules))).toEqual(['error: specific on a', 'warning: general on b']);
  });

  it('work out their fixes when asked, once, and in view of the plan they are about', () => {
    let asked = 0;
    const rule = defineRule({
      ...BASE,
      id: 'r',
      severity: 'W',
      scope: 'virtualNetwork',
      check: ({ network }, context) =>
        network.name === 'a'
          ? [
              found({
                message: 'm',
                fixes: () => ((asked += 1), [{ title: `${context.topology.networks.size} networks`, commands: [] }]),
              }),
            ]
          : [],
    });
    const run = createCheck([rule]);
    const plan = sketchPlan(TWO);
    const first = run(plan, { asOf: AS_OF });
    const second = run({ ...plan, virtualNetworks: plan.virtualNetworks.slice(1) }, { asOf: AS_OF, previous: first });
    expect(asked).toBe(0);
    const titles = (result: typeof first) =>
      result.findings.flatMap((finding) => finding.fixes.map((fix) => fix.title));
    expect(titles(second)).toEqual(['1 networks']);
    expect(titles(first)).toEqual(['2 networks']);
    expect(titles(second)).toEqual(['1 networks']);
    expect(asked).toBe(2);
  });
});

describe('suppressions', () => {
  const suppress = (fields: Partial<Suppression>): Plan => ({
    ...sketchPlan(TWO),
    suppressions: [{ id: 'x', rule: 'r', targetId: 'a', reason: 'known', ...fields }],
  });

  it.each<[string, Partial<Suppression>, number]>([
    ['set a finding aside', {}, 1],
    ['hold on their last day', { until: AS_OF }, 1],
    ['end after it', { until: '2026-11-20' }, 0],
    ['name the rule', { rule: 'other' }, 0],
    ['name the object', { targetId: 's' }, 0],
  ])('%s', (_claim, fields, count) => {
    const result = check([onNetworks('r', 'E1')], suppress(fields));
    expect(result.suppressed).toHaveLength(count);
    expect(result.findings).toHaveLength(2 - count);
  });

  it('do not wake what the finding silences', () => {
    const rules = [onNetworks('r', 'E1'), onNetworks('general', 'W', { silencedBy: ['r'] })];
    expect(said(check(rules, suppress({})))).toEqual(['error: r on b']);
  });

  it('are judged on the day the plan names', () => {
    expect(
      check([onNetworks('r', 'E1')], { ...suppress({ until: '2026-11-20' }), asOf: '2026-11-01' }).suppressed,
    ).toHaveLength(1);
  });
});

describe('what is not checked', () => {
  it('is one line per fact, with every object and every rule once', () => {
    const wait = (id: string): Rule =>
      defineRule({
        ...BASE,
        id,
        severity: 'W',
        scope: 'virtualNetwork',
        check: ({ ref }) => [waiting('gateways', [ref]), waiting('routeTable', [ref])],
      });
    expect(check([wait('second'), wait('first')]).notChecked).toEqual([
      {
        fact: 'gateways',
        objects: [
          { kind: 'virtualNetwork', id: 'b' },
          { kind: 'virtualNetwork', id: 'a' },
        ],
        rules: ['first', 'second'],
      },
      {
        fact: 'routeTable',
        objects: [
          { kind: 'virtualNetwork', id: 'b' },
          { kind: 'virtualNetwork', id: 'a' },
        ],
        rules: ['first', 'second'],
      },
    ]);
  });
});

describe('rules', () => {
  it('are frozen', () => {
    expect(Object.isFrozen(onNetworks('r', 'W'))).toBe(true);
  });
});
