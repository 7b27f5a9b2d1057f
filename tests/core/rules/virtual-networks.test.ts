import { describe, expect, it } from 'vitest';
import type { NetworkSketch, PlanSketch } from '../../../src/core/plan/index.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const net = (...prefixes: readonly string[]): NetworkSketch => ({ prefixes });
const one = (fields: Partial<NetworkSketch>, ...prefixes: readonly string[]): PlanSketch => ({
  networks: { spoke: { prefixes, ...fields } },
});

describe('the size and place of a range', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    ['vnet-prefix-too-large', one({}, '10.0.0.0/8'), []],
    ['vnet-prefix-too-large', one({}, '64.0.0.0/2'), []],
    ['vnet-prefix-too-large', one({ origin: 'existing' }, '0.0.0.0/1'), ['warning spoke']],
    ['vnet-prefix-too-small', one({}, '10.0.0.0/29', '10.0.0.8/30', '10.0.0.12/32'), ['error spoke', 'error spoke']],
    ['vnet-prefix-too-small', one({ origin: 'existing' }, '10.0.0.0/30'), ['warning spoke']],
    ['vnet-prefix-missing', one({}, 'fd00::/56', 'fd01::/129'), ['error spoke']],
    ['vnet-prefix-missing', one({ external: true }), []],
    ['vnet-prefix-forbidden', one({}, '224.0.0.0/8'), ['error spoke']],
    ['vnet-prefix-forbidden', one({}, '127.1.0.0/16'), ['error spoke']],
    ['vnet-prefix-forbidden', one({}, '168.63.129.16/29'), ['error spoke']],
    ['vnet-prefix-forbidden', one({}, '168.63.130.0/24'), []],
    ['vnet-prefix-forbidden', one({ origin: 'existing' }, '169.254.0.0/24'), ['warning spoke']],
    ['vnet-prefix-forbidden', one({ external: true }, '169.254.0.0/24'), []],
    ['vnet-prefix-not-private', one({}, '172.32.0.0/16'), ['warning spoke']],
    ['vnet-prefix-not-private', one({}, '172.31.0.0/16', '192.168.0.0/16', '100.127.0.0/16', '10.0.0.0/8'), []],
    ['vnet-prefix-not-private', one({}, '172.0.0.0/11'), ['warning spoke']],
    ['vnet-prefix-not-private', one({}, '169.254.0.0/24'), []],
    ['vnet-prefix-self-overlap', one({}, '10.0.0.0/16', '10.1.0.0/16', 'fd00::/56', 'fd00::/64'), ['error spoke']],
    [
      'vnet-prefix-over-8',
      {
        networks: { spoke: { prefixes: ['10.0.0.0/7'], subnets: { n: '10.1.0.0/24' } } },
        clusters: { aks: { subnet: 'spoke/n' } },
      },
      ['warning spoke'],
    ],
  ])('%s on %j', (rule, sketch, expected) => {
    expect(saysOf(rule, sketch)).toEqual(expected);
  });

  it('shrinks 10.0.0.0/7 to the private half that holds the subnets', () => {
    const [finding] = findingsOf('vnet-prefix-over-8', {
      networks: { spoke: { prefixes: ['10.0.0.0/7'], subnets: { n: '10.1.0.0/24' } } },
      clusters: { aks: { subnet: 'spoke/n' } },
    });
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Shrink to 10.0.0.0/8']);
  });

  it('grows a /30 only where the /29 around it is free', () => {
    const titles = (sketch: PlanSketch) =>
      findingsOf('vnet-prefix-too-small', sketch).flatMap((finding) => finding.fixes.map((fix) => fix.title));
    expect(titles(one({}, '10.0.0.4/30'))).toEqual(['Grow to 10.0.0.0/29']);
    expect(titles({ networks: { spoke: net('10.0.0.4/30'), other: net('10.0.0.0/30') } })).toEqual([]);
  });
});

