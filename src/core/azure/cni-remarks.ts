import type { CniCondition, CniDisqualifier } from './cni-disqualifiers.ts';

/** What one should know of a model or a data plane before choosing it; nothing that rules it out. */
export interface CniRemark extends Pick<CniDisqualifier, 'out' | 'text' | 'rule' | 'source' | 'date'> {
  /** Missing = always. */
  readonly when?: CniCondition;
}

/** Remarks on the models and data planes: catalogue 9.1, 9.2, 15.1 and 16.4. `out` names what the remark is on. */
export const CNI_REMARKS: readonly CniRemark[] = [
  {
    out: 'cilium',
    when: 'dualStack',
    text: 'Dual-stack with Cilium needs Kubernetes 1.29 or later.',
    rule: 'combo-dual-cilium-k8s',
    source: 'CIL',
    date: '2026-08-05',
  },
  {
    out: 'podsubnet-static',
    when: 'dualStack',
    text: 'Dual-stack with static blocks is named in release notes only.',
    rule: 'combo-dual-static',
    source: 'REL',
    date: '2026-06-19',
  },
  {
    out: 'nodesubnet',
    text: 'Node Subnet is listed as legacy: every node takes one address for itself and one for each possible pod.',
    rule: 'node-subnet-legacy',
    source: 'LEG',
    date: '2026-04-16',
  },
  {
    out: 'kubenet',
    text: 'kubenet retires on 2028-03-31; the way on leads to Overlay.',
    rule: 'kubenet-retirement',
    source: 'RET',
    date: '2026-06',
  },
  {
    out: 'byo',
    text: 'Microsoft does not support the CNI itself, and pod addressing is yours.',
    rule: 'combo-byo-support',
    source: 'BYO',
    date: '2026-04-16',
  },
  {
    out: 'azure',
    when: 'dualStack',
    text: 'Dual-stack has network policies with Cilium only.',
    rule: 'combo-npm-dual-stack',
    source: 'POL',
    date: '2026-08-18',
  },
];
