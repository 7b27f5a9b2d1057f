import { AKS_DEFAULTS } from '../../../../core/azure/index.ts';
import type { Cluster, NodePool } from '../../../../core/plan/index.ts';
import { checkAddress, checkCidr, checkSurge } from '../checks.ts';
import { defineFields, textOf, type Fields } from '../field.ts';
import { originLabels, resourceFields } from './resource.ts';

export const ipamLabels: Readonly<Record<Cluster['ipam'], string>> = {
  overlay: 'Overlay',
  'podsubnet-dynamic': 'Pod Subnet, dynamic',
  'podsubnet-static': 'Pod Subnet, static',
  nodesubnet: 'Node Subnet',
  kubenet: 'kubenet',
  byo: 'Bring your own',
};

const hasPodCidr = ({ ipam, podCidrs }: Fields): boolean =>
  ipam === 'overlay' || ipam === 'kubenet' || ipam === 'byo' || (Array.isArray(podCidrs) && podCidrs.length > 0);

export const clusterFields = defineFields<Cluster>((make) => [
  {
    title: 'Pod networking',
    fields: [
      make.choice('ipam', 'Pod networking', ipamLabels, { segmented: true, rules: ['kubenet', 'ipam-', 'cni-'] }),
      make.choice('dataPlane', 'Data plane', { azure: 'Azure', cilium: 'Cilium' }, { rules: ['cilium', 'data-plane'] }),
      make.choice(
        'networkPolicy',
        'Policy',
        { none: 'None', azure: 'Azure', calico: 'Calico', cilium: 'Cilium' },
        { rules: ['network-policy', 'policy-'] },
      ),
    ],
  },
  {
    title: 'Addresses',
    fields: [
      make.list('podCidrs', 'Pod CIDR', {
        check: checkCidr,
        placeholder: AKS_DEFAULTS.podCidr,
        rules: ['pod-cidr'],
        when: hasPodCidr,
      }),
      make.list('serviceCidrs', 'Service CIDR', {
        check: checkCidr,
        placeholder: AKS_DEFAULTS.serviceCidr,
        rules: ['service-cidr'],
      }),
      make.text('dnsServiceIp', 'DNS IP', {
        check: checkAddress,
        mono: true,
        placeholder: AKS_DEFAULTS.dnsServiceIp,
        rules: ['dns-service-ip'],
      }),
      make.choices('ipFamilies', 'IP families', { IPv4: 'IPv4', IPv6: 'IPv6' }, { rules: ['dual-stack', 'ipv6'] }),
      make.number('plannedServices', 'Services', {
        placeholder: 'not stated',
        hint: 'Kubernetes services the cluster is to hold.',
      }),
      make.text('dockerBridgeCidr', 'Docker bridge', {
        check: checkCidr,
        mono: true,
        rules: ['docker-bridge'],
        when: ({ dockerBridgeCidr }) => dockerBridgeCidr !== undefined,
      }),
    ],
  },
]);

