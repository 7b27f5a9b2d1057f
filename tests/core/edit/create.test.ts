import { describe, expect, it } from 'vitest';
import {
  connectNetworks,
  connectSite,
  createBastion,
  createBlock,
  createCluster,
  createFirewall,
  createGateway,
  createNetwork,
  createNodePool,
  createNote,
  createSite,
  createSubnet,
  type CreateResult,
} from '../../../src/core/edit/index.ts';
import { createEmptyPlan, findObject, sketchPlan, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { create, edit } from '../../support/edit.ts';

const error = (created: CreateResult) => {
  if (created.ok) throw new Error('it was created');
  return created.error;
};
const network = (plan: Plan, id: string) => findObject(plan, { kind: 'virtualNetwork', id });

describe('a new network', () => {
  it('is the hub, then numbered spokes, each in the next free range', () => {
    let plan = createEmptyPlan();
    for (let index = 0; index < 3; index++)
      plan = create(plan, createNetwork(plan, { at: { x: index * 10, y: 0 } })).plan;
    expect(plan.virtualNetworks.map(({ id, name, addressPrefixes }) => [id, name, addressPrefixes[0]])).toEqual([
      ['vnet-1', 'hub', '10.0.0.0/16'],
      ['vnet-2', 'spoke-1', '10.1.0.0/16'],
      ['vnet-3', 'spoke-2', '10.2.0.0/16'],
    ]);
    expect(plan.layout.boxes['vnet-3']).toEqual({ x: 20, y: 0 });
  });

  it.each<[string, PlanSketch, string]>([
    [
      'keeps clear of other networks, external ones too',
      { networks: { a: { prefixes: ['10.0.0.0/15'], external: true } } },
      '10.2.0.0/16',
    ],
    ['keeps clear of sites', { sites: { hq: { prefixes: ['10.0.0.0/8'] } } }, '172.17.0.0/16'],
    [
      'keeps clear of pod and service ranges',
      { clusters: { a: { podCidrs: ['10.0.0.0/14'], serviceCidrs: ['10.4.0.0/16'] } } },
      '10.5.0.0/16',
    ],
    ['keeps clear of reservations', { reservations: { r: { prefix: '10.0.0.0/13' } } }, '10.8.0.0/16'],
    ['keeps clear of a range written with host bits', { sites: { hq: { prefixes: ['10.0.3.7/16'] } } }, '10.1.0.0/16'],
    ['stays inside the address blocks', { blocks: { corp: ['10.40.0.0/13'] } }, '10.40.0.0/16'],
    [
      'is smaller where the blocks are',
      { blocks: { corp: ['10.40.0.0/20'] }, networks: { a: { prefixes: ['10.40.0.0/21'] } } },
      '10.40.8.0/21',
    ],
    [
      'avoids what AKS keeps for itself',
      { sites: { a: { prefixes: ['10.0.0.0/8', '172.16.0.0/13', '172.24.0.0/14', '172.28.0.0/15'] } } },
      '192.168.0.0/16',
    ],
  ])('%s', (_claim, sketch, range) => {
    const plan = sketchPlan(sketch);
    const { plan: next, ref } = create(plan, createNetwork(plan));
    expect(network(next, ref.id)?.addressPrefixes).toEqual([range]);
  });

  it('is a spoke of the hub there is, whatever that is called', () => {
    const plan = sketchPlan({ networks: { 'vnet-HUB-weu': { prefixes: ['10.0.0.0/16'] } } });
    expect(createNetwork(plan)).toMatchObject({ value: { command: { object: { name: 'spoke-1' } } } });
  });

  it('is refused when not even a /24 is free', () => {
    const plan = sketchPlan({ blocks: { corp: ['10.40.0.0/24'] }, networks: { a: { prefixes: ['10.40.0.0/25'] } } });
    expect(error(createNetwork(plan))).toEqual({
      kind: 'no-room',
      place: 'The address blocks of the plan',
      needed: '/24',
    });
  });
});

describe('a new subnet', () => {
  const plan = sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/22'], subnets: { 'snet-1': '10.0.0.0/24', odd: '10.0.1.0/28' } },
      small: { prefixes: ['10.1.0.0/24'], subnets: { a: '10.1.0.0/25', b: '10.1.0.128/26' } },
      full: { prefixes: ['10.2.0.0/24'], subnets: { a: '10.2.0.0/24' } },
      none: { prefixes: ['rubbish'] },
    },
  });

  it('is the next free /24 and the next free number', () => {
    expect(createSubnet(plan, 'hub')).toMatchObject({
      value: { command: { object: { name: 'snet-2', addressPrefixes: ['10.0.2.0/24'] }, parentId: 'hub' } },
    });
  });

  it('is smaller where no /24 is free', () => {
    expect(createSubnet(plan, 'small')).toMatchObject({
      value: { command: { object: { addressPrefixes: ['10.1.0.192/26'] } } },
    });
  });

  it.each([
    ['full', { kind: 'no-room', place: 'full', needed: '/24' }],
    ['none', { kind: 'no-address-space', place: 'none', family: 4 }],
    ['gone', { kind: 'not-found', ref: { kind: 'virtualNetwork', id: 'gone' } }],
  ])('in %s is refused', (id, expected) => {
    expect(error(createSubnet(plan, id))).toEqual(expected);
  });
});

