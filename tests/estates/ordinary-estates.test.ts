import { describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '../../src/core/import/index.ts';
import { formatPlan, nameOf, parsePlan, type Plan } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult } from '../../src/core/rules/index.ts';
import type { AzEstate } from './az-estate.ts';
import * as first from './estates-1-to-5.ts';
import * as last from './estates-6-to-10.ts';

const estates = { ...first, ...last };

interface Row {
  readonly title: string;
  readonly estate: AzEstate;
  /** `severity rule: object`, everything the rules built here rightly say. Reasons beside each. */
  readonly expected: readonly string[];
  /** Rules a naive reading reports. */
  readonly never: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    title: '1: clusters in networks AKS made, one from 2021',
    estate: estates.managedNetworks(),
    expected: [],
    never: ['vnet-overlaps-other-vnet', 'service-cidr-inside-vnet', 'pod-cidr-inside-vnet-space', 'subnet-oversized'],
  },
  {
    title: '2: a landing-zone subscription, its hub in another',
    estate: estates.landingZoneOnly(),
    expected: [],
    never: ['peering-one-sided', 'peering-remote-gateway-missing', 'route-next-hop-unreachable'],
  },
  {
    title: '3: the connectivity subscription alone, forty peerings',
    estate: estates.connectivityOnly(),
    expected: [],
    never: ['peering-one-sided', 'peering-gateway-transit-no-gateway', 'capacity-suggestion'],
  },
  {
    title: '4: a Virtual WAN spoke with an empty route table',
    estate: estates.virtualWan(),
    // a warning and no error: the hub may advertise the default route
    expected: ['warning egress-udr-no-default: rt-aks'],
    never: ['peering-remote-gateway-missing'],
  },
  {
    title: '5: copies of one network for every stage, twelve clusters on default ranges',
    estate: estates.stages(),
    // The overlaps are two lines, one for the three copies and one for the clusters beside them; that the clusters repeat each
    // other's ranges is a line per kind of range.
    expected: [
      'info pod-cidr-same-as-other-cluster: aks-01',
      'info service-cidr-overlaps-unconnected-network: aks-01',
      'info service-cidr-shared: aks-01',
      'info vnet-overlaps-other-vnet: vnet-test',
    ],
    never: ['service-cidr-overlaps-peered-vnet', 'service-cidr-inside-vnet'],
  },
  {
    title: '6: kubenet with 210 nodes and the route table AKS keeps',
    estate: estates.largeKubenet(),
    expected: ['warning kubenet-retirement: aks-kubenet'],
    never: ['route-kubenet-multiple', 'route-kubenet-capacity'],
  },
  {
    title: '7: dual-stack overlay behind a NAT gateway StandardV2',
    estate: estates.dualStack(),
    expected: [],
    never: [
      'egress-dual-nat-v1',
      'vnet-prefix-too-small',
      'vnet-prefix-not-private',
      'gateway-subnet-size',
      'pod-cidr-not-private',
      'service-cidr-small',
    ],
  },
  {
    title: '8: ExpressRoute, custom DNS, private clusters',
    estate: estates.expressRoute(),
    expected: [],
    never: ['onprem-overlaps-vnet', 'private-dns-hub'],
  },
  {
    title: '9: AKS Automatic in its own network',
    estate: estates.automatic(),
    expected: [],
    never: ['subnet-nearly-full', 'subnet-delegation-mismatch'],
  },
  {
    title: '10: an old production estate',
    estate: estates.oldProduction(),
    expected: [
      'info node-subnet-legacy: aks-prod',
      'warning bastion-subnet-size: AzureBastionSubnet',
      'warning gateway-subnet-size: GatewaySubnet',
      'warning routeserver-subnet-size: RouteServerSubnet',
    ],
    never: ['node-subnet-capacity'],
  },
];

