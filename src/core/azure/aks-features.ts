/** API Server VNet Integration: regions without it, and the generation of VM sizes from which VNet encryption works. */
export const API_SERVER_INTEGRATION = {
  regionsWithout: ['qatarcentral'],
  encryptedFromVersion: 4,
  source: 'API',
  date: '2026-04-15',
} as const;

/** Node images by OS SKU: which take eBPF host routing, and which names do not tell the release. */
export const HOST_ROUTING_IMAGES = {
  fit: ['Ubuntu2404', 'AzureLinux3'],
  undecided: ['Ubuntu', 'AzureLinux'],
  source: 'ACNS',
  date: '2026',
} as const;

/** The day availability sets left AKS. @source RET 2026-06 */
export const AVAILABILITY_SETS_END = '2025-09-30';