describe('a new cluster', () => {
  const plan = sketchPlan({ networks: { hub: { prefixes: ['10.0.0.0/22'], subnets: { s: '10.0.0.0/24' } } } });

  it('lives in the subnet it was dropped on', () => {
    const { plan: next } = create(plan, createCluster(plan, { kind: 'subnet', id: 'hub.s' }));
    expect(next.clusters[0]).toMatchObject({
      name: 'aks-1',
      ipam: 'overlay',
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['172.16.0.0/16'],
      dnsServiceIp: '172.16.0.10',
      pools: [{ nodeSubnetId: 'hub.s' }],
    });
    expect(next.virtualNetworks).toBe(plan.virtualNetworks);
  });

  it('gets a node subnet of its own on a network, in one step', () => {
    const created = createCluster(plan, { kind: 'virtualNetwork', id: 'hub' });
    expect(created).toMatchObject({ value: { command: { type: 'batch', label: 'Add AKS cluster aks-1' } } });
    const { plan: next } = create(plan, created);
    expect(network(next, 'hub')?.subnets[1]).toMatchObject({
      name: 'snet-aks-1',
      purpose: 'nodes',
      addressPrefixes: ['10.0.1.0/24'],
    });
    expect(next.clusters[0]?.pools[0]?.nodeSubnetId).toBe(network(next, 'hub')?.subnets[1]?.id);
  });

  it('shares the overlay range with other clusters but never a range that is routed', () => {
    const crowded = sketchPlan({
      networks: { a: { prefixes: ['10.244.0.0/15', '172.16.4.0/24'], subnets: { s: '10.244.0.0/24' } } },
      clusters: { other: {} },
    });
    const { plan: next } = create(crowded, createCluster(crowded, { kind: 'subnet', id: 'a.s' }));
    expect(next.clusters[1]).toMatchObject({
      podCidrs: ['192.168.0.0/16'],
      serviceCidrs: ['172.17.0.0/16'],
      dnsServiceIp: '172.17.0.10',
    });
    expect(create(plan, createCluster(plan, { kind: 'subnet', id: 'hub.s' })).plan.clusters[0]?.podCidrs).toEqual([
      '10.244.0.0/16',
    ]);
  });

  it('cannot be dropped on a site', () => {
    expect(error(createCluster(plan, { kind: 'site', id: 'hq' }))).toMatchObject({ kind: 'not-found' });
  });

  it('gets further pools with names AKS takes', () => {
    let next = create(plan, createCluster(plan, { kind: 'subnet', id: 'hub.s' })).plan;
    for (let index = 0; index < 2; index++) next = create(next, createNodePool(next, next.clusters[0]?.id ?? '')).plan;
    expect(next.clusters[0]?.pools.map(({ name, mode, nodeSubnetId }) => [name, mode, nodeSubnetId])).toEqual([
      ['system', 'System', 'hub.s'],
      ['work', 'User', 'hub.s'],
      ['work2', 'User', 'hub.s'],
    ]);
  });
});

describe('gateways, firewalls and what they stand in', () => {
  const plan = sketchPlan({ networks: { hub: { prefixes: ['10.0.0.0/22'] }, tiny: { prefixes: ['10.1.0.0/28'] } } });

  it('bring the subnet they need, of the size Azure asks for', () => {
    let next = create(plan, createGateway(plan, 'hub', 'expressRoute')).plan;
    next = create(next, createFirewall(next, 'hub')).plan;
    next = create(next, createGateway(next, 'hub', 'vpn')).plan;
    next = create(next, createGateway(next, 'hub', 'routeServer')).plan;
    next = create(next, createBastion(next, 'hub')).plan;
    expect(network(next, 'hub')?.subnets.map(({ name, addressPrefixes }) => `${name} ${addressPrefixes[0]}`)).toEqual([
      'GatewaySubnet 10.0.0.0/27',
      'AzureFirewallSubnet 10.0.0.64/26',
      'RouteServerSubnet 10.0.0.128/26',
      'AzureBastionSubnet 10.0.0.192/26',
    ]);
    expect(next.gateways.map(({ name, kind, sku }) => [name, kind, sku])).toEqual([
      ['ergw-hub', 'expressRoute', 'ErGw1AZ'],
      ['vpngw-hub', 'vpn', 'VpnGw1AZ'],
      ['rs-hub', 'routeServer', undefined],
    ]);
    expect(next.firewalls[0]).toMatchObject({ name: 'fw-hub', privateIp: '10.0.0.68' });
    expect(error(createGateway(next, 'hub', 'vpn'))).toEqual({
      kind: 'already-there',
      what: 'the VPN gateway vpngw-hub',
      place: 'hub',
    });
    expect(error(createFirewall(next, 'hub'))).toMatchObject({ kind: 'already-there' });
    expect(error(createBastion(next, 'hub'))).toMatchObject({ kind: 'already-there' });
  });

  it('are refused where their subnet does not fit', () => {
    expect(error(createGateway(plan, 'tiny', 'vpn'))).toEqual({
      kind: 'no-room',
      place: 'tiny',
      needed: '/27',
      largestFree: '10.1.0.0/28',
    });
    expect(error(createFirewall(plan, 'gone'))).toMatchObject({ kind: 'not-found' });
  });
});

