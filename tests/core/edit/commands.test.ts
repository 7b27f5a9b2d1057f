import { describe, expect, it } from 'vitest';
import { describeCommand, describeEditError } from '../../../src/core/edit/index.ts';
import { findObject, sketchPlan, type Command, type Plan } from '../../../src/core/plan/index.ts';
import { edit, refused } from '../../support/edit.ts';

const plan = sketchPlan({
  networks: {
    hub: {
      prefixes: ['10.0.0.0/22'],
      dnsServers: ['10.0.0.68', '10.1.0.100'],
      subnets: { GatewaySubnet: '10.0.0.0/27', AzureFirewallSubnet: '10.0.0.64/26' },
    },
    'spoke-1': {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-aks': { prefixes: ['10.1.0.0/24'], routeTable: 'rt', staticAddresses: [{ address: '10.1.0.200' }] },
        'snet-db': '10.1.1.0/24',
        'snet-gate': '10.1.2.0/24',
      },
    },
    'spoke-2': { prefixes: ['10.2.0.0/24'], subnets: { 'snet-aks': '10.2.0.0/25' } },
  },
  peerings: [
    ['hub', 'spoke-1'],
    ['hub', 'spoke-2'],
  ],
  gateways: { er: { network: 'hub', kind: 'expressRoute' } },
  firewalls: { fw: { network: 'hub', privateIp: '10.0.0.68' } },
  sites: { hq: { prefixes: ['192.168.0.0/24'], via: ['er'] } },
  routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.0.68', '10.1.1.0/24': '10.1.0.200' } } },
  applicationGateways: { gate: { subnet: 'spoke-1/snet-gate' } },
  reservations: { later: { prefix: '10.1.128.0/17', network: 'spoke-1' } },
  clusters: {
    orders: {
      subnet: 'spoke-1/snet-aks',
      loadBalancerServices: [{ name: 'ingress', internal: true, address: '10.1.0.50' }],
    },
    both: { pools: { a: { nodeSubnet: 'spoke-1/snet-db' }, b: { nodeSubnet: 'spoke-2/snet-aks' } } },
  },
});
const network = (of: Plan, id: string) => findObject(of, { kind: 'virtualNetwork', id });
const subnet = (of: Plan, id: string) => findObject(of, { kind: 'subnet', id });
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('removing', () => {
  it('a network takes its subnets, peerings, gateways, firewalls and reservations and the clusters that live only in it', () => {
    const next = edit(plan, { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'spoke-1' }] });
    expect(ids(next.virtualNetworks)).toEqual(['hub', 'spoke-2']);
    expect(ids(next.peerings)).toEqual(['peering-2']);
    expect(ids(next.clusters)).toEqual(['both']);
    expect(next.clusters[0]?.pools.map((pool) => pool.nodeSubnetId)).toEqual([undefined, 'spoke-2.snet-aks']);
    expect(next.applicationGateways).toEqual([]);
    expect(next.reservations).toEqual([]);
    expect(ids(next.routeTables)).toEqual(['rt']);
    expect(next.virtualNetworks[0]).toBe(plan.virtualNetworks[0]);
  });

  it('the hub leaves the site, without its gateway', () => {
    const next = edit(plan, { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'hub' }] });
    expect(next.gateways).toEqual([]);
    expect(next.firewalls).toEqual([]);
    expect(next.sites[0]?.gatewayIds).toEqual([]);
  });

  it('a subnet leaves the cluster, without a node subnet', () => {
    const next = edit(plan, { type: 'remove', refs: [{ kind: 'subnet', id: 'spoke-1.snet-aks' }] });
    expect(next.clusters[0]?.pools[0]).not.toHaveProperty('nodeSubnetId');
    expect(next.clusters[1]).toBe(plan.clusters[1]);
  });

  it('what is not there is refused', () => {
    expect(refused(plan, { type: 'remove', refs: [{ kind: 'site', id: 'hub' }] })).toEqual({
      kind: 'not-found',
      ref: { kind: 'site', id: 'hub' },
    });
  });
});

