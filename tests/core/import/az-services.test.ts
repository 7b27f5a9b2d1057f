import { describe, expect, it } from 'vitest';
import { FACTS } from '../../../src/core/azure/index.ts';
import { AZ_LISTS } from '../../../src/core/import/az-lists.ts';
import {
  detectFormat,
  formatImportError,
  importFiles,
  type ImportFile,
  type ImportOutcome,
} from '../../../src/core/import/index.ts';
import { formatPlan, parsePlan, type Plan } from '../../../src/core/plan/index.ts';
import { azId, azNetwork, place, subnetId } from '../../support/az.ts';
import {
  applicationGatewayId,
  azApplicationGateway,
  azConnection,
  azFirewall,
  azGateway,
  azLocalGateway,
  azNatGateway,
  azPrivateEndpoint,
  azSecurityGroup,
  gatewayId,
  localGatewayId,
  nsgId,
} from '../../support/az-services.ts';
import { EVERY_LIST } from '../../support/az-every-list.ts';
import { toGraph, toPascalCase, toRest } from './az-shapes.ts';

const at = place('1', 'rg-net');
const nodes = subnetId(at, 'hub', 'snet-nodes');
const agwSubnet = subnetId(at, 'hub', 'snet-agw');
const hub = EVERY_LIST['az network vnet list'];
// a command that is not read has no sample
const SAMPLES: Readonly<Record<string, unknown>> = EVERY_LIST;
const all = Object.values(SAMPLES);

function read(...documents: readonly unknown[]): ImportOutcome {
  const files = documents.map((document, index): ImportFile => ({
    name: String(index),
    text: JSON.stringify(document),
  }));
  const outcome = importFiles(files);
  if (!outcome.ok) throw new Error(formatImportError(outcome.error));
  return outcome.value;
}

function planOf(...objects: readonly unknown[]): Plan {
  const { plan, unread } = read(objects);
  expect(unread).toEqual([]);
  return plan;
}

describe('every list the importer names', () => {
  it.each(Object.entries(AZ_LISTS))('%s is read whole, alone and with the others', (format, command) => {
    const sample = SAMPLES[command];
    expect(detectFormat(JSON.stringify([sample]))).toBe(format);
    expect(read([sample]).unread).toEqual([]);
  });

  it('is one estate with the others, whatever their shape and order', () => {
    const expected = planOf(...all);
    expect(parsePlan(formatPlan(expected))).toMatchObject({ ok: true });
    for (const documents of [
      all.map((one) => [one]),
      all.toReversed(),
      [{ value: all.map(toRest) }],
      [{ data: all.map(toGraph) }],
      [toPascalCase(all)],
      [[...all, ...all]],
    ]) {
      const { plan, unread } = read(...documents);
      expect(unread).toEqual([]);
      expect(plan).toEqual(expected);
    }
  });

  it('is known by its shape where no id and type are printed', () => {
    const bare = (command: string): Record<string, unknown> => {
      // every sample is an object
      const { id: _id, type: _type, ...rest } = SAMPLES[command] as Record<string, unknown>;
      return rest;
    };
    for (const command of [
      'az network nsg list',
      'az network vnet-gateway list',
      'az network local-gateway list',
      'az network vpn-connection list',
      'az network application-gateway list',
    ])
      expect(detectFormat(JSON.stringify(bare(command))), command).toBe(detectFormat(JSON.stringify(SAMPLES[command])));
  });

  it('adds nothing to a plan that holds it already', () => {
    const first = planOf(...all);
    const again = read(JSON.parse(formatPlan(first)), all);
    expect(again.plan).toEqual(first);
    expect(again.notes.join()).toContain("the plan's version is kept");
  });
});