describe('ranges AKS keeps', () => {
  const cluster = (prefix: string, subnet: string, fields: Partial<NetworkSketch> = {}): PlanSketch => ({
    networks: { spoke: { prefixes: [prefix], subnets: { n: subnet }, ...fields } },
    clusters: { aks: { subnet: 'spoke/n', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
  });

  it.each([
    [cluster('172.30.0.0/16', '172.30.0.0/22'), ['error spoke']],
    [cluster('192.0.2.0/24', '192.0.2.0/25'), ['error spoke']],
    [cluster('172.28.0.0/15', '172.28.0.0/22'), []],
    [cluster('172.16.0.0/12', '172.16.0.0/22', { managedByAks: true }), []],
    // Azure refuses link-local itself, so AKS need not be named.
    [cluster('169.254.0.0/16', '169.254.0.0/22'), []],
  ])('%j', (sketch, expected) => {
    expect(saysOf('vnet-prefix-aks-reserved', sketch)).toEqual(expected);
  });

  it('are looked for next door, at sites and behind an appliance, each place once', () => {
    const sketch: PlanSketch = {
      networks: {
        hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.1.0/27' } },
        s1: { prefixes: ['10.1.0.0/16'], subnets: { n: '10.1.0.0/22' } },
        s2: { prefixes: ['10.2.0.0/16'], subnets: { n: '10.2.0.0/22' } },
      },
      gateways: { vpn: { network: 'hub', kind: 'vpn', sku: 'VpnGw1' } },
      sites: { office: { prefixes: ['172.31.8.0/24'], via: ['vpn'] } },
      peerings: ['s1', 's2'].map((spoke) => ({
        a: 'hub',
        b: spoke,
        aToB: { allowGatewayTransit: true },
        bToA: { useRemoteGateways: true },
      })),
      clusters: {
        a1: { subnet: 's1/n', serviceCidrs: ['10.8.0.0/16'], dnsServiceIp: '10.8.0.10' },
        a2: { subnet: 's2/n', serviceCidrs: ['10.8.0.0/16'], dnsServiceIp: '10.8.0.10' },
      },
    };
    const findings = findingsOf('vnet-peer-aks-reserved', sketch);
    expect(findings.map((finding) => [finding.target.id, finding.related.map((ref) => ref.id)])).toEqual([
      ['office', ['a1', 'a2']],
    ]);
    expect(findings[0]?.message).toBe(
      'office 172.31.8.0/24 overlaps 172.31.0.0/16, which AKS uses inside the cluster: pods of a1 and a2 may be unable to reach it.',
    );
  });

  it('blame the cluster side where the other network is outside the plan', () => {
    const sketch: PlanSketch = { ...cluster('10.1.0.0/16', '10.1.0.0/22'), peerings: [['spoke', 'hub']] };
    const networks = { ...sketch.networks, hub: { prefixes: ['172.30.0.0/24'], external: true } };
    expect(saysOf('vnet-peer-aks-reserved', { ...sketch, networks })).toEqual(['warning spoke']);
  });
});

describe('networks that share addresses', () => {
  const copies = (names: readonly string[], fields: Partial<NetworkSketch> = {}) =>
    Object.fromEntries(names.map((name) => [name, { prefixes: ['10.0.0.0/16'], ...fields }]));

  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'fifty copies are one line',
      { networks: copies(Array.from({ length: 50 }, (_, index) => `copy-${index}`)) },
      ['info copy-49'],
    ],
    ['a part of another network', { networks: { big: net('10.0.0.0/8'), small: net('10.1.0.0/24') } }, ['info small']],
    [
      'two separate crowds',
      { networks: { a1: net('10.0.0.0/16'), b1: net('10.1.0.0/16'), a2: net('10.0.0.0/16'), b2: net('10.1.0.0/16') } },
      ['info a2', 'info b2'],
    ],
    [
      'networks AKS made, however many',
      { networks: { ...copies(['m1', 'm2', 'm3'], { managedByAks: true }), mine: net('10.0.0.0/16') } },
      [],
    ],
    [
      'one with a gateway',
      {
        networks: { vpn: net('10.0.0.0/16'), lab: net('10.0.0.0/16') },
        gateways: { gw: { network: 'vpn', kind: 'vpn' } },
      },
      ['warning lab'],
    ],
    ['peered: peering-address-overlap', { networks: copies(['a1', 'b1']), peerings: [['a1', 'b1']] }, []],
    [
      'peers of one hub: peering-neighbour-overlap',
      {
        networks: { hub: net('10.9.0.0/16'), ...copies(['s1', 's2']) },
        peerings: [
          ['hub', 's1'],
          ['hub', 's2'],
        ],
      },
      [],
    ],
    [
      'peers of a hub outside the plan, which no peering rule judges',
      {
        networks: { hub: { prefixes: ['10.9.0.0/16'], external: true }, ...copies(['s1', 's2']) },
        peerings: [
          ['hub', 's1'],
          ['hub', 's2'],
        ],
      },
      ['warning s2'],
    ],
    [
      'one connected group: peering-connected-group-overlap',
      { networks: copies(['s1', 's2']), connectedGroups: { mesh: ['s1', 's2'] } },
      [],
    ],
    ['in one address block: block-overlap', { blocks: { corp: ['10.0.0.0/8'] }, networks: copies(['s1', 's2']) }, []],
    ['both outside the plan', { networks: copies(['x1', 'x2'], { external: true }) }, []],
    ['IPv6', { networks: { a1: net('10.0.0.0/16', 'fd00::/56'), b1: net('10.1.0.0/16', 'fd00::/60') } }, ['info b1']],
  ])('%s', (_title, sketch, expected) => {
    expect(saysOf('vnet-overlaps-other-vnet', sketch)).toEqual(expected);
  });

  it('asks the emptier planned one to move, never the existing one', () => {
    const sketch: PlanSketch = {
      networks: {
        lab: net('10.1.0.0/16'),
        prod: { prefixes: ['10.1.0.0/16'], origin: 'existing', subnets: { s: '10.1.0.0/24' } },
      },
    };
    const [finding] = findingsOf('vnet-overlaps-other-vnet', sketch);
    expect(finding?.target.id).toBe('lab');
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Move lab to 10.0.0.0/16']);
  });

  it('finds a crowd through a third network although two of its pairs are peered', () => {
    const sketch: PlanSketch = {
      networks: { a1: net('10.0.0.0/8'), b1: net('10.1.0.0/16'), c1: net('10.1.0.0/24') },
      peerings: [
        ['a1', 'b1'],
        ['b1', 'c1'],
      ],
    };
    // b1 names both pairs it has; a1 and c1 are both its peers.
    expect(saysOf('vnet-overlaps-other-vnet', sketch)).toEqual([]);
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'nested blocks: each pair once',
      { blocks: { corp: ['10.0.0.0/8', '172.16.0.0/12'], lab: ['10.8.0.0/13', '172.16.0.0/16'] } },
      ['error lab'],
    ],
    ['ranges of one block', { blocks: { corp: ['10.0.0.0/8', '10.1.0.0/16'] } }, []],
    [
      'networks that reach beyond the block',
      { blocks: { corp: ['10.1.0.0/16'] }, networks: { big: net('10.0.0.0/8'), small: net('10.1.0.0/24') } },
      [],
    ],
    [
      'five networks of one block are one finding',
      {
        blocks: { corp: ['10.0.0.0/8'] },
        networks: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`s${n}`, net('10.1.0.0/16')])),
      },
      ['error s5'],
    ],
  ])('block-overlap: %s', (_title, sketch, expected) => {
    expect(saysOf('block-overlap', sketch)).toEqual(expected);
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'one prefix of two outside',
      { blocks: { corp: ['10.0.0.0/12'] }, networks: { spoke: net('10.1.0.0/16', '10.40.0.0/16') } },
      ['warning spoke'],
    ],
    [
      'IPv6 is not asked for',
      { blocks: { corp: ['10.0.0.0/12'] }, networks: { spoke: net('10.1.0.0/16', 'fd00::/56') } },
      [],
    ],
    [
      'made by AKS',
      { blocks: { corp: ['10.0.0.0/12'] }, networks: { spoke: { prefixes: ['10.224.0.0/12'], managedByAks: true } } },
      [],
    ],
    [
      'across two blocks',
      { blocks: { corp: ['10.0.0.0/12'], lab: ['10.16.0.0/12'] }, networks: { spoke: net('10.0.0.0/11') } },
      ['warning spoke'],
    ],
  ])('vnet-outside-block: %s', (_title, sketch, expected) => {
    expect(saysOf('vnet-outside-block', sketch)).toEqual(expected);
  });
});

