import { describe, expect, it } from 'vitest';
import type { ClusterSketch, NetworkSketch, PlanSketch, SubnetSketch } from '../../../src/core/plan/index.ts';
import { checkSketch, planOf } from '../../support/check.ts';
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

describe('how full a subnet is', () => {
  const holding = (otherAddresses: number, fields: Partial<SubnetSketch> = {}): PlanSketch =>
    inSpoke({ s: { prefixes: ['10.1.1.0/24'], otherAddresses, ...fields } });

  it.each([
    [200, []],
    [201, ['subnet-nearly-full']],
    [251, ['subnet-nearly-full']],
    [252, ['subnet-full']],
  ])('%i of 251: %j', (count, expected) => {
    const rules = checkSketch(holding(count)).findings.map((finding) => finding.rule);
    expect(rules.filter((rule) => rule === 'subnet-full' || rule === 'subnet-nearly-full')).toEqual(expected);
  });

  it('is certain when the listed part alone does not fit, and waits otherwise', () => {
    expect(saysOf('subnet-full', holding(252, { partial: true }))).toEqual(['error spoke.s']);
    expect(saysOf('subnet-nearly-full', holding(230, { partial: true }))).toEqual([]);
    expect(waitsFor('subnet-nearly-full', holding(230, { partial: true }))).toEqual(['subnetUse spoke.s']);
    expect(
      saysOf('subnet-nearly-full', holding(230, { partial: true, resources: [], resourcesComplete: true })),
    ).toEqual(['warning spoke.s']);
  });

  it('grows around itself where the other half is free, and moves otherwise', () => {
    const titles = (subnets: Subnets) =>
      findingsOf('subnet-full', inSpoke({ s: { prefixes: ['10.1.0.0/24'], otherAddresses: 260 }, ...subnets })).flatMap(
        (finding) => finding.fixes.map((fix) => fix.title),
      );
    expect(titles({})).toEqual(['Grow s to 10.1.0.0/23']);
    expect(titles({ t: '10.1.1.0/24' })).toEqual(['Move s to 10.1.2.0/23']);
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    ['no use drawn yet', inSpoke({ s: { prefixes: ['10.1.0.0/17'], purpose: 'nodes' } }), []],
    ['private endpoints', inSpoke({ s: { prefixes: ['10.1.0.0/20'], privateEndpoints: 20 } }), ['info spoke.s']],
    ['above two in a hundred', inSpoke({ s: { prefixes: ['10.1.0.0/20'], privateEndpoints: 82 } }), []],
    ['below a thousand addresses', inSpoke({ s: { prefixes: ['10.1.0.0/23'], privateEndpoints: 1 } }), []],
    [
      'with machines in it',
      inSpoke({
        s: { prefixes: ['10.1.0.0/20'], privateEndpoints: 2, resources: [{ kind: 'virtualMachine', count: 1 }] },
      }),
      [],
    ],
    [
      'an application gateway subnet',
      { ...inSpoke({ s: '10.1.0.0/20' }), applicationGateways: { agw: { subnet: 'spoke/s', maxInstances: 10 } } },
      [],
    ],
    [
      'existing, with nodes',
      withCluster({ n: { prefixes: ['10.1.0.0/17'], origin: 'existing' } }, { subnet: 'spoke/n', origin: 'existing' }),
      [],
    ],
    [
      'node auto-provisioning: nodes come unseen',
      withCluster({ n: '10.1.0.0/17' }, { subnet: 'spoke/n', nodeAutoProvisioning: true }),
      [],
    ],
  ])('subnet-oversized: %s', (_title, sketch, expected) => {
    expect(saysOf('subnet-oversized', sketch)).toEqual(expected);
  });

  it('proposes twice the demand: 11 addresses, /27', () => {
    const sketch = withCluster(
      { n: '10.1.0.0/17' },
      { subnet: 'spoke/n', privateCluster: true, pools: { system: { count: 9 } } },
    );
    expect(findingsOf('subnet-oversized', sketch)[0]?.message).toBe(
      'Subnet n 10.1.0.0/17 of spoke is to hold 11 of 32,763 usable addresses: a /27 would hold twice as many.',
    );
  });
});

