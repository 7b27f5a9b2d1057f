import { KUBERNETES_GATES } from '../../azure/index.ts';
import type { Cluster } from '../../plan/index.ts';
import type { Known } from '../../topology/types.ts';

/**
 * Whether the cluster's Kubernetes is older than a feature needs. Unknown when no version is given or it is not readable, and when "1.26" is compared with
 * "1.26.3": it may be any of them.
 */
export function isOlderThan({ kubernetesVersion }: Cluster, gate: keyof typeof KUBERNETES_GATES): Known {
  const own = readVersion(kubernetesVersion ?? '');
  const wanted = readVersion(KUBERNETES_GATES[gate].version);
  if (own === undefined || wanted === undefined) return 'unknown';
  for (const [position, least] of wanted.entries()) {
    const part = own[position];
    if (part === undefined) return 'unknown';
    if (part !== least) return part < least;
  }
  return false;
}

function readVersion(text: string): readonly number[] | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim());
  return match?.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]));
}
