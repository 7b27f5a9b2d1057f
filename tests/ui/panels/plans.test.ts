import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import { findObject, sketchPlan, sketchSubnetId, type Command, type Plan } from '../../../src/core/plan/index.ts';
import { createUnplaced, unplacedKinds, type UnplacedKind } from '../../../src/ui/panels/inspector/create-unplaced.ts';
import { movedRange } from '../../../src/ui/panels/inspector/moved-range.ts';
import { nextSubnetRange } from '../../../src/ui/panels/inspector/suggest-range.ts';
import { listRelated } from '../../../src/ui/panels/inspector/related-objects.ts';
import { listOutline } from '../../../src/ui/panels/outline/outline-rows.ts';
import { describeChanges } from '../../../src/ui/views/findings/describe-changes.ts';
import { locateAddress } from '../../../src/ui/views/palette/locate-address.ts';
import { findBest, scoreMatch } from '../../../src/ui/views/palette/search.ts';

const plan = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/22'], subnets: { 'snet-a': '10.0.0.0/24', 'snet-b': '10.0.1.0/26' } },
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/22' } },
  },
  peerings: [['hub', 'spoke']],
  sites: { HQ: { prefixes: ['192.168.0.0/16'] } },
  clusters: {
    aks: {
      subnet: 'spoke/nodes',
      ipam: 'overlay',
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['172.16.0.0/16'],
      pools: { system: {} },
    },
  },
});
const hub = plan.virtualNetworks[0];
if (hub === undefined) throw new Error('the sketch has a hub');
const apply = (command: Command): Plan => {
  const result = applyCommand(plan, command);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
};

describe('"10.1.2.3 is in ..."', () => {
  it.each([
    ['10.0.0.7', ['snet-a', 'hub']],
    ['10.0.3.1', ['hub']],
    ['10.244.3.1', ['aks']],
    ['192.168.7.7', ['HQ']],
    ['10.0.0.0/23', ['snet-b', 'snet-a', 'hub']],
    ['8.8.8.8', []],
  ])('%s: the smallest range first', (text, names) => {
    expect(locateAddress(plan, text)?.map(({ name }) => name)).toEqual(names);
  });

  it.each(['hub', '10.0', '10.0.0.1/8'])('"%s" is no question for an address', (text) => {
    expect(locateAddress(plan, text)).toBeUndefined();
  });
});

describe('searching by words', () => {
  it('asks for every word', () => {
    expect(scoreMatch('New virtual network', 'net vir')).toBeGreaterThan(0);
    expect(scoreMatch('New virtual network', 'net sub')).toBe(0);
  });

  it('puts beginnings of words before letters in between', () => {
    expect(findBest(['resubnetting', 'New subnet', 'subnet'], 'subnet', (text) => text, 3)).toEqual([
      'subnet',
      'New subnet',
      'resubnetting',
    ]);
  });
});

describe('the preview of an edit', () => {
  it('names the field and both values', () => {
    const id = sketchSubnetId('hub/snet-a');
    const after = apply({ type: 'update', kind: 'subnet', id, values: { addressPrefixes: ['10.0.2.0/24'] } });
    expect(describeChanges(plan, after)).toEqual([
      {
        kind: 'changed',
        ref: { kind: 'subnet', id },
        name: 'snet-a',
        field: 'Ranges',
        from: '10.0.0.0/24',
        to: '10.0.2.0/24',
      },
    ]);
  });

  it('lists what is removed with it', () => {
    const after = apply({ type: 'remove', refs: [{ kind: 'virtualNetwork', id: hub.id }] });
    expect(describeChanges(plan, after).map(({ kind, ref }) => `${kind} ${ref.kind}`)).toEqual([
      'removed virtualNetwork',
      'removed subnet',
      'removed subnet',
      'removed peering',
    ]);
  });

  it('is empty for the same plan, and for a change of places only', () => {
    expect(describeChanges(plan, plan)).toEqual([]);
    expect(describeChanges(plan, apply({ type: 'place', boxes: { [hub.id]: { x: 7, y: 7 } } }))).toEqual([]);
  });
});

describe('a changed range of a network', () => {
  it.each([
    ['moves elsewhere with its subnets', ['10.9.0.0/22'], { from: '10.0.0.0/22', to: '10.9.0.0/22' }],
    ['grows around its subnets: they stay', ['10.0.0.0/20'], undefined],
    ['is joined by another: nothing moves', ['10.0.0.0/22', '10.9.0.0/22'], undefined],
    ['shrinks: the person decides', ['10.9.0.0/24'], undefined],
    ['is no range: nothing moves', ['soon'], undefined],
  ] as const)('%s', (_what, ranges, expected) => {
    expect(movedRange(hub, ranges)).toEqual(expected);
  });
});

describe('what is not on the drawing', () => {
  it.each(Object.keys(unplacedKinds) as UnplacedKind[])('a new %s is one the plan takes', (kind) => {
    const { command, ref } = createUnplaced(plan, kind);
    expect(findObject(apply(command), ref)).toBeDefined();
  });
});

describe('suggested ranges', () => {
  it('are free and as large as the subnet is', () => {
    const id = sketchSubnetId('hub/snet-b');
    expect(nextSubnetRange({ id }, plan)).toBe('10.0.1.64/26');
  });
});

describe('the outline', () => {
  it('mirrors the drawing: clusters in their node subnet, pools in their cluster', () => {
    const rows = listOutline(plan, new Set());
    expect(rows.map(({ level, name }) => `${level} ${name}`)).toEqual([
      '1 hub',
      '2 snet-a',
      '2 snet-b',
      '1 spoke',
      '2 nodes',
      '3 aks',
      '4 system',
      '1 hub – spoke',
      '1 HQ',
    ]);
  });

  it('shows the first of several ranges and says them all, and counts in words', () => {
    const several = sketchPlan({
      networks: { net: { prefixes: ['10.0.0.0/16', 'fd00:1::/48'], subnets: { nodes: '10.0.0.0/24' } } },
      clusters: { aks: { subnet: 'net/nodes', pools: { system: {} } } },
    });
    const rows = listOutline(several, new Set());
    expect(rows.slice(0, 3).map(({ detail, full }) => [detail, full])).toEqual([
      ['10.0.0.0/16 +1', '10.0.0.0/16, fd00:1::/48'],
      ['10.0.0.0/24', '10.0.0.0/24'],
      ['1 pool', '1 pool'],
    ]);
  });

  it('leaves out what is inside a closed one', () => {
    expect(listOutline(plan, new Set([`virtualNetwork:${hub.id}`])).map(({ name }) => name)).not.toContain('snet-a');
  });
});

describe('related objects', () => {
  it('of a network are its subnets and the networks it is peered with', () => {
    const groups = listRelated(plan, { kind: 'virtualNetwork', id: hub.id });
    expect(groups.map(({ title, objects }) => [title, objects.map(({ name }) => name)])).toEqual([
      ['Subnets', ['snet-a', 'snet-b']],
      ['Peered with', ['spoke']],
    ]);
  });
});