describe('moving a subnet', () => {
  const move = (id: string, to: string, addressPrefixes?: string[]): Command => ({
    type: 'moveSubnet',
    subnetId: id,
    virtualNetworkId: to,
    ...(addressPrefixes ? { addressPrefixes } : {}),
  });

  it('gives it the next free range of its size, a free name, and lets written addresses follow', () => {
    const next = edit(plan, move('spoke-1.snet-aks', 'hub'));
    expect(subnet(next, 'spoke-1.snet-aks')).toMatchObject({
      name: 'snet-aks',
      addressPrefixes: ['10.0.1.0/24'],
      staticAddresses: [{ address: '10.0.1.200' }],
    });
    expect(next.clusters[0]?.loadBalancerServices?.[0]?.address).toBe('10.0.1.50');
    expect(network(next, 'hub')?.dnsServers).toEqual(['10.0.0.68', '10.0.1.100']);
    expect(next.routeTables[0]?.routes?.map((route) => route.nextHopIpAddress)).toEqual(['10.0.0.68', '10.0.1.200']);
    expect(next.virtualNetworks[2]).toBe(plan.virtualNetworks[2]);
  });

  it('keeps a range that is free where it goes, and does not take a name twice', () => {
    const wider = edit(plan, {
      type: 'update',
      kind: 'virtualNetwork',
      id: 'spoke-2',
      values: { addressPrefixes: ['10.0.0.0/8'] },
    });
    expect(subnet(edit(wider, move('spoke-1.snet-aks', 'spoke-2')), 'spoke-1.snet-aks')).toMatchObject({
      name: 'snet-aks-2',
      addressPrefixes: ['10.1.0.0/24'],
    });
  });

  it('keeps clear of reservations', () => {
    const next = edit(plan, {
      type: 'readdressNetwork',
      virtualNetworkId: 'spoke-1',
      from: '10.1.0.0/16',
      to: '10.3.0.0/16',
      carrySubnets: true,
    });
    expect(next.reservations[0]?.addressPrefix).toBe('10.3.128.0/17');
    const full = edit(next, {
      type: 'update',
      kind: 'reservation',
      id: 'later',
      values: { addressPrefix: '10.3.0.0/16' },
    });
    expect(refused(full, move('spoke-2.snet-aks', 'spoke-1'))).toEqual({
      kind: 'no-room',
      place: 'spoke-1',
      needed: '/25',
    });
  });

  it('says what was needed and what is the largest free block when there is no room', () => {
    const error = refused(plan, move('spoke-1.snet-aks', 'spoke-2'));
    expect(error).toEqual({ kind: 'no-room', place: 'spoke-2', needed: '/24', largestFree: '10.2.0.128/25' });
    expect(describeEditError(error)).toBe('spoke-2 has no room for a /24: the largest free block is 10.2.0.128/25.');
  });

  it('takes given ranges as they are, also within its network', () => {
    expect(
      subnet(edit(plan, move('spoke-1.snet-db', 'spoke-1', ['10.1.64.0/24'])), 'spoke-1.snet-db')?.addressPrefixes,
    ).toEqual(['10.1.64.0/24']);
    expect(edit(plan, move('spoke-1.snet-db', 'spoke-1'))).toBe(plan);
  });

  it('takes the firewall along with its subnet', () => {
    const next = edit(plan, move('hub.AzureFirewallSubnet', 'spoke-1'));
    expect(next.firewalls[0]).toMatchObject({ virtualNetworkId: 'spoke-1', privateIp: '10.1.3.4' });
    expect(subnet(next, 'hub.AzureFirewallSubnet')).toMatchObject({
      name: 'AzureFirewallSubnet',
      addressPrefixes: ['10.1.3.0/26'],
    });
    expect(next.routeTables[0]?.routes?.[0]?.nextHopIpAddress).toBe('10.1.3.4');
  });
});

