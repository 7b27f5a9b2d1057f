import type { SupportCell } from './cni-features.ts';
import type { IpamModel } from './ipam-models.ts';

/** A data plane with a network policy engine; every pair that is not here is refused. */
export const POLICY_PAIRS = ['azure+none', 'azure+azure', 'azure+calico', 'cilium+cilium', 'cilium+none'] as const;
export type PolicyPair = (typeof POLICY_PAIRS)[number];

const POL = { source: 'POL', date: '2026-08-18' } as const;
const CIL = { source: 'CIL', date: '2026-08-05' } as const;
const LEG = { source: 'LEG', date: '2026-04-16' } as const;
const KUB = { source: 'KUB', date: '2026-04-16' } as const;
const UPD = { source: 'UPD', date: '2024-11-26' } as const;
const BYO = { source: 'BYO', date: '2026-04-16' } as const;
const RET = { source: 'RET', date: '2026-06' } as const;

type Row = Readonly<Record<PolicyPair, SupportCell>>;
const npm: SupportCell = { value: 'warn', note: 'retires 2026-09-30 on Windows, 2028-09-30 on Linux', ...RET };
/** No source refuses Cilium without its policies (review E2). */
const ciliumAlone: SupportCell = { value: 'unknown', note: 'no source names it', ...CIL };
const azureCni: Row = {
  'azure+none': { value: 'ok', ...POL },
  'azure+azure': npm,
  'azure+calico': { value: 'ok', ...POL },
  'cilium+cilium': { value: 'ok', ...CIL },
  'cilium+none': ciliumAlone,
};
const ownEngine: SupportCell = { value: 'refused', note: 'install your own engine', ...BYO };

/** Address model x data plane x policy engine: catalogue 9.1. */
export const CNI_COMBINATIONS: Readonly<Record<IpamModel, Row>> = {
  overlay: { ...azureCni, 'cilium+cilium': { value: 'ok', note: 'recommended', ...CIL } },
  'podsubnet-dynamic': azureCni,
  'podsubnet-static': azureCni,
  nodesubnet: {
    ...azureCni,
    'azure+none': { value: 'ok', note: 'legacy', ...LEG },
    'azure+calico': { value: 'ok', note: 'legacy', ...LEG },
    'cilium+cilium': { value: 'ok', note: 'legacy, command line 2.69 or later', ...CIL },
  },
  kubenet: {
    'azure+none': { value: 'warn', note: 'retires 2028-03-31', ...RET },
    'azure+azure': { value: 'refused', note: 'Azure policies need Azure CNI', ...KUB },
    'azure+calico': { value: 'warn', note: 'retires 2028-03-31', ...RET },
    'cilium+cilium': { value: 'refused', note: 'Overlay first, then Cilium', ...UPD },
    'cilium+none': { value: 'refused', note: 'Overlay first, then Cilium', ...UPD },
  },
  byo: {
    'azure+none': { value: 'ok', note: 'no managed policies', ...BYO },
    'azure+azure': ownEngine,
    'azure+calico': ownEngine,
    'cilium+cilium': ownEngine,
    'cilium+none': ownEngine,
  },
};
