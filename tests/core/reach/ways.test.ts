import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import { sketchPlan, type Plan, type PlanSketch, type SecurityRule } from '../../../src/core/plan/index.ts';
import { findAllReach, findReach, listEndpoints } from '../../../src/core/reach/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';
import { importTopology, readTopology } from '../../estates/topology-files.ts';
import { arbitraryEdit, createSmallEstate } from '../../support/random-plans.ts';
import { ask } from './ask.ts';

interface Fields {
  readonly forwarded?: boolean;
  readonly routes?: boolean;
  readonly backRoutes?: boolean;
  readonly rules?: SecurityRule[];
  readonly lend?: boolean;
  readonly propagate?: boolean;
  readonly access?: boolean;
}

/** Two spokes of a hub with a firewall and a gateway. */
function hubAndSpokes(fields: Fields = {}): PlanSketch {
  const { forwarded = true, routes = true, backRoutes = routes, lend = true } = fields;
  const spoke = (n: number, isRouted: boolean): PlanSketch['networks'] => ({
    [`spoke-${n}`]: {
      prefixes: [`10.${n}.0.0/16`],
      subnets: {
        'snet-vm': {
          prefixes: [`10.${n}.0.0/24`],
          ...(isRouted ? { routeTable: `rt-${n}` } : {}),
          ...(fields.rules === undefined ? {} : { nsg: 'nsg-vm' }),
        },
      },
    },
  });
  return {
    networks: {
      hub: {
        prefixes: ['10.0.0.0/22'],
        subnets: { AzureFirewallSubnet: '10.0.0.0/26', GatewaySubnet: '10.0.1.0/27', 'snet-hub': '10.0.2.0/24' },
      },
      ...spoke(1, routes),
      ...spoke(2, backRoutes),
    },
    firewalls: { fw: { network: 'hub', privateIp: '10.0.0.4' } },
    gateways: { er: { network: 'hub', kind: 'expressRoute' } },
    sites: { hq: { prefixes: ['172.20.0.0/16'], via: ['er'] } },
    routeTables: {
      'rt-1': { routes: { '10.2.0.0/16': '10.0.0.4' }, disableBgpRoutePropagation: fields.propagate === false },
      'rt-2': { routes: { '10.1.0.0/16': '10.0.0.4' } },
    },
    ...(fields.rules === undefined ? {} : { nsgs: { 'nsg-vm': { rules: fields.rules } } }),
    peerings: [1, 2].map((n) => ({
      id: `p-${n}`,
      a: 'hub',
      b: `spoke-${n}`,
      aToB: { allowGatewayTransit: lend, allowVirtualNetworkAccess: fields.access ?? true },
      bToA: {
        useRemoteGateways: lend,
        allowForwardedTraffic: forwarded,
        allowVirtualNetworkAccess: fields.access ?? true,
      },
    })),
  };
}

const FROM = 'spoke-1/snet-vm';
const TO = 'spoke-2/snet-vm';
const rule = (fields: Partial<SecurityRule>): SecurityRule => ({
  name: 'deny-all',
  priority: 200,
  direction: 'Inbound',
  access: 'Deny',
  protocol: '*',
  sources: ['*'],
  sourcePorts: ['*'],
  destinations: ['*'],
  destinationPorts: ['*'],
  ...fields,
});