describe('readdressing a network', () => {
  const readdress = (id: string, from: string, to: string, carrySubnets = true): Command => ({
    type: 'readdressNetwork',
    virtualNetworkId: id,
    from,
    to,
    carrySubnets,
  });

  it('carries subnets at the same offset, and everything that names their addresses', () => {
    const next = edit(plan, readdress('hub', '10.0.0.0/22', '10.9.4.0/22'));
    expect(network(next, 'hub')).toMatchObject({
      addressPrefixes: ['10.9.4.0/22'],
      dnsServers: ['10.9.4.68', '10.1.0.100'],
      subnets: [{ addressPrefixes: ['10.9.4.0/27'] }, { addressPrefixes: ['10.9.4.64/26'] }],
    });
    expect(next.firewalls[0]?.privateIp).toBe('10.9.4.68');
    expect(next.routeTables[0]?.routes?.map((route) => route.nextHopIpAddress)).toEqual(['10.9.4.68', '10.1.0.200']);
    expect(network(next, 'spoke-2')).toBe(plan.virtualNetworks[2]);
  });

  it('puts subnets that have no such offset in a smaller prefix into free space', () => {
    const next = edit(
      plan,
      { type: 'remove', refs: [{ kind: 'reservation', id: 'later' }] },
      {
        type: 'moveSubnet',
        subnetId: 'spoke-1.snet-db',
        virtualNetworkId: 'spoke-1',
        addressPrefixes: ['10.1.200.0/24'],
      },
      readdress('spoke-1', '10.1.0.0/16', '10.7.0.0/22'),
    );
    expect(network(next, 'spoke-1')?.subnets.map((one) => one.addressPrefixes[0])).toEqual([
      '10.7.0.0/24',
      '10.7.1.0/24',
      '10.7.2.0/24',
    ]);
  });

  it('leaves an address alone that another network holds as well', () => {
    const twice = edit(plan, {
      type: 'update',
      kind: 'virtualNetwork',
      id: 'spoke-2',
      values: { addressPrefixes: ['10.0.0.0/24'] },
    });
    const next = edit(twice, readdress('hub', '10.0.0.0/22', '10.9.4.0/22'));
    expect(next.routeTables[0]?.routes?.[0]?.nextHopIpAddress).toBe('10.0.0.68');
    expect(network(next, 'hub')?.dnsServers?.[0]).toBe('10.9.4.68');
  });

  it('only changes the prefix when the subnets are not to come', () => {
    const next = edit(plan, readdress('hub', '10.0.0.0/22', 'not a range', false));
    expect(network(next, 'hub')?.addressPrefixes).toEqual(['not a range']);
    expect(network(next, 'hub')?.subnets).toBe(plan.virtualNetworks[0]?.subnets);
  });

  it.each([
    [readdress('hub', '10.5.0.0/16', '10.6.0.0/16'), { kind: 'not-a-prefix' }],
    [readdress('hub', '10.0.0.0/22', '10.6.0.0'), { kind: 'unreadable-range', text: '10.6.0.0' }],
    [readdress('hub', '10.0.0.0/22', 'fd00::/56'), { kind: 'other-family' }],
    [readdress('spoke-1', '10.1.0.0/16', '10.6.0.0/25'), { kind: 'no-room', needed: '/17' }],
    [readdress('gone', '10.1.0.0/16', '10.6.0.0/25'), { kind: 'not-found' }],
  ])('refuses %j', (command, error) => {
    expect(refused(plan, command)).toMatchObject(error);
  });
});

