import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../../src/core/import/index.ts';
import { nameOf } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { TEST_DAY } from '../../support/check.ts';
import { PRINTED_CLUSTERS } from './clusters.ts';
import { PRINTED_NETWORKS } from './networks.ts';
import { PRINTED_POOLS } from './pools.ts';
import { PRINTED_SERVICES } from './services.ts';

const PRINTED_SHAPES = [...PRINTED_CLUSTERS, ...PRINTED_POOLS, ...PRINTED_NETWORKS, ...PRINTED_SERVICES];

/** Every object, or list under `value`, is a file of its own. */
function read(objects: readonly unknown[]): ImportOutcome {
  const outcome = importFiles(objects.map((json, index) => ({ name: `${index}.json`, text: JSON.stringify(json) })));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

describe('a shape Azure has printed', () => {
  it.each(PRINTED_SHAPES)('$title: is read whole', ({ objects, plan }) => {
    const outcome = read(objects);
    expect(outcome.unread).toEqual([]);
    expect(outcome.plan).toMatchObject(plan);
  });

  it.each(PRINTED_SHAPES)('$title: gives these findings and no others', ({ objects, findings = [] }) => {
    const { plan } = read(objects);
    const said = checkPlan(plan, { asOf: TEST_DAY }).findings;
    expect(said.map(({ severity, rule, target }) => `${severity} ${rule}: ${nameOf(plan, target)}`).toSorted()).toEqual(
      findings.toSorted(),
    );
  });

  it('never leaves the release of an image open where it is printed', () => {
    for (const { title, objects } of PRINTED_SHAPES) {
      const { notChecked } = checkPlan(read(objects).plan, { asOf: TEST_DAY });
      expect(
        notChecked.filter(({ fact }) => fact === 'nodeImages'),
        title,
      ).toEqual([]);
    }
  });
});
