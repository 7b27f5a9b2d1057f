import { describe, expect, it } from 'vitest';
import type { ClusterSketch, NetworkSketch, PlanSketch, SubnetSketch } from '../../../src/core/plan/index.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

type Subnets = NonNullable<NetworkSketch['subnets']>;
const inSpoke = (subnets: Subnets, fields: Partial<NetworkSketch> = {}): PlanSketch => ({
  networks: { spoke: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'], subnets, ...fields } },
});
const withCluster = (subnets: Subnets, cluster: ClusterSketch, fields: Partial<NetworkSketch> = {}): PlanSketch => ({
  ...inSpoke(subnets, fields),
  clusters: { aks: cluster },
});
const waitsFor = (rule: string, sketch: PlanSketch): readonly string[] =>
  checkSketch(sketch)
    .notChecked.filter((line) => line.rules.includes(rule))
    .flatMap((line) => line.objects.map((object) => `${line.fact} ${object.id}`));

describe('where a subnet lies', () => {
  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'larger than the network',
      { networks: { spoke: { prefixes: ['10.1.0.0/24'], subnets: { s: '10.1.0.0/23' } } } },
      ['error spoke.s'],
    ],
    ['one of two ranges outside', inSpoke({ s: { prefixes: ['10.1.0.0/24', '10.2.0.0/24'] } }), ['error spoke.s']],
    [
      'outside in both families',
      inSpoke({ s: { prefixes: ['10.2.0.0/24', 'fd00:2::/64'] } }),
      ['error spoke.s', 'error spoke.s'],
    ],
    [
      'existing: Azure holds no such subnet, so it was edited',
      inSpoke({ s: { prefixes: ['10.2.0.0/24'], origin: 'existing' } }),
      ['error spoke.s'],
    ],
    ['in a network outside the plan', inSpoke({ s: '10.2.0.0/24' }, { external: true }), []],
    [
      'in a network without IPv4: vnet-prefix-missing',
      { networks: { spoke: { prefixes: ['fd00::/56'], subnets: { s: '10.2.0.0/24' } } } },
      [],
    ],
  ])('subnet-outside-vnet: %s', (_title, sketch, expected) => {
    expect(saysOf('subnet-outside-vnet', sketch)).toEqual(expected);
  });

  it('names the subnet, the network, both ranges and the code, and offers both ways out', () => {
    const [finding] = findingsOf('subnet-outside-vnet', {
      networks: { spoke: { prefixes: ['10.2.0.0/16'], subnets: { aks: '10.3.0.0/24' } } },
    });
    expect(finding?.message).toBe('Subnet aks 10.3.0.0/24 lies outside spoke 10.2.0.0/16.');
    expect(finding?.azureCode).toBe('NetcfgInvalidSubnet');
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Move aks to 10.2.0.0/24', 'Add 10.3.0.0/24 to spoke']);
  });

  it('does not offer a range to the network that somebody else has', () => {
    const [finding] = findingsOf('subnet-outside-vnet', {
      networks: {
        spoke: { prefixes: ['10.2.0.0/16'], subnets: { aks: '10.3.0.0/24' } },
        other: { prefixes: ['10.3.0.0/16'] },
      },
    });
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Move aks to 10.2.0.0/24']);
  });

  it.each<[string, Subnets, readonly string[]]>([
    [
      'three of one range: two conflicts with the first, one finding',
      { a: '10.1.0.0/24', b: '10.1.0.0/24', c: '10.1.0.0/24' },
      ['error spoke.a'],
    ],
    ['a chain', { a: '10.1.0.0/22', b: '10.1.0.0/23', c: '10.1.0.0/24' }, ['error spoke.b', 'error spoke.c']],
    [
      'IPv6 only',
      { a: { prefixes: ['10.1.0.0/24', 'fd00:1::/64'] }, b: { prefixes: ['10.1.1.0/24', 'fd00:1::/64'] } },
      ['error spoke.b'],
    ],
    ['ranges of one subnet', { a: { prefixes: ['10.1.0.0/24', '10.1.0.0/25'] } }, ['error spoke.a']],
    [
      'the planned one moves',
      { a: '10.1.0.0/24', b: { prefixes: ['10.1.0.0/25'], origin: 'existing' } },
      ['error spoke.a'],
    ],
    ['neighbours', { a: '10.1.0.0/24', b: '10.1.1.0/24' }, []],
  ])('subnet-sibling-overlap: %s', (_title, subnets, expected) => {
    expect(saysOf('subnet-sibling-overlap', inSpoke(subnets))).toEqual(expected);
  });

  it('names both subnets and both ranges', () => {
    const [finding] = findingsOf('subnet-sibling-overlap', inSpoke({ aks: '10.1.1.0/24', pe: '10.1.1.128/25' }));
    expect([finding?.message, finding?.azureCode]).toEqual([
      'Subnet pe 10.1.1.128/25 overlaps aks 10.1.1.0/24 in spoke.',
      'NetcfgInvalidSubnet',
    ]);
  });
});

