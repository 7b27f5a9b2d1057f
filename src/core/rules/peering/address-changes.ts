import { containsBlock, overlaps } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { namesOf } from '../support/words.ts';
import { examplePair } from './example-pair.ts';

const live = (prefixes: string[], subnets: Record<string, string> = {}): PlanSketch =>
  examplePair({
    networks: {
      'vnet-a': { prefixes: ['172.16.0.0/16'], origin: 'existing' },
      'vnet-b': { prefixes, origin: 'existing', subnets },
    },
  });

const addressChange = defineRule({
  id: 'peering-address-change',
  title: 'Address space of a peered network changed',
  severity: 'I',
  scope: 'plan',
  why: 'After a prefix is added, removed or resized every peering of the network must be synced, and the new range must be free on all peers.',
  sources: [{ key: 'PSYNC' }],
  examples: {
    failing: [
      { title: '10.1.0.0/16 -> /18', before: live(['10.1.0.0/16']), plan: live(['10.1.0.0/18']), targets: ['vnet-b'] },
    ],
    passing: [{ title: 'Unchanged', before: live(['10.1.0.0/16']), plan: live(['10.1.0.0/16']) }],
  },
  check: (topology, { before }) =>
    (before?.virtualNetworks ?? []).flatMap((old) => {
      const view = topology.networks.get(old.id);
      if (
        view === undefined ||
        old.origin !== 'existing' ||
        view.network.addressPrefixes.join() === old.addressPrefixes.join()
      )
        return [];
      const peers = view.links.filter((link) => link.connected);
      if (peers.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: peers.map((link) => ({ kind: 'peering', id: link.peering.id })),
          message: `${old.name} changes from ${old.addressPrefixes.join(', ')} to ${view.network.addressPrefixes.join(', ')}: sync its ${peers.length === 1 ? 'peering' : `${peers.length} peerings`} afterwards (${namesOf(peers.map((link) => link.remote))}).`,
        }),
      ];
    }),
});

const addressRemoveInUse = defineRule({
  id: 'peering-address-remove-in-use',
  title: 'Removed prefix still holds a subnet',
  severity: 'E1',
  scope: 'plan',
  why: 'A prefix can be removed from a network only when no subnet lies in it.',
  sources: [{ key: 'PSYNC' }],
  examples: {
    failing: [
      {
        title: 'Drop 10.1.8.0/21 while 10.1.9.0/24 exists',
        before: live(['10.1.0.0/21', '10.1.8.0/21'], { 'snet-9': '10.1.9.0/24' }),
        plan: live(['10.1.0.0/21'], { 'snet-9': '10.1.9.0/24' }),
        targets: ['vnet-b'],
        alsoFires: ['subnet-outside-vnet'],
      },
    ],
    passing: [
      {
        title: 'Drop after deletion',
        before: live(['10.1.0.0/21', '10.1.8.0/21'], { 'snet-9': '10.1.9.0/24' }),
        plan: live(['10.1.0.0/21']),
      },
    ],
  },
  check: (topology, { before }) =>
    (before?.virtualNetworks ?? []).flatMap((old) => {
      const view = topology.networks.get(old.id);
      if (view === undefined || old.origin !== 'existing') return [];
      const removed = old.addressPrefixes
        .flatMap((text) => parsePrefix(text).block ?? [])
        .filter((block) => !view.space.blocks.some((kept) => containsBlock(kept, block) || containsBlock(block, kept)));
      const left = view.subnets.filter((subnet) =>
        subnet.space.blocks.some((block) => removed.some((gone) => overlaps(gone, block))),
      );
      if (left.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: left.map((subnet) => subnet.ref),
          message: `${old.name} loses address space that still holds ${namesOf(left.map((subnet) => subnet.subnet))}: delete the subnets first.`,
        }),
      ];
    }),
});

/** Changes of a deployed network's address space, judged against the plan as it was. */
export const addressChangeRules: readonly Rule[] = [addressChange, addressRemoveInUse];
