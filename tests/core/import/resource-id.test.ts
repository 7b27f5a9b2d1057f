import { describe, expect, it } from 'vitest';
import { IdAllocator } from '../../../src/core/import/id-allocator.ts';
import { parentOf, parseResourceId } from '../../../src/core/import/resource-id.ts';
import { createEmptyPlan, formatPlan, parsePlan } from '../../../src/core/plan/index.ts';

const HUB = '/subscriptions/Sub/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/Hub';

describe('a resource id', () => {
  it('is taken apart, its names as written, its type and key in lower case', () => {
    expect(parseResourceId(`${HUB}/subnets/Snet`)).toEqual({
      text: `${HUB}/subnets/Snet`,
      key: `${HUB}/subnets/Snet`.toLowerCase(),
      subscription: 'Sub',
      resourceGroup: 'RG',
      type: 'microsoft.network/virtualnetworks/subnets',
      names: ['Hub', 'Snet'],
    });
  });

  it('is the same with a slash at its end, and in any case', () => {
    expect(parseResourceId(`${HUB}/`)?.key).toBe(parseResourceId(HUB.toUpperCase())?.key);
  });

  it('leads to what holds it', () => {
    const subnet = parseResourceId(`${HUB}/subnets/a`);
    expect(subnet === undefined ? undefined : parentOf(subnet)).toEqual(parseResourceId(HUB));
    const hub = parseResourceId(HUB);
    expect(hub === undefined ? 'none' : parentOf(hub)).toBeUndefined();
  });

  it.each([
    [''],
    ['hub'],
    ['/subscriptions/Sub'],
    ['/subscriptions/Sub/resourceGroups/RG'],
    [`${HUB}/subnets`],
    [`${HUB}/subnets//`],
    [`${HUB}/subnets/${'x'.repeat(261)}`],
    [`/x${HUB}`],
  ])('is not %j', (text) => {
    expect(parseResourceId(text)).toBeUndefined();
  });
});

describe('ids of the plan', () => {
  it('are made from names, short and each once', () => {
    const ids = new IdAllocator(['hub']);
    expect(['Hub', 'hub', 'My Net!', '_x', '', '🙂', 'plan', 'constructor'].map((name) => ids.allocate(name))).toEqual([
      'hub-2',
      'hub-3',
      'my-net-',
      'x',
      'x-2',
      'x-3',
      'plan-2',
      'constructor-2',
    ]);
  });

  it('stay within their length however many share a name', () => {
    const ids = new IdAllocator();
    const made = Array.from({ length: 1200 }, () => ids.allocate('n'.repeat(100)));
    expect(new Set(made).size).toBe(1200);
    expect(Math.max(...made.map((id) => id.length))).toBe(64);
  });

  it.each(['__proto__', 'toString', 'a/b', '-', '..', 'ß', ' '])('are ids that a plan file may hold: %j', (name) => {
    const id = new IdAllocator().allocate(name);
    const plan = { ...createEmptyPlan(), blocks: [{ id, name, addressPrefixes: [] }] };
    expect(parsePlan(formatPlan(plan))).toMatchObject({ ok: true });
  });
});
