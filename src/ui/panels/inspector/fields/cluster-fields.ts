import { AKS_DEFAULTS, IPAM_NAMES } from '../../../../core/azure/index.ts';
import type { Cluster } from '../../../../core/plan/index.ts';
import { checkAddress, checkCidr } from '../checks.ts';
import { defineFields, textOf, type Fields } from '../field.ts';
import { resourceFields } from './resource.ts';

const hasPodCidr = ({ ipam, podCidrs }: Fields): boolean =>
  ipam === 'overlay' || ipam === 'kubenet' || ipam === 'byo' || (Array.isArray(podCidrs) && podCidrs.length > 0);

/** Its settings stay in sight where they are left over from an add-on that was switched off. */
const hasAppRouting = ({
  applicationRouting,
  applicationRoutingController: controller,
  applicationRoutingInternal: internal,
}: Fields): boolean => applicationRouting === true || controller !== undefined || internal !== undefined;

export const clusterFields = defineFields<Cluster>((make) => [
  {
    title: 'Pod networking',
    fields: [
      make.choice('ipam', 'Pod networking', IPAM_NAMES, {
        segmented: true,
        rules: [
          'kubenet',
          'ipam-',
          'cni-',
          'combo-byo-support',
          'combo-mixed',
          'combo-windows-kubenet',
          'combo-static-pls',
        ],
      }),
      make.choice(
        'dataPlane',
        'Data plane',
        { azure: 'Azure', cilium: 'Cilium' },
        { rules: ['cilium', 'data-plane', 'combo-windows-cilium', 'combo-kubenet-cilium', 'combo-policy-cilium'] },
      ),
      make.choice(
        'networkPolicy',
        'Policy',
        { none: 'None', azure: 'Azure', calico: 'Calico', cilium: 'Cilium' },
        {
          rules: ['network-policy', 'policy-', 'combo-dataplane', 'combo-kubenet-npm', 'combo-byo-policy', 'combo-npm'],
        },
      ),
    ],
  },
  {
    title: 'Addresses',
    fields: [
      make.list('podCidrs', 'Pod CIDR', {
        check: checkCidr,
        placeholder: AKS_DEFAULTS.podCidr,
        rules: ['pod-cidr', 'combo-byo-pod-cidr'],
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
      make.choices(
        'ipFamilies',
        'IP families',
        { IPv4: 'IPv4', IPv6: 'IPv6' },
        { rules: ['dual-stack', 'ipv6', 'combo-dual', 'combo-ipv6', 'combo-family'] },
      ),
      make.number('plannedServices', 'Services', {
        placeholder: 'not stated',
        hint: 'Kubernetes services the cluster is to hold.',
      }),
      make.number('plannedPods', 'Planned pods', {
        placeholder: 'not stated',
        hint: 'Pods the cluster is to hold.',
        rules: ['cluster-pod', 'combo-npm-scale'],
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
        rules: ['api-server', 'combo-apiserver'],
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
      make.flag('publicFqdn', 'Public name', {
        hint: 'The name of the API server also resolves publicly.',
        when: ({ privateCluster }) => privateCluster === true,
      }),
      make.list('authorizedIpRanges', 'Authorized ranges', {
        check: checkCidr,
        placeholder: '203.0.113.0/24',
        rules: ['authorized', 'combo-virtual-nodes-authip'],
      }),
      make.list('egressAddresses', 'Egress addresses', {
        check: checkAddress,
        placeholder: 'not known',
        when: ({ authorizedIpRanges }) => Array.isArray(authorizedIpRanges) && authorizedIpRanges.length > 0,
      }),
      make.number('natGatewayIps', 'NAT gateway addresses', {
        max: 16,
        placeholder: '1',
        when: ({ outboundType }) => outboundType === 'managedNATGateway' || outboundType === 'managedNATGatewayV2',
      }),
      make.part(
        'loadBalancerProfile',
        'Load balancer outbound',
        (profile) => [
          profile.number('managedOutboundIps', 'Managed addresses', { max: 100, placeholder: '1' }),
          profile.number('outboundIps', 'Own addresses', { max: 100 }),
          profile.flag('usesOutboundPrefixes', 'Own prefixes'),
          profile.number('outboundIpsInPrefixes', 'Addresses in prefixes'),
          profile.number('allocatedOutboundPorts', 'Ports per node', { max: 64000, placeholder: 'by Azure’s table' }),
          profile.choice(
            'backendPoolType',
            'Backend pool',
            { nodeIP: 'nodeIP', nodeIPConfiguration: 'nodeIPConfiguration' },
            { unset: 'nodeIPConfiguration (default)' },
          ),
        ],
        { rules: ['egress-snat', 'egress-udr-lb', 'pls-'] },
      ),
      make.flag('networkIsolated', 'Network isolated', { rules: ['isolated'] }),
      make.part(
        'ownRegistry',
        'Own registry',
        (registry) => [registry.refs('endpointNetworkIds', 'Endpoint in', { kinds: ['virtualNetwork'] })],
        { when: ({ networkIsolated }) => networkIsolated === true },
      ),
    ],
  },
  {
    title: 'Network features',
    closed: true,
    fields: [
      make.part(
        'acns',
        'Advanced Container Networking',
        (acns) => [
          acns.flag('observability', 'Observability'),
          acns.flag('fqdnPolicies', 'FQDN policies'),
          acns.flag('l7Policies', 'Layer 7 policies'),
          acns.choice(
            'encryption',
            'Encryption',
            { none: 'None', wireGuard: 'WireGuard', mutualTls: 'Mutual TLS' },
            { unset: 'None' },
          ),
          acns.flag('ebpfHostRouting', 'eBPF host routing'),
        ],
        { rules: ['combo-acns', 'combo-host-routing'] },
      ),
      make.flag('staticEgressGateway', 'Static egress gateway', { rules: ['combo-seg', 'seg-'] }),
      make.flag('crossClusterNetworking', 'Cross-cluster networking', {
        hint: 'Fleet, preview.',
        rules: ['combo-fleet'],
      }),
      make.flag('policiesUseIpBlock', 'Policies use ipBlock', {
        hint: 'For pods or nodes.',
        rules: ['combo-cilium-ipblock'],
      }),
      make.flag('customIpMasq', 'Own ip-masq-agent settings', { rules: ['change-overlay-masq'] }),
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
          row.number('ports', 'Ports', { placeholder: '1' }),
          row.text('frontEnd', 'Front end', { placeholder: 'its own' }),
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
      make.number('loadBalancedServices', 'Or only their number', { placeholder: 'not stated', rules: ['pool-lb'] }),
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
            agic.refs('otherApplicationGatewayIds', 'More gateways', { kinds: ['applicationGateway'] }),
            agic.text('subnetCidr', 'Subnet CIDR', { check: checkCidr, mono: true }),
            agic.choice('installedBy', 'Installed by', { addOn: 'Add-on', helm: 'Helm' }, { unset: 'Add-on' }),
            agic.text('version', 'Version', { mono: true, placeholder: 'not stated' }),
          ]),
          addOns.part(
            'applicationGatewayForContainers',
            'Application Gateway for Containers',
            (agc) => [
              agc.refs('subnetIds', 'Subnets', { kinds: ['subnet'] }),
              agc.text('controllerVersion', 'Controller', { mono: true, placeholder: 'not stated' }),
            ],
            { create: () => ({ subnetIds: [] }) },
          ),
          addOns.part('virtualNodes', 'Virtual nodes', (nodes) => [
            nodes.ref('subnetId', 'Subnet', { kinds: ['subnet'], unset: 'Not stated' }),
            nodes.number('plannedPods', 'Planned pods'),
            nodes.flag('talksToPeers', 'Talks to peered networks'),
          ]),
          addOns.flag('applicationRouting', 'Application routing'),
          addOns.choice(
            'applicationRoutingController',
            'Routing controller',
            { nginx: 'NGINX', gatewayApi: 'Gateway API' },
            { unset: 'Not stated', when: hasAppRouting },
          ),
          addOns.flag('applicationRoutingInternal', 'Internal front end', { when: hasAppRouting }),
          addOns.flag('nginx', 'Own ingress-nginx'),
          addOns.flag('istio', 'Istio'),
          addOns.flag('meshL7Policies', 'Mesh policies on layer 7'),
          addOns.flag('openServiceMesh', 'Open Service Mesh'),
        ],
        {
          always: true,
          rules: ['agic', 'agc', 'virtual-nodes', 'application-gateway', 'nginx', 'approuting', 'osm-', 'aci-'],
        },
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
      make.choice(
        'mode',
        'Mode',
        { base: 'Base', automatic: 'Automatic' },
        { unset: 'Base', rules: ['combo-automatic'] },
      ),
      make.choice(
        'identity',
        'Identity',
        { systemAssigned: 'System-assigned', userAssigned: 'User-assigned', servicePrincipal: 'Service principal' },
        { unset: 'Not stated', rules: ['identity'] },
      ),
      make.choices('identityRoles', 'Roles it holds', {
        networkContributorOnSubnets: 'Network Contributor on its subnets',
        networkContributorOnNetwork: 'Network Contributor on its network',
        privateDnsZoneContributor: 'Private DNS Zone Contributor',
      }),
      make.flag('nodeAutoProvisioning', 'Auto-provisioning', {
        hint: 'Node auto-provisioning makes pools of its own.',
        rules: ['combo-nap'],
      }),
      make.flag('windowsProfile', 'Windows credentials', {
        hint: 'Given when the cluster was created.',
        rules: ['win-first'],
      }),
      make.flag('stopStart', 'Stop and start', {
        hint: 'Stopping the whole cluster is planned.',
        rules: ['pool-stop-start'],
      }),
      make.text('nodeResourceGroup', 'Node resource group', {
        rules: ['node-rg'],
        placeholder: 'MC_<group>_<cluster>_<region>',
      }),
    ],
  },
  resourceFields(make),
]);
