import type {
  AddressBlock,
  Need,
  Reservation,
  Site,
  Subnet,
  SubnetPurpose,
  Suppression,
  VirtualNetwork,
} from '../../../../core/plan/index.ts';
import { checkAddress, checkCidr, checkDate } from '../checks.ts';
import { defineFields, textOf } from '../field.ts';
import { nextNetworkRange, nextSubnetRange } from '../suggest-range.ts';
import { resourceFields } from './resource.ts';

const purposeLabels: Readonly<Record<SubnetPurpose, string>> = {
  nodes: 'AKS nodes',
  pods: 'AKS pods',
  apiServer: 'AKS API server',
  applicationGateway: 'Application Gateway',
  applicationGatewayForContainers: 'Application Gateway for Containers',
  virtualNodes: 'Virtual nodes',
  privateEndpoints: 'Private endpoints',
  privateLinkService: 'Private Link service',
  dnsResolver: 'DNS Private Resolver',
  loadBalancers: 'Load balancers',
  virtualMachines: 'Virtual machines',
};

export const cloudLabels = { public: 'Azure', government: 'Azure Government', china: 'Azure in China' } as const;

export const virtualNetworkFields = defineFields<VirtualNetwork>((make) => [
  {
    title: 'Address space',
    fields: [
      make.list('addressPrefixes', 'Ranges', {
        check: checkCidr,
        suggest: (_, plan) => nextNetworkRange(plan),
        placeholder: '10.0.0.0/16',
        rules: ['vnet-', 'cidr-'],
      }),
    ],
  },
  {
    title: 'Settings',
    closed: true,
    fields: [
      make.list('dnsServers', 'DNS servers', { check: checkAddress, placeholder: 'Azure-provided' }),
      make.flag('encryption', 'Encryption'),
      make.choice('cloud', 'Cloud', cloudLabels, { unset: 'As the plan' }),
      make.flag('managedByNetworkManager', 'Network Manager', { hint: 'Managed by Azure Virtual Network Manager.' }),
      make.flag('highScalePrivateEndpoints', 'High-scale endpoints', { hint: 'High-scale private endpoints.' }),
      make.flag('virtualHub', 'Virtual WAN hub'),
      make.flag('classic', 'Classic network'),
      make.flag('managedByAks', 'Made by AKS'),
      make.flag('external', 'Outside the plan', { hint: 'Yes: counts for overlaps, has no rules of its own.' }),
    ],
  },
  resourceFields(make),
]);

export const subnetFields = defineFields<Subnet>((make) => [
  {
    title: 'Addresses',
    fields: [
      make.list('addressPrefixes', 'Ranges', {
        check: checkCidr,
        suggest: nextSubnetRange,
        placeholder: '10.0.0.0/24',
        rules: [
          'subnet-size',
          'subnet-outside',
          'subnet-overlap',
          'subnet-',
          'gateway-subnet-',
          'bastion-',
          'firewall-',
          'cidr-',
          'nodes-',
          'pods-',
        ],
      }),
      make.choice('purpose', 'Used for', purposeLabels, { unset: 'Not stated' }),
      make.number('privateEndpoints', 'Private endpoints', {
        placeholder: 'unknown',
        rules: ['pe-', 'private-endpoint'],
      }),
      make.number('otherAddresses', 'Other addresses', {
        placeholder: 'unknown',
        hint: 'In use by anything the plan does not show, such as virtual machines.',
      }),
    ],
  },
  {
    title: 'Attached',
    fields: [
      make.refs('routeTableIds', 'Route table', { kinds: ['routeTable'], rules: ['subnet-two-route', 'route-'] }),
      make.refs('networkSecurityGroupIds', 'NSG', { kinds: ['networkSecurityGroup'], rules: ['nsg-'] }),
      make.refs('natGatewayIds', 'NAT gateway', { kinds: ['natGateway'], rules: ['nat-'] }),
      make.list('delegations', 'Delegations', {
        mono: false,
        placeholder: 'Microsoft.ContainerService/managedClusters',
        rules: ['delegation', 'subnet-delegation'],
      }),
      make.list('serviceEndpoints', 'Service endpoints', { mono: false, placeholder: 'Microsoft.Storage' }),
    ],
  },
  {
    title: 'In the subnet',
    closed: true,
    fields: [
      make.rows(
        'staticAddresses',
        'Fixed addresses',
        (row) => [row.text('address', 'Address', { check: checkAddress, mono: true }), row.text('name', 'Name')],
        {
          noun: 'address',
          create: () => ({ address: '' }),
          summary: (row) => [textOf(row.address) || 'no address yet', textOf(row.name)].filter(Boolean).join(' '),
          unknown: 'Unknown',
          rules: ['static-'],
        },
      ),
      make.rows(
        'resources',
        'Resources',
        (row) => [
          row.text('kind', 'Kind', { placeholder: 'virtualMachine' }),
          row.text('name', 'Name'),
          row.number('count', 'Number', { required: true }),
        ],
        {
          noun: 'resource',
          create: () => ({ kind: 'other', count: 1 }),
          summary: (row) => `${String(row.count)} × ${textOf(row.kind)} ${textOf(row.name)}`,
          unknown: 'Unknown',
        },
      ),
      make.flag('resourcesComplete', 'That is all', { hint: 'Yes: nothing else uses the subnet.' }),
      make.flag('privateLinkServiceNetworkPolicies', 'Link policies', {
        hint: 'Network policies for Private Link services.',
      }),
      make.flag('explicitOutbound', 'Own way out', {
        hint: 'Virtual machines here have public addresses or outbound rules.',
        rules: ['default-outbound'],
      }),
    ],
  },
  resourceFields(make),
]);

