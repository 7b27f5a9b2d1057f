import { describe, expect, it } from 'vitest';
import type { PlanSketch } from '../../../src/core/plan/index.ts';
import {
  CLUSTER_NAME,
  makeUnique,
  proposeName,
  SUBNET_NAME,
  VIRTUAL_NETWORK_NAME,
} from '../../../src/core/rules/names/name-shape.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const ONE: PlanSketch['networks'] = { hub: { prefixes: ['10.0.0.0/16'] } };

describe('cidr-syntax', () => {
  it.each<[string, PlanSketch, string]>([
    ['a network', { networks: { hub: { prefixes: ['10.0.0/16'] } } }, 'hub'],
    ['a subnet', { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { s: '10.0.0.0' } } } }, 'hub.s'],
    ['a site', { sites: { office: { prefixes: ['office'] } } }, 'office'],
    ['a pod CIDR', { clusters: { aks: { podCidrs: ['10.244/16'] } } }, 'aks'],
    ['a service CIDR', { clusters: { aks: { serviceCidrs: ['10.0.0.0/016'] } } }, 'aks'],
    ['a Docker bridge', { clusters: { aks: { dockerBridgeCidr: '172.17.0.1' } } }, 'aks'],
    ['an authorised range', { clusters: { aks: { authorizedIpRanges: ['203.0.113.0/24', 'anywhere'] } } }, 'aks'],
    ['an address block', { blocks: { corp: ['10.0.0.0/33'] } }, 'corp'],
    ['a reservation', { reservations: { kept: { prefix: '10.0.300.0/24' } } }, 'kept'],
    ['a route', { routeTables: { rt: { routes: { '10.1/16': '10.0.1.4' } } } }, 'rt'],
    ['a NAT rule', { networks: ONE, gateways: { vpn: { network: 'hub', kind: 'vpn', natRules: ['x/8'] } } }, 'vpn'],
    [
      'a point-to-site pool',
      { networks: ONE, gateways: { vpn: { network: 'hub', kind: 'vpn', pointToSitePools: ['172.20.0.0/24/'] } } },
      'vpn',
    ],
  ])('reads the ranges of %s', (_title, sketch, target) => {
    expect(saysOf('cidr-syntax', sketch)).toEqual([`error ${target}`]);
  });

  it('says every unreadable range once, with its text and place', () => {
    const findings = findingsOf('cidr-syntax', { networks: { hub: { prefixes: ['10.0.0/16', 'fd00::/129'] } } });
    expect(findings.map((finding) => finding.message)).toEqual([
      '"10.0.0/16" (address space of hub) is not a CIDR block: expected an address and a prefix length, for example 10.0.0.0/16.',
      '"fd00::/129" (address space of hub) is not a CIDR block: the prefix length must be 0 to 128.',
    ]);
    expect(findings[0]?.azureCode).toBe('CidrStringParseError');
  });

  it.each(['AzureCloud.westeurope', 'Storage', '0.0.0.0/0', '::/0'])(
    'takes %s as the destination of a route',
    (destination) => {
      expect(saysOf('cidr-syntax', { routeTables: { rt: { routes: { [destination]: 'Internet' } } } })).toEqual([]);
    },
  );

  it('leaves single addresses in authorised ranges, and networks outside the plan, alone', () => {
    const sketch: PlanSketch = {
      networks: { hub: { prefixes: ['10.0.0/16'], external: true } },
      clusters: { aks: { authorizedIpRanges: ['203.0.113.7'], dockerBridgeCidr: '172.17.0.1/16' } },
    };
    expect(saysOf('cidr-syntax', sketch)).toEqual([]);
    expect(saysOf('cidr-host-bits', sketch)).toEqual([]);
  });

  it('leaves no other rule to guess at an unreadable range', () => {
    for (const rule of ['vnet-prefix-missing', 'subnet-outside-vnet', 'vnet-prefix-not-private']) {
      expect(saysOf(rule, { networks: { hub: { prefixes: ['10.0.0/16'], subnets: { s: '10.0.0.0/24' } } } })).toEqual(
        [],
      );
    }
  });
});

