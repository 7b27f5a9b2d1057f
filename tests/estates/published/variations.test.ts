import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/core/import/index.ts';
import { nameOf } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { asArm, asPowerShell, asWritten } from '../../support/az-shapes.ts';
import * as one from '../estates-1-to-5.ts';
import * as two from '../estates-6-to-10.ts';
import { describeEstate } from './describe-estate.ts';
import { PUBLISHED } from './layouts.ts';

type Files = Readonly<Record<string, readonly unknown[]>>;

/** What an import of the files gives: findings and open questions, by name. What is known from ids only has the letters of the id. */
function judge(files: Files): string[] {
  const outcome = importFiles(
    Object.entries(files).map(([name, json]) => ({ name: `${name}.json`, text: JSON.stringify(json) })),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  const { plan, unread } = outcome.value;
  const { findings, notChecked } = checkPlan(plan, { asOf: '2026-11-21' });
  return [
    ...unread.map((entry) => `unread ${JSON.stringify(entry)}`),
    ...findings.map(({ severity, rule, target }) => `${severity} ${rule}: ${nameOf(plan, target)}`),
    ...notChecked.flatMap(({ fact, objects }) => objects.map((ref) => `${fact}: ${nameOf(plan, ref).toLowerCase()}`)),
  ].toSorted();
}

const ESTATES: readonly (readonly [string, Files])[] = [
  ...Object.entries({ ...one, ...two }).map(([name, make]) => [name, { ...make() }] as const),
  ...PUBLISHED.map(({ id, layout }) => [id, { ...describeEstate(layout) }] as const),
];

function mapEach(files: Files, change: (json: unknown) => unknown): Files {
  return Object.fromEntries(Object.entries(files).map(([name, list]) => [name, list.map(change)]));
}

/** Nested lists of every network, as `az network vnet subnet list` and `… peering list` print them. */
function nested(files: Files, key: 'subnets' | 'virtualNetworkPeerings'): readonly unknown[] {
  // the builders make lists of objects
  return (files['vnets'] ?? []).flatMap((network) => ((network as Record<string, unknown>)[key] ?? []) as unknown[]);
}

const VARIATIONS: readonly (readonly [string, (files: Files) => Files])[] = [
  ['printed by PowerShell', (files) => mapEach(files, asPowerShell)],
  ['printed by the REST interface', (files) => mapEach(files, asArm)],
  ['with ids in other letters', (files) => mapEach(files, (json) => asWritten(json, (id) => id.toUpperCase()))],
  [
    'with every other id in other letters',
    (files) => {
      let turn = 0;
      return mapEach(files, (json) => asWritten(json, (id) => (turn++ % 2 === 0 ? id.toLowerCase() : id)));
    },
  ],
  [
    'listed twice',
    (files) =>
      Object.fromEntries(
        Object.entries(files).flatMap(([name, list]) => [
          [name, list],
          [`${name}-again`, list],
        ]),
      ),
  ],
  ['with subnets also listed on their own', (files) => ({ ...files, subnets: nested(files, 'subnets') })],
  [
    'with peerings also listed on their own',
    (files) => ({ ...files, peerings: nested(files, 'virtualNetworkPeerings') }),
  ],
  ['in one file', (files) => ({ all: Object.values(files).flat() })],
  [
    'in another order',
    (files) =>
      Object.fromEntries(
        Object.entries(files)
          .reverse()
          .map(([name, list]) => [name, list.toReversed()]),
      ),
  ],
];

describe.each(VARIATIONS)('%s', (title, change) => {
  it.each(
    ESTATES.filter(
      ([, files]) =>
        !title.includes('listed on their own') ||
        nested(files, title.includes('subnets') ? 'subnets' : 'virtualNetworkPeerings').length > 0,
    ),
  )('%s is judged the same', (_name, files) => {
    // The first of a group that repeats a range stands for it, and another order gives another first.
    const withoutTarget = (lines: string[]) =>
      lines
        .map((line) =>
          line.replace(/^(info [a-z-]*(?:shared|same-as-other-cluster|other-vnet|unconnected-network)): .*/, '$1'),
        )
        .toSorted();
    expect(withoutTarget(judge(change(files)))).toEqual(withoutTarget(judge(files)));
  });
});
