import type {
  ApplicationGateway,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  NatGateway,
  NetworkSecurityGroup,
  PrivateDnsZone,
  RouteTable,
  ConnectedGroup,
  LayoutNote,
} from '../../../../core/plan/index.ts';
import { checkAddress, checkCidr, checkCidrOrTag } from '../checks.ts';
import { defineFields, listOf, textOf } from '../field.ts';
import { resourceFields } from './resource.ts';

export const gatewayFields = defineFields<Gateway>((make) => [
  {
    title: 'Gateway',
    fields: [
      make.choice('kind', 'Type', { vpn: 'VPN', expressRoute: 'ExpressRoute', routeServer: 'Route Server' }),
      make.text('sku', 'SKU', {
        placeholder: 'VpnGw1AZ, ErGw1AZ, …',
        rules: ['gateway-sku', 'vpn-sku', 'gateway-subnet-size'],
      }),
      make.ref('virtualNetworkId', 'In network', { kinds: ['virtualNetwork'] }),
      make.number('circuits', 'Circuits', {
        max: 16,
        when: ({ kind }) => kind === 'expressRoute',
        placeholder: 'not stated',
        hint: 'ExpressRoute circuits connected.',
      }),
      make.flag('fastPath', 'FastPath', { when: ({ kind }) => kind === 'expressRoute' }),
      make.list('pointToSitePools', 'Client pools', {
        check: checkCidr,
        when: ({ kind }) => kind === 'vpn',
        placeholder: '172.16.201.0/24',
        hint: 'Addresses of point-to-site clients.',
        rules: ['p2s', 'point-to-site'],
      }),
      make.list('natRules', 'NAT ranges', {
        check: checkCidr,
        when: ({ kind }) => kind === 'vpn',
        placeholder: '100.64.0.0/24',
      }),
      make.refs('vnetToVnet', 'VNet-to-VNet', { kinds: ['virtualNetwork'], when: ({ kind }) => kind === 'vpn' }),
      make.flag('ipv6', 'IPv6'),
    ],
  },
  resourceFields(make),
]);

export const firewallFields = defineFields<Firewall>((make) => [
  {
    title: 'Firewall',
    fields: [
      make.choice(
        'sku',
        'SKU',
        { basic: 'Basic', standard: 'Standard', premium: 'Premium' },
        { unset: 'Not stated', rules: ['firewall-sku', 'firewall-basic'] },
      ),
      make.text('privateIp', 'Private IP', {
        check: checkAddress,
        mono: true,
        placeholder: 'first free of its subnet',
        rules: ['firewall-ip'],
      }),
      make.flag('forcedTunneling', 'Forced tunnelling', {
        hint: 'Needs AzureFirewallManagementSubnet.',
        rules: ['firewall-management', 'firewall-'],
      }),
      make.ref('virtualNetworkId', 'In network', { kinds: ['virtualNetwork'] }),
    ],
  },
  resourceFields(make),
]);

export const routeTableFields = defineFields<RouteTable>((make) => [
  {
    title: 'Routes',
    fields: [
      make.rows(
        'routes',
        'Routes',
        (row) => [
          row.text('name', 'Name'),
          row.text('addressPrefix', 'Destination', {
            check: checkCidrOrTag,
            mono: true,
            placeholder: '0.0.0.0/0 or a service tag',
          }),
          row.choice('nextHopType', 'Next hop', {
            VirtualAppliance: 'Virtual appliance',
            VirtualNetworkGateway: 'Virtual network gateway',
            VnetLocal: 'Virtual network',
            Internet: 'Internet',
            None: 'None',
          }),
          row.text('nextHopIpAddress', 'Next hop IP', {
            check: checkAddress,
            mono: true,
            when: ({ nextHopType, nextHopIpAddress }) =>
              nextHopType === 'VirtualAppliance' || nextHopIpAddress !== undefined,
          }),
        ],
        {
          noun: 'route',
          create: (rows, { firewalls }) => ({
            name: `route-${rows.length + 1}`,
            addressPrefix: '0.0.0.0/0',
            nextHopType: 'VirtualAppliance',
            // With more than one firewall nobody knows which is meant.
            ...(firewalls.length === 1 && firewalls[0]?.privateIp !== undefined
              ? { nextHopIpAddress: firewalls[0].privateIp }
              : {}),
          }),
          summary: (row) => `${textOf(row.addressPrefix)} → ${textOf(row.nextHopIpAddress) || textOf(row.nextHopType)}`,
          unknown: 'Not known; az network route-table list shows them.',
          rules: ['route', 'udr'],
        },
      ),
      make.flag('disableBgpRoutePropagation', 'No BGP routes', { hint: 'Yes: routes of gateways are not propagated.' }),
      make.flag('managedByNetworkManager', 'Network Manager', {
        hint: 'Managed by Virtual Network Manager.',
        rules: ['route-count'],
      }),
    ],
  },
  resourceFields(make),
]);