describe('subnet-resize-in-use', () => {
  const state = (prefixes: readonly string[], fields: Partial<SubnetSketch> = {}): PlanSketch =>
    inSpoke({ n: { prefixes, origin: 'existing', ...fields } });

  it.each<[string, PlanSketch, PlanSketch, readonly string[]]>([
    [
      'moved with endpoints inside',
      state(['10.1.2.0/24'], { privateEndpoints: 4 }),
      state(['10.1.3.0/24'], { privateEndpoints: 4 }),
      ['info spoke.n'],
    ],
    ['unchanged', state(['10.1.2.0/24'], { privateEndpoints: 4 }), state(['10.1.2.0/24'], { privateEndpoints: 5 }), []],
    [
      'planned before',
      inSpoke({ n: { prefixes: ['10.1.2.0/24'], privateEndpoints: 4 } }),
      state(['10.1.3.0/24'], { privateEndpoints: 4 }),
      [],
    ],
    [
      'a cluster drawn since',
      state(['10.1.2.0/24']),
      { ...state(['10.1.3.0/24']), clusters: { aks: { subnet: 'spoke/n' } } },
      [],
    ],
    [
      'a cluster that was there: `change-subnet-in-use` tells',
      { ...state(['10.1.2.0/24']), clusters: { aks: { subnet: 'spoke/n', origin: 'existing' } } },
      { ...state(['10.1.3.0/24']), clusters: { aks: { subnet: 'spoke/n', origin: 'existing' } } },
      [],
    ],
  ])('%s', (_title, before, plan, expected) => {
    expect(saysOf('subnet-resize-in-use', plan, before)).toEqual(expected);
  });

  it('waits for the use of an imported subnet', () => {
    const lines = checkSketch(
      state(['10.1.3.0/24'], { partial: true }),
      state(['10.1.2.0/24'], { partial: true }),
    ).notChecked;
    expect(lines.find((line) => line.rules.includes('subnet-resize-in-use'))?.fact).toBe('subnetUse');
  });
});

describe('attachments and private endpoints', () => {
  it('says each kind of attachment that is there twice, and the same one twice not at all', () => {
    const saysAttached = (routeTableIds: string[], networkSecurityGroupIds: string[]): readonly string[] => {
      const plan = planOf({
        ...inSpoke({ s: '10.1.0.0/24' }),
        routeTables: { 'rt-a': {}, 'rt-b': {} },
        nsgs: { 'nsg-a': {}, 'nsg-b': {} },
      });
      const attached = plan.virtualNetworks.map((network) => ({
        ...network,
        subnets: network.subnets.map((subnet) => ({ ...subnet, routeTableIds, networkSecurityGroupIds })),
      }));
      return saysOf('subnet-two-route-tables', { ...plan, virtualNetworks: attached });
    };
    expect(saysAttached(['rt-a', 'rt-b'], ['nsg-a', 'nsg-b'])).toEqual(['error spoke.s', 'error spoke.s']);
    expect(saysAttached(['rt-a', 'rt-a'], ['nsg-a'])).toEqual([]);
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    [
      '999 and the endpoint of a private cluster',
      withCluster(
        { n: '10.1.0.0/24', pe: { prefixes: ['10.1.16.0/20'], privateEndpoints: 1000 } },
        { subnet: 'spoke/n', privateCluster: true },
      ),
      ['error spoke'],
    ],
    [
      '1,000 and a private cluster with its own API server subnet',
      withCluster(
        { n: '10.1.0.0/24', pe: { prefixes: ['10.1.16.0/20'], privateEndpoints: 1000 } },
        { subnet: 'spoke/n', privateCluster: true, apiServerVnetIntegration: true },
      ),
      [],
    ],
    [
      '5,001 imported',
      inSpoke({ pe: { prefixes: ['10.1.0.0/18'], privateEndpoints: 5001 } }, { partial: true }),
      ['error spoke'],
    ],
  ])('pe-per-vnet: %s', (_title, sketch, expected) => {
    expect(saysOf('pe-per-vnet', sketch)).toEqual(expected);
  });

  it('does not add endpoints over links that carry nothing', () => {
    const networks = Object.fromEntries(
      ['hub', 's1'].map((name, index) => [
        name,
        {
          prefixes: [`10.${index}.0.0/16`],
          subnets: { pe: { prefixes: [`10.${index}.0.0/18`], privateEndpoints: 2100 } },
          highScalePrivateEndpoints: index === 0,
        },
      ]),
    );
    expect(saysOf('pe-per-peer-group', { networks, peerings: [['hub', 's1']] })).toEqual(['warning hub']);
    expect(saysOf('pe-per-peer-group', { networks, peerings: [{ a: 'hub', b: 's1', bToA: null }] })).toEqual([]);
  });
});