describe('cidr-host-bits', () => {
  it('offers the canonical range only where it is free', () => {
    const subnets = { a: '10.240.96.0/20', b: '10.240.100.0/20' };
    const blocked = findingsOf('cidr-host-bits', { networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets } } });
    expect(blocked.map((finding) => [finding.message, finding.fixes.length])).toEqual([
      ['10.240.100.0/20 (subnet spoke/b) has host bits set, did you mean 10.240.96.0/20?', 0],
    ]);
  });

  it('rewrites one range of several and leaves the rest', () => {
    const [finding] = findingsOf('cidr-host-bits', { blocks: { corp: ['10.0.0.0/12', '172.16.5.0/12'] } });
    expect(finding?.fixes[0]?.commands).toEqual([
      { type: 'update', kind: 'block', id: 'corp', values: { addressPrefixes: ['10.0.0.0/12', '172.16.0.0/12'] } },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['hub', true],
    ['h', false],
    ['ab', true],
    ['a_', true],
    ['a-', false],
    ['a.', false],
    ['_a', false],
    ['über', false],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
  ])('virtual network %s: %s', (name, isAllowed) => {
    expect(VIRTUAL_NETWORK_NAME.pattern.test(name)).toBe(isAllowed);
  });

  it.each([
    ['s', true],
    ['', false],
    ['a'.repeat(80), true],
    ['a'.repeat(81), false],
    ['snet aks', false],
    ['snet_', true],
  ])('subnet %s: %s', (name, isAllowed) => {
    expect(SUBNET_NAME.pattern.test(name)).toBe(isAllowed);
  });

  it.each([
    ['aks', true],
    ['aks-', false],
    ['aks_', false],
    ['a.k', false],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
  ])('cluster %s: %s', (name, isAllowed) => {
    expect(CLUSTER_NAME.pattern.test(name)).toBe(isAllowed);
  });

  it.each([
    ['aks subnet', SUBNET_NAME, 'aks-subnet'],
    ['-hub', VIRTUAL_NETWORK_NAME, 'hub'],
    ['aks-', CLUSTER_NAME, 'aks'],
    ['h', VIRTUAL_NETWORK_NAME, 'vnet-h'],
    ['***', SUBNET_NAME, 'subnet'],
    ['a'.repeat(90), SUBNET_NAME, 'a'.repeat(80)],
  ])('proposes for %s a name that is allowed', (name, shape, proposed) => {
    expect(proposeName(name, shape, new Set())).toBe(proposed);
    expect(shape.pattern.test(proposed)).toBe(true);
  });

  it('counts on from 2 and stays inside the limit', () => {
    expect(makeUnique('aks', CLUSTER_NAME, new Set(['aks', 'aks-2']))).toBe('aks-3');
    expect(makeUnique('a'.repeat(63), CLUSTER_NAME, new Set(['a'.repeat(63)]))).toBe(`${'a'.repeat(61)}-2`);
  });

  it('warns only, and offers nothing, where the object exists', () => {
    const [finding] = findingsOf('vnet-name-format', {
      networks: { '-hub': { prefixes: ['10.0.0.0/16'], origin: 'existing' } },
    });
    expect([
      finding?.severity,
      finding?.fixes.length,
      finding?.message.endsWith('exists; a new deployment of this would be refused.'),
    ]).toEqual(['warning', 0, true]);
  });
});

describe('name-duplicate', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'three of one name are one finding',
      {
        networks: {
          hub: {
            prefixes: ['10.0.0.0/16'],
            subnets: {
              a: { name: 'aks', prefixes: ['10.0.0.0/24'] },
              b: { name: 'Aks', prefixes: ['10.0.1.0/24'] },
              c: { name: 'AKS', prefixes: ['10.0.2.0/24'] },
            },
          },
        },
      },
      ['error hub.b'],
    ],
    [
      'same subnet name in two networks',
      {
        networks: {
          a1: { prefixes: ['10.0.0.0/16'], subnets: { s: '10.0.0.0/24' } },
          b1: { prefixes: ['10.1.0.0/16'], subnets: { s: '10.1.0.0/24' } },
        },
      },
      [],
    ],
    [
      'imported networks whose resource group is not known',
      {
        networks: {
          a: { name: 'net', prefixes: ['10.0.0.0/16'], partial: true },
          b: { name: 'net', prefixes: ['10.1.0.0/16'], partial: true },
        },
      },
      [],
    ],
    [
      'other resource group',
      {
        networks: {
          a: { name: 'net', prefixes: ['10.0.0.0/16'], resourceGroup: 'rg-1' },
          b: { name: 'net', prefixes: ['10.1.0.0/16'], resourceGroup: 'rg-2' },
        },
      },
      [],
    ],
    [
      'the planned one gives way to the existing one',
      {
        networks: {
          a: { name: 'net', prefixes: ['10.0.0.0/16'] },
          b: { name: 'net', prefixes: ['10.1.0.0/16'], origin: 'existing' },
        },
      },
      ['error a'],
    ],
    [
      'a network outside the plan',
      {
        networks: {
          a: { name: 'net', prefixes: ['10.0.0.0/16'] },
          b: { name: 'net', prefixes: ['10.1.0.0/16'], external: true },
        },
      },
      [],
    ],
  ])('%s', (_title, sketch, expected) => {
    expect(saysOf('name-duplicate', sketch)).toEqual(expected);
  });
});

