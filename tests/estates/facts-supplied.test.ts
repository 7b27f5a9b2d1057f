import { describe, expect, it } from 'vitest';
import { importFiles } from '../../src/core/import/index.ts';
import { nameOf } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult } from '../../src/core/rules/index.ts';
import { azCluster, azId, azNetwork, place, subnetId, type AzPool } from '../support/az.ts';
import {
  applicationGatewayId,
  azApplicationGateway,
  azConnection,
  azFirewall,
  azGateway,
  azLocalGateway,
  azNatGateway,
  azSecurityGroup,
  firewallId,
  gatewayId,
  localGatewayId,
  natId,
  nsgId,
} from '../support/az-services.ts';
import { TEST_DAY } from '../support/check.ts';

const at = place('1', 'rg-net');
const nodes = subnetId(at, 'spoke', 'snet-nodes');
const agw = subnetId(at, 'spoke', 'snet-agw');
const gatewayUse = `${gatewayId(at, 'gw')}/ipConfigurations/default`;

const hub = (use: { readonly gateway?: boolean; readonly firewall?: boolean } = {}): unknown =>
  azNetwork({
    at,
    name: 'hub',
    prefixes: ['10.0.0.0/16'],
    subnets: [
      {
        name: 'GatewaySubnet',
        prefixes: ['10.0.1.0/27'],
        ...(use.gateway === true ? { ipConfigurations: [gatewayUse] } : {}),
      },
      ...(use.firewall === true
        ? [
            {
              name: 'AzureFirewallSubnet',
              prefixes: ['10.0.2.0/26'],
              ipConfigurations: [`${firewallId(at, 'fw')}/azureFirewallIpConfigurations/x`],
            },
          ]
        : []),
    ],
    links: [
      {
        name: 'to-spoke',
        remote: azId(at, 'Microsoft.Network/virtualNetworks', 'spoke'),
        remotePrefixes: ['10.1.0.0/16'],
        gatewayTransit: true,
      },
    ],
  });

const spoke = (
  subnet: { readonly networkSecurityGroup?: string; readonly natGateway?: string } = {},
  useRemoteGateways = false,
): unknown =>
  azNetwork({
    at,
    name: 'spoke',
    prefixes: ['10.1.0.0/16'],
    subnets: [
      { name: 'snet-nodes', prefixes: ['10.1.0.0/22', 'fd00:1::/64'], ipConfigurations: [], ...subnet },
      {
        name: 'snet-agw',
        prefixes: ['10.1.8.0/27'],
        delegation: 'Microsoft.Network/applicationGateways',
      },
    ],
    links: [
      {
        name: 'to-hub',
        remote: azId(at, 'Microsoft.Network/virtualNetworks', 'hub'),
        remotePrefixes: ['10.0.0.0/16'],
        useRemoteGateways,
      },
    ],
  });

/** The spoke as its subnet lists an application gateway in it. */
function spokeWithGateway(): unknown {
  // the builder makes networks with a list of subnets
  const network = spoke() as { readonly subnets: readonly Record<string, unknown>[] };
  return {
    ...network,
    subnets: network.subnets.map((subnet) =>
      subnet['name'] === 'snet-agw'
        ? {
            ...subnet,
            applicationGatewayIPConfigurations: [
              { id: `${applicationGatewayId(at, 'agw')}/gatewayIPConfigurations/x` },
            ],
          }
        : subnet,
    ),
  };
}

const POOL: AzPool = { name: 'system', count: 3, maxPods: 110, nodeSubnet: nodes };
const cluster = (network: Record<string, unknown> = {}): Record<string, unknown> =>
  azCluster({
    at,
    name: 'aks',
    network: { serviceCidr: '172.16.0.0/16', serviceCidrs: ['172.16.0.0/16'], ...network },
    pools: [POOL],
  });

const DUAL = {
  ipFamilies: ['IPv4', 'IPv6'],
  podCidrs: ['10.244.0.0/16', 'fd00:9::/64'],
  serviceCidrs: ['172.16.0.0/16', 'fd00:8::/108'],
  outboundType: 'userAssignedNATGateway',
};

const circuits = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) =>
    azConnection(at, `er-${index}`, 'gw', { peer: azId(at, 'Microsoft.Network/expressRouteCircuits', `c${index}`) }),
  );
const expressRoute = azGateway(at, 'gw', 'hub', { gatewayType: 'ExpressRoute', sku: { name: 'ErGw3AZ' } });
const site = (range: string): unknown[] => [
  azGateway(at, 'gw', 'hub'),
  azLocalGateway(at, 'hq', [range]),
  azConnection(at, 'to-hq', 'gw', { localNetworkGateway2: localGatewayId(at, 'hq') }),
];
const denyPods = { name: 'deny-pods', direction: 'Outbound', sourceAddressPrefix: '10.244.0.0/16' };