describe('hub and spoke', () => {
  it('goes through the firewall where routes lead there and forwarded traffic is let in', () => {
    const answer = ask(hubAndSpokes(), FROM, TO);
    expect(answer.verdict).toBe('yes');
    expect(answer.hops.map(({ text }) => text)).toEqual([
      'spoke-1/snet-vm',
      'peering spoke-1 - hub',
      'hub',
      'firewall fw 10.0.0.4, by route 10.2.0.0/16 of rt-1',
      'peering hub - spoke-2',
      'spoke-2',
      'spoke-2/snet-vm',
    ]);
    expect(answer.replies).toEqual([]);
  });

  it.each([
    [{ forwarded: false }, FROM, TO, 'no', 'forwarded traffic is off on the link spoke-2 -> hub'],
    [
      { routes: false },
      FROM,
      TO,
      'no',
      'peering spoke-1 - hub - spoke-2 is not transitive: no route to an appliance in hub',
    ],
    [
      { backRoutes: false },
      FROM,
      TO,
      'no',
      'no way back: peering spoke-2 - hub - spoke-1 is not transitive: no route to an appliance in hub',
    ],
    [
      { lend: false },
      FROM,
      'hq',
      'no',
      'spoke-1 does not use the gateway of hub: remote gateways are off on the link spoke-1 -> hub',
    ],
    [
      { lend: false },
      'hq',
      FROM,
      'no',
      'spoke-1 does not use the gateway of hub: remote gateways are off on the link spoke-1 -> hub',
    ],
    [
      { propagate: false },
      FROM,
      'hq',
      'no',
      'route propagation is off on rt-1, so the subnet does not learn the routes of er',
    ],
    [
      { propagate: false },
      'hq',
      FROM,
      'no',
      'no way back: route propagation is off on rt-1, so the subnet does not learn the routes of er',
    ],
    [{}, FROM, 'hq', 'yes', undefined],
    [{}, 'hq', FROM, 'yes', undefined],
    [
      { access: false },
      FROM,
      'hub/snet-hub',
      'no',
      'peering spoke-1 - hub has virtual network access off at both ends',
    ],
  ] as const)('%j: %s to %s is %s, missing %s', (fields, from, to, verdict, missing) => {
    const answer = ask(hubAndSpokes(fields), from, to);
    expect([answer.verdict, answer.missing?.text]).toEqual([verdict, missing]);
  });

  it.each([
    [{ forwarded: false }, FROM, TO],
    [{ routes: false }, FROM, TO],
    [{ lend: false }, FROM, 'hq'],
    [{ propagate: false }, FROM, 'hq'],
  ] as const)('the fix for %j makes %s reach %s, or removes the reason', (fields, from, to) => {
    let plan: Plan = sketchPlan(hubAndSpokes(fields));
    for (let step = 0; step < 2; step++) {
      const fix = ask(plan, from, to).missing?.fix?.();
      for (const command of fix?.commands ?? []) {
        const next = applyCommand(plan, command);
        if (!next.ok) throw new Error(JSON.stringify(next.error));
        plan = next.value;
      }
    }
    expect(ask(plan, from, to).verdict).toBe('yes');
  });

  it('says which rule of which group refuses', () => {
    expect(ask(hubAndSpokes({ rules: [rule({})] }), FROM, TO).missing?.text).toBe(
      'NSG nsg-vm rule deny-all denies TCP 443',
    );
    expect(ask(hubAndSpokes({ rules: [rule({ destinationPorts: ['22'] })] }), FROM, TO).verdict).toBe('yes');
    expect(ask(hubAndSpokes({ rules: [] }), FROM, TO).verdict).toBe('yes');
  });

  it('a request through the firewall with replies that bypass it is asymmetric', () => {
    const sketch = hubAndSpokes({ backRoutes: false });
    const answer = ask({ ...sketch, peerings: [...(sketch.peerings ?? []), ['spoke-1', 'spoke-2']] }, FROM, TO);
    expect(answer.missing?.text).toBe(
      'asymmetric: requests cross 10.0.0.4, replies do not; a stateful firewall drops the connection',
    );
  });

  it('a default route to the firewall does not catch traffic between peers', () => {
    const sketch = hubAndSpokes();
    const routeTables = {
      'rt-1': { routes: { '0.0.0.0/0': '10.0.0.4' } },
      'rt-2': { routes: { '0.0.0.0/0': '10.0.0.4' } },
    };
    const peered: PlanSketch = {
      ...sketch,
      routeTables,
      peerings: [...(sketch.peerings ?? []), ['spoke-1', 'spoke-2']],
    };
    expect(ask(peered, FROM, TO).hops.map(({ kind }) => kind)).toEqual(['subnet', 'peering', 'network', 'subnet']);
    expect(ask(peered, FROM, 'internet').source?.text).toBe('public address of fw');
  });

  it('routes of a peering win over longer ones of a gateway', () => {
    const sketch = hubAndSpokes();
    const answer = ask({ ...sketch, sites: { hq: { prefixes: ['10.0.2.0/25'], via: ['er'] } } }, FROM, 'hub/snet-hub');
    expect(answer.verdict).toBe('yes');
    expect(
      ask({ ...sketch, sites: { hq: { prefixes: ['10.0.2.0/25'], via: ['er'] } } }, FROM, 'hq').missing?.text,
    ).toBe('hub has 10.0.0.0/22 and is next door, so packets for 10.0.2.0/25 end there');
  });

  it('a next hop that is nowhere next door leads nowhere', () => {
    const sketch = hubAndSpokes();
    const routeTables = { ...sketch.routeTables, 'rt-1': { routes: { '10.2.0.0/16': '10.9.0.4' } } };
    expect(ask({ ...sketch, routeTables }, FROM, TO).missing?.text).toContain(
      'names 10.9.0.4, which is neither in spoke-1',
    );
  });

  it('a circle of routes is told', () => {
    const sketch = hubAndSpokes();
    const hub = sketch.networks?.hub;
    if (hub === undefined) throw new Error('no hub');
    const networks = {
      ...sketch.networks,
      hub: {
        ...hub,
        subnets: { ...hub.subnets, AzureFirewallSubnet: { prefixes: ['10.0.0.0/26'], routeTable: 'rt-fw' } },
      },
    };
    const routeTables = { ...sketch.routeTables, 'rt-fw': { routes: { '10.2.0.0/16': '10.0.0.4' } } };
    expect(ask({ ...sketch, networks, routeTables }, FROM, TO).missing?.text).toContain('round in a circle');
  });
});

