/** The oldest version that can do something. */
interface MinimumVersion {
  readonly version: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
  readonly remark?: string;
}

export const MINIMUM_VERSIONS = {
  'kubernetes.staticBlockAllocation': { version: '1.28', source: 'PS', date: '2024-05-21' },
  'kubernetes.dualStackCilium': { version: '1.29', source: 'CIL', date: '2026-08-05' },
  'kubernetes.fqdnAndL7Policies': { version: '1.29', source: 'ACNS', date: '2026' },
  'kubernetes.ebpfHostRouting': { version: '1.33', source: 'ACNS', date: '2026' },
  'kubernetes.mutualTls': { version: '1.34', source: 'ACNS', date: '2026' },
  'kubernetes.dualStackApiServerIntegration': { version: '1.26.3', source: 'API', date: '2026-04-15' },
  'kubernetes.surgeFallback': { version: '1.35', source: 'REL', date: '2026-01-04' },
  'kubernetes.moveToOverlay': { version: '1.27', source: 'UPD', date: '2024-11-26' },
  'kubernetes.changePolicyEngine': { version: '1.30', source: 'REL', date: '2026-05-29' },
  'kubernetes.addServiceCidr': { version: '1.33', source: 'LEG', date: '2026-04-16' },
  'windowsBuild.overlay': { version: '20348.1668', source: 'UPD', date: '2024-11-26' },
  'agic.overlay': { version: '1.9.1', source: 'AGIC', date: '2025-08' },
  'agic.overlayAddOn': {
    version: '1.8.0',
    source: 'REL',
    date: '2025-03-16',
    remark: 'the release that brought it to the add-on; general availability was announced on 2025-08-29',
  },
  'agc.overlay': { version: '1.7.9', source: 'AGC', date: '2025-03-24', remark: 'early builds of the preview: 1.5.2' },
  'kubernetes.networkIsolated': { version: '1.30', source: 'ISO', date: '2026' },
  'kubernetes.windowsOutboundNat': { version: '1.26', source: 'NAT', date: '2026-07-07' },
} as const satisfies Readonly<Record<string, MinimumVersion>>;