describe('how large a subnet is', () => {
  it.each<[string, Subnets, readonly string[]]>([
    ['subnet-too-small', { s: '10.1.0.0/31' }, ['error spoke.s']],
    ['subnet-too-small', { s: { prefixes: ['10.1.0.0/30'], origin: 'existing' } }, ['warning spoke.s']],
    ['subnet-too-small', { s: { prefixes: ['10.1.0.0/29', 'fd00:1::/64'] } }, []],
    ['subnet-ipv6-size', { s: { prefixes: ['10.1.0.0/29', 'fd00:1::/56'] } }, ['error spoke.s']],
    ['subnet-ipv6-size', { s: { prefixes: ['10.1.0.0/29', 'fd00:1::/128'] } }, ['error spoke.s']],
    ['subnet-ipv6-only', { s: { prefixes: ['fd00:1::/64', '10.1.0/24'] } }, []],
    ['subnet-ipv6-only', { s: { prefixes: [] } }, []],
  ])('%s on %j', (rule, subnets, expected) => {
    expect(saysOf(rule, inSpoke(subnets))).toEqual(expected);
  });

  it('finds the first free /64 inside a larger range', () => {
    const [finding] = findingsOf(
      'subnet-ipv6-size',
      inSpoke({ a: { prefixes: ['10.1.0.0/24', 'fd00:1::/64'] }, b: { prefixes: ['10.1.1.0/24', 'fd00:1::/60'] } }),
    );
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Use fd00:1:0:1::/64']);
  });
});

describe('static addresses', () => {
  const pinned = (...addresses: readonly string[]): Subnets => ({
    s: { prefixes: ['10.1.1.0/28', 'fd00:1::/64'], staticAddresses: addresses.map((address) => ({ address })) },
  });

  it.each([
    ['10.1.1.0', true],
    ['10.1.1.1', true],
    ['10.1.1.2', true],
    ['10.1.1.3', true],
    ['10.1.1.4', false],
    ['10.1.1.14', false],
    ['10.1.1.15', true],
    ['fd00:1::1', false],
  ])('%s is reserved: %s', (address, isReserved) => {
    expect(saysOf('subnet-reserved-address', inSpoke(pinned(address)))).toEqual(isReserved ? ['error spoke.s'] : []);
    expect(saysOf('subnet-static-outside', inSpoke(pinned(address)))).toEqual([]);
  });

  it.each<[readonly string[], readonly string[]]>([
    [['10.1.2.4'], ['error spoke.s']],
    [['10.1.1.4', '10.1.1.4', '10.1.1.4'], ['error spoke.s']],
    [['fd00:1::a', 'FD00:1:0::A'], ['error spoke.s']],
    [['10.1.1.4', '10.1.1.5'], []],
    [['none'], ['error spoke.s']],
  ])('%j outside or twice: %j', (addresses, expected) => {
    expect(saysOf('subnet-static-outside', inSpoke(pinned(...addresses)))).toEqual(expected);
  });

  it('are moved to the lowest free address past the reserved ones', () => {
    const [finding] = findingsOf('subnet-reserved-address', inSpoke(pinned('10.1.1.3', '10.1.1.4')));
    expect(finding?.fixes.map((fix) => fix.title)).toEqual(['Use 10.1.1.5']);
  });

  it('are not judged while a range of the subnet cannot be read', () => {
    expect(
      saysOf(
        'subnet-static-outside',
        inSpoke({ s: { prefixes: ['10.1.1/24'], staticAddresses: [{ address: '10.1.1.9' }] } }),
      ),
    ).toEqual([]);
  });
});