describe('a route to a part of what is asked for', () => {
  /** The estate above with more routes on the first spoke's table. */
  function withRoutes(routes: Record<string, string>, site = '172.20.0.0/16'): PlanSketch {
    const estate = hubAndSpokes();
    const [own, other] = [estate.routeTables?.['rt-1'], estate.routeTables?.['rt-2']];
    return {
      ...estate,
      sites: { hq: { prefixes: [site], via: ['er'] } },
      routeTables: { 'rt-1': { ...own, routes: { ...own?.routes, ...routes } }, 'rt-2': { ...other } },
    };
  }

  it.each([
    ['drops half of a subnet', { '10.2.0.128/25': 'None' }, TO, 'no', 'route 10.2.0.128/25 of rt-1 drops the packets'],
    ['drops one host', { '10.2.0.9/32': 'None' }, TO, 'no', 'route 10.2.0.9/32 of rt-1 drops the packets'],
    [
      'drops a part of a part',
      { '10.2.0.0/25': '10.0.0.4', '10.2.0.64/26': 'None' },
      TO,
      'no',
      'route 10.2.0.64/26 of rt-1 drops the packets',
    ],
    ['takes the same way', { '10.2.0.128/25': '10.0.0.4' }, TO, 'yes', undefined],
    [
      'drops a part of a site',
      { '172.20.8.0/24': 'None' },
      'hq',
      'no',
      'route 172.20.8.0/24 of rt-1 drops the packets',
    ],
    ['leads elsewhere, and is of another subnet', { '10.2.9.0/24': 'None' }, TO, 'yes', undefined],
  ] as const)('counts: it %s', (_title, routes, to, verdict, missing) => {
    const answer = ask(withRoutes(routes), FROM, to);
    expect([answer.verdict, answer.missing?.text]).toEqual([verdict, missing]);
  });

  it('does not count where a site announces a summary over networks of the plan', () => {
    expect(ask(withRoutes({}, '10.0.0.0/8'), FROM, 'hq').verdict).toBe('yes');
    expect(ask(withRoutes({ '10.2.0.128/25': 'None' }, '10.0.0.0/8'), FROM, 'hq').verdict).toBe('yes');
  });
});

