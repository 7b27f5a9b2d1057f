import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../../src/core/edit/index.ts';
import {
  createDiffWords,
  diffPlans,
  LISTED_KINDS,
  listOfKind,
  sketchPlan,
  type Command,
  type DifferenceKind,
  type Plan,
  type PlanSketch,
} from '../../../../src/core/plan/index.ts';
import { commandFrom, commandSeed } from '../../../support/command-arbitrary.ts';
import { edit } from '../../../support/edit.ts';
import { arbitraryPlan } from '../../../support/plan-arbitrary.ts';

const estate: PlanSketch = {
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24', pods: '10.1.4.0/22' } },
  },
  peerings: [['hub', 'spoke']],
  gateways: { vgw: { network: 'hub', kind: 'vpn' } },
  clusters: { aks: { subnet: 'spoke/nodes' } },
};
const start = sketchPlan(estate);

/** `kind: name: field before -> after`, one line a field. */
function linesOf(before: Plan, after: Plan): readonly string[] {
  const diff = diffPlans(before, after);
  const words = createDiffWords(diff);
  return diff.differences.flatMap(({ kind, ref, fields }) => {
    const what = `${kind}: ${words.nameOf(ref)}`;
    if (fields.length === 0) return [what];
    return fields.map((change) => {
      const field = words.describeField(ref.kind, change);
      return `${what}: ${field.field} ${field.before} -> ${field.after}`;
    });
  });
}

describe('one edit', () => {
  it.each<[string, Command, readonly string[]]>([
    [
      'renames',
      { type: 'update', kind: 'subnet', id: 'spoke.nodes', values: { name: 'snet-aks' } },
      ['renamed: snet-aks in spoke: name nodes -> snet-aks'],
    ],
    [
      'moves a range',
      { type: 'update', kind: 'subnet', id: 'spoke.nodes', values: { addressPrefixes: ['10.1.8.0/24'] } },
      ['readdressed: nodes in spoke: address range 10.1.0.0/24 -> 10.1.8.0/24'],
    ],
    [
      'widens a range',
      { type: 'update', kind: 'subnet', id: 'spoke.nodes', values: { addressPrefixes: ['10.1.0.0/23'] } },
      ['resized: nodes in spoke: address range 10.1.0.0/24 -> 10.1.0.0/23'],
    ],
    [
      'adds a prefix to a network',
      {
        type: 'update',
        kind: 'virtualNetwork',
        id: 'hub',
        values: { addressPrefixes: ['10.0.0.0/16', '10.9.0.0/24'] },
      },
      ['resized: hub: address space 10.0.0.0/16 -> 10.0.0.0/16, 10.9.0.0/24'],
    ],
    [
      'sets what is there already',
      { type: 'update', kind: 'virtualNetwork', id: 'spoke', values: { addressPrefixes: ['10.1.0.0/16'] } },
      [],
    ],
    [
      'replaces a range that cannot be read',
      { type: 'update', kind: 'subnet', id: 'spoke.nodes', values: { addressPrefixes: ['10.1.0.0/33'] } },
      ['readdressed: nodes in spoke: address range 10.1.0.0/24 -> 10.1.0.0/33'],
    ],
    [
      'moves a subnet',
      { type: 'moveSubnet', subnetId: 'spoke.pods', virtualNetworkId: 'hub', addressPrefixes: ['10.0.4.0/22'] },
      [
        'readdressed: pods in hub: address range 10.1.4.0/22 -> 10.0.4.0/22',
        'reparented: pods in hub: virtual network spoke -> hub',
      ],
    ],
    [
      'moves a cluster',
      { type: 'moveCluster', clusterId: 'aks', subnetId: 'spoke.pods' },
      ['reparented: system in aks: node subnet nodes -> pods'],
    ],
    [
      'sets a node count',
      { type: 'update', kind: 'nodePool', id: 'aks.system', values: { count: 5 } },
      ['resized: system in aks: node count 3 -> 5'],
    ],
    [
      'sets a peering flag',
      {
        type: 'update',
        kind: 'peering',
        id: 'peering-1',
        values: {
          aToB: {
            name: 'to-spoke',
            allowVirtualNetworkAccess: true,
            allowForwardedTraffic: false,
            allowGatewayTransit: true,
            useRemoteGateways: false,
          },
        },
      },
      ['changed: hub – spoke: peering flags: allow gateway transit no -> yes'],
    ],
    ['names the plan', { type: 'setPlan', values: { name: 'Next' } }, ['renamed: Next: name Example -> Next']],
    [
      'takes a network with all that depends on it',
      { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'hub' }] },
      ['removed: hub', 'removed: GatewaySubnet in hub', 'removed: hub – spoke', 'removed: vgw'],
    ],
  ])('%s', (_title, command, expected) => {
    expect(linesOf(start, edit(start, command))).toEqual(expected);
  });

  it('says how many subnets went with a network', () => {
    const diff = diffPlans(start, edit(start, { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'spoke' }] }));
    const words = createDiffWords(diff);
    const [network] = diff.differences;
    expect(network && words.countInside(network)).toBe(2);
    expect(diff.differences.filter(({ withParent }) => withParent).map(({ ref }) => ref.id)).toEqual([
      'spoke.nodes',
      'spoke.pods',
      'aks.system',
    ]);
  });

  it('that only places something is told apart', () => {
    const moved = edit(start, { type: 'place', boxes: { hub: { x: 40, y: 8 } } });
    const diff = diffPlans(start, moved);
    expect(diff.differences).toEqual([]);
    expect(diff.layout).toEqual([
      { ref: { kind: 'virtualNetwork', id: 'hub' }, before: undefined, after: { x: 40, y: 8 } },
    ]);
  });

  it('of a note: its words count, its place does not', () => {
    const note = { id: 'note-1', text: 'Old', x: 0, y: 0, width: 100, height: 40 };
    const with_ = (fields: Partial<typeof note>): Plan => ({
      ...start,
      layout: { ...start.layout, notes: [{ ...note, ...fields }] },
    });
    expect(linesOf(with_({}), with_({ text: 'New' }))).toEqual(['changed: New: text Old -> New']);
    expect(diffPlans(with_({}), with_({ height: 80 })).differences).toEqual([]);
    expect(diffPlans(with_({}), with_({ height: 80 })).layout.map(({ ref }) => ref.id)).toEqual(['note-1']);
  });
});