describe('several ranges', () => {
  const two = (fields: Partial<SubnetSketch> = {}): SubnetSketch => ({
    prefixes: ['10.1.1.0/26', '10.1.2.0/26'],
    ...fields,
  });

  it('are one fact: node subnet before delegated before plain', () => {
    const all = (sketch: PlanSketch) =>
      checkSketch(sketch)
        .findings.map((finding) => finding.rule)
        .filter((rule) => rule.startsWith('subnet-multi-prefix'));
    expect(all(inSpoke({ s: two() }))).toEqual(['subnet-multi-prefix']);
    expect(all(inSpoke({ s: two({ delegations: ['Microsoft.Web/serverFarms'] }) }))).toEqual([
      'subnet-multi-prefix-delegated',
    ]);
    expect(all(withCluster({ s: two({ delegations: ['Microsoft.Web/serverFarms'] }) }, { subnet: 'spoke/s' }))).toEqual(
      ['subnet-multi-prefix-aks'],
    );
  });

  it('carry the code AKS has for them', () => {
    expect(findingsOf('subnet-multi-prefix-aks', withCluster({ s: two() }, { subnet: 'spoke/s' }))[0]?.azureCode).toBe(
      'MultipleAddressPrefixesSubnetNotSupported',
    );
  });

  it('are merged into one range of as many addresses, in place where that is free', () => {
    const titles = (subnets: Subnets) =>
      findingsOf('subnet-multi-prefix-delegated', inSpoke(subnets)).flatMap((finding) =>
        finding.fixes.map((fix) => fix.title),
      );
    const delegations = ['Microsoft.Web/serverFarms'];
    expect(titles({ s: { prefixes: ['10.1.1.0/26', '10.1.1.64/26'], delegations } })).toEqual(['Use 10.1.1.0/25']);
    expect(titles({ s: { prefixes: ['10.1.1.0/26', '10.1.1.128/26'], delegations }, t: '10.1.1.64/26' })).toEqual([
      'Use 10.1.0.0/25',
    ]);
  });
});

describe('delegations', () => {
  const aks = 'Microsoft.ContainerService/managedClusters';
  it.each<[string, PlanSketch, readonly string[]]>([
    [
      'pod subnet: AKS sets it',
      withCluster(
        { n: '10.1.0.0/24', p: '10.1.4.0/22' },
        { ipam: 'podsubnet-dynamic', subnet: 'spoke/n', podSubnet: 'spoke/p' },
      ),
      [],
    ],
    [
      'pod subnet delegated elsewhere',
      withCluster(
        { n: '10.1.0.0/24', p: { prefixes: ['10.1.4.0/22'], delegations: ['Microsoft.Sql/managedInstances'] } },
        { ipam: 'podsubnet-dynamic', subnet: 'spoke/n', podSubnet: 'spoke/p' },
      ),
      ['error spoke.p'],
    ],
    ['stated purpose', inSpoke({ s: { prefixes: ['10.1.0.0/28'], purpose: 'apiServer' } }), ['error spoke.s']],
    [
      'private endpoints: not looked at',
      inSpoke({
        s: { prefixes: ['10.1.0.0/28'], purpose: 'privateEndpoints', delegations: ['Microsoft.Web/serverFarms'] },
      }),
      [],
    ],
    [
      'machines: no rule',
      inSpoke({
        s: { prefixes: ['10.1.0.0/28'], purpose: 'virtualMachines', delegations: ['Microsoft.Web/serverFarms'] },
      }),
      [],
    ],
    [
      'imported without the fact',
      withCluster(
        { n: '10.1.0.0/24', api: { prefixes: ['10.1.9.0/28'], partial: true } },
        { subnet: 'spoke/n', apiServerSubnet: 'spoke/api' },
      ),
      [],
    ],
    [
      'imported, none listed',
      withCluster(
        { n: '10.1.0.0/24', api: { prefixes: ['10.1.9.0/28'], partial: true, delegations: [] } },
        { subnet: 'spoke/n', apiServerSubnet: 'spoke/api' },
      ),
      ['error spoke.api'],
    ],
    [
      'existing',
      withCluster(
        { n: '10.1.0.0/24', api: { prefixes: ['10.1.9.0/28'], origin: 'existing' } },
        { subnet: 'spoke/n', apiServerSubnet: 'spoke/api', origin: 'existing' },
      ),
      ['warning spoke.api'],
    ],
    [
      'a planned cluster on an existing subnet',
      withCluster(
        { n: '10.1.0.0/24', api: { prefixes: ['10.1.9.0/28'], origin: 'existing' } },
        { subnet: 'spoke/n', apiServerSubnet: 'spoke/api' },
      ),
      ['error spoke.api'],
    ],
    [
      'node subnet: subnet-node-delegated',
      withCluster({ n: { prefixes: ['10.1.0.0/24'], delegations: [aks] } }, { subnet: 'spoke/n' }),
      [],
    ],
    [
      'bastion',
      inSpoke({ AzureBastionSubnet: { prefixes: ['10.1.0.0/26'], delegations: [aks] } }),
      ['error spoke.AzureBastionSubnet'],
    ],
  ])('subnet-delegation-mismatch: %s', (_title, sketch, expected) => {
    expect(saysOf('subnet-delegation-mismatch', sketch)).toEqual(expected);
  });

  it('on a node subnet carry the code SubnetIsDelegated', () => {
    const [finding] = findingsOf(
      'subnet-node-delegated',
      withCluster({ n: { prefixes: ['10.1.0.0/24'], delegations: [aks] } }, { subnet: 'spoke/n' }),
    );
    expect([finding?.azureCode, finding?.related]).toEqual(['SubnetIsDelegated', [{ kind: 'cluster', id: 'aks' }]]);
  });
});

