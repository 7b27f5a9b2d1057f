import { describe, expect, it } from 'vitest';
import { sketchId, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { RULES, type Finding } from '../../../src/core/rules/index.ts';
import { checkSketch } from '../../support/check.ts';

const GRAVE = new Set(['error', 'warning']);

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has an example that fails and one that passes', () => {
    expect(rule.examples.failing).not.toHaveLength(0);
    expect(rule.examples.passing).not.toHaveLength(0);
  });

  it.each(rule.examples.failing.map((example) => [example.title, example] as const))('finds: %s', (_title, example) => {
    const { findings } = checkSketch(example.plan, example.before);
    const own = findings.filter((finding) => finding.rule === id);
    expect(own, `findings: ${list(findings)}`).not.toHaveLength(0);
    if (example.targets !== undefined) {
      expect(own.map((finding) => finding.target.id).sort()).toEqual(example.targets.map(targetId).sort());
    }
    if (example.severity !== undefined) expect(new Set(own.map((finding) => finding.severity))).toEqual(new Set([example.severity]));
    const allowed = new Set([id, ...(example.alsoFires ?? [])]);
    const others = findings.filter((finding) => GRAVE.has(finding.severity) && !allowed.has(finding.rule));
    expect(others.map(describeFinding)).toEqual([]);
    for (const other of example.alsoFires ?? []) expect(findings.map((finding) => finding.rule)).toContain(other);
  });

  it.each(rule.examples.passing.map((example) => [example.title, example] as const))('is silent: %s', (_title, example) => {
    const own = checkSketch(example.plan, example.before).findings.filter((finding) => finding.rule === id);
    expect(own.map(describeFinding)).toEqual([]);
  });

  it('offers fixes that can be worked out and says what they do', () => {
    for (const example of rule.examples.failing) {
      for (const finding of checkSketch(example.plan, example.before).findings.filter((one) => one.rule === id)) {
        for (const fix of finding.fixes) {
          expect(fix.title).not.toBe('');
          expect(fix.commands).not.toHaveLength(0);
        }
      }
    }
  });

  it('speaks of objects that are in the plan', () => {
    for (const example of rule.examples.failing) {
      const ids = new Set([...idsOf(example.plan), ...idsOf(example.before ?? {})]);
      for (const finding of checkSketch(example.plan, example.before).findings.filter((one) => one.rule === id)) {
        for (const ref of [finding.target, ...finding.related]) expect(ids, `${finding.message}: ${ref.id}`).toContain(ref.id);
      }
    }
  });
});

/** Names in examples are keys of the sketch; a subnet is `network/subnet`. */
function targetId(name: string): string {
  return sketchId(name.replace('/', '.'));
}

function idsOf(example: PlanSketch | Plan): ReadonlySet<string> {
  const { plan } = checkSketch(example).topology;
  const lists = [plan.virtualNetworks, plan.peerings, plan.connectedGroups, plan.sites, plan.gateways, plan.firewalls, plan.routeTables];
  const more = [plan.networkSecurityGroups, plan.natGateways, plan.applicationGateways, plan.dnsResolverEndpoints, plan.privateDnsZones];
  const rest = [plan.clusters, plan.blocks, plan.reservations, plan.needs];
  const inner = [...plan.virtualNetworks.flatMap((network) => network.subnets), ...plan.clusters.flatMap((cluster) => cluster.pools)];
  return new Set(['plan', ...[...lists, ...more, ...rest].flat().map((object) => object.id), ...inner.map((object) => object.id)]);
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${finding.rule} on ${finding.target.id}: ${finding.message}`;
}

function list(findings: readonly Finding[]): string {
  return findings.map(describeFinding).join('; ') || 'none';
}
