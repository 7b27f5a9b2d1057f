import { z } from 'zod';
import { id, name, cidr, address, count, origin, resource } from './fields.ts';

export const nodePoolSchema = z.strictObject({
  id,
  name,
  /** `Gateway`: nodes of a static egress gateway. */
  mode: z.enum(['System', 'User', 'Gateway']),
  os: z.enum(['Linux', 'Windows']),
  osSku: name.optional(),
  /** Release of the image the nodes run, where `osSku` names only its family, for example "Ubuntu2204". */
  imageRelease: name.optional(),
  vmSize: name.optional(),
  /** Nodes now; the fixed size when the autoscaler is off. */
  count: count,
  autoscale: z.boolean(),
  minCount: count.optional(),
  maxCount: count.optional(),
  /** Missing = Azure's default for the IPAM model. */
  maxPods: z.number().int().min(0).max(1000).optional(),
  /** "33%" or a number of nodes as text; missing = Azure's default of 10 %. */
  maxSurge: z.string().max(8).optional(),
  maxUnavailable: z.string().max(8).optional(),
  nodeSubnetId: id.optional(),
  /** More than one is refused by Azure; kept so that the rule can say so. */
  podSubnetIds: z.array(id).optional(),
  podIpAllocation: z.enum(['dynamic', 'static']).optional(),
  type: z.enum(['scaleSet', 'availabilitySet', 'virtualMachines']).optional(),
  spot: z.boolean().optional(),
  stopped: z.boolean().optional(),
  nodePublicIp: z.boolean().optional(),
  /** Windows pools: false = pods leave without the node's own translation (disableOutboundNat). */
  outboundNat: z.boolean().optional(),
  /** Gateway pools: length of the public IP prefix, /28 to /31. */
  gatewayPrefixLength: z.number().int().min(0).max(32).optional(),
  /** Windows pools: build of the node image, for example "20348.1668". */
  windowsBuild: name.optional(),
  containerRuntime: z.enum(['containerd', 'docker']).optional(),
  confidential: z.boolean().optional(),
  podSandboxing: z.boolean().optional(),
  /** Pods that run on a node and take addresses of the pod subnet, if planned below `maxPods`. */
  plannedPods: count.optional(),
  origin: origin.optional(),
});

const loadBalancerServiceSchema = z.strictObject({
  name,
  internal: z.boolean(),
  subnetId: id.optional(),
  address: address.optional(),
  /** Ports the service exposes; missing = one. */
  ports: count.optional(),
  /** Services of one name share a front end; missing = a front end of its own. */
  frontEnd: name.optional(),
  /** A Private Link Service is made for it. */
  privateLink: z
    .strictObject({
      backendPoolType: z.enum(['nodeIP', 'nodeIPConfiguration']).optional(),
      natSubnetId: id.optional(),
      natAddresses: count.optional(),
    })
    .optional(),
  externalTrafficPolicy: z.enum(['Cluster', 'Local']).optional(),
});

/** Outbound settings of the cluster's load balancer. */
const loadBalancerProfileSchema = z.strictObject({
  managedOutboundIps: count.optional(),
  /** Own public IP addresses. */
  outboundIps: count.optional(),
  /** Own public IP prefixes are used; how many addresses they hold. */
  usesOutboundPrefixes: z.boolean().optional(),
  outboundIpsInPrefixes: count.optional(),
  /** SNAT ports per node; 0 = Azure's table by number of nodes. */
  allocatedOutboundPorts: count.optional(),
  backendPoolType: z.enum(['nodeIP', 'nodeIPConfiguration']).optional(),
});

/** Advanced Container Networking Services. */
const acnsSchema = z.strictObject({
  observability: z.boolean().optional(),
  fqdnPolicies: z.boolean().optional(),
  l7Policies: z.boolean().optional(),
  encryption: z.enum(['none', 'wireGuard', 'mutualTls']).optional(),
  ebpfHostRouting: z.boolean().optional(),
});

