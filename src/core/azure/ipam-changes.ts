import type { IpamModel } from './ipam-models.ts';

/**
 * What Azure does when a running cluster is to change: `same` nothing changes; `ok` in place, whether back again is possible is not said; `irreversible` in
 * place, with no way back; `newPools` only for node pools added later, the present ones keep what they have; `twoSteps` another change must come first;
 * `refused` a new cluster is needed.
 */
export type LiveChangeWay = 'same' | 'ok' | 'irreversible' | 'newPools' | 'twoSteps' | 'refused';

export interface LiveChange {
  readonly way: LiveChangeWay;
  /** One sentence for a person. */
  readonly note: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
  /** The text does not name this case; it follows from a neighbouring one. */
  readonly inferred?: true;
}

const UPD = { source: 'UPD', date: '2024-11-26' } as const;

const refused: LiveChange = {
  way: 'refused',
  note: 'No update path leads there: build a new cluster and move the workloads.',
  ...UPD,
};
const same = (note: string, source: string, date: string): LiveChange => ({ way: 'same', note, source, date });
const toOtherAllocation: LiveChange = {
  way: 'newPools',
  note: 'Only new node pools with pod subnets of their own can use the other allocation; the present pools keep theirs.',
  source: 'STA',
  date: '2024-03-18',
};

/** How a running cluster gets from one model (outer key) to another (inner key): catalogue 15.2 with the review's B16. */
export const IPAM_CHANGES: Readonly<Record<IpamModel, Readonly<Record<IpamModel, LiveChange>>>> = {
  overlay: {
    overlay: same('The pod CIDR may only grow, to a range around the present one.', 'OVX', '2026-04-03'),
    'podsubnet-dynamic': refused,
    'podsubnet-static': refused,
    nodesubnet: refused,
    kubenet: refused,
    byo: refused,
  },
  'podsubnet-dynamic': {
    overlay: refused,
    'podsubnet-dynamic': same('New node pools may use further pod subnets.', 'DYN', '2024-07-09'),
    'podsubnet-static': toOtherAllocation,
    nodesubnet: refused,
    kubenet: refused,
    byo: refused,
  },
  'podsubnet-static': {
    overlay: refused,
    'podsubnet-dynamic': toOtherAllocation,
    'podsubnet-static': same('New node pools may use further pod subnets.', 'STA', '2024-03-18'),
    nodesubnet: refused,
    kubenet: refused,
    byo: refused,
  },
  nodesubnet: {
    overlay: {
      way: 'irreversible',
      note: 'In place, with a pod CIDR outside the whole network; all pools are reimaged, and there is no way back.',
      ...UPD,
    },
    'podsubnet-dynamic': refused,
    'podsubnet-static': refused,
    nodesubnet: same('Nothing changes.', 'LEG', '2026-04-16'),
    kubenet: refused,
    byo: refused,
  },
  kubenet: {
    overlay: {
      way: 'irreversible',
      note: 'In place, with the present pod CIDR or a new one; all pools are reimaged, and there is no way back.',
      source: 'REL',
      date: '2025-08-29',
    },
    'podsubnet-dynamic': refused,
    'podsubnet-static': refused,
    nodesubnet: refused,
    kubenet: same('Nothing changes.', 'KUB', '2026-04-16'),
    byo: refused,
  },
  byo: {
    overlay: refused,
    'podsubnet-dynamic': refused,
    'podsubnet-static': refused,
    nodesubnet: refused,
    kubenet: refused,
    byo: same('Nothing changes.', 'BYO', '2026-04-16'),
  },
};

const toCilium: LiveChange = {
  way: 'ok',
  note: 'In place, as an operation of its own; all pools are reimaged, and Linux pools only.',
  ...UPD,
};

/** How a running cluster of a model gets the Cilium data plane: last column of catalogue 15.2. No text describes the way back to the Azure data plane. */
export const CILIUM_CHANGES: Readonly<Record<IpamModel, LiveChange>> = {
  overlay: toCilium,
  'podsubnet-dynamic': toCilium,
  'podsubnet-static': { ...toCilium, inferred: true },
  nodesubnet: toCilium,
  kubenet: { way: 'twoSteps', note: 'Move to Overlay first, then to Cilium.', ...UPD },
  byo: { way: 'refused', note: 'The data plane is your own plug-in.', source: 'BYO', date: '2026-04-16' },
};