describe('a command that "Not checked" names', () => {
  const named = Object.values(FACTS).flatMap(({ supply, byHand }) =>
    [...supply.matchAll(/az [a-z -]+? list(?![-\w])/g)].map(([command]) => [command, byHand] as const),
  );

  it.each(named)('%s is read, or the text says what to do instead', (command, byHand) => {
    if (command === 'az aks nodepool list') {
      const pool = { type: 'Microsoft.ContainerService/managedClusters/agentPools', name: 'x' };
      expect(detectFormat(JSON.stringify([pool]))).toBe('az-aks-list');
    } else if (SAMPLES[command] === undefined) expect(byHand).toMatch(/^(draw|state) /);
  });

  it.each(Object.values(FACTS).filter(({ supply }) => !/\baz [a-z -]+ (list|show)(?![-\w])/.test(supply)))(
    '$supply prints nothing that is read, and the text says what to do',
    ({ byHand }) => expect(byHand).toBeTruthy(),
  );

  it('is told from others in the refusal of a file of which nothing is read', () => {
    const outcome = importFiles([
      { name: 'lb', text: JSON.stringify([{ type: 'Microsoft.Network/loadBalancers', id: '/x' }]) },
    ]);
    const told = outcome.ok ? '' : formatImportError(outcome.error);
    expect(told).toContain('state the outbound addresses');
    for (const command of Object.values(AZ_LISTS)) expect(told).toContain(command);
  });
});

describe('a security group', () => {
  it('has the rules that are printed, one value or several, tags and groups among them', () => {
    const asg = azId(at, 'Microsoft.Network/applicationSecurityGroups', 'Internet');
    const { networkSecurityGroups } = planOf(
      azSecurityGroup(at, 'nsg', [
        {
          name: 'web',
          priority: 200,
          access: 'Allow',
          protocol: 'TCP',
          direction: 'outbound',
          sourceAddressPrefix: '',
          sourceAddressPrefixes: ['10.0.0.0/24', '10.0.1.4'],
          destinationAddressPrefix: 'AzureCloud.westeurope',
          destinationPortRange: '',
          destinationPortRanges: ['80', '8000-8080'],
        },
        { name: 'asg', sourceAddressPrefix: null, sourceApplicationSecurityGroups: [{ id: asg }] },
      ]),
    );
    expect(networkSecurityGroups).toEqual([
      {
        id: 'nsg',
        name: 'nsg',
        resourceGroup: 'rg-net',
        subscription: at.subscription,
        region: 'westeurope',
        resourceId: nsgId(at, 'nsg'),
        origin: 'existing',
        rules: [
          {
            name: 'web',
            priority: 200,
            direction: 'Outbound',
            access: 'Allow',
            protocol: 'Tcp',
            sources: ['10.0.0.0/24', '10.0.1.4'],
            sourcePorts: ['*'],
            destinations: ['AzureCloud.westeurope'],
            destinationPorts: ['80', '8000-8080'],
          },
          // a group named like a service tag is still a group
          expect.objectContaining({ name: 'asg', sources: ['asg:Internet'], protocol: '*' }),
        ],
      },
    ]);
  });

  it.each([
    ['priority', 7, 'priority'],
    ['access', 'Perhaps', 'access'],
    ['protocol', 'Sctp', 'protocol'],
  ])('is taken as not known when one rule is not readable: %s', (key, value, path) => {
    const { plan, unread } = read([azSecurityGroup(at, 'nsg', [{ name: 'good' }, { [key]: value }])]);
    expect(unread.map((one) => one.path)).toContain(`$[0].securityRules[1].${path}`);
    expect(plan.networkSecurityGroups).toMatchObject([{ name: 'nsg', partial: true }]);
    expect(plan.networkSecurityGroups[0]?.rules).toBeUndefined();
  });

  it('is attached to the subnets it names, and no second time to one that names it', () => {
    const { virtualNetworks } = planOf(hub, azSecurityGroup(at, 'nsg', [], [nodes.toUpperCase(), agwSubnet]));
    expect(
      virtualNetworks[0]?.subnets.map(({ name, networkSecurityGroupIds }) => [name, networkSecurityGroupIds]),
    ).toEqual([
      ['GatewaySubnet', []],
      ['AzureFirewallSubnet', []],
      ['snet-nodes', ['nsg']],
      ['snet-agw', ['nsg']],
    ]);
  });

  it('fills in what an earlier import knew by name alone', () => {
    const earlier = read([hub]).plan;
    expect(earlier.networkSecurityGroups).toMatchObject([{ partial: true }]);
    const { plan, notes } = read(JSON.parse(formatPlan(earlier)), [azSecurityGroup(at, 'nsg')]);
    expect(plan.networkSecurityGroups).toMatchObject([{ id: 'nsg', rules: [] }]);
    expect(plan.networkSecurityGroups[0]).not.toHaveProperty('partial');
    expect(notes).toEqual([]);
  });
});