describe('counts', () => {
  it('reach the warning at nine tenths of 65,536 addresses', () => {
    const at = (otherAddresses: number): PlanSketch => ({
      networks: { spoke: { prefixes: ['10.0.0.0/15'], subnets: { s: { prefixes: ['10.0.0.0/15'], otherAddresses } } } },
    });
    expect(saysOf('vnet-private-ip-count', at(58_982))).toEqual([]);
    expect(saysOf('vnet-private-ip-count', at(58_983))).toEqual(['warning spoke']);
    expect(saysOf('vnet-private-ip-count', at(65_536))).toEqual(['warning spoke']);
    expect(saysOf('vnet-private-ip-count', at(65_537))).toEqual(['error spoke']);
  });

  it('take a static block as one address', () => {
    const sketch: PlanSketch = {
      networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { nodes: '10.0.0.0/21', pods: '10.16.0.0/12' } } },
      clusters: {
        aks: {
          ipam: 'podsubnet-static',
          subnet: 'spoke/nodes',
          podSubnet: 'spoke/pods',
          pools: { p: { count: 1000, maxPods: 127 } },
        },
      },
    };
    // 1,100 nodes of 8 blocks: 8,800 blocks and 1,100 node addresses, not 140,800.
    expect(saysOf('vnet-private-ip-count', sketch)).toEqual([]);
  });

  it('say a full mesh once', () => {
    const names = ['a1', 'b1', 'c1'];
    const networks = Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          prefixes: [`10.${index * 2}.0.0/15`],
          subnets: { s: { prefixes: [`10.${index * 2}.0.0/15`], otherAddresses: 50_000 } },
        },
      ]),
    );
    expect(
      saysOf('vnet-peer-group-ip-count', {
        networks,
        peerings: [
          ['a1', 'b1'],
          ['b1', 'c1'],
          ['a1', 'c1'],
        ],
      }),
    ).toEqual(['warning a1']);
    expect(
      saysOf('vnet-peer-group-ip-count', {
        networks,
        peerings: [
          ['a1', 'b1'],
          ['b1', 'c1'],
        ],
      }),
    ).toEqual(['warning b1']);
  });
});