interface Row {
  readonly fact: string;
  readonly object: string;
  readonly estate: readonly unknown[];
  /** What the command prints when all is well, and when something is not, with the rule that then says so. */
  readonly well: readonly unknown[];
  readonly wrong?: readonly [printed: readonly unknown[], rule: string];
}

const ROWS: readonly Row[] = [
  {
    fact: 'networkSecurityGroups',
    object: 'nsg',
    estate: [spoke({ networkSecurityGroup: nsgId(at, 'nsg') }), cluster()],
    well: [azSecurityGroup(at, 'nsg')],
    wrong: [[azSecurityGroup(at, 'nsg', [denyPods])], 'nsg-required-flow-blocked'],
  },
  {
    fact: 'natGateways',
    object: 'nat',
    estate: [spoke({ natGateway: natId(at, 'nat') }), cluster(DUAL)],
    well: [azNatGateway(at, 'nat', { sku: { name: 'StandardV2' } })],
    wrong: [[azNatGateway(at, 'nat')], 'egress-dual-nat-v1'],
  },
  { fact: 'gateways', object: 'hub', estate: [hub(), spoke()], well: [azGateway(at, 'gw', 'hub')] },
  {
    fact: 'expressRouteCircuits',
    object: 'gw',
    estate: [hub(), spoke(), expressRoute],
    well: circuits(2),
    wrong: [circuits(16), 'gateway-subnet-er16'],
  },
  {
    fact: 'onPremisesRanges',
    object: 'hub',
    estate: [hub({ gateway: true }), spoke({}, true), cluster()],
    well: site('192.168.0.0/20'),
    wrong: [site('172.16.8.0/24'), 'service-cidr-overlaps-onprem'],
  },
  {
    fact: 'firewalls',
    object: 'hub',
    estate: [hub({ firewall: true, gateway: true }), spoke()],
    well: [azFirewall(at, 'fw', 'hub')],
    wrong: [[azFirewall(at, 'fw', 'hub', { sku: { tier: 'Basic' } })], 'firewall-mgmt-missing'],
  },
  {
    fact: 'applicationGateways',
    object: 'agw',
    estate: [spokeWithGateway()],
    well: [azApplicationGateway(at, 'agw', agw)],
    wrong: [
      [azApplicationGateway(at, 'agw', agw, { autoscaleConfiguration: { maxCapacity: 40 } })],
      'appgw-subnet-size',
    ],
  },
  {
    fact: 'nodeImages',
    object: 'system',
    estate: [spoke(), cluster()],
    well: [
      {
        ...POOL,
        id: azId(at, 'Microsoft.ContainerService/managedClusters/agentPools', 'aks', 'system'),
        nodeImageVersion: 'AKSUbuntu-2404gen2containerd-202607.20.0',
        type: 'Microsoft.ContainerService/managedClusters/agentPools',
        typePropertiesType: 'VirtualMachineScaleSets',
      },
    ],
  },
];

function check(objects: readonly unknown[]): CheckResult & { readonly waiting: readonly string[] } {
  const outcome = importFiles([{ name: 'all', text: JSON.stringify(objects) }]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  expect(outcome.value.unread).toEqual([]);
  const { plan } = outcome.value;
  const result = checkPlan(plan, { asOf: TEST_DAY });
  return {
    ...result,
    waiting: result.notChecked.flatMap(({ fact, objects: refs }) => refs.map((ref) => `${fact}: ${nameOf(plan, ref)}`)),
  };
}

describe('the command of a missing fact supplies it', () => {
  it.each(ROWS)('$fact: the rule no longer waits', ({ fact, object, estate, well, wrong }) => {
    const before = check(estate);
    expect(before.waiting).toContain(`${fact}: ${object}`);
    const after = check([...estate, ...well]);
    expect(after.waiting).not.toContain(`${fact}: ${object}`);
    if (wrong !== undefined) expect(after.findings.map(({ rule }) => rule)).not.toContain(wrong[1]);
  });

  it.each(ROWS.flatMap(({ fact, estate, wrong }) => (wrong === undefined ? [] : [[fact, estate, ...wrong] as const])))(
    '%s: and says what is wrong',
    (_fact, estate, printed, rule) => {
      const known = check(estate).findings.map((finding) => finding.rule);
      expect(known).not.toContain(rule);
      expect(check([...estate, ...printed]).findings.map((finding) => finding.rule)).toContain(rule);
    },
  );
});
