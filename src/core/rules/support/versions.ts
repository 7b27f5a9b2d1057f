import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { Cluster } from '../../plan/index.ts';
import type { Known } from '../../topology/types.ts';

/**
 * Whether a version is older than another. Unknown when there is none or it is not readable, and when "1.26" is compared with "1.26.3": it may be any of them.
 * @example isOlderThan('1.26.3', '1.27') // true
 * @example isOlderThan('1.27', '1.27') // false
 * @example isOlderThan('latest', '1.27') // 'unknown'
 */
export function isOlderThan(version: string | undefined, minimum: string): Known {
  const [own, wanted] = [partsOf(version), partsOf(minimum)];
  if (own === undefined || wanted === undefined) return 'unknown';
  for (const [position, least] of wanted.entries()) {
    const part = own[position];
    if (part === undefined) return 'unknown';
    if (part !== least) return part < least;
  }
  return false;
}

/** Whether the cluster's Kubernetes is older than a feature needs. */
export function lacksVersion({ kubernetesVersion }: Cluster, feature: keyof typeof MINIMUM_VERSIONS): Known {
  return isOlderThan(kubernetesVersion, MINIMUM_VERSIONS[feature].version);
}

function partsOf(version: string | undefined): readonly number[] | undefined {
  const [, numbers] = /^v?(\d+(?:\.\d+)*)/.exec(version?.trim() ?? '') ?? [];
  return numbers?.split('.').map(Number);
}