export const siteFields = defineFields<Site>((make) => [
  {
    title: 'Addresses',
    fields: [
      make.list('addressPrefixes', 'Ranges', {
        check: checkCidr,
        placeholder: '192.168.0.0/16',
        rules: ['onprem', 'site-', 'cidr-', 'vnet-onprem'],
      }),
    ],
  },
  {
    title: 'Connection',
    fields: [
      make.refs('gatewayIds', 'Gateways', { kinds: ['gateway'], hint: 'Without one the site is not connected.' }),
      make.text('connection', 'In words', { placeholder: 'ExpressRoute, 1 Gbit/s' }),
      make.choice('origin', 'State', { planned: 'Planned', existing: 'Exists' }, { unset: 'Not stated' }),
      make.text('note', 'Note', { lines: 3 }),
    ],
  },
]);

export const blockFields = defineFields<AddressBlock>((make) => [
  {
    title: 'Addresses',
    fields: [
      make.list('addressPrefixes', 'Ranges', {
        check: checkCidr,
        placeholder: '10.0.0.0/8',
        rules: ['cidr-', 'block-'],
      }),
      make.text('note', 'Note', { lines: 3 }),
    ],
  },
]);

export const reservationFields = defineFields<Reservation>((make) => [
  {
    title: 'Reserved range',
    fields: [
      make.text('addressPrefix', 'Range', {
        check: checkCidr,
        mono: true,
        required: true,
        rules: ['reservation', 'cidr-'],
      }),
      make.ref('virtualNetworkId', 'In network', { kinds: ['virtualNetwork'], unset: 'In no network' }),
      make.text('owner', 'Owner'),
      make.text('until', 'Until', { check: checkDate, date: true }),
      make.text('note', 'Note', { lines: 3 }),
    ],
  },
]);

export const needFields = defineFields<Need>((make) => [
  {
    title: 'What must work',
    fields: [
      make.choice('kind', 'Need', {
        talk: 'These two talk to each other',
        podsReachableFromSite: 'Pods are reached from the site',
        freeRange: 'A free range is kept',
      }),
      make.ref('from', 'From', { kinds: ['virtualNetwork', 'cluster', 'site'], unset: 'Not stated' }),
      make.ref('to', 'To', {
        kinds: ['virtualNetwork', 'cluster', 'site'],
        unset: 'Not stated',
        when: ({ kind }) => kind !== 'freeRange',
      }),
      make.number('prefixLength', 'Prefix length', {
        max: 128,
        when: ({ kind }) => kind === 'freeRange',
        placeholder: 'for example 24',
      }),
    ],
  },
]);

export const suppressionFields = defineFields<Suppression>((make) => [
  {
    title: 'Suppressed finding',
    fields: [
      make.text('rule', 'Rule', { mono: true, required: true }),
      make.text('targetId', 'Object id', { mono: true, required: true }),
      make.text('reason', 'Reason', { lines: 3, required: true }),
      make.text('until', 'Until', { check: checkDate, mono: true, placeholder: 'always' }),
    ],
  },
]);
