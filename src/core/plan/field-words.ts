import type { ObjectKind } from './object-ref.ts';

/** Fields people know under another name than the plan file's. */
const FIELD_WORD: Readonly<Record<string, string>> = {
  asOf: 'date',
  ipam: 'pod networking',
  ipFamilies: 'IP families',
  podCidrs: 'pod CIDR',
  serviceCidrs: 'service CIDR',
  dnsServiceIp: 'DNS service IP',
  dnsServers: 'DNS servers',
  sku: 'SKU',
  os: 'operating system',
  osSku: 'OS image',
  vmSize: 'VM size',
  count: 'node count',
  minCount: 'smallest node count',
  maxCount: 'largest node count',
  maxPods: 'pods per node',
  maxSurge: 'surge',
  aToB: 'peering flags',
  bToA: 'peering flags',
  networkSecurityGroupIds: 'network security group',
  routeTableIds: 'route table',
  natGatewayIds: 'NAT gateway',
  gatewayIds: 'gateway',
  podSubnetIds: 'pod subnet',
  nodeSubnetId: 'node subnet',
  apiServerSubnetId: 'API server subnet',
  privateIp: 'private IP',
  staticAddresses: 'pinned addresses',
  otherAddresses: 'other addresses',
};

/** What people call a field of an object, in lower case: `address range`, `pod CIDR`, `tier`. */
export function fieldWord(kind: ObjectKind | 'plan', field: string): string {
  if (field === 'addressPrefixes') return kind === 'subnet' ? 'address range' : 'address space';
  return FIELD_WORD[field] ?? field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