describe('a NAT gateway', () => {
  const prefix = { id: azId(at, 'Microsoft.Network/publicIPPrefixes', 'p') };
  it.each([
    ['one address', {}, { sku: 'Standard', publicIpAddresses: 1 }],
    ['none', { publicIpAddresses: null }, { sku: 'Standard', publicIpAddresses: 0 }],
    ['addresses left out', { publicIpAddresses: undefined }, { sku: 'Standard', publicIpAddresses: 0 }],
    ['a prefix, whose length is not printed', { publicIpPrefixes: [prefix] }, { sku: 'Standard', partial: true }],
    [
      'IPv6 addresses alone',
      { sku: { name: 'StandardV2' }, publicIpAddresses: [], publicIpAddressesV6: [prefix] },
      { sku: 'StandardV2', partial: true },
    ],
  ])('with %s', (_what, fields, expected) => {
    const [gateway] = planOf(azNatGateway(at, 'nat', fields)).natGateways;
    expect({ sku: gateway?.sku, publicIpAddresses: gateway?.publicIpAddresses, partial: gateway?.partial }).toEqual({
      publicIpAddresses: undefined,
      partial: undefined,
      ...expected,
    });
  });

  it('says that the addresses of prefixes are not counted', () => {
    expect(read([azNatGateway(at, 'nat', { publicIpPrefixes: [prefix] })]).notes.join()).toContain('NAT gateway nat');
  });

  it('of a SKU nobody knows is reported and not guessed', () => {
    const { plan, unread } = read([azNatGateway(at, 'nat', { sku: { name: 'Gold' } })]);
    expect(unread.map(({ path }) => path)).toEqual(['$[0].sku.name']);
    expect(plan.natGateways[0]).not.toHaveProperty('sku');
  });
});

describe('a gateway', () => {
  it('stands in the network of its subnet, once, with what translates and whom it lets in', () => {
    const pool = (range: string): object => ({ vpnClientAddressPool: { addressPrefixes: [range] } });
    const plan = planOf(
      hub,
      azGateway(at, 'vgw-hub', 'HUB', {
        natRules: [{ name: 'n', mode: 'EgressSnat', internalMappings: [{ addressSpace: '10.0.4.0/24' }] }],
        vpnClientConfiguration: {
          ...pool('172.16.0.0/24'),
          vngClientConnectionConfigurations: [pool('172.16.1.0/24')],
        },
      }),
    );
    expect(plan.gateways).toMatchObject([
      {
        id: 'vgw-hub',
        kind: 'vpn',
        sku: 'VpnGw2AZ',
        virtualNetworkId: 'hub',
        natRules: ['10.0.4.0/24'],
        pointToSitePools: ['172.16.0.0/24', '172.16.1.0/24'],
      },
    ]);
    expect(plan.virtualNetworks).toHaveLength(1);
    // the subnet spells it VGW-Hub
    expect(plan.virtualNetworks[0]?.subnets[0]?.resources).toEqual([
      { kind: 'virtualNetworkGateway', name: 'vgw-hub', count: 1 },
    ]);
  });

  it('is left out with a note where no network is named, and is no reason to refuse the file', () => {
    const { plan, notes } = read([azGateway(at, 'vgw', 'hub', { ipConfigurations: [] })]);
    expect(plan.gateways).toEqual([]);
    expect(notes.join()).toContain('gateway vgw');
  });

  it('of another kind is listed as unread', () => {
    const { plan, unread } = read([hub, azGateway(at, 'vgw', 'hub', { gatewayType: 'LocalGateway' })]);
    expect(plan.gateways).toEqual([]);
    expect(unread.map(({ path }) => path)).toEqual(['$[1].gatewayType', '$[1]']);
  });

  it('drawn by hand in the plan is not drawn a second time', () => {
    const earlier = read([hub]).plan;
    const drawn: Plan = {
      ...earlier,
      gateways: [{ id: 'g', name: 'VGW-HUB', virtualNetworkId: 'hub', kind: 'vpn', sku: 'VpnGw1' }],
    };
    const { plan, notes } = read(JSON.parse(formatPlan(drawn)), [azGateway(at, 'vgw-hub', 'hub')]);
    expect(plan.gateways).toEqual(drawn.gateways);
    expect(notes.join()).toContain('gateway vgw-hub');
  });
});