describe('names that become node labels', () => {
  const named = (fields: {
    readonly origin?: 'existing';
    readonly ipam?: 'overlay' | 'podsubnet-dynamic' | 'podsubnet-static' | 'kubenet';
  }): PlanSketch => ({
    networks: {
      spoke: {
        name: 'v'.repeat(64),
        prefixes: ['10.1.0.0/16'],
        subnets: { nodes: '10.1.0.0/22', pods: '10.1.16.0/20' },
      },
    },
    clusters: {
      aks: {
        subnet: 'spoke/nodes',
        ...(fields.ipam?.startsWith('pod') === true ? { podSubnet: 'spoke/pods' } : {}),
        ...fields,
      },
    },
  });

  it.each([
    ['overlay', named({ ipam: 'overlay' }), ['error spoke']],
    ['dynamic Pod Subnet', named({ ipam: 'podsubnet-dynamic' }), ['error spoke']],
    ['static Pod Subnet', named({ ipam: 'podsubnet-static' }), []],
    ['kubenet', named({ ipam: 'kubenet' }), []],
    ['a cluster that exists', named({ origin: 'existing' }), ['warning spoke']],
  ])('are limited to 63 characters with %s', (_title, sketch, expected) => {
    expect(saysOf('aks-label-name-length', sketch)).toEqual(expected);
  });

  it('are said once for a subnet with several clusters', () => {
    const subnet = 's'.repeat(64);
    const sketch: PlanSketch = {
      networks: {
        spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: { name: subnet, prefixes: ['10.1.0.0/22'] } } },
      },
      clusters: { one: { subnet: 'spoke/nodes' }, two: { subnet: 'spoke/nodes' } },
    };
    expect(findingsOf('aks-label-name-length', sketch).map((finding) => finding.related.map((ref) => ref.id))).toEqual([
      ['one', 'two'],
    ]);
  });
});

describe('pool-name-format', () => {
  it.each([
    ['Linux', 'nodepool0001', []],
    ['Linux', 'nodepool00012', ['error aks.pool']],
    ['Linux', '1pool', ['error aks.pool']],
    ['Linux', 'my-pool', ['error aks.pool']],
    ['Windows', 'winp01', []],
    ['Windows', 'winpool', ['error aks.pool']],
    ['Linux', 'aksmanagedap', ['error aks.pool']],
  ] as const)('%s pool %s', (os, name, expected) => {
    expect(saysOf('pool-name-format', { clusters: { aks: { pools: { pool: { name, os } } } } })).toEqual(expected);
  });

  it.each([
    ['Windows', 'winpool01', 'winp01'],
    ['Linux', 'My-Pool', 'mypool'],
    ['Linux', 'aksmanagedap', 'pool'],
    ['Linux', '123', 'pool'],
    ['Windows', 'frontend', 'fronte'],
  ] as const)('renames the %s pool %s to %s', (os, name, proposed) => {
    const [finding] = findingsOf('pool-name-format', { clusters: { aks: { pools: { pool: { name, os } } } } });
    expect(finding?.fixes[0]?.commands).toEqual([
      { type: 'update', kind: 'nodePool', id: 'aks.pool', values: { name: proposed } },
    ]);
  });

  it('keeps proposals apart and names the code of too long Windows names', () => {
    const findings = findingsOf('pool-name-format', {
      clusters: {
        aks: { pools: { sys: {}, a: { name: 'winp01', os: 'Windows' }, b: { name: 'winpool01', os: 'Windows' } } },
      },
    });
    expect(findings.map((finding) => [finding.azureCode, finding.fixes[0]?.title])).toEqual([
      ['WindowsAgentPoolNameTooLong', 'Rename to winpo2'],
    ]);
  });
});