describe('connecting', () => {
  const plan = sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/22'] },
      'spoke-1': { prefixes: ['10.1.0.0/16'] },
      'hub-2': { prefixes: ['10.2.0.0/16'] },
    },
    gateways: {
      vpn: { network: 'hub', kind: 'vpn' },
      er: { network: 'hub', kind: 'expressRoute' },
      er2: { network: 'hub-2', kind: 'expressRoute' },
    },
    firewalls: { fw: { network: 'hub' } },
    sites: { hq: { prefixes: ['192.168.0.0/24'] } },
  });

  it('peers both directions, and lets the spoke use the gateway and firewall of the hub', () => {
    const { plan: next } = create(plan, connectNetworks(plan, 'hub', 'spoke-1'));
    expect(next.peerings[0]).toMatchObject({
      aToB: { name: 'to-spoke-1', allowGatewayTransit: true, useRemoteGateways: false, allowForwardedTraffic: false },
      bToA: { name: 'to-hub', allowGatewayTransit: false, useRemoteGateways: true, allowForwardedTraffic: true },
    });
    const again = create(next, connectNetworks(next, 'spoke-1', 'hub-2')).plan;
    expect(again.peerings[1]).toMatchObject({
      aToB: { useRemoteGateways: false },
      bToA: { allowGatewayTransit: false },
    });
    expect(error(connectNetworks(next, 'spoke-1', 'hub'))).toEqual({
      kind: 'already-connected',
      a: 'spoke-1',
      b: 'hub',
    });
    expect(error(connectNetworks(next, 'hub', 'hub'))).toEqual({ kind: 'self-peering', network: 'hub' });
  });

  it('leads a site to the ExpressRoute gateway of a network, or to the gateway named', () => {
    const { plan: next } = create(plan, connectSite(plan, 'hq', 'hub'));
    expect(next.sites[0]?.gatewayIds).toEqual(['er']);
    expect(create(next, connectSite(next, 'hq', 'vpn')).plan.sites[0]?.gatewayIds).toEqual(['er', 'vpn']);
    expect(error(connectSite(next, 'hq', 'er'))).toMatchObject({ kind: 'already-connected' });
    expect(error(connectSite(next, 'hq', 'spoke-1'))).toEqual({ kind: 'no-gateway', network: 'spoke-1' });
  });
});

describe('sites, blocks and notes', () => {
  it('a site gets a free range outside of the blocks', () => {
    const plan = sketchPlan({
      blocks: { lab: ['192.168.0.0/17'] },
      networks: { a: { prefixes: ['192.168.128.0/24'] } },
    });
    const { plan: next } = create(plan, createSite(plan, { at: { x: 1, y: 2 } }));
    expect(next.sites[0]).toMatchObject({ name: 'site-1', addressPrefixes: ['192.168.129.0/24'], gatewayIds: [] });
  });

  it('the first block holds the networks there are, the next one is free', () => {
    const plan = sketchPlan({ networks: { a: { prefixes: ['10.7.0.0/16'] } } });
    const first = create(plan, createBlock(plan)).plan;
    expect(first.blocks[0]).toMatchObject({ name: 'block-1', addressPrefixes: ['10.0.0.0/8'] });
    expect(create(first, createBlock(first)).plan.blocks[1]?.addressPrefixes).toEqual(['172.16.0.0/12']);
    expect(create(createEmptyPlan(), createBlock(createEmptyPlan())).plan.blocks[0]?.addressPrefixes).toEqual([
      '10.0.0.0/12',
    ]);
  });

  it('a note stands where it was put', () => {
    const plan = createEmptyPlan();
    const next = edit(plan, createNote(plan, 'Ask the network team', { x: 5, y: 6 }).value.command);
    expect(next.layout.notes).toEqual([
      { id: 'note-1', text: 'Ask the network team', x: 5, y: 6, width: 220, height: 96 },
    ]);
  });
});