function importEstate({ vnets, aks, routeTables }: AzEstate): ImportOutcome {
  const outcome = importFiles([
    { name: 'vnets.json', text: JSON.stringify(vnets) },
    { name: 'aks.json', text: JSON.stringify(aks) },
    { name: 'route-tables.json', text: JSON.stringify(routeTables) },
  ]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

function check(plan: Plan): CheckResult {
  return checkPlan(plan, { asOf: '2026-11-21' });
}

describe('an ordinary estate', () => {
  it.each(ROWS.map((row) => [row.title, row] as const))(
    '%s: gives what is true of it and nothing else',
    (_title, row) => {
      const { plan, unread } = importEstate(row.estate);
      expect(unread).toEqual([]);
      const findings = check(plan).findings;
      expect(
        findings.map(({ severity, rule, target }) => `${severity} ${rule}: ${nameOf(plan, target)}`).toSorted(),
      ).toEqual(row.expected.toSorted());
      expect(findings.map(({ rule }) => rule).filter((rule) => row.never.includes(rule))).toEqual([]);
    },
  );

  it.each(ROWS.map((row) => [row.title, row] as const))('%s: is a valid plan file', (_title, row) => {
    const { plan } = importEstate(row.estate);
    expect(parsePlan(formatPlan(plan))).toMatchObject({ ok: true, value: { plan } });
  });
});

describe('what the lists do not say', () => {
  it('names the hub of a landing zone once', () => {
    expect(importEstate(estates.landingZoneOnly()).notes.filter((note) => note.includes('vnet-hub'))).toHaveLength(1);
  });

  it('takes a hub of Virtual WAN for what it is', () => {
    const { plan } = importEstate(estates.virtualWan());
    expect(
      plan.virtualNetworks.filter(({ virtualHub }) => virtualHub === true).map(({ external }) => external),
    ).toEqual([true]);
  });

  it('asks for the on-premises ranges behind an ExpressRoute gateway, and warns once they are drawn', () => {
    const { plan } = importEstate(estates.expressRoute());
    expect(check(plan).notChecked.map(({ fact }) => fact)).toContain('onPremisesRanges');
    const withSite: Plan = {
      ...plan,
      gateways: [{ id: 'er', name: 'vgw-er', kind: 'expressRoute', virtualNetworkId: 'vnet-hub' }],
      sites: [{ id: 'office', name: 'office', addressPrefixes: ['10.0.0.0/8'], gatewayIds: ['er'] }],
    };
    const severities = check(withSite)
      .findings.filter(({ rule }) => rule === 'onprem-overlaps-vnet')
      .map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set(['warning']));
  });

  it('asks for the network of a cluster when no file lists it, and finds no fault in the cluster', () => {
    const { plan } = importEstate({ ...estates.landingZoneOnly(), vnets: [] });
    const { findings, notChecked } = check(plan);
    expect(findings).toEqual([]);
    const [waiting] = notChecked.filter(({ fact }) => fact === 'subnetOfCluster');
    expect(waiting?.objects.map((ref) => nameOf(plan, ref))).toEqual(plan.clusters.map(({ name }) => name));
  });

  it('marks the capacity of an automatic cluster as a lower bound', () => {
    const { plan } = importEstate(estates.automatic());
    const { capacity } = check(plan);
    expect(capacity.clusters.get('aks-auto')?.complete).toBe(false);
    expect(capacity.subnets.get('vnet-auto.snet-nodes')?.complete).toBe(false);
  });

  it('does not count the addresses of nodes and their pods twice', () => {
    const { plan } = importEstate(estates.oldProduction());
    // 30 nodes and 3 surge nodes of 31 addresses each
    expect(check(plan).capacity.subnets.get('vnet-prod.snet-aks')?.withSurge).toBe(33 * 31);
  });

  it("counts a private cluster's own endpoint once, and an internal load balancer once", () => {
    const { plan } = importEstate(estates.expressRoute());
    // 6 nodes, 1 surge node, 1 endpoint, 1 front end
    expect(check(plan).capacity.subnets.get('vnet-spoke-1.snet-aks')?.withSurge).toBe(6 + 1 + 1 + 1);
  });
});
