export const AKS_DELEGATION = 'Microsoft.ContainerService/managedClusters';

/** The two ranges as a network profile prints them. */
export function services(range: string): Record<string, unknown> {
  return { serviceCidr: range, serviceCidrs: [range], dnsServiceIp: range.replace(/0\/\d+$/, '10') };
}

export function pods(range: string): Record<string, unknown> {
  return { podCidr: range, podCidrs: [range] };
}

/** Node Subnet or Pod Subnet: no pod CIDR. */
export const FLAT = { networkPluginMode: null, podCidr: null, podCidrs: null };