export const clusterSchema = z.strictObject({
  ...resource,
  kubernetesVersion: name.optional(),
  tier: z.enum(['free', 'standard', 'premium']).optional(),
  mode: z.enum(['base', 'automatic']).optional(),
  nodeResourceGroup: name.optional(),
  ipam: z.enum(['overlay', 'podsubnet-dynamic', 'podsubnet-static', 'nodesubnet', 'kubenet', 'byo']),
  dataPlane: z.enum(['azure', 'cilium']),
  networkPolicy: z.enum(['none', 'azure', 'calico', 'cilium']),
  ipFamilies: z.array(z.enum(['IPv4', 'IPv6'])),
  podCidrs: z.array(cidr),
  serviceCidrs: z.array(cidr),
  dnsServiceIp: address.optional(),
  dockerBridgeCidr: cidr.optional(),
  outboundType: z.enum([
    'loadBalancer',
    'managedNATGateway',
    'managedNATGatewayV2',
    'userAssignedNATGateway',
    'userDefinedRouting',
    'none',
    'block',
  ]),
  privateCluster: z.boolean().optional(),
  apiServerVnetIntegration: z.boolean().optional(),
  apiServerSubnetId: id.optional(),
  /** `system`, `none`, or the name or resource id of an own zone. */
  privateDnsZone: z.string().max(1024).optional(),
  /** A private cluster's name also resolves publicly. */
  publicFqdn: z.boolean().optional(),
  authorizedIpRanges: z.array(cidr).optional(),
  identity: z.enum(['systemAssigned', 'userAssigned', 'servicePrincipal']).optional(),
  /** Roles the identity is known to hold; a missing list is unknown. */
  identityRoles: z
    .array(z.enum(['networkContributorOnSubnets', 'networkContributorOnNetwork', 'privateDnsZoneContributor']))
    .optional(),
  loadBalancerSku: z.enum(['basic', 'standard']).optional(),
  loadBalancerProfile: loadBalancerProfileSchema.optional(),
  /** Public addresses of the managed NAT gateway. */
  natGatewayIps: count.optional(),
  /** Public addresses the nodes are seen with, where they are known. */
  egressAddresses: z.array(address).optional(),
  networkIsolated: z.boolean().optional(),
  /** Network-isolated clusters: an own registry holds the bootstrap images; networks with a private endpoint for it. */
  ownRegistry: z.strictObject({ endpointNetworkIds: z.array(id).optional() }).optional(),
  nodeAutoProvisioning: z.boolean().optional(),
  acns: acnsSchema.optional(),
  staticEgressGateway: z.boolean().optional(),
  /** Cross-cluster networking of a fleet (preview). */
  crossClusterNetworking: z.boolean().optional(),
  /** The cluster was created with Windows credentials. */
  windowsProfile: z.boolean().optional(),
  /** Own ip-masq-agent settings. */
  customIpMasq: z.boolean().optional(),
  /** Network policies name pods or nodes by ipBlock. */
  policiesUseIpBlock: z.boolean().optional(),
  /** Pods the cluster is to hold. */
  plannedPods: count.optional(),
  /** Stopping and starting the whole cluster is planned. */
  stopStart: z.boolean().optional(),
  /** Kubernetes services behind a load balancer, where they are only counted and not listed. */
  loadBalancedServices: count.optional(),
  /** Kubernetes services the cluster is to hold. */
  plannedServices: count.optional(),
  loadBalancerServices: z.array(loadBalancerServiceSchema).optional(),
  addOns: z
    .strictObject({
      agic: z
        .strictObject({
          applicationGatewayId: id.optional(),
          /** More gateways than the one; the add-on takes none of them. */
          otherApplicationGatewayIds: z.array(id).optional(),
          /** The range of the subnet the add-on is asked to make. */
          subnetCidr: cidr.optional(),
          version: name.optional(),
          installedBy: z.enum(['addOn', 'helm']).optional(),
        })
        .optional(),
      applicationGatewayForContainers: z
        .strictObject({ subnetIds: z.array(id), controllerVersion: name.optional() })
        .optional(),
      virtualNodes: z
        .strictObject({
          subnetId: id.optional(),
          plannedPods: count.optional(),
          /** Workloads there must talk to peered networks. */
          talksToPeers: z.boolean().optional(),
        })
        .optional(),
      applicationRouting: z.boolean().optional(),
      applicationRoutingController: z.enum(['nginx', 'gatewayApi']).optional(),
      /** Its controller has an internal front end. */
      applicationRoutingInternal: z.boolean().optional(),
      /** ingress-nginx, installed by oneself. */
      nginx: z.boolean().optional(),
      istio: z.boolean().optional(),
      /** The mesh applies policies on layer 7. */
      meshL7Policies: z.boolean().optional(),
      openServiceMesh: z.boolean().optional(),
    })
    .optional(),
  pools: z.array(nodePoolSchema),
});
