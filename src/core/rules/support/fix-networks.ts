import { listValues } from '../../topology/index.ts';
import { equalsBlock, firstFit, formatBlock, type Block } from '../../address/index.ts';
import { AKS_RESERVED, PRIVATE4, VNET_FORBIDDEN } from '../../azure/index.ts';
import type { NetworkView, Topology } from '../../topology/types.ts';
import type { Fix } from '../types.ts';
import { rangesInUse } from './ranges-in-use.ts';

/**
 * Gives a network another range of the same size, clear of every range the plan knows, its subnets carried along. None when nothing is free, and for
 * networks that exist, that AKS made or that lie outside the plan: their addresses are not changed by drawing.
 * @param range the range to replace; missing = the first IPv4 one
 */
export function fixRenumberNetwork(topology: Topology, { network, space }: NetworkView, range?: Block): readonly Fix[] {
  if (network.origin === 'existing' || network.external === true || network.managedByAks === true) return [];
  const current = space.prefixes.find(({ block }) =>
    range === undefined ? block?.family === 4 : block !== undefined && equalsBlock(block, range),
  );
  if (current?.block?.family !== 4) return [];
  const to = suggestNetworkPrefix(topology, current.block.prefixLength);
  if (to === undefined) return [];
  return [
    {
      title: `Move ${network.name} to ${formatBlock(to)}`,
      commands: [
        {
          type: 'readdressNetwork',
          virtualNetworkId: network.id,
          from: current.text,
          to: formatBlock(to),
          carrySubnets: true,
        },
      ],
    },
  ];
}

/**
 * The first free IPv4 range for a network: in the plan's address blocks when it has any, else in private space; clear of networks, external ones, sites,
 * reservations, cluster ranges and what Azure and AKS keep. Undefined when nothing is free.
 * @param prefixLength 0 to 32
 * @param also further ranges to keep clear of
 */
export function suggestNetworkPrefix(
  topology: Topology,
  prefixLength: number,
  also: readonly Block[] = [],
): Block | undefined {
  const blocks = topology.blocks.flatMap((view) => view.space.blocks4);
  const used = [...rangesInUse(topology), ...clusterRanges(topology), ...AKS_RESERVED, ...VNET_FORBIDDEN, ...also];
  for (const space of blocks.length > 0 ? blocks : PRIVATE4) {
    const fit = space.prefixLength <= prefixLength ? firstFit([space], used, prefixLength) : undefined;
    if (fit !== undefined) return fit;
  }
  return undefined;
}

function clusterRanges(topology: Topology): readonly Block[] {
  return listValues(topology.clusters).flatMap(({ podSpace, serviceSpace }) => [
    ...podSpace.blocks,
    ...serviceSpace.blocks,
  ]);
}
