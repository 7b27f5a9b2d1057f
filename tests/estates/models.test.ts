import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/plan/index.ts';
import { sketchPlan } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult, type Finding } from '../../src/core/rules/index.ts';
import { TEST_DAY } from '../support/check.ts';
import { edit } from '../support/edit.ts';
import { bringYourOwn } from './models/bring-your-own.ts';
import { kubenet } from './models/kubenet.ts';
import { nodeSubnet } from './models/node-subnet.ts';
import { overlay } from './models/overlay.ts';
import { podSubnetDynamic } from './models/pod-subnet-dynamic.ts';
import { podSubnetStatic } from './models/pod-subnet-static.ts';
import type { ModelEstate, ModelEstates } from './models/types.ts';

const MODELS: Readonly<Record<string, ModelEstates>> = {
  overlay,
  'pod subnet, dynamic': podSubnetDynamic,
  'pod subnet, static': podSubnetStatic,
  'node subnet': nodeSubnet,
  kubenet,
  'bring your own': bringYourOwn,
};
const ESTATES = Object.entries(MODELS).flatMap(([model, { clean, broken, upgrade }]) => [
  { model, state: 'clean', estate: clean },
  { model, state: 'broken', estate: broken },
  { model, state: 'fails at upgrade', estate: upgrade },
]);
const UPGRADES = Object.entries(MODELS).map(([model, { upgrade }]) => ({ model, estate: upgrade }));
const BROKEN = Object.entries(MODELS).map(([model, { broken }]) => ({ model, estate: broken }));

const check = (plan: Plan): CheckResult => checkPlan(plan, { asOf: TEST_DAY });

function rulesOf({ findings }: CheckResult): { readonly errors: string[]; readonly warnings: string[] } {
  const named = (severity: Finding['severity']): string[] =>
    [...new Set(findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule))].toSorted();
  return { errors: named('error'), warnings: named('warning') };
}

/** The estate as Azure would list it: everything is there. */
function asExisting(plan: Plan): Plan {
  const all = <T>(objects: readonly T[]) => objects.map((object) => ({ ...object, origin: 'existing' as const }));
  return {
    ...plan,
    virtualNetworks: all(plan.virtualNetworks).map((network) => ({ ...network, subnets: all(network.subnets) })),
    clusters: all(plan.clusters).map((cluster) => ({ ...cluster, pools: all(cluster.pools) })),
    peerings: all(plan.peerings),
    sites: all(plan.sites),
    gateways: all(plan.gateways),
    firewalls: all(plan.firewalls),
    routeTables: all(plan.routeTables),
    natGateways: all(plan.natGateways),
  };
}

function withSurge(plan: Plan, maxSurge: string): Plan {
  return {
    ...plan,
    clusters: plan.clusters.map((cluster) => ({
      ...cluster,
      pools: cluster.pools.map((pool) => ({ ...pool, maxSurge })),
    })),
  };
}

function expectedWhereItExists({ errors, warnings, whereItExists }: ModelEstate) {
  const { milder = [], unsaid = [] } = whereItExists ?? {};
  return {
    errors: errors.filter((rule) => !milder.includes(rule) && !unsaid.includes(rule)),
    warnings: [...warnings, ...milder].toSorted(),
  };
}

describe.each(ESTATES)('an estate with $model that is $state: $estate.title', ({ estate }) => {
  const plan = sketchPlan(estate.sketch);

  it('gives these errors and warnings and no others while it is planned', () => {
    expect(rulesOf(check(plan))).toEqual({ errors: estate.errors, warnings: estate.warnings });
  });

  it('gives these where it exists', () => {
    expect(rulesOf(check(asExisting(plan)))).toEqual(expectedWhereItExists(estate));
  });

  it('leaves no rule waiting for a fact', () => {
    expect(check(plan).notChecked.map(({ fact, rules }) => [fact, rules])).toEqual([]);
  });
});

describe.each(UPGRADES)('the upgrade of $model', ({ estate }) => {
  const plan = sketchPlan(estate.sketch);
  const error = (candidate: Plan): Finding => {
    const [first, ...others] = check(candidate).findings.filter(({ severity }) => severity === 'error');
    if (first === undefined || others.length > 0) throw new Error('There must be one error');
    return first;
  };

  it('fits with a surge of a tenth', () => {
    expect(rulesOf(check(withSurge(plan, '10%')))).toEqual({ errors: [], warnings: estate.warnings });
  });

  it('is mended by everything that is offered: more room, and where the range exists a lower surge', () => {
    for (const [state, candidate] of [
      ['planned', plan],
      ['existing', asExisting(plan)],
    ] as const) {
      const { fixes } = error(candidate);
      expect(fixes.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Use max surge /));
      if (state === 'planned') expect(fixes.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Grow /));
      for (const { title, commands } of fixes)
        expect(rulesOf(check(edit(candidate, ...commands))).errors, `${state}: ${title}`).toEqual([]);
    }
  });
});

describe.each(BROKEN)('the broken estate with $model', ({ estate }) => {
  it('loses a finding by each of its fixes, and gains no error', () => {
    const plan = sketchPlan(estate.sketch);
    const before = check(plan).findings;
    for (const finding of before.filter(({ severity }) => severity === 'error')) {
      for (const { title, commands } of finding.fixes) {
        const after = rulesOf(check(edit(plan, ...commands)));
        const same = check(edit(plan, ...commands)).findings.filter(
          ({ rule, target }) => rule === finding.rule && target.id === finding.target.id,
        );
        expect(same, `${finding.rule}: ${title}`).toEqual([]);
        expect(
          after.errors.filter((rule) => !estate.errors.includes(rule)),
          `new errors after ${finding.rule}: ${title}`,
        ).toEqual([]);
      }
    }
  });
});
