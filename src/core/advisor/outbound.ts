import { OUTBOUND_TABLE, type OutboundSituation } from '../azure/index.ts';
import type { Cluster } from '../plan/index.ts';
import type { Reason } from './conditions.ts';

/**
 * What the cluster's outbound type has against it where it is to be (catalogue 9.3): one remark for each situation that does not take it as it is.
 * @param place whether the network is AKS's own, and whether the cluster will be dual-stack
 */
export function findOutboundRemarks(
  { outboundType, networkIsolated }: Pick<Cluster, 'outboundType' | 'networkIsolated'>,
  place: { readonly hasOwnNetwork: boolean; readonly isDualStack: boolean },
): readonly Reason[] {
  const situations: readonly OutboundSituation[] = [
    place.hasOwnNetwork ? 'ownNetwork' : 'managedNetwork',
    ...(place.isDualStack ? (['dualStack'] as const) : []),
    // Only a cluster known not to be isolated is judged as one.
    ...(networkIsolated === false ? (['notIsolated'] as const) : []),
  ];
  return situations.flatMap((situation) => {
    const { value, note, source, date } = OUTBOUND_TABLE[outboundType].cells[situation];
    if (value === 'ok' || note === undefined) return [];
    return [{ text: `Outbound type ${outboundType}: ${note}.`, source, date }];
  });
}
