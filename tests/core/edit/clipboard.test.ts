import { describe, expect, it } from 'vitest';
import {
  boundsOfFragment,
  copyFragment,
  describeCommand,
  formatFragment,
  isEmptyFragment,
  parseFragment,
  pasteFragment,
  type PasteOptions,
} from '../../../src/core/edit/index.ts';
import {
  createEmptyPlan,
  findObject,
  formatPlan,
  sketchPlan,
  type ObjectRef,
  type Plan,
} from '../../../src/core/plan/index.ts';
import { edit, refused } from '../../support/edit.ts';

const sketched = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/22'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
    'spoke-1': {
      prefixes: ['10.1.0.0/16'],
      resourceId: '/subscriptions/1/spoke-1',
      origin: 'existing',
      subnets: { nodes: { prefixes: ['10.1.4.0/24'], routeTable: 'rt', staticAddresses: [{ address: '10.1.4.9' }] } },
    },
    'spoke-2': { prefixes: ['10.2.0.0/16'] },
  },
  peerings: [{ a: 'hub', b: 'spoke-1', aToB: { state: 'Connected' } }, ['hub', 'spoke-2']],
  gateways: { er: { network: 'hub', kind: 'expressRoute' } },
  sites: { hq: { prefixes: ['192.168.0.0/24'], via: ['er'] } },
  routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.0.68' } } },
  clusters: { aks: { subnet: 'spoke-1/nodes' } },
});
const plan: Plan = {
  ...sketched,
  layout: {
    boxes: { hub: { x: 0, y: 0 }, 'spoke-1': { x: 400, y: 100 } },
    notes: [{ id: 'n', text: 'Hello', x: 7, y: 8, width: 10, height: 10 }],
  },
};
const ref = (kind: ObjectRef['kind'], id: string): ObjectRef => ({ kind, id });
const offset = { x: 32, y: 32 };

function paste(into: Plan, refs: readonly ObjectRef[], options: Partial<PasteOptions> = {}, from = plan): Plan {
  const fragment = parseFragment(formatFragment(copyFragment(from, refs)));
  if (fragment === undefined) throw new Error('the clipboard text was not read again');
  const pasted = pasteFragment(into, fragment, { offset, ...options });
  if (!pasted.ok) throw new Error(JSON.stringify(pasted.error));
  return edit(into, pasted.value);
}

describe('copying', () => {
  it('takes a network with everything inside, but not what joins it to others', () => {
    const { plan: copied } = copyFragment(plan, [ref('virtualNetwork', 'spoke-1')]);
    expect(Object.keys(copied)).toEqual(['virtualNetworks', 'clusters', 'layout']);
    expect(copyFragment(plan, [ref('virtualNetwork', 'hub')]).plan).toMatchObject({ gateways: [{ id: 'er' }] });
  });

  it('takes the peering between two copied networks', () => {
    const { plan: copied } = copyFragment(plan, [ref('virtualNetwork', 'spoke-1'), ref('virtualNetwork', 'hub')]);
    expect(copied.peerings?.map(({ id }) => id)).toEqual(['peering-1']);
  });

  it('reads its own text and whole plans, and no other text', () => {
    expect(parseFragment(formatPlan(plan))).toEqual({ plan, subnets: [], pools: [] });
    for (const text of [
      '',
      'hello',
      '{}',
      '{"format":"netwright-fragment","formatVersion":1}',
      '{"format":"netwright-fragment","formatVersion":1,"plan":{"virtualNetworks":3},"subnets":[],"pools":[]}',
    ]) {
      expect(parseFragment(text)).toBeUndefined();
    }
    expect(isEmptyFragment(copyFragment(plan, []))).toBe(true);
    expect(boundsOfFragment(copyFragment(plan, [ref('virtualNetwork', 'spoke-1'), ref('note', 'n')]))).toEqual({
      x: 7,
      y: 8,
    });
  });
});

