import { containsBlock, formatBlock } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { Cluster } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { sketchCluster } from '../support/sketches.ts';

/** Why Azure would refuse the change of an existing cluster's pod CIDR; undefined when it would not. */
function refusal(before: Cluster, after: Cluster): string | undefined {
  if (before.podCidrs.length > 1 || after.podCidrs.length > 1) return 'several pod CIDRs cannot be expanded';
  if (before.ipam !== 'overlay') return 'only Azure CNI Overlay can expand its pod CIDR';
  if (before.pools.some((pool) => pool.os === 'Windows')) return 'Windows node pools are present';
  const old = parsePrefix(before.podCidrs[0] ?? '').block;
  const next = parsePrefix(after.podCidrs[0] ?? '').block;
  if (old === undefined || next === undefined) return undefined;
  if (old.family === 6 || next.family === 6) return 'IPv6 pod CIDRs cannot be expanded';
  return containsBlock(next, old) ? undefined : `${formatBlock(next)} does not contain ${formatBlock(old)}`;
}

function changed(before: Cluster | undefined, after: Cluster): before is Cluster {
  return (
    before !== undefined &&
    before.origin === 'existing' &&
    before.podCidrs.length > 0 &&
    before.ipam === after.ipam &&
    before.podCidrs.join() !== after.podCidrs.join()
  );
}

const live = (podCidr: string, os: 'Linux' | 'Windows' = 'Linux') =>
  sketchCluster({ origin: 'existing', podCidrs: [podCidr], pools: { system: {}, work: { mode: 'User', os } } });

/** Changes of an existing cluster's pod CIDR, judged against the plan as it was opened or imported. */
export const podCidrExpand = defineRule({
  id: 'pod-cidr-expand',
  title: 'Pod CIDR of an existing cluster changed in a way Azure refuses',
  severity: 'E1',
  scope: 'plan',
  why: 'The pod CIDR of a running cluster can only grow: to one larger IPv4 range that contains the old one, on Azure CNI Overlay, with Linux nodes only. Everything else needs a new cluster.',
  sources: [{ key: 'OVX' }, { key: 'OV' }, { key: 'S1' }],
  examples: {
    failing: [
      {
        title: '10.244.0.0/18 -> 10.245.0.0/16',
        before: live('10.244.0.0/18'),
        plan: live('10.245.0.0/16'),
        targets: ['aks'],
      },
      {
        title: 'Windows nodes',
        before: live('10.244.0.0/18', 'Windows'),
        plan: live('10.244.0.0/16', 'Windows'),
        targets: ['aks'],
      },
    ],
    passing: [{ title: '10.244.0.0/18 -> 10.244.0.0/16', before: live('10.244.0.0/18'), plan: live('10.244.0.0/16') }],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) => {
      const view = topology.clusters.get(old.id);
      if (view === undefined || !changed(old, view.cluster)) return [];
      const reason = refusal(old, view.cluster);
      if (reason === undefined) return [];
      return [
        found({
          target: view.ref,
          message: `Pod CIDR of ${old.name} cannot change from ${old.podCidrs.join(', ')} to ${view.cluster.podCidrs.join(', ')}: ${reason}. A new cluster is needed.`,
          fixes: () => [
            {
              title: `Back to ${old.podCidrs.join(', ')}`,
              commands: [{ type: 'update', kind: 'cluster', id: old.id, values: { podCidrs: old.podCidrs } }],
            },
          ],
        }),
      ];
    }),
});

export const podCidrExpandPreview = defineRule({
  id: 'pod-cidr-expand-preview',
  title: 'Pod CIDR of an existing cluster grows',
  severity: 'I',
  scope: 'plan',
  why: 'Expansion of the pod CIDR came as public preview on 2026-01-04; the preview note left the page on 2026-04-03. Afterwards check that every node network config carries the new range.',
  sources: [
    { key: 'REL', section: '2026-01-04' },
    { key: 'OVX', section: 'history' },
  ],
  examples: {
    failing: [{ title: '/18 -> /16', before: live('10.244.0.0/18'), plan: live('10.244.0.0/16'), targets: ['aks'] }],
    passing: [{ title: 'No growth', before: live('10.244.0.0/18'), plan: live('10.244.0.0/18') }],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) => {
      const view = topology.clusters.get(old.id);
      if (view === undefined || !changed(old, view.cluster) || refusal(old, view.cluster) !== undefined) return [];
      return [
        found({
          target: view.ref,
          message: `Pod CIDR of ${old.name} grows from ${old.podCidrs.join(', ')} to ${view.cluster.podCidrs.join(', ')}: check the node network configs afterwards (public preview since January 2026, preview note gone since April).`,
        }),
      ];
    }),
});
