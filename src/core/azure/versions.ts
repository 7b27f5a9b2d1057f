/** The oldest version that can do something. */
interface MinimumVersion {
  readonly version: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
  readonly remark?: string;
}

export const MINIMUM_VERSIONS = {
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
} as const satisfies Readonly<Record<string, MinimumVersion>>;
