import { describe, expect, it } from 'vitest';
import type { ClusterSketch, NodePool, PlanSketch } from '../../../src/core/plan/index.ts';
import { checkSketch } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const spoke = { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/22' } };
const aks = (fields: ClusterSketch): PlanSketch => ({
  networks: { spoke },
  clusters: { aks: { subnet: 'spoke/nodes', ...fields } },
});

describe('own private zones', () => {
  const zone = (privateDnsZone: string, fields: ClusterSketch = {}): readonly string[] =>
    saysOf('private-dns-zone-name', aks({ privateCluster: true, privateDnsZone, region: 'West Europe', ...fields }));
  const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/';

  it.each<[string, ClusterSketch | undefined, readonly string[]]>([
    ['privatelink.westeurope.azmk8s.io', undefined, []],
    [`${id}privatelink.westeurope.azmk8s.io`, undefined, []],
    ['PrivateLink.WestEurope.azmk8s.io', undefined, []],
    ['team-a.privatelink.westeurope.azmk8s.io', undefined, []],
    [`${'a'.repeat(32)}.privatelink.westeurope.azmk8s.io`, undefined, []],
    [`${'a'.repeat(33)}.privatelink.westeurope.azmk8s.io`, undefined, ['error aks']],
    ['private.westeurope.azmk8s.io', undefined, ['error aks']],
    ['privatelink.westeurope.azmk8s.io', { apiServerVnetIntegration: true }, ['error aks']],
    ['privatelink.northeurope.azmk8s.io', undefined, ['error aks']],
    ['privatelink.northeurope.azmk8s.io', { region: undefined }, []],
    ['system', undefined, []],
    ['none', undefined, []],
    ['aks.contoso.com', { privateCluster: false }, []],
  ])('%s %o', (name, fields, expected) => {
    expect(zone(name, fields)).toEqual(expected);
  });

  it('are not judged in other clouds', () => {
    const plan = { ...aks({ privateCluster: true, privateDnsZone: 'aks.contoso.com' }) };
    expect(
      checkSketch({ ...plan, networks: { spoke: { ...spoke, cloud: 'china' } } }).findings.map(({ rule }) => rule),
    ).not.toContain('private-dns-zone-name');
  });
});

describe('the network of the DNS servers', () => {
  const plan = (
    servers: readonly string[],
    linked: readonly string[],
    more: PlanSketch['networks'] = {},
  ): PlanSketch => ({
    networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { ...spoke, dnsServers: [...servers] }, ...more },
    peerings: [['hub', 'spoke']],
    privateDnsZones: { 'privatelink.westeurope.azmk8s.io': linked },
    clusters: {
      aks: { subnet: 'spoke/nodes', privateCluster: true, privateDnsZone: 'privatelink.westeurope.azmk8s.io' },
    },
  });

  it.each<[string, PlanSketch, readonly string[]]>([
    ['not linked', plan(['10.0.0.4', '10.0.0.5'], ['spoke']), ['error aks']],
    ['linked', plan(['10.0.0.4'], ['hub']), []],
    ["Azure's own resolver among them", plan(['10.0.0.4', '168.63.129.16'], ['spoke']), []],
    ['one server outside the plan', plan(['10.0.0.4', '192.168.7.7'], ['spoke']), []],
    ['no custom servers', plan([], ['spoke']), []],
  ])('%s', (_title, sketch, expected) => {
    expect(saysOf('private-dns-hub', sketch)).toEqual(expected);
  });
});

