import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../src/core/azure/index.ts';
import { createCheck } from '../../../src/core/rules/engine.ts';
import { RULES } from '../../../src/core/rules/index.ts';
import type { Rule, RuleContext } from '../../../src/core/rules/types.ts';
import { planOf, TEST_DAY } from '../../support/check.ts';

describe('every rule', () => {
  it('has an id of its own', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s says where it comes from, and why', (id, rule) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.sources).not.toHaveLength(0);
    for (const { key } of rule.sources) expect([...SOURCES.keys()], `source ${key}`).toContain(key);
    expect(rule.silencedBy ?? []).not.toContain(id);
  });

  it.each(RULES.filter((rule) => rule.scope !== 'plan').map((rule) => [rule.id, rule] as const))(
    '%s judges its view alone, because the judgement is kept while the view stays the same',
    (_id, rule) => {
      const check = createCheck([withoutPlan(rule)]);
      for (const example of [...rule.examples.failing, ...rule.examples.passing]) {
        const { findings, notes } = check(planOf(example.plan), {
          asOf: TEST_DAY,
          ...(example.before === undefined ? {} : { before: planOf(example.before) }),
        });
        for (const finding of [...findings, ...notes]) expect(finding.fixes).toBeDefined();
      }
    },
  );
});

/** The rule, with a context that refuses to show the plan and the topology while the rule judges; its fixes may look at both. */
function withoutPlan(rule: Rule): Rule {
  let isJudging = false;
  const refuse = (what: string): void => {
    if (isJudging)
      throw new Error(`${rule.id} reads context.${what} while it judges; take it in the fix: fixes: (context) => ...`);
  };
  const guard = (context: RuleContext): RuleContext => ({
    get plan() {
      refuse('plan');
      return context.plan;
    },
    get topology() {
      refuse('topology');
      return context.topology;
    },
    get asOf() {
      return context.asOf;
    },
    get capacity() {
      return context.capacity;
    },
    get before() {
      return context.before;
    },
  });
  // The scope is unchanged, so the view is the one the rule takes; TypeScript cannot see that through the union.
  const judge = rule.check as (view: unknown, context: RuleContext) => ReturnType<Rule['check']>;
  return {
    ...rule,
    check: (view: unknown, context: RuleContext) => {
      isJudging = true;
      try {
        return judge(view, guard(context));
      } finally {
        isJudging = false;
      }
    },
  } as Rule;
}
