import { CNI_COMBINATIONS, POLICY_PAIRS, type PolicyPair } from '../../azure/index.ts';
import type { Cluster, Ipam } from '../../plan/index.ts';

export type Planes = Pick<Cluster, 'dataPlane' | 'networkPolicy'>;

/**
 * The data plane and policy engine of a cluster under another address model: as they are where Azure allows them, else the nearest that it does. Policies
 * are kept as long as the model has any; dual-stack clusters get none beside Cilium's (review D1).
 */
export function fitPlanes(
  { ipFamilies }: Pick<Cluster, 'ipFamilies'>,
  ipam: Ipam,
  { dataPlane, networkPolicy }: Planes,
): Planes {
  const wanted = findPair({ dataPlane, networkPolicy });
  if (wanted !== undefined && CNI_COMBINATIONS[ipam][wanted].value !== 'refused') return { dataPlane, networkPolicy };
  const policies: Planes[] =
    networkPolicy === 'none' || ipFamilies.includes('IPv6') ? [] : [{ dataPlane: 'azure', networkPolicy: 'calico' }];
  const choices: readonly Planes[] = [
    { dataPlane, networkPolicy: dataPlane === 'cilium' ? 'cilium' : networkPolicy },
    ...policies,
    { dataPlane: 'azure', networkPolicy: 'none' },
  ];
  const fitting = choices.find((choice) => {
    const pair = findPair(choice);
    return pair !== undefined && CNI_COMBINATIONS[ipam][pair].value !== 'refused';
  });
  return fitting ?? { dataPlane: 'azure', networkPolicy: 'none' };
}

function findPair({ dataPlane, networkPolicy }: Planes): PolicyPair | undefined {
  return POLICY_PAIRS.find((pair) => pair === `${dataPlane}+${networkPolicy}`);
}