describe('free space', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    ['a /30 left', one({ subnets: { a: '10.1.0.0/30', b: '10.1.0.8/29' } }, '10.1.0.0/28'), ['info spoke']],
    ['a /29 left', one({ subnets: { a: '10.1.0.0/29' } }, '10.1.0.0/28'), []],
    [
      'the rest is reserved',
      {
        ...one({ subnets: { a: '10.1.0.0/29' } }, '10.1.0.0/28'),
        reservations: { kept: { prefix: '10.1.0.8/29', network: 'spoke' } },
      },
      ['info spoke'],
    ],
    ['a second range is free', one({ subnets: { a: '10.1.0.0/28' } }, '10.1.0.0/28', '10.2.0.0/28'), []],
    ['too small for any subnet', one({}, '10.1.0.0/30'), []],
    ['made by AKS', one({ managedByAks: true, subnets: { a: '10.224.0.0/12' } }, '10.224.0.0/12'), []],
    ['imported', one({ partial: true, subnets: { a: '10.1.0.0/16' } }, '10.1.0.0/16'), ['info spoke']],
  ])('vnet-no-free-space: %s', (_title, sketch, expected) => {
    expect(saysOf('vnet-no-free-space', sketch)).toEqual(expected);
  });

  it.each([
    [26, ['info spoke']],
    // 128 free addresses are not twice a /25.
    [25, []],
    [27, []],
  ])('vnet-fragmented: a /%i wanted among every second /27', (prefixLength, expected) => {
    const subnets = { a: '10.1.0.0/27', b: '10.1.0.64/27', c: '10.1.0.128/27', d: '10.1.0.192/27' };
    expect(
      saysOf('vnet-fragmented', {
        ...one({ subnets }, '10.1.0.0/24'),
        needs: [{ kind: 'freeRange', from: 'spoke', prefixLength }],
      }),
    ).toEqual(expected);
  });
});

describe('vnet-onprem-10-8', () => {
  const site = { office: { prefixes: ['10.0.0.0/8'] } };

  it('names all networks inside in one line, and none that reaches the site', () => {
    const networks = { s1: net('10.1.0.0/16'), s2: net('10.2.0.0/16'), far: net('172.16.0.0/16') };
    const findings = findingsOf('vnet-onprem-10-8', { networks, sites: site });
    expect(findings.map((finding) => [finding.target.id, finding.related.map((ref) => ref.id)])).toEqual([
      ['s1', ['s2', 'office']],
    ]);
    const connected: PlanSketch = {
      networks: { hub: { ...net('10.1.0.0/16'), subnets: { GatewaySubnet: '10.1.0.0/27' } } },
      gateways: { er: { network: 'hub', kind: 'expressRoute' } },
      sites: { office: { prefixes: ['10.0.0.0/8'], via: ['er'] } },
    };
    expect(saysOf('vnet-onprem-10-8', connected)).toEqual([]);
    expect(checkSketch(connected).findings.some((finding) => finding.rule === 'onprem-overlaps-vnet')).toBe(true);
  });
});
