import { containsBlock, overlaps } from '../../address/index.ts';
import type { ObjectRef } from '../../plan/index.ts';
import { parsePrefix, type Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listUnreadableRanges } from './written-ranges.ts';

/** Stays an error on existing objects, like `cidr-syntax`: what Azure holds is canonical. */
export const cidrHostBits = defineRule({
  id: 'cidr-host-bits',
  title: 'Range has host bits set',
  severity: 'E1',
  scope: 'plan',
  why: 'The address of a range must be its first one: the bits after the prefix length are zero. Azure refuses a range that starts in the middle, and it is unclear which addresses were meant.',
  sources: [{ key: 'IPAM', section: 'tool.py' }],
  examples: {
    failing: [
      {
        title: '10.240.100.0/20',
        plan: { networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-aks': '10.240.100.0/20' } } } },
        targets: ['spoke/snet-aks'],
      },
      {
        title: 'fd00:1::1/64',
        plan: { networks: { spoke: { prefixes: ['10.1.0.0/16', 'fd00:1::1/64'] } } },
        targets: ['spoke'],
      },
    ],
    passing: [
      {
        title: '10.240.96.0/20',
        plan: { networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-aks': '10.240.96.0/20' } } } },
      },
    ],
  },
  check: (topology, context) =>
    listUnreadableRanges(topology).flatMap(({ ref, place, error, rewrite }) => {
      if (error.kind !== 'host-bits') return [];
      const { written, canonical } = error;
      return [
        found({
          target: ref,
          message: `${written} (${place}) has host bits set, did you mean ${canonical}?`,
          fixes: () =>
            collides(context.topology, ref, canonical)
              ? []
              : [{ title: `Write ${canonical}`, commands: [rewrite(canonical)] }],
        }),
      ];
    }),
});

/** Whether the canonical range of a network or subnet would hit a range beside it, or leave the network: then it is no way out. */
function collides(topology: Topology, ref: ObjectRef, canonical: string): boolean {
  const { block } = parsePrefix(canonical);
  if (block === undefined) return true;
  if (ref.kind === 'virtualNetwork')
    return topology.networks.get(ref.id)?.space.blocks.some((own) => overlaps(own, block)) ?? true;
  if (ref.kind !== 'subnet') return false;
  const subnet = topology.subnets.get(ref.id);
  const network = subnet === undefined ? undefined : topology.networks.get(subnet.network.id);
  if (network === undefined) return true;
  const isInside = network.space.blocks.some((own) => containsBlock(own, block));
  return !isInside || network.subnets.some((sibling) => sibling.space.blocks.some((own) => overlaps(own, block)));
}