export const networkSecurityGroupFields = defineFields<NetworkSecurityGroup>((make) => [
  {
    title: 'Security rules',
    fields: [
      make.rows(
        'rules',
        'Rules',
        (row) => [
          row.text('name', 'Name'),
          row.number('priority', 'Priority', { min: 100, max: 4096, required: true }),
          row.choice('direction', 'Direction', { Inbound: 'Inbound', Outbound: 'Outbound' }),
          row.choice('access', 'Access', { Allow: 'Allow', Deny: 'Deny' }),
          row.text('protocol', 'Protocol', { placeholder: 'Tcp, Udp, Icmp, *' }),
          row.list('sources', 'Sources'),
          row.list('sourcePorts', 'Source ports'),
          row.list('destinations', 'Destinations'),
          row.list('destinationPorts', 'Ports'),
        ],
        {
          noun: 'rule',
          create: (rows) => ({
            name: `rule-${rows.length + 1}`,
            priority: Math.min(4096, 100 + 10 * rows.length),
            direction: 'Inbound',
            access: 'Allow',
            protocol: '*',
            sources: ['*'],
            sourcePorts: ['*'],
            destinations: ['*'],
            destinationPorts: ['*'],
          }),
          summary: (row) =>
            `${String(row.priority)} ${textOf(row.direction)} ${textOf(row.access)} ${listOf(row.destinationPorts).join(', ')}`,
          unknown: 'Not known; az network nsg list shows them.',
          rules: ['nsg'],
        },
      ),
    ],
  },
  resourceFields(make),
]);

export const natGatewayFields = defineFields<NatGateway>((make) => [
  {
    title: 'NAT gateway',
    fields: [
      make.choice('sku', 'SKU', { Standard: 'Standard', StandardV2: 'Standard V2' }, { unset: 'Not stated' }),
      make.number('publicIpAddresses', 'Public IPs', {
        max: 16,
        placeholder: 'not stated',
        hint: '64,512 ports each.',
      }),
    ],
  },
  resourceFields(make),
]);

export const applicationGatewayFields = defineFields<ApplicationGateway>((make) => [
  {
    title: 'Application gateway',
    fields: [
      make.ref('subnetId', 'Subnet', { kinds: ['subnet'] }),
      make.choice('version', 'Version', { v1: 'v1', v2: 'v2' }, { unset: 'Not stated' }),
      make.number('maxInstances', 'Max instances', { max: 125 }),
      make.number('privateFrontEnds', 'Private front ends', { max: 1000 }),
      make.flag('networkIsolation', 'Network isolation'),
    ],
  },
  resourceFields(make),
]);

export const dnsResolverEndpointFields = defineFields<DnsResolverEndpoint>((make) => [
  {
    title: 'Endpoint',
    fields: [
      make.ref('subnetId', 'Subnet', { kinds: ['subnet'] }),
      make.choice('direction', 'Direction', { inbound: 'Inbound', outbound: 'Outbound' }),
    ],
  },
]);

export const privateDnsZoneFields = defineFields<PrivateDnsZone>((make) => [
  { title: 'Linked networks', fields: [make.refs('virtualNetworkIds', 'Networks', { kinds: ['virtualNetwork'] })] },
]);

export const connectedGroupFields = defineFields<ConnectedGroup>((make) => [
  { title: 'Members', fields: [make.refs('virtualNetworkIds', 'Networks', { kinds: ['virtualNetwork'] })] },
]);

export const noteFields = defineFields<LayoutNote>((make) => [
  {
    title: 'Note',
    fields: [
      make.text('text', 'Text', { lines: 6 }),
      make.number('width', 'Width', { min: 40, max: 4000, required: true }),
      make.number('height', 'Height', { min: 20, max: 4000, required: true }),
    ],
  },
]);
