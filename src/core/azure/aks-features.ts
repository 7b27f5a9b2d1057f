/** The first Kubernetes version a feature works with. `date` is that of the document. */
export interface KubernetesGate {
  readonly version: string;
  /** Key of `SOURCES`. */
  readonly source: string;
  readonly date: string;
}

export const KUBERNETES_GATES = {
  staticBlockAllocation: { version: '1.28', source: 'PS', date: '2024-05-21' },
  dualStackCilium: { version: '1.29', source: 'CIL', date: '2026-08-05' },
  fqdnAndL7Policies: { version: '1.29', source: 'ACNS', date: '2026' },
  ebpfHostRouting: { version: '1.33', source: 'ACNS', date: '2026' },
  mutualTls: { version: '1.34', source: 'ACNS', date: '2026' },
  dualStackApiServerIntegration: { version: '1.26.3', source: 'API', date: '2026-04-15' },
  surgeFallback: { version: '1.35', source: 'REL', date: '2026-01-04' },
} as const satisfies Readonly<Record<string, KubernetesGate>>;

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
