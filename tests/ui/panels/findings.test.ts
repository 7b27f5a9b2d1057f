import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/rules/types.ts';
import { filterFindings, groupFindings } from '../../../src/ui/panels/findings/group-findings.ts';
import { assignFindings } from '../../../src/ui/panels/inspector/assign-findings.ts';
import type { Field } from '../../../src/ui/panels/inspector/field.ts';

const finding = (
  rule: string,
  id: string,
  severity: Finding['severity'] = 'error',
  message = `${rule} on ${id}`,
): Finding => ({
  rule,
  severity,
  azureCode: rule === 'vnet-overlap' ? 'VnetAddressSpacesOverlap' : undefined,
  target: { kind: 'subnet', id },
  related: [],
  message,
  fixes: [],
  title: 'A rule',
});
const all = [finding('vnet-overlap', 'a'), finding('subnet-size', 'beta'), finding('subnet-size', 'a', 'warning')];
const noNames = (): string => '';

describe('filtering findings', () => {
  it.each([
    ['everything', { severity: undefined, text: '' }, 3],
    ['one severity', { severity: 'warning', text: '' }, 1],
    ['words of the sentence in any order', { severity: undefined, text: 'beta subnet-size' }, 1],
    ['the Azure code without regard to case', { severity: undefined, text: 'vnetaddress' }, 1],
    ['a word that is nowhere', { severity: undefined, text: 'firewall' }, 0],
  ] as const)('keeps %s', (_what, filter, count) => {
    expect(filterFindings(all, filter, noNames)).toHaveLength(count);
  });

  it('finds by the names given for a finding', () => {
    expect(
      filterFindings(all, { severity: undefined, text: 'hub-weu' }, ({ target }) =>
        target.id === 'beta' ? 'hub-weu' : '',
      ),
    ).toEqual([all[1]]);
  });
});

describe('grouping findings', () => {
  it.each([
    ['none', [['', 3]]],
    [
      'rule',
      [
        ['vnet-overlap', 1],
        ['subnet-size', 2],
      ],
    ],
    [
      'object',
      [
        ['subnet:a', 2],
        ['subnet:beta', 1],
      ],
    ],
  ] as const)('by %s keeps the order of the first', (by, expected) => {
    expect(groupFindings(all, by).map(({ key, findings }) => [key, findings.length])).toEqual(expected);
  });
});

describe('findings beside fields', () => {
  const fields: readonly Field[] = [
    { type: 'text', key: 'size', label: 'Size', rules: ['subnet-'] },
    { type: 'text', key: 'prefix', label: 'Prefix', rules: ['subnet-size'] },
    { type: 'text', key: 'name', label: 'Name' },
  ];

  it('stand at the field that names the rule most closely', () => {
    const { byField, rest } = assignFindings(fields, [...all, finding('subnet-place', 'c')]);
    expect([...byField].map(([key, { length }]) => [key, length])).toEqual([
      ['prefix', 2],
      ['size', 1],
    ]);
    expect(rest).toEqual([all[0]]);
  });
});