describe('other commands', () => {
  it('a cluster moves with all its pools, or one pool alone', () => {
    const moved = edit(plan, { type: 'moveCluster', clusterId: 'both', subnetId: 'spoke-1.snet-aks' });
    expect(moved.clusters[1]?.pools.map((pool) => pool.nodeSubnetId)).toEqual(['spoke-1.snet-aks', 'spoke-1.snet-aks']);
    const one = edit(plan, { type: 'moveCluster', clusterId: 'both', subnetId: 'spoke-1.snet-aks', poolId: 'both.b' });
    expect(one.clusters[1]?.pools.map((pool) => pool.nodeSubnetId)).toEqual(['spoke-1.snet-db', 'spoke-1.snet-aks']);
  });

  it('an update removes a field set to undefined and changes nothing when nothing is different', () => {
    const without = edit(plan, { type: 'update', kind: 'firewall', id: 'fw', values: { privateIp: undefined } });
    expect(without.firewalls[0]).not.toHaveProperty('privateIp');
    expect(
      edit(plan, { type: 'update', kind: 'firewall', id: 'fw', values: { privateIp: '10.0.0.68', sku: undefined } }),
    ).toBe(plan);
  });

  it('a batch is carried out whole or not at all', () => {
    const error = refused(plan, {
      type: 'batch',
      label: 'x',
      commands: [
        { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'spoke-1' }] },
        { type: 'moveCluster', clusterId: 'orders', subnetId: 'hub.GatewaySubnet' },
      ],
    });
    expect(error).toEqual({ kind: 'not-found', ref: { kind: 'cluster', id: 'orders' } });
  });

  it.each<[string, Command, object]>([
    [
      'a value the format does not allow',
      { type: 'update', kind: 'nodePool', id: 'both.a', values: { count: -1 } },
      { kind: 'invalid', error: { path: '$.count', found: '-1' } },
    ],
    [
      'a required field taken away',
      { type: 'update', kind: 'nodePool', id: 'both.a', values: { os: undefined } },
      { kind: 'invalid', error: { path: '$.os', found: 'nothing' } },
    ],
    [
      'a reference to nothing',
      { type: 'update', kind: 'nodePool', id: 'both.a', values: { nodeSubnetId: 'gone' } },
      { kind: 'unresolved', id: 'gone' },
    ],
    [
      'an object whose id is taken',
      { type: 'add', kind: 'block', object: { id: 'hub', name: 'b', addressPrefixes: [] } },
      { kind: 'duplicate-id', id: 'hub' },
    ],
    [
      'a subnet without a network',
      { type: 'add', kind: 'subnet', object: { id: 's', name: 's', addressPrefixes: [] } },
      { kind: 'not-found' },
    ],
    ['a position that is no number', { type: 'place', boxes: { hub: { x: Number.NaN, y: 0 } } }, { kind: 'invalid' }],
    ['a position of nothing', { type: 'place', boxes: { gone: { x: 0, y: 0 } } }, { kind: 'not-found' }],
    [
      'a date that is none',
      { type: 'setPlan', values: { asOf: 'today' } },
      { kind: 'invalid', error: { path: '$.asOf', expected: 'a date such as 2026-11-21' } },
    ],
  ])('%s is refused', (_what, command, error) => {
    expect(refused(plan, command)).toMatchObject(error);
  });

  it.each<[Command, string]>([
    [
      { type: 'add', kind: 'virtualNetwork', object: { id: 'n', name: 'hub-2', addressPrefixes: [], subnets: [] } },
      'Add virtual network hub-2',
    ],
    [
      { type: 'add', kind: 'subnet', parentId: 'hub', object: { id: 'n', name: 'snet-1', addressPrefixes: [] } },
      'Add subnet snet-1 to hub',
    ],
    [
      { type: 'add', kind: 'peering', object: { id: 'p', a: 'spoke-1', b: 'spoke-2', aToB: null, bToA: null } },
      'Add peering spoke-1 – spoke-2',
    ],
    [
      { type: 'update', kind: 'virtualNetwork', id: 'hub', values: { addressPrefixes: [] } },
      'Change address space of hub',
    ],
    [{ type: 'update', kind: 'virtualNetwork', id: 'hub', values: { name: 'core' } }, 'Rename hub to core'],
    [{ type: 'update', kind: 'cluster', id: 'orders', values: { serviceCidrs: [] } }, 'Change service CIDR of orders'],
    [
      { type: 'update', kind: 'cluster', id: 'orders', values: { serviceCidrs: [], dnsServiceIp: '' } },
      'Change orders',
    ],
    [
      { type: 'update', kind: 'peering', id: 'peering-1', values: { aToB: null, bToA: null } },
      'Change peering flags of hub – spoke-1',
    ],
    [{ type: 'moveSubnet', subnetId: 'spoke-1.snet-aks', virtualNetworkId: 'spoke-2' }, 'Move snet-aks to spoke-2'],
    [{ type: 'moveCluster', clusterId: 'orders', subnetId: 'spoke-1.snet-db' }, 'Move orders to snet-db'],
    [
      { type: 'readdressNetwork', virtualNetworkId: 'hub', from: 'a', to: '10.9.0.0/22', carrySubnets: true },
      'Change address space of hub to 10.9.0.0/22',
    ],
    [
      { type: 'remove', refs: [{ kind: 'virtualNetwork', id: 'spoke-1' }] },
      'Delete virtual network spoke-1 and cluster orders',
    ],
    [
      {
        type: 'remove',
        refs: [
          { kind: 'subnet', id: 'spoke-1.snet-db' },
          { kind: 'site', id: 'hq' },
        ],
      },
      'Delete 2 objects',
    ],
    [{ type: 'place', boxes: { hub: { x: 0, y: 0 } } }, 'Move hub'],
    [{ type: 'place', boxes: { hub: { x: 0, y: 0 }, hq: { x: 0, y: 0 } } }, 'Move 2 objects'],
    [{ type: 'setPlan', values: { name: 'West' } }, 'Rename plan to West'],
  ])('%j is called %s', (command, label) => {
    expect(describeCommand(plan, command)).toBe(label);
  });
});
