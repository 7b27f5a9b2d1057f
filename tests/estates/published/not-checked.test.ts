import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../../src/core/import/index.ts';
import { nameOf, type Plan } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { asPlanned } from '../../support/az-shapes.ts';
import { describeEstate, type AzLists, type Layout } from './describe-estate.ts';
import { PUBLISHED } from './layouts.ts';

function importLists(lists: AzLists): ImportOutcome {
  const outcome = importFiles(
    Object.entries(lists).map(([name, json]) => ({ name: `${name}.json`, text: JSON.stringify(json) })),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

/** `fact: object, object`, one line per missing fact. */
function allNotChecked(plan: Plan): string[] {
  return checkPlan(plan, { asOf: '2026-11-21' }).notChecked.map(
    ({ fact, objects }) => `${fact}: ${objects.map((ref) => nameOf(plan, ref)).join(', ')}`,
  );
}

/** Without the line that is the same everywhere: these files print `Ubuntu` without the release (review 20.5). */
function notChecked(plan: Plan): string[] {
  return allNotChecked(plan).filter((line) => !line.startsWith('nodeImages'));
}

const published = new Map(PUBLISHED.map(({ id, layout }) => [id, layout]));

function layoutOf(id: string): Layout {
  const layout = published.get(id);
  if (layout === undefined) throw new Error(`no layout ${id}`);
  return layout;
}

describe('what is not checked', () => {
  it.each([
    // Nothing here turns on what else is in the subnets: reserved names and delegations keep others out, and little is there.
    // An application gateway keeps others out of its subnet, but without a delegation no list shows it.
    // Private clusters behind custom DNS servers: whether these resolve the API server's zone no list shows.
    // Groups on the subnets of clusters and of application gateways could drop what these need; the others are not asked for.
    [
      'regulated-baseline',
      [
        'subnetUse: snet-applicationgateway',
        'networkSecurityGroups: nsg-snet-cluster-systemnodepool, nsg-snet-cluster-inscopenodepools, nsg-snet-cluster-outofscopenodepools, nsg-snet-applicationgateway',
        'privateDnsZones: aks',
      ],
    ],
    ['private-cluster-firewall', []],
    ['virtual-nodes', []],
    ['pod-subnet-dynamic', []],
    ['expressroute-vpn-coexistence', []],
    ['hub-spoke-appliance', []],
    ['dual-stack-managed', []],
    ['private-cluster-large-network', []],
    // When a cluster is converted its API server subnet must be empty.
    ['api-server-vnet-integration', ['subnetUse: apiserver-subnet']],
    // A /27 holds 27 instances and front ends, and a gateway may have 126. The rest of the subnet could hold anything.
    [
      'landing-zone-terraform',
      [
        'subnetUse: snet-appgw',
        'applicationGateways: appgw',
        'networkSecurityGroups: nsg-snet-aks, nsg-snet-appgw',
        'privateDnsZones: aks',
      ],
    ],
    // The table is attached to GatewaySubnet and not in the files.
    ['firewall-hybrid', ['routeTable: UDR-Hub-Spoke']],
  ])('%s: only what could decide a finding', (id, expected) => {
    expect(notChecked(importLists(describeEstate(layoutOf(id))).plan)).toEqual(expected);
  });

  it('asks for the release behind a bare Ubuntu', () => {
    expect(allNotChecked(importLists(describeEstate(layoutOf('virtual-nodes'))).plan)).toEqual([
      'nodeImages: nodepool1',
    ]);
  });

  it('asks who else is in a subnet that is half full', () => {
    const plan = importLists(
      describeEstate({
        networks: { vnet: { prefixes: ['10.0.0.0/16'], subnets: { nodes: '10.0.0.0/24' } } },
        clusters: {
          aks: {
            network: {
              networkPluginMode: null,
              podCidr: null,
              podCidrs: null,
              serviceCidr: '172.16.0.0/16',
              serviceCidrs: ['172.16.0.0/16'],
              dnsServiceIp: '172.16.0.10',
            },
            pools: [{ count: 4, maxPods: 30, nodes: 'vnet/nodes' }],
          },
        },
      }),
    ).plan;
    // 5 nodes of 31 addresses: 155 of 251
    expect(notChecked(plan)).toEqual(['subnetUse: nodes']);
  });
});

describe('a cluster that is described and not deployed', () => {
  const left: Layout = {
    networks: { vnet: { prefixes: ['10.244.0.0/16'], subnets: { nodes: '10.244.0.0/24' } } },
    clusters: {
      aks: {
        network: { podCidr: null, podCidrs: null, serviceCidr: null, serviceCidrs: null, dnsServiceIp: null },
        pools: [{ count: 3, maxPods: 110, nodes: 'vnet/nodes' }],
      },
    },
  };
  const planned = ({ vnets, aks, routeTables }: AzLists): AzLists => ({
    vnets: vnets.map(asPlanned),
    aks: aks.map(asPlanned),
    routeTables,
  });

  it('gets the ranges AKS gives when none is printed, and a note of it', () => {
    const { plan, notes } = importLists(planned(describeEstate(left)));
    expect(plan.clusters[0]).toMatchObject({
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.0.0.0/16'],
      dnsServiceIp: '10.0.0.10',
    });
    expect(notes.filter((note) => note.includes('cluster aks'))).toHaveLength(1);
    expect(checkPlan(plan, { asOf: '2026-11-21' }).findings.map(({ rule }) => rule)).toContain(
      'pod-cidr-overlaps-subnet',
    );
  });

  it('gets both families when it is dual-stack, and none for pods on a flat model', () => {
    const change = (network: Record<string, unknown>): Layout => ({
      ...left,
      clusters: {
        aks: { pools: [], ...left.clusters?.['aks'], network: { ...left.clusters?.['aks']?.network, ...network } },
      },
    });
    const dual = importLists(planned(describeEstate(change({ ipFamilies: ['IPv4', 'IPv6'] })))).plan.clusters[0];
    expect(dual).toMatchObject({
      podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
      serviceCidrs: ['10.0.0.0/16', 'fd12:3456:789a:1::/108'],
    });
    const flat = importLists(planned(describeEstate(change({ networkPluginMode: null })))).plan.clusters[0];
    expect(flat).toMatchObject({ podCidrs: [], serviceCidrs: ['10.0.0.0/16'] });
  });

  it('is left alone when it is deployed: then a missing range is not known', () => {
    const { plan } = importLists(describeEstate(left));
    expect(plan.clusters[0]).toMatchObject({ podCidrs: [], serviceCidrs: [] });
  });
});

describe('a network whose peerings are not printed', () => {
  /** The lists with the peerings of one network left out, as a query for some fields leaves them out. */
  function without(id: string, network: string): AzLists {
    const lists = describeEstate(layoutOf(id));
    const vnets = lists.vnets.map((vnet) => {
      // the builders make objects
      const { virtualNetworkPeerings, ...rest } = vnet as Record<string, unknown>;
      return rest['name'] === network ? rest : { ...rest, virtualNetworkPeerings };
    });
    return { ...lists, vnets };
  }

  it.each([
    ['regulated-baseline', 'spoke-01'],
    ['firewall-hybrid', 'VNet-Hub'],
    ['hub-mesh', 'vnet-prod-neu-0001'],
  ])('%s: %s is not called unconnected, because the other end is Connected', (id, network) => {
    const { plan } = importLists(without(id, network));
    const rules = checkPlan(plan, { asOf: '2026-11-21' }).findings.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule.startsWith('peering-'))).toEqual([]);
    expect(plan.peerings.filter(({ aToB, bToA }) => aToB === null || bToA === null)).toEqual([]);
  });

  it('an empty list says that there is none', () => {
    const lists = describeEstate(layoutOf('regulated-baseline'));
    // the builders make objects
    const vnets = lists.vnets.map((vnet) => {
      const network = vnet as Record<string, unknown>;
      return network['name'] === 'spoke-01' ? { ...network, virtualNetworkPeerings: [] } : network;
    });
    const { plan } = importLists({ ...lists, vnets });
    expect(checkPlan(plan, { asOf: '2026-11-21' }).findings.map(({ rule }) => rule)).toContain('peering-one-sided');
  });
});