describe('on the way to the internet', () => {
  const notesOf = (routes: Record<string, string>): readonly string[] => {
    const estate = hubAndSpokes();
    const tables = { ...estate.routeTables, 'rt-1': { routes: { '0.0.0.0/0': '10.0.0.4', ...routes } } };
    return ask({ ...estate, routeTables: tables }, FROM, 'internet').notes.filter((note) => note.startsWith('Routes'));
  };

  it.each([
    [{ AzureMonitor: 'Internet' }, ['Routes of snet-vm take another way to AzureMonitor (Internet).']],
    [{ '203.0.113.5/32': 'Internet' }, ['Routes of snet-vm take another way to 203.0.113.5/32 (Internet).']],
    [{ '203.0.113.0/24': '10.0.0.4' }, []],
    [{ '10.9.0.0/16': 'None' }, []],
    [
      { Storage: 'Internet', Sql: 'Internet', AzureMonitor: 'Internet', '203.0.113.5/32': 'Internet' },
      ['Routes of snet-vm take another way to Storage (Internet), Sql (Internet), AzureMonitor (Internet) and 1 more.'],
    ],
  ])('routes %j are named where they lead elsewhere', (routes, notes) => {
    expect(notesOf(routes)).toEqual(notes);
  });
});

describe('what is not known', () => {
  const partial = (table: boolean): PlanSketch => {
    const sketch = hubAndSpokes();
    return table
      ? { ...sketch, routeTables: { ...sketch.routeTables, 'rt-1': {} } }
      : {
          ...sketch,
          gateways: {},
          sites: {},
          networks: Object.fromEntries(
            Object.entries(sketch.networks ?? {}).map(([name, network]) => [name, { ...network, partial: true }]),
          ),
        };
  };

  it('routes of a table: unknown, with the command that supplies them', () => {
    const answer = ask(partial(true), FROM, TO);
    expect([answer.verdict, answer.missing?.text, answer.missing?.fact]).toEqual([
      'unknown',
      'the routes of rt-1 are not known',
      'routeTable',
    ]);
  });

  it('gateways of a network that was imported in part', () => {
    const answer = ask(
      { ...partial(false), routeTables: { 'rt-1': { routes: {} }, 'rt-2': { routes: {} } } },
      FROM,
      TO,
    );
    expect([answer.verdict, answer.missing?.fact]).toEqual(['unknown', 'gateways']);
  });

  it('a public address of machines', () => {
    expect(ask(hubAndSpokes(), 'hub/snet-hub', 'internet').missing?.fact).toBe('subnetUse');
  });
});

describe('published topologies', () => {
  it.each([
    ['T02', 'aks-03/pods', 'hub-eastus2/AzureBastionSubnet', 'yes'],
    ['T02', 'aks-03/pods', 'internet', 'yes'],
    ['T02', 'spoke-0042-03-eastus2/snet-applicationgateway', 'aks-04/pods', 'no'],
    ['T02', 'aks-03/pods', 'aks-04/pods', 'unknown'],
    ['T10', 'spoke-one/snet-resources', 'spoke-two/snet-resources', 'no'],
    ['T10', 'spoke-one/snet-privatelinkendpoints', 'spoke-two/snet-privatelinkendpoints', 'no'],
    ['T10', 'hub/AzureBastionSubnet', 'spoke-one/snet-resources', 'yes'],
    ['T10', 'spoke-one/snet-resources', 'internet', 'yes'],
    ['T11', 'spoke-100/snet-resources', 'spoke-201/snet-resources', 'no'],
    ['T12', 'spoke-001/default', 'spoke-002/default', 'no'],
    ['T12', 'spoke-001/default', 'vnet-learn-hub/default', 'yes'],
  ] as const)('%s: %s to %s is %s', (id, from, to, verdict) => {
    expect(ask(importTopology(readTopology(id)).plan, from, to).verdict).toBe(verdict);
  });

  it('T11 with its connected group: spokes reach each other past the firewall', () => {
    const { plan } = importTopology(readTopology('T11'));
    const virtualNetworkIds = plan.virtualNetworks.filter(({ name }) => name.startsWith('spoke')).map(({ id }) => id);
    const joined: Plan = { ...plan, connectedGroups: [{ id: 'mesh', name: 'mesh', virtualNetworkIds }] };
    const answer = ask(joined, 'spoke-100/snet-resources', 'spoke-201/snet-resources');
    expect([answer.verdict, answer.hops[1]?.text]).toEqual(['yes', 'connected group mesh']);
  });
});

