import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createEmptyPlan,
  describePlanFileError,
  formatPlan,
  MAX_PLAN_CHARACTERS,
  parsePlan,
  sketchPlan,
} from '../../../src/core/plan/index.ts';
import { arbitraryPlan } from '../../support/plan-arbitrary.ts';

const sample = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/22'], subnets: { GatewaySubnet: '10.0.0.0/27', shared: '10.0.1.0/24' } },
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/22' } },
  },
  peerings: [['hub', 'spoke']],
  clusters: { orders: { subnet: 'spoke/nodes' } },
});
const text = formatPlan(sample);
const swap = (from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const refusal = (source: string) => {
  const parsed = parsePlan(source);
  if (parsed.ok) throw new Error('read a plan that should be refused');
  return parsed.error;
};

describe('a plan file', () => {
  it('gives the same plan back that was written', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(parsePlan(formatPlan(plan))).toEqual({ ok: true, value: { plan } });
      }),
    );
  });

  it('has the same bytes for equal plans, whatever order their keys came in', () => {
    const shuffle = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffle);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, shuffle(inner)]),
      );
    };
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const shuffled = shuffle(plan);
        expect(shuffled).toEqual(plan);
        // Only the order of keys was changed.
        expect(formatPlan(shuffled as typeof plan)).toBe(formatPlan(plan));
      }),
    );
  });

  it('is indented by two spaces, ends in a newline and begins with its envelope', () => {
    expect(formatPlan(createEmptyPlan('Mine')).split('\n').slice(0, 5)).toEqual([
      '{',
      '  "$schema": "urn:netwright:schema:plan:1",',
      '  "format": "netwright-plan",',
      '  "formatVersion": 1,',
      '  "name": "Mine",',
    ]);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('may begin with a byte order mark', () => {
    expect(parsePlan(`\uFEFF${text}`)).toEqual({ ok: true, value: { plan: sample } });
  });

  it.each([
    ['an empty file', '', { kind: 'json', line: 1, column: 1 }],
    ['a cut file', text.slice(0, 200), { kind: 'json', found: 'the end of the file' }],
    ['text after the plan', `${text}x`, { kind: 'json', found: '"x"', line: text.split('\n').length, column: 1 }],
    ['a comment', `// mine\n${text}`, { kind: 'json', line: 1, column: 1, expected: 'a value' }],
    [
      'a key written twice',
      swap('"name": "hub"', '"name": "hub", "name": "b"'),
      { kind: 'json', path: '$.virtualNetworks[0].name', found: '"name"' },
    ],
    ['a key written twice, once escaped', '{"a":1,"\\u0061":2}', { kind: 'json', column: 8 }],
    [
      'a __proto__ key',
      swap('"name": "hub"', '"name": "hub", "__proto__": {}'),
      { kind: 'json', expected: 'no key of that name' },
    ],
    [
      'a number no double holds',
      swap('"count": 3', '"count": 1e999'),
      { kind: 'json', path: '$.clusters[0].pools[0].count' },
    ],
    ['very deep nesting', `{"a":${'['.repeat(200_000)}`, { kind: 'json', expected: 'at most 64 levels of nesting' }],
    ['deep objects', '{"a":'.repeat(100_000), { kind: 'json', expected: 'at most 64 levels of nesting' }],
    ['another document', '{"name":"x"}', { kind: 'not-a-plan', path: '$.format', found: 'nothing' }],
    ['a list', '[]', { kind: 'not-a-plan', path: '$', found: 'a list of 0' }],
    [
      'a version that is no number',
      swap('"formatVersion": 1', '"formatVersion": "1"'),
      { kind: 'not-a-plan', path: '$.formatVersion' },
    ],
    ['a newer version', swap('"formatVersion": 1', '"formatVersion": 2'), { kind: 'newer', found: '2' }],
    [
      'a misspelt key',
      swap('"name": "hub"', '"nam": "hub"'),
      { kind: 'unknown-key', path: '$.virtualNetworks[0].nam' },
    ],
    [
      'a missing key',
      swap('  "sites": [],\n', ''),
      { kind: 'schema', path: '$.sites', found: 'nothing', expected: 'a list' },
    ],
    [
      'a value of another type',
      swap('"count": 3', '"count": "3"'),
      { kind: 'schema', path: '$.clusters[0].pools[0].count', found: '"3"', expected: 'a number' },
    ],
    [
      'a count that is not whole',
      swap('"count": 3', '"count": 3.5'),
      { kind: 'schema', found: '3.5', expected: 'a whole number' },
    ],
    [
      'a count below nothing',
      swap('"count": 3', '"count": -1'),
      { kind: 'schema', found: '-1', expected: 'at least 0' },
    ],
    [
      'a word the format does not know',
      swap('"os": "Linux"', '"os": "BSD"'),
      { kind: 'schema', expected: '"Linux" or "Windows"' },
    ],
    ['an id with blanks', swap('"id": "hub"', '"id": "the hub"'), { kind: 'schema', path: '$.virtualNetworks[0].id' }],
    [
      'an id every JavaScript object answers to',
      swap('"id": "hub"', '"id": "toString"'),
      { kind: 'schema', path: '$.virtualNetworks[0].id' },
    ],
    [
      'an id used twice',
      swap('"id": "orders"', '"id": "hub"'),
      { kind: 'duplicate-id', path: '$.clusters[0].id', expected: 'an id of its own; $.virtualNetworks[0] has it too' },
    ],
    [
      'an id used twice in one list',
      swap('"id": "hub.shared"', '"id": "hub.GatewaySubnet"'),
      { kind: 'duplicate-id', path: '$.virtualNetworks[0].subnets[1].id' },
    ],
    [
      'a reference to nothing',
      swap('"nodeSubnetId": "spoke.nodes"', '"nodeSubnetId": "gone"'),
      {
        kind: 'unresolved',
        path: '$.clusters[0].pools[0].nodeSubnetId',
        found: '"gone"',
        expected: 'the id of a subnet of the plan',
      },
    ],
    [
      'a reference to another kind',
      swap('"b": "spoke"', '"b": "orders"'),
      { kind: 'unresolved', path: '$.peerings[0].b', expected: 'the id of a virtual network of the plan' },
    ],
    [
      'a position of nothing',
      swap('"boxes": {}', '"boxes": { "gone": { "x": 1, "y": 2 } }'),
      { kind: 'unresolved', path: '$.layout.boxes.gone' },
    ],
    [
      'a position under an impossible key',
      swap('"boxes": {}', '"boxes": { " ": { "x": 1, "y": 2 } }'),
      { kind: 'schema', path: '$.layout.boxes[" "]' },
    ],
  ])('with %s is refused, saying where', (_what, source, expected) => {
    expect(refusal(source)).toMatchObject(expected);
  });

  it('is refused beyond the size cap before anything is read', () => {
    expect(refusal(' '.repeat(MAX_PLAN_CHARACTERS + 1))).toMatchObject({
      kind: 'too-large',
      found: '67,108,865 characters',
    });
  });

  it.each([
    ['{', 'Not readable as JSON at line 1, column 2 ($): found the end of the file, expected a key in double quotes.'],
    ['7', 'Not a Netwright plan: $ is 7, expected a plan.'],
    [
      '{"format":"netwright-plan","formatVersion":9}',
      'Written in plan format 9, this program knows at most 1; a newer Netwright wrote this file.',
    ],
    [
      swap('"name": "hub"', '"nam": "hub"'),
      'Unknown key at $.virtualNetworks[0].nam: found the key "nam", expected only keys the plan format knows.',
    ],
    [
      swap('"count": 3', '"count": 3.5'),
      'Wrong value at $.clusters[0].pools[0].count: found 3.5, expected a whole number.',
    ],
  ])('refusal of %j reads as a sentence', (source, sentence) => {
    expect(describePlanFileError(refusal(source))).toBe(sentence);
  });
});
