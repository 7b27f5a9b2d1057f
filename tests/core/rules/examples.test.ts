import { describe, expect, it } from 'vitest';
import { LIST_OF_KIND, sketchId, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { findRule, RULES, type Finding } from '../../../src/core/rules/index.ts';
import { checkSketch, planOf, saidOf } from '../../support/check.ts';

const GRAVE = new Set(['error', 'warning']);

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has an example that fails and one that passes', () => {
    expect(rule.examples.failing).not.toHaveLength(0);
    expect(rule.examples.passing).not.toHaveLength(0);
  });

  it.each(rule.examples.failing.map((example) => [example.title, example] as const))('finds: %s', (_title, example) => {
    const findings = saidOf(checkSketch(example.plan, example.before));
    const own = findings.filter((finding) => finding.rule === id);
    expect(own, `findings: ${list(findings)}`).not.toHaveLength(0);
    if (example.targets !== undefined) {
      const { targets } = example;
      const names = namesById(example.plan);
      const hit = own.map(
        ({ target: { id: at } }) => targets.find((name) => targetId(name) === at || names.get(at) === name) ?? at,
      );
      expect(hit.sort()).toEqual([...targets].sort());
    }
    if (example.severity !== undefined)
      expect(new Set(own.map((finding) => finding.severity))).toEqual(new Set([example.severity]));
    const allowed = new Set([id, ...(example.alsoFires ?? [])]);
    const others = findings.filter((finding) => GRAVE.has(finding.severity) && !allowed.has(finding.rule));
    expect(others.map(describeFinding)).toEqual([]);
    // Rules of the catalogue that this edition does not have yet are named in advance.
    const due = (example.alsoFires ?? []).filter((other) => findRule(other) !== undefined);
    for (const other of due) expect(findings.map((finding) => finding.rule)).toContain(other);
  });

  it.each(rule.examples.passing.map((example) => [example.title, example] as const))(
    'is silent: %s',
    (_title, example) => {
      const own = saidOf(checkSketch(example.plan, example.before)).filter((finding) => finding.rule === id);
      expect(own.map(describeFinding)).toEqual([]);
    },
  );

  it('offers fixes that can be worked out and says what they do', () => {
    for (const example of rule.examples.failing) {
      for (const finding of saidOf(checkSketch(example.plan, example.before)).filter((one) => one.rule === id)) {
        for (const fix of finding.fixes) {
          expect(fix.title).not.toBe('');
          expect(fix.commands).not.toHaveLength(0);
        }
      }
    }
  });

  it('writes counts as the drawing does, 1,019 and not 1019', () => {
    for (const example of rule.examples.failing) {
      for (const { message, fixes } of saidOf(checkSketch(example.plan, example.before)))
        for (const text of [message, ...fixes.map(({ title }) => title)])
          expect(text).not.toMatch(
            /\bof \d{4,}\b(?!-)|\b\d{4,} (?:usable|addresses|nodes|pods|routes|prefixes|peerings|ports|SNAT|blocks|services)\b/,
          );
    }
  });

  it('speaks of objects that are in the plan', () => {
    for (const example of rule.examples.failing) {
      const ids = [...namesById(example.plan).keys(), ...namesById(example.before ?? {}).keys()];
      for (const finding of saidOf(checkSketch(example.plan, example.before)).filter((one) => one.rule === id)) {
        for (const ref of [finding.target, ...finding.related])
          expect(ids, `${finding.message}: ${ref.id}`).toContain(ref.id);
      }
    }
  });
});

/** Names in examples are keys of the sketch, or the object's name; a subnet is `network/subnet`, a pool `cluster/pool`. */
function targetId(name: string): string {
  return sketchId(name.replace('/', '.'));
}

/** Everything an example's plan holds, by id. */
function namesById(example: PlanSketch | Plan): ReadonlyMap<string, string> {
  const plan = planOf(example);
  const listed = Object.values(LIST_OF_KIND).flatMap(
    (list): readonly { readonly id: string; readonly name?: string }[] => plan[list],
  );
  const inner = [
    ...plan.virtualNetworks.flatMap((network) => network.subnets),
    ...plan.clusters.flatMap((cluster) => cluster.pools),
  ];
  return new Map([
    ['plan', plan.name],
    ...[...listed, ...inner].map(({ id, name }): [string, string] => [id, name ?? id]),
  ]);
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${finding.rule} on ${finding.target.id}: ${finding.message}`;
}

function list(findings: readonly Finding[]): string {
  return findings.map(describeFinding).join('; ') || 'none';
}