describe('laws', () => {
  const plans = fc
    .array(arbitraryEdit(), { maxLength: 25 })
    .map((edits) => edits.reduce((plan, edit) => edit(plan), createSmallEstate()));

  it('all pairs at once agree with each pair by itself, and twice with themselves', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const topology = buildTopology(plan);
        const matrix = findAllReach(topology);
        const again = findAllReach(buildTopology(structuredClone(plan)));
        listEndpoints(topology).forEach((from, row) => {
          listEndpoints(topology).forEach((to, column) => {
            const { verdict, throughService } = findReach(topology, from, to);
            const cell = verdict !== 'yes' && throughService !== undefined ? 'service' : verdict;
            expect(`${from.name} ${to.name} ${matrix.at(row, column)}`).toBe(`${from.name} ${to.name} ${cell}`);
            expect(again.at(row, column)).toBe(cell);
          });
        });
      }),
      { numRuns: 25 },
    );
  });

  it('machines without security groups reach each other both ways or not at all', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const topology = buildTopology({ ...plan, networkSecurityGroups: [] });
        const subnets = listEndpoints(topology).filter(({ kind }) => kind === 'subnet');
        for (const a of subnets) {
          for (const b of subnets) {
            expect(findReach(topology, a, b).verdict === 'yes').toBe(findReach(topology, b, a).verdict === 'yes');
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('a new peering never takes away a way, unless packets now take it', () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.nat(), (plan, m, n) => {
        const networks = plan.virtualNetworks.filter(({ external }) => external !== true);
        const [a, b] = [networks[m % networks.length], networks[n % networks.length]];
        if (a === undefined || b === undefined || a === b) return;
        if (plan.peerings.some((one) => [one.a, one.b].includes(a.id) && [one.a, one.b].includes(b.id))) return;
        const link = {
          name: 'new',
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: true,
          allowGatewayTransit: false,
          useRemoteGateways: false,
        };
        const before = buildTopology(plan);
        const added = { id: 'added', a: a.id, b: b.id, aToB: link, bToA: link };
        const after = buildTopology({ ...plan, peerings: [...plan.peerings, added] });
        const then = listEndpoints(after);
        listEndpoints(before).forEach((from, row) => {
          listEndpoints(before).forEach((to, column) => {
            if (findReach(before, from, to).verdict !== 'yes') return;
            const [newFrom, newTo] = [then[row], then[column]];
            if (newFrom === undefined || newTo === undefined) throw new Error('endpoints must not change');
            const now = findReach(after, newFrom, newTo);
            const takesIt = [...now.hops, ...now.replies].some(({ refs }) => refs.some(({ id }) => id === 'added'));
            const isAboutIt = now.missing?.refs.some(({ id }) => id === a.id || id === b.id || id === 'added') === true;
            expect(now.verdict === 'yes' || takesIt || isAboutIt, now.sentence).toBe(true);
          });
        });
      }),
      { numRuns: 25 },
    );
  });
});
