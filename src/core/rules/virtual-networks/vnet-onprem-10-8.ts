import { listValues } from '../../topology/index.ts';
import { containsBlock, createBlock4, formatBlock } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { fixMoveNetworks } from './move-network.ts';

const TEN = createBlock4(10 * 2 ** 24, 8);

/**
 * Networks that reach the site are `onprem-overlaps-vnet` (review C6), so only those without a path are named here, all of them in one finding per site.
 */
export const vnetOnprem108 = defineRule({
  id: 'vnet-onprem-10-8',
  title: 'Network inside an announced 10.0.0.0/8',
  severity: 'I',
  scope: 'plan',
  why: 'A site that announces 10.0.0.0/8 claims every 10.x address. A network inside that range works only through longer routes on both sides, and each new range on either side can collide. Space outside, for example in 172.16.0.0/12, avoids the question.',
  sources: [{ key: 'LEG' }, { key: 'KUB', section: 'peering and ExpressRoute' }],
  examples: {
    failing: [
      {
        title: 'Site 10.0.0.0/8, network 10.20.0.0/16',
        plan: { sites: { office: { prefixes: ['10.0.0.0/8'] } }, networks: { spoke: { prefixes: ['10.20.0.0/16'] } } },
        targets: ['spoke'],
      },
    ],
    passing: [
      {
        title: 'Network 172.16.0.0/16',
        plan: { sites: { office: { prefixes: ['10.0.0.0/8'] } }, networks: { spoke: { prefixes: ['172.16.0.0/16'] } } },
      },
      {
        title: 'Site 10.0.0.0/16',
        plan: { sites: { office: { prefixes: ['10.0.0.0/16'] } }, networks: { spoke: { prefixes: ['10.20.0.0/16'] } } },
      },
    ],
  },
  check: (topology, context) =>
    listValues(topology.sites).flatMap((site) => {
      if (!site.space.blocks4.some((block) => block.first === TEN.first && block.prefixLength === TEN.prefixLength))
        return [];
      const inside = listValues(topology.networks).filter(({ network, space, reach }) => {
        const isAsked =
          network.external !== true &&
          network.managedByAks !== true &&
          space.blocks4.some((block) => containsBlock(TEN, block));
        return isAsked && !reach.l1.some((reached) => reached.space.ref.id === site.ref.id);
      });
      const [first, ...others] = inside;
      if (first === undefined) return [];
      const ranges = inside.map(
        (view) => `${view.network.name} ${rangesInTen(view.space.blocks4).map(formatBlock).join(', ')}`,
      );
      return [
        found({
          target: first.ref,
          related: [...others.map((view) => view.ref), site.ref],
          message: `${listNames(ranges)} ${inside.length === 1 ? 'lies' : 'lie'} inside ${formatBlock(TEN)}, which ${site.site.name} announces: prefer space outside, for example in 172.16.0.0/12.`,
          fixes: () =>
            fixMoveNetworks(
              context,
              inside.map((view) => ({ view, blocks: rangesInTen(view.space.blocks4) })),
            ),
        }),
      ];
    }),
});

function rangesInTen<T extends Parameters<typeof containsBlock>[1]>(blocks: readonly T[]): readonly T[] {
  return blocks.filter((block) => containsBlock(TEN, block));
}