describe('a site', () => {
  const hq = azLocalGateway(at, 'hq', ['192.168.0.0/20', '192.168.32.0/20']);
  const gateway = azGateway(at, 'vgw-hub', 'hub');

  it('is an on-premises device, behind the gateways its connections name', () => {
    const connection = azConnection(at, 'to-hq', 'VGW-HUB', { localNetworkGateway2: localGatewayId(at, 'HQ') });
    const { plan, notes } = read([hub, gateway, hq, connection]);
    expect(plan.sites).toEqual([
      {
        id: 'hq',
        name: 'hq',
        addressPrefixes: ['192.168.0.0/20', '192.168.32.0/20'],
        gatewayIds: ['vgw-hub'],
        origin: 'existing',
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('is tied to no gateway as long as nothing says so', () => {
    const { plan, notes } = read([hub, gateway, hq]);
    expect(plan.sites).toMatchObject([{ name: 'hq', gatewayIds: [] }]);
    expect(notes.join()).toContain('az network vpn-connection list');
  });

  it('that speaks BGP may have more ranges, which is noted', () => {
    expect(read([azLocalGateway(at, 'hq', [], { bgpSettings: { asn: 65_010 } })]).notes.join()).toContain('BGP');
  });

  it('a connection names and no list shows is noted', () => {
    const connection = azConnection(at, 'to-x', 'vgw-hub', { localNetworkGateway2: localGatewayId(at, 'x') });
    expect(read([hub, gateway, connection]).notes.join()).toContain('x of connection to-x');
  });
});

describe('a connection', () => {
  it('joins two networks by VPN, once for each gateway', () => {
    const spoke = azNetwork({ at, name: 'spoke', prefixes: ['10.1.0.0/16'], subnets: [] });
    const { gateways } = planOf(
      hub,
      spoke,
      azGateway(at, 'vgw-hub', 'hub'),
      azGateway(at, 'vgw-spoke', 'spoke'),
      azConnection(at, 'there', 'vgw-hub', { virtualNetworkGateway2: gatewayId(at, 'vgw-spoke') }),
      azConnection(at, 'back', 'vgw-spoke', { virtualNetworkGateway2: gatewayId(at, 'vgw-hub') }),
    );
    expect(gateways.map(({ name, vnetToVnet }) => [name, vnetToVnet])).toEqual([
      ['vgw-hub', ['spoke']],
      ['vgw-spoke', ['hub']],
    ]);
  });

  it('counts the circuits of an ExpressRoute gateway, each once', () => {
    const circuit = (name: string): string => azId(at, 'Microsoft.Network/expressRouteCircuits', name);
    const { gateways } = planOf(
      hub,
      azGateway(at, 'ergw', 'hub', { gatewayType: 'ExpressRoute', sku: { name: 'ErGw3AZ' } }),
      azConnection(at, 'a', 'ergw', { peer: circuit('one') }, { expressRouteGatewayBypass: false }),
      azConnection(at, 'b', 'ergw', { peer: circuit('ONE') }, { expressRouteGatewayBypass: true }),
      azConnection(at, 'c', 'ergw', { peer: circuit('two') }),
    );
    expect(gateways).toMatchObject([{ kind: 'expressRoute', sku: 'ErGw3AZ', circuits: 2, fastPath: true }]);
  });

  it('of a gateway that is not listed is noted', () => {
    const connection = azConnection(at, 'c', 'vgw', { virtualNetworkGateway2: gatewayId(at, 'other') });
    expect(read([hub, connection]).notes.join()).toContain('connection c');
  });
});

describe('a firewall', () => {
  const management = { managementIpConfiguration: { name: 'm', subnet: { id: 'x' } } };
  it.each([
    ['Standard', {}, { sku: 'standard', forcedTunneling: false, privateIp: '10.0.2.4' }],
    [
      'Basic, which has a management NIC',
      { sku: { tier: 'Basic' }, ...management },
      { sku: 'basic', forcedTunneling: true },
    ],
    ['Premium', { sku: { name: 'AZFW_VNet', tier: 'PREMIUM' } }, { sku: 'premium' }],
  ])('%s', (_what, fields, expected) => {
    expect(planOf(hub, azFirewall(at, 'fw', 'hub', fields)).firewalls).toMatchObject([
      { name: 'fw', virtualNetworkId: 'hub', ...expected },
    ]);
  });

  it('of a Virtual WAN hub is in no network, which is noted', () => {
    const { plan, notes } = read([azFirewall(at, 'fw', 'hub', { ipConfigurations: null, sku: { name: 'AZFW_Hub' } })]);
    expect(plan.firewalls).toEqual([]);
    expect(notes.join()).toContain('firewall fw');
  });
});

describe('an application gateway', () => {
  it.each([
    ['v2 that scales', {}, { version: 'v2', maxInstances: 10, partial: true }],
    ['v2 of a fixed size', { autoscaleConfiguration: null, sku: { tier: 'WAF_v2', capacity: 3 } }, { maxInstances: 3 }],
    [
      'v1',
      { autoscaleConfiguration: null, sku: { tier: 'Standard', capacity: 2 } },
      { version: 'v1', maxInstances: 2 },
    ],
    ['an open end', { autoscaleConfiguration: { minCapacity: 2 } }, { maxInstances: undefined }],
    [
      'network isolation, by the tag Azure sets',
      { tags: { EnhancedNetworkControl: 'True' } },
      { networkIsolation: true, partial: undefined },
    ],
    ['no such tag: not known', { tags: null }, { networkIsolation: undefined }],
  ])('%s', (_what, fields, expected) => {
    const { applicationGateways } = planOf(hub, azApplicationGateway(at, 'agw', agwSubnet, fields));
    expect(applicationGateways).toHaveLength(1);
    expect({ ...applicationGateways[0] }).toMatchObject({ subnetId: 'hub.snet-agw', privateFrontEnds: 1 });
    for (const [key, value] of Object.entries(expected))
      expect(Object.entries(applicationGateways[0] ?? {}).find(([name]) => name === key)?.[1], key).toBe(value);
  });

  it('listed by its subnet and by itself is one', () => {
    const network = {
      ...hub,
      subnets: [
        {
          id: agwSubnet,
          name: 'snet-agw',
          addressPrefix: '10.0.8.0/24',
          applicationGatewayIPConfigurations: [{ id: `${applicationGatewayId(at, 'AGW')}/gatewayIPConfigurations/x` }],
        },
      ],
    };
    expect(planOf(network, azApplicationGateway(at, 'agw', agwSubnet)).applicationGateways).toMatchObject([
      { name: 'agw', version: 'v2', maxInstances: 10 },
    ]);
  });
});

describe('private endpoints', () => {
  it('are counted in subnets that do not list their own', () => {
    const { virtualNetworks } = planOf(
      hub,
      azPrivateEndpoint(at, 'one', nodes),
      azPrivateEndpoint(at, 'two', nodes.toUpperCase()),
    );
    expect(virtualNetworks[0]?.subnets.map(({ privateEndpoints }) => privateEndpoints)).toEqual([
      undefined,
      undefined,
      2,
      undefined,
    ]);
  });

  it('that the subnet lists are not counted twice', () => {
    const one = azPrivateEndpoint(at, 'one', subnetId(at, 'v', 'a'));
    const network = azNetwork({
      at,
      name: 'v',
      prefixes: ['10.0.0.0/16'],
      subnets: [{ name: 'a', prefixes: ['10.0.0.0/24'], privateEndpoints: [String(one['id'])] }],
    });
    expect(planOf(network, one).virtualNetworks[0]?.subnets[0]?.privateEndpoints).toBe(1);
  });
});
