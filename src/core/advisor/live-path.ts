import { CILIUM_CHANGES, IPAM_CHANGES, IPAM_NAMES, type LiveChange } from '../azure/index.ts';
import type { Cluster } from '../plan/index.ts';
import type { Candidate } from './conditions.ts';

/** How a running cluster gets to a candidate, a sentence a step; none when it is there already (catalogue 15.2). */
export function describeLivePath(
  { ipam, dataPlane }: Pick<Cluster, 'ipam' | 'dataPlane'>,
  to: Candidate,
): readonly string[] {
  const steps: string[] = [];
  const change = IPAM_CHANGES[ipam][to.ipam];
  if (change.way !== 'same') steps.push(`${IPAM_NAMES[ipam]} to ${IPAM_NAMES[to.ipam]}: ${lower(change)}`);
  // A new cluster has any data plane from the start.
  if (change.way === 'refused' || dataPlane === to.dataPlane) return steps;
  if (to.dataPlane === 'cilium')
    steps.push(`${steps.length > 0 ? 'Then to' : 'To'} Cilium: ${lower(CILIUM_CHANGES[to.ipam])}`);
  else steps.push('From Cilium to the Azure data plane: no source describes it.');
  return steps;
}

function lower({ note }: LiveChange): string {
  return note.charAt(0).toLowerCase() + note.slice(1);
}
