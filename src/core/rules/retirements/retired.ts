import { RETIREMENTS, type Retirement, type RetirementId } from '../../azure/index.ts';
import type { RuleSeverity } from '../types.ts';

/** The row of a retirement, with every optional field. */
export function retirementOf(id: RetirementId): Retirement {
  return RETIREMENTS[id];
}

/** Before the day a warning; after it an error: what exists stops working well, what is new is refused (catalogue 15.1). The last day still counts as before. */
export function severityOf({ date }: Retirement, exists: boolean, asOf: string): RuleSeverity {
  return asOf <= date ? 'W' : exists ? 'E2' : 'E1';
}

/** "Azure Linux 2.0 was retired on 2025-11-30 and its images were removed on 2026-03-31, so pools can no longer scale: move to Azure Linux 3.0." */
export function sayRetired({ what, date, imagesRemoved, notFromKubernetes, path }: Retirement, asOf: string): string {
  const ended = asOf <= date ? 'retires' : 'was retired';
  const images =
    imagesRemoved === undefined
      ? ''
      : asOf <= imagesRemoved
        ? `, its images go on ${imagesRemoved}`
        : ` and its images went on ${imagesRemoved}, so pools can no longer scale`;
  const kubernetes = notFromKubernetes === undefined ? '' : `; Kubernetes ${notFromKubernetes} no longer has it`;
  return `${what} ${ended} on ${date}${images}${kubernetes}: move to ${path}.`;
}