describe('notes about identities', () => {
  it.each<[string, string, ClusterSketch, readonly string[]]>([
    ['identity-byo-subnet', 'roles not known', {}, []],
    ['identity-byo-subnet', 'no role', { identityRoles: [] }, ['info aks']],
    ['identity-byo-subnet', 'no role, a cluster that runs', { identityRoles: [], origin: 'existing' }, []],
    ['identity-byo-subnet', 'role on the network', { identityRoles: ['networkContributorOnNetwork'] }, []],
    ['identity-byo-user-assigned', 'system-assigned', { identity: 'systemAssigned' }, ['info aks']],
    ['identity-byo-user-assigned', 'not known', {}, []],
    ['identity-byo-user-assigned', 'kubenet', { identity: 'systemAssigned', ipam: 'kubenet' }, []],
  ])('%s: %s', (rule, _title, fields, expected) => {
    expect(saysOf(rule, aks(fields))).toEqual(expected);
  });

  it('are silent on networks AKS made', () => {
    const sketch = { ...aks({ identityRoles: [] }), networks: { spoke: { ...spoke, managedByAks: true } } };
    expect(saysOf('identity-byo-subnet', sketch)).toEqual([]);
  });
});

describe('ingress', () => {
  const agic = (fields: ClusterSketch, prefix = '10.1.8.0/24', origin?: 'existing'): PlanSketch => ({
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          nodes: '10.1.0.0/22',
          agw: { prefixes: [prefix], delegations: ['microsoft.network/applicationgateways'] },
        },
      },
    },
    applicationGateways: { agw: { subnet: 'spoke/agw', version: 'v2' } },
    clusters: {
      aks: {
        subnet: 'spoke/nodes',
        ...(origin === undefined ? {} : { origin }),
        addOns: { agic: { applicationGatewayId: 'agw' } },
        ...fields,
      },
    },
  });

  it('asks for the version of a running controller only', () => {
    const waits = (sketch: PlanSketch): boolean =>
      checkSketch(sketch).notChecked.some(({ fact }) => fact === 'ingressVersions');
    expect(waits(agic({}, undefined, 'existing'))).toBe(true);
    expect(waits(agic({}))).toBe(false);
    expect(waits(agic({ ipam: 'nodesubnet', podCidrs: [] }, undefined, 'existing'))).toBe(false);
  });

  it.each([
    ['10.1.8.0/23', ['error spoke.agw']],
    ['10.1.8.0/24', []],
    ['10.1.8.0/26', []],
  ])('gateway subnet %s with Overlay', (prefix, expected) => {
    expect(saysOf('agic-overlay-subnet-size', agic({}, prefix))).toEqual(expected);
    expect(saysOf('agic-overlay-subnet-size', agic({ ipam: 'nodesubnet', podCidrs: [] }, prefix))).toEqual([]);
  });

  it('the range of the add-on: which refusal it would be', () => {
    const code = (subnetCidr: string, fields: ClusterSketch = {}): string | undefined =>
      findingsOf('agic-addon-subnet-cidr', aks({ addOns: { agic: { subnetCidr } }, ...fields }))[0]?.azureCode;
    expect(code('10.225.0.0/24')).toBe('IngressAppGwAddonConfigInvalidSubnetCIDRNotContainedWithinVirtualNetwork');
    expect(code('10.1.3.0/24')).toBe('IngressAppGwAddonConfigInvalidSubnetCIDROverlapWithSubnet');
    expect(code('10.1.4.0/24')).toBeUndefined();
    expect(code('10.1.3.0/24', { origin: 'existing' })).toBeUndefined();
  });

  it.each<[string, Partial<NodePool>, readonly string[]]>([
    ['16 nodes on /28', { count: 16, gatewayPrefixLength: 28 }, []],
    ['17 nodes on /28', { count: 17, gatewayPrefixLength: 28 }, ['error aks.gw']],
    ['2 nodes on /31', { count: 2, gatewayPrefixLength: 31 }, []],
    ['2 nodes on /32', { count: 2, gatewayPrefixLength: 32 }, ['error aks.gw']],
    ['prefix not known', { count: 40 }, []],
    ['no node', { count: 0, gatewayPrefixLength: 30 }, ['warning aks.gw']],
  ])('gateway pool: %s', (_title, pool, expected) => {
    expect(saysOf('seg-gateway-pool', aks({ pools: { system: {}, gw: { mode: 'Gateway', ...pool } } }))).toEqual(
      expected,
    );
  });
});
