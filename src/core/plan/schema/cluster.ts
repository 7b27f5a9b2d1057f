import { z } from 'zod';
import { id, name, cidr, address, count, origin, resource } from './fields.ts';

export const nodePoolSchema = z.strictObject({
  id,
  name,
  mode: z.enum(['System', 'User']),
  os: z.enum(['Linux', 'Windows']),
  osSku: name.optional(),
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
  /** Pods that run on a node and take addresses of the pod subnet, if planned below `maxPods`. */
  plannedPods: count.optional(),
  origin: origin.optional(),
});

const loadBalancerServiceSchema = z.strictObject({
  name,
  internal: z.boolean(),
  subnetId: id.optional(),
  address: address.optional(),
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
  privateDnsZone: name.optional(),
  authorizedIpRanges: z.array(cidr).optional(),
  identity: z.enum(['systemAssigned', 'userAssigned', 'servicePrincipal']).optional(),
  loadBalancerSku: z.enum(['basic', 'standard']).optional(),
  networkIsolated: z.boolean().optional(),
  nodeAutoProvisioning: z.boolean().optional(),
  /** Kubernetes services the cluster is to hold. */
  plannedServices: count.optional(),
  loadBalancerServices: z.array(loadBalancerServiceSchema).optional(),
  addOns: z
    .strictObject({
      agic: z.strictObject({ applicationGatewayId: id.optional(), subnetCidr: cidr.optional() }).optional(),
      applicationGatewayForContainers: z.strictObject({ subnetIds: z.array(id) }).optional(),
      virtualNodes: z.strictObject({ subnetId: id.optional(), plannedPods: count.optional() }).optional(),
      applicationRouting: z.boolean().optional(),
    })
    .optional(),
  pools: z.array(nodePoolSchema),
});