describe('pasting', () => {
  it('gives a network fresh ids, a free name and range, and moves its insides along', () => {
    const next = paste(plan, [ref('virtualNetwork', 'spoke-1')]);
    const copy = next.virtualNetworks[3];
    expect(copy).toMatchObject({
      id: 'vnet-1',
      name: 'spoke-3',
      addressPrefixes: ['10.3.0.0/16'],
      subnets: [
        {
          id: 'subnet-1',
          name: 'nodes',
          addressPrefixes: ['10.3.4.0/24'],
          staticAddresses: [{ address: '10.3.4.9' }],
          routeTableIds: ['rt'],
        },
      ],
    });
    expect(next.clusters[1]).toMatchObject({ id: 'aks-1', name: 'aks-2', pools: [{ nodeSubnetId: 'subnet-1' }] });
    expect(next.layout.boxes['vnet-1']).toEqual({ x: 432, y: 132 });
    expect(next.virtualNetworks[1]).toBe(plan.virtualNetworks[1]);
  });

  it('makes a copy planned, without the Azure id and the link state of the original', () => {
    const next = paste(plan, [ref('virtualNetwork', 'hub'), ref('virtualNetwork', 'spoke-1')]);
    expect(next.virtualNetworks[4]).toMatchObject({ name: 'spoke-3', origin: 'planned' });
    expect(next.virtualNetworks[4]).not.toHaveProperty('resourceId');
    expect(next.peerings[2]).toMatchObject({
      a: next.virtualNetworks[3]?.id,
      aToB: { name: 'to-spoke-3' },
      bToA: { name: 'to-hub-2' },
    });
    expect(next.peerings[2]?.aToB).not.toHaveProperty('state');
  });

  it('keeps ids, names and ranges in a plan that has none of them', () => {
    const next = paste(createEmptyPlan(), [ref('virtualNetwork', 'spoke-1')]);
    expect(next.virtualNetworks[0]).toMatchObject({
      id: 'spoke-1',
      name: 'spoke-1',
      addressPrefixes: ['10.1.0.0/16'],
      resourceId: '/subscriptions/1/spoke-1',
    });
    // The route table is not part of the selection, and this plan has none of that id.
    expect(next.virtualNetworks[0]?.subnets[0]?.routeTableIds).toEqual([]);
  });

  it('puts a lone subnet into the selected network, in free space', () => {
    const next = paste(plan, [ref('subnet', 'spoke-1.nodes')], { target: ref('virtualNetwork', 'spoke-2') });
    const copy = findObject(next, ref('virtualNetwork', 'spoke-2'));
    expect(copy).toMatchObject({
      subnets: [
        {
          name: 'nodes',
          addressPrefixes: ['10.2.0.0/24'],
          staticAddresses: [{ address: '10.2.0.9' }],
          routeTableIds: ['rt'],
        },
      ],
    });
    const again = paste(plan, [ref('subnet', 'spoke-1.nodes')]);
    expect(findObject(again, ref('virtualNetwork', 'spoke-1'))).toMatchObject({
      subnets: [{}, { name: 'nodes-2', addressPrefixes: ['10.1.0.0/24'] }],
    });
  });

  it('a lone subnet without a network to go into is refused', () => {
    const fragment = copyFragment(plan, [ref('subnet', 'spoke-1.nodes')]);
    expect(pasteFragment(createEmptyPlan(), fragment, { offset })).toEqual({
      ok: false,
      error: { kind: 'nothing-to-paste-into', what: 'A subnet' },
    });
  });

  it('puts a lone node pool into the selected cluster, under a name AKS takes', () => {
    const next = paste(plan, [ref('nodePool', 'aks.system')], { target: ref('cluster', 'aks') });
    expect(next.clusters[0]?.pools.map(({ name, nodeSubnetId }) => [name, nodeSubnetId])).toEqual([
      ['system', 'spoke-1.nodes'],
      ['system2', 'spoke-1.nodes'],
    ]);
  });

  it('drops what is nothing without the network that is not there', () => {
    const fragment = copyFragment(plan, [ref('gateway', 'er'), ref('site', 'hq')]);
    const next = edit(createEmptyPlan(), { type: 'insert', fragment: fragment.plan, readdress: true });
    expect(next.gateways).toEqual([]);
    expect(next.sites[0]).toMatchObject({ name: 'hq', gatewayIds: [] });
  });

  it.each([
    [[ref('virtualNetwork', 'spoke-1')], 'Duplicate spoke-1'],
    [[ref('cluster', 'aks')], 'Duplicate aks'],
    [[ref('site', 'hq'), ref('note', 'n')], 'Duplicate 2 objects'],
  ])('%j is called %s in the history', (refs, label) => {
    const pasted = pasteFragment(plan, copyFragment(plan, refs), { offset, verb: 'Duplicate' });
    expect(pasted.ok && describeCommand(plan, pasted.value)).toBe(label);
  });
});

describe('inserting an imported estate', () => {
  it('keeps its ranges, resource ids and states', () => {
    const next = edit(createEmptyPlan(), { type: 'insert', fragment: plan, readdress: false });
    expect({ ...next, name: plan.name }).toEqual(plan);
  });

  it('keeps names Azure tells apart by resource group', () => {
    const one = sketchPlan({ networks: { hub: { prefixes: [], resourceGroup: 'a' } } });
    const two = sketchPlan({ networks: { hub: { prefixes: [], resourceGroup: 'b' } } });
    expect(
      edit(one, { type: 'insert', fragment: two, readdress: false }).virtualNetworks.map(({ id, name }) => [id, name]),
    ).toEqual([
      ['hub', 'hub'],
      ['vnet-1', 'hub'],
    ]);
  });

  it('refuses a fragment the format does not allow', () => {
    const [network] = plan.virtualNetworks;
    const twice = network === undefined ? [] : [network, network];
    expect(
      refused(createEmptyPlan(), { type: 'insert', fragment: { virtualNetworks: twice }, readdress: false }),
    ).toEqual({ kind: 'duplicate-id', id: 'hub' });
    expect(
      refused(createEmptyPlan(), { type: 'insert', fragment: {}, readdress: false, offset: { x: Number.NaN, y: 0 } }),
    ).toMatchObject({ kind: 'invalid' });
  });
});