export const clusterMoreFields = defineFields<Cluster>((make) => [
  {
    title: 'Outbound and API server',
    fields: [
      make.choice(
        'outboundType',
        'Outbound type',
        {
          loadBalancer: 'Load balancer',
          managedNATGateway: 'Managed NAT gateway',
          managedNATGatewayV2: 'Managed NAT gateway V2',
          userAssignedNATGateway: 'User-assigned NAT gateway',
          userDefinedRouting: 'User-defined routing',
          none: 'None',
          block: 'Block',
        },
        { rules: ['outbound', 'egress', 'udr', 'nat-'] },
      ),
      make.choice(
        'loadBalancerSku',
        'Load balancer SKU',
        { basic: 'Basic', standard: 'Standard' },
        { unset: 'Standard (Azure’s default)', rules: ['load-balancer-sku', 'basic-load'] },
      ),
      make.flag('privateCluster', 'Private cluster', { rules: ['private-cluster'] }),
      make.flag('apiServerVnetIntegration', 'VNet integration', {
        hint: 'API server in a subnet of the network.',
        rules: ['api-server'],
      }),
      make.ref('apiServerSubnetId', 'API server subnet', {
        kinds: ['subnet'],
        unset: 'None',
        when: ({ apiServerVnetIntegration, apiServerSubnetId }) =>
          apiServerVnetIntegration === true || apiServerSubnetId !== undefined,
      }),
      make.text('privateDnsZone', 'Private DNS zone', {
        placeholder: 'system',
        when: ({ privateCluster }) => privateCluster === true,
        rules: ['private-dns'],
      }),
      make.list('authorizedIpRanges', 'Authorized ranges', {
        check: checkCidr,
        placeholder: '203.0.113.0/24',
        rules: ['authorized'],
      }),
      make.flag('networkIsolated', 'Network isolated'),
    ],
  },
  {
    title: 'Services with a load balancer',
    closed: true,
    fields: [
      make.rows(
        'loadBalancerServices',
        'Services',
        (row) => [
          row.text('name', 'Name'),
          row.flag('internal', 'Internal', { required: true }),
          row.ref('subnetId', 'Subnet', { kinds: ['subnet'], unset: 'Node subnet' }),
          row.text('address', 'Address', { check: checkAddress, mono: true, placeholder: 'next free' }),
          row.choice(
            'externalTrafficPolicy',
            'Traffic policy',
            { Cluster: 'Cluster', Local: 'Local' },
            { unset: 'Cluster (default)' },
          ),
          row.part('privateLink', 'Private Link service', (link) => [
            link.choice(
              'backendPoolType',
              'Backend pool',
              { nodeIP: 'nodeIP', nodeIPConfiguration: 'nodeIPConfiguration' },
              { unset: 'Not stated' },
            ),
            link.ref('natSubnetId', 'NAT subnet', { kinds: ['subnet'], unset: 'Node subnet' }),
            link.number('natAddresses', 'NAT addresses', { max: 8, placeholder: '1' }),
          ]),
        ],
        {
          noun: 'service',
          create: (rows) => ({ name: `service-${rows.length + 1}`, internal: true }),
          summary: (row) =>
            [textOf(row.name), row.internal === true ? 'internal' : 'public', textOf(row.address)]
              .filter(Boolean)
              .join(', '),
          unknown: 'Not known; kubectl get services shows them.',
          rules: ['lb-', 'load-balancer', 'internal-lb', 'pls-'],
        },
      ),
    ],
  },
  {
    title: 'Add-ons',
    closed: true,
    fields: [
      make.part(
        'addOns',
        'Add-ons',
        (addOns) => [
          addOns.part('agic', 'Application Gateway ingress controller', (agic) => [
            agic.ref('applicationGatewayId', 'Gateway', { kinds: ['applicationGateway'], unset: 'Not stated' }),
            agic.text('subnetCidr', 'Subnet CIDR', { check: checkCidr, mono: true }),
          ]),
          addOns.part(
            'applicationGatewayForContainers',
            'Application Gateway for Containers',
            (agc) => [agc.refs('subnetIds', 'Subnets', { kinds: ['subnet'] })],
            { create: () => ({ subnetIds: [] }) },
          ),
          addOns.part('virtualNodes', 'Virtual nodes', (nodes) => [
            nodes.ref('subnetId', 'Subnet', { kinds: ['subnet'], unset: 'Not stated' }),
            nodes.number('plannedPods', 'Planned pods'),
          ]),
          addOns.flag('applicationRouting', 'Application routing'),
        ],
        { always: true, rules: ['agic', 'agc', 'virtual-nodes', 'app-gateway', 'application-gateway'] },
      ),
    ],
  },
  {
    title: 'Cluster',
    closed: true,
    fields: [
      make.text('kubernetesVersion', 'Kubernetes', {
        mono: true,
        placeholder: 'for example 1.34',
        rules: ['kubernetes-version', 'retire'],
      }),
      make.choice(
        'tier',
        'Pricing tier',
        { free: 'Free', standard: 'Standard', premium: 'Premium' },
        { unset: 'Not stated' },
      ),
      make.choice('mode', 'Mode', { base: 'Base', automatic: 'Automatic' }, { unset: 'Base' }),
      make.choice(
        'identity',
        'Identity',
        { systemAssigned: 'System-assigned', userAssigned: 'User-assigned', servicePrincipal: 'Service principal' },
        { unset: 'Not stated', rules: ['identity'] },
      ),
      make.flag('nodeAutoProvisioning', 'Auto-provisioning', {
        hint: 'Node auto-provisioning makes pools of its own.',
      }),
      make.text('nodeResourceGroup', 'Node resource group', {
        rules: ['node-rg'],
        placeholder: 'MC_<group>_<cluster>_<region>',
      }),
    ],
  },
  resourceFields(make),
]);

export const nodePoolFields = defineFields<NodePool>((make) => [
  {
    title: 'Nodes',
    fields: [
      make.choice('mode', 'Mode', { System: 'System', User: 'User' }, { rules: ['system-pool'] }),
      make.choice('os', 'OS', { Linux: 'Linux', Windows: 'Windows' }, { rules: ['windows'] }),
      make.text('osSku', 'OS SKU', { placeholder: 'Ubuntu' }),
      make.text('vmSize', 'VM size', { placeholder: 'for example Standard_D4s_v5' }),
      make.number('count', 'Nodes now', { required: true, max: 1000, rules: ['pool-count'] }),
      make.flag('autoscale', 'Autoscaler', { required: true }),
      make.number('minCount', 'Minimum', { max: 1000, when: ({ autoscale }) => autoscale === true }),
      make.number('maxCount', 'Maximum', {
        max: 1000,
        when: ({ autoscale }) => autoscale === true,
        rules: ['pool-max', 'cluster-max'],
      }),
      make.number('maxPods', 'Max pods', {
        min: 0,
        max: 1000,
        placeholder: 'Azure’s default',
        rules: ['max-pods', 'maxpods'],
      }),
      make.number('plannedPods', 'Planned pods', { placeholder: 'up to max pods' }),
      make.text('maxSurge', 'Max surge', { check: checkSurge, placeholder: '10%', mono: true, rules: ['surge'] }),
      make.text('maxUnavailable', 'Max unavailable', { check: checkSurge, placeholder: '0', mono: true }),
    ],
  },
  {
    title: 'Subnets',
    fields: [
      make.ref('nodeSubnetId', 'Node subnet', {
        kinds: ['subnet'],
        unset: 'Not stated',
        rules: ['pool-', 'node-subnet', 'nodes-'],
      }),
      make.refs('podSubnetIds', 'Pod subnet', { kinds: ['subnet'], rules: ['pod-subnet', 'pods-'] }),
      make.choice(
        'podIpAllocation',
        'Allocation',
        { dynamic: 'Dynamic', static: 'Static block' },
        { unset: 'As the cluster' },
      ),
    ],
  },
  {
    title: 'More',
    closed: true,
    fields: [
      make.choice(
        'type',
        'Type',
        {
          scaleSet: 'Virtual Machine Scale Set',
          availabilitySet: 'Availability Set',
          virtualMachines: 'Virtual Machines',
        },
        { unset: 'Scale set (default)' },
      ),
      make.flag('spot', 'Spot'),
      make.flag('stopped', 'Stopped'),
      make.flag('nodePublicIp', 'Node public IP'),
      make.choice('origin', 'State', originLabels, { unset: 'Not stated' }),
    ],
  },
]);