describe('two imports of one estate', () => {
  const rid = (name: string): string =>
    `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
  const other = (plan: Plan): Plan => reId(plan, (id) => `day2-${id}`);

  it('with other ids are the same', () => {
    const next = other(start);
    expect(diffPlans(start, next).differences).toEqual([]);
    expect(diffPlans(start, next).before).toEqual(next);
  });

  it('with other ids differ by what was changed between them', () => {
    const next = other(
      edit(
        start,
        { type: 'update', kind: 'subnet', id: 'spoke.nodes', values: { addressPrefixes: ['10.1.0.0/23'] } },
        { type: 'remove', refs: [{ kind: 'gateway', id: 'vgw' }] },
      ),
    );
    expect(linesOf(start, next)).toEqual([
      'removed: vgw',
      'resized: nodes in spoke: address range 10.1.0.0/24 -> 10.1.0.0/23',
    ]);
  });

  it('follow a resource by its id when it has another name in the file, without case', () => {
    const named = (id: string, name: string, resourceId: string): Plan =>
      sketchPlan({ networks: { [id]: { prefixes: ['10.0.0.0/16'], name, resourceId } } });
    expect(linesOf(named('a', 'old', rid('x')), named('b', 'new', rid('X')))).toEqual([
      'renamed: new: name old -> new',
      `changed: new: resource id ${rid('x')} -> ${rid('X')}`,
    ]);
  });

  it('do not trust an id that now belongs to another resource', () => {
    const plan = (ids: readonly [string, string]): Plan =>
      sketchPlan({
        networks: Object.fromEntries(
          ids.map((id, index) => [
            id,
            { prefixes: [`10.${index}.0.0/16`], name: 'vnet-spoke', resourceId: rid(`spoke-${index}`) },
          ]),
        ),
      });
    expect(diffPlans(plan(['spoke', 'spoke-2']), plan(['spoke-2', 'spoke'])).differences).toEqual([]);
  });

  it('do not guess between two of one name', () => {
    const two = (prefix: string): Plan =>
      sketchPlan({
        networks: {
          [`${prefix}1`]: { prefixes: ['10.0.0.0/16'], name: 'vnet' },
          [`${prefix}2`]: { prefixes: ['10.0.0.0/16'], name: 'vnet' },
        },
      });
    expect(diffPlans(two('a'), two('b')).differences.map(({ kind }) => kind)).toEqual([
      'added',
      'added',
      'removed',
      'removed',
    ]);
  });

  it('know a peering from its other end', () => {
    const turned = sketchPlan({ ...estate, peerings: [{ a: 'spoke', b: 'hub', aToB: { useRemoteGateways: true } }] });
    const straight = sketchPlan({ ...estate, peerings: [{ a: 'hub', b: 'spoke', bToA: { useRemoteGateways: true } }] });
    expect(linesOf(straight, turned)).toEqual([]);
  });

  it('keep a new object apart from an old one that had its id', () => {
    const before = sketchPlan({ networks: { one: { prefixes: ['10.0.0.0/16'], resourceId: rid('one') } } });
    const after = sketchPlan({
      networks: {
        uno: { prefixes: ['10.0.0.0/16'], resourceId: rid('one') },
        one: { prefixes: ['10.7.0.0/16'], name: 'neu', resourceId: rid('neu') },
      },
    });
    expect(linesOf(before, after)).toEqual(['added: neu', 'renamed: uno: name one -> uno']);
  });
});

describe('laws', () => {
  const edited = fc.tuple(arbitraryPlan, fc.array(commandSeed, { minLength: 1, maxLength: 6 }));
  const after = (plan: Plan, seeds: readonly (readonly [number, number, number, number])[]): Plan =>
    seeds.reduce((current, seed) => {
      const command = commandFrom(current, seed);
      const applied = command === undefined ? undefined : applyCommand(current, command);
      return applied?.ok === true ? applied.value : current;
    }, plan);

  it('a plan does not differ from itself, nor from its copy', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        for (const same of [plan, structuredClone(plan)]) {
          expect(diffPlans(plan, same)).toMatchObject({ differences: [], layout: [] });
        }
      }),
    );
  });

  it('an edit gives a diff that names exactly the objects it touched', () => {
    fc.assert(
      fc.property(arbitraryPlan, commandSeed, (plan, seed) => {
        const command = commandFrom(plan, seed);
        const applied = command === undefined ? undefined : applyCommand(plan, command);
        if (applied?.ok !== true) return;
        const named = new Set(diffPlans(plan, structuredClone(applied.value)).differences.map(({ ref }) => ref.id));
        expect([...named].toSorted()).toEqual(touched(plan, applied.value));
      }),
      { numRuns: 400 },
    );
  });

  it('swapped sides swap added and removed, and turn every field round', () => {
    fc.assert(
      fc.property(edited, ([plan, seeds]) => {
        const next = after(plan, seeds);
        const { before, differences } = diffPlans(plan, next);
        const turned = (kind: DifferenceKind): DifferenceKind =>
          kind === 'added' ? 'removed' : kind === 'removed' ? 'added' : kind;
        // What was found again by its name has another id on either side, and each diff speaks in those of its own plan after.
        const outline = (list: typeof differences): string[] =>
          list.map(
            ({ kind, ref, fields }) =>
              `${kind} ${ref.kind} ${fields
                .map(({ path }) => path)
                .toSorted()
                .join()}`,
          );
        const back = diffPlans(next, plan).differences.map((one) => ({ ...one, kind: turned(one.kind) }));
        expect(outline(back).toSorted()).toEqual(outline(differences).toSorted());
        const spell = (list: typeof differences, turn: boolean): string[] =>
          list
            .map(({ kind, ref, fields }) => {
              const values = fields
                .map(({ path, before: a, after: b }) => JSON.stringify(turn ? [path, b, a] : [path, a, b]))
                .toSorted();
              return `${turn ? turned(kind) : kind} ${ref.id} ${values.join()}`;
            })
            .toSorted();
        expect(spell(diffPlans(next, before).differences, true)).toEqual(spell(differences, false));
      }),
      { numRuns: 200 },
    );
  });
});

/** Ids of objects that are on one side only, or whose own fields or home differ; worked out the slow way. */
function touched(before: Plan, after: Plan): string[] {
  const spell = (plan: Plan): Map<string, string> => {
    const entries = new Map<string, string>();
    for (const kind of LISTED_KINDS)
      for (const object of listOfKind(plan, kind)) {
        // Only networks have subnets and only clusters have pools; what has neither is its own fields.
        const {
          subnets = [],
          pools = [],
          ...own
        } = object as {
          id: string;
          subnets?: { id: string }[];
          pools?: { id: string }[];
        };
        entries.set(object.id, stable(own));
        for (const inner of [...subnets, ...pools]) entries.set(inner.id, `${object.id} ${stable(inner)}`);
      }
    for (const { id, text } of plan.layout.notes) entries.set(id, text);
    const { name, description, asOf, cloud } = plan;
    entries.set('plan', stable({ name, description, asOf, cloud }));
    return entries;
  };
  const [old, next] = [spell(before), spell(after)];
  return [...new Set([...old.keys(), ...next.keys()])].filter((id) => old.get(id) !== next.get(id)).toSorted();
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The plan with every id replaced, by way of its text: an independent road to what an import of another day makes. */
function reId(plan: Plan, rename: (id: string) => string): Plan {
  const ids = new Set<string>();
  JSON.stringify(plan, (key, value: unknown) => {
    if (key === 'id' && typeof value === 'string') ids.add(value);
    return value;
  });
  const swap = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return key !== 'name' && ids.has(value) ? rename(value) : value;
    if (Array.isArray(value)) return value.map((item) => swap(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [key === 'boxes' ? rename(k) : k, swap(v, k)]));
  };
  // Only ids were replaced.
  return swap(plan) as Plan;
}