describe('subnet-exclusive-role', () => {
  const bastion = (fields: Partial<SubnetSketch>): PlanSketch =>
    inSpoke({ AzureBastionSubnet: { prefixes: ['10.1.0.0/26'], ...fields } });

  it.each<[string, PlanSketch, readonly string[]]>([
    ['private endpoints beside Bastion', bastion({ privateEndpoints: 1 }), ['error spoke.AzureBastionSubnet']],
    ['the same, existing', bastion({ privateEndpoints: 1, origin: 'existing' }), ['warning spoke.AzureBastionSubnet']],
    ['a kind nobody knows', bastion({ resources: [{ kind: 'other', count: 3 }] }), []],
    ['nothing listed', bastion({ resources: [{ kind: 'virtualMachine', count: 0 }] }), []],
    [
      'stated purpose beside a reserved name',
      bastion({ purpose: 'virtualMachines' }),
      ['error spoke.AzureBastionSubnet'],
    ],
    [
      'nodes in an application gateway subnet',
      {
        ...withCluster({ agw: '10.1.0.0/24' }, { subnet: 'spoke/agw' }),
        applicationGateways: { agw: { subnet: 'spoke/agw' } },
      },
      ['error spoke.agw'],
    ],
    [
      'nodes and pods together: node-pod-subnet-same',
      withCluster({ s: '10.1.0.0/20' }, { ipam: 'podsubnet-dynamic', subnet: 'spoke/s', podSubnet: 'spoke/s' }),
      [],
    ],
    [
      'scale set interfaces in a pod subnet',
      withCluster(
        { n: '10.1.0.0/24', p: { prefixes: ['10.1.4.0/22'], resources: [{ kind: 'scaleSet', count: 3 }] } },
        { ipam: 'podsubnet-dynamic', subnet: 'spoke/n', podSubnet: 'spoke/p' },
      ),
      [],
    ],
  ])('%s', (_title, sketch, expected) => {
    expect(saysOf('subnet-exclusive-role', sketch)).toEqual(expected);
  });

  it('waits for the list of what an imported subnet holds, unless Azure has seen to it by name or delegation', () => {
    const imported = (subnet: string, delegations: string[]) =>
      waitsFor('subnet-exclusive-role', {
        ...inSpoke({ [subnet]: { prefixes: ['10.1.0.0/24'], delegations } }, { partial: true }),
        applicationGateways: subnet === 'agw' ? { agw: { subnet: 'spoke/agw' } } : {},
      });
    expect(imported('agw', [])).toEqual(['subnetUse spoke.agw']);
    expect(imported('agw', ['Microsoft.Network/applicationGateways'])).toEqual([]);
    expect(imported('AzureBastionSubnet', [])).toEqual([]);
    expect(waitsFor('subnet-exclusive-role', bastion({}))).toEqual([]);
  });
});
