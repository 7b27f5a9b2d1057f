import type { Topology } from '../topology/index.ts';
import { decide, type Decision } from './decide.ts';
import { modelOf } from './model.ts';
import { hasFlatPods } from './places.ts';
import { noteOtherWays } from './public-routes.ts';
import { ASKED } from './security.ts';
import { describeSource } from './source.ts';
import type { Answer, ClusterEndpoint, Endpoint, Hop, ServiceEndpoint } from './types.ts';

/**
 * Whether `from` opens a connection to `to` and is answered: the way there and back, the address the far end sees, and otherwise the one thing missing. Unknown
 * when a fact is missing that could make it a yes. Endpoints must be of the topology.
 * @source catalogue 2.4, 7, 8.1, 9.2, 17 (D26); review 20
 */
export function findReach(topology: Topology, from: Endpoint, to: Endpoint): Answer {
  const decision = decide(modelOf(topology), from, to);
  const { verdict, missing, throughService, back, there } = decision;
  const source = describeSource(decision, from, to);
  const hops = [...listStart(decision, from, to), ...listMiddle(decision, from, to), ...listEnd(decision, to)];
  // Where the requests do not arrive there are no replies to speak of.
  const hasReplies = back !== undefined && (there === undefined || there.verdict === 'yes');
  const replies = !hasReplies || isMirror(there?.hops ?? [], back.hops) ? [] : back.hops;
  return {
    from,
    to,
    verdict,
    sentence: `${sayVerdict(decision, from, to)}.`,
    hops,
    replies,
    ...(source === undefined ? {} : { source: source.seen }),
    ...(missing === undefined ? {} : { missing }),
    ...(throughService === undefined ? {} : { throughService }),
    notes: [...(source?.notes ?? []), ...listNotes(decision)],
  };
}

function sayVerdict({ verdict, missing, throughService }: Decision, from: Endpoint, to: Endpoint): string {
  if (verdict === 'yes') return `${from.name} reaches ${to.name}`;
  const why = missing === undefined ? '' : `: ${missing.text}`;
  const instead = throughService === undefined ? '' : `; ${throughService.name} is reached`;
  return verdict === 'no'
    ? `${from.name} does not reach ${to.name}${why}${instead}`
    : `Not known whether ${from.name} reaches ${to.name}${why}${instead}`;
}

/** Where the packets come from, and the translation at the node where there is one. */
function listStart({ from: place, inCluster }: Decision, from: Endpoint, to: Endpoint): readonly Hop[] {
  const hops: Hop[] = [describeEnd(from)];
  if (place === undefined) return hops;
  const leavesAsNode =
    inCluster !== true &&
    (from.kind === 'pods' || from.kind === 'service') &&
    isTranslatedAtNode(from, place.network.ref.id, to);
  if (leavesAsNode) {
    hops.push({ kind: 'translation', text: 'the node puts its own address in', refs: [] });
  }
  if (from.kind !== 'subnet') {
    hops.push({
      kind: 'subnet',
      text: `${place.network.network.name}/${place.subnet.subnet.name}`,
      refs: [place.subnet.ref],
    });
  }
  return hops;
}

function isTranslatedAtNode(from: ClusterEndpoint | ServiceEndpoint, networkId: string, to: Endpoint): boolean {
  const { ipam } = from.cluster.cluster;
  if (ipam === 'overlay' || ipam === 'kubenet') return true;
  return ipam === 'nodesubnet' && hasFlatPods(from) && networkIdOf(to) !== networkId;
}

function networkIdOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'subnet') return endpoint.subnet.network.id;
  return 'cluster' in endpoint ? endpoint.cluster.network?.ref.id : undefined;
}

function listMiddle({ there, egress }: Decision, from: Endpoint, to: Endpoint): readonly Hop[] {
  const hops = there?.hops ?? [];
  const out = egress?.hop;
  if (to.kind === 'service' && !to.service.internal) {
    const internet: Hop = { kind: 'internet', text: 'internet', refs: [] };
    return from.kind === 'internet' ? [] : [...hops.slice(0, -1), ...(out === undefined ? [] : [out]), internet];
  }
  return out === undefined ? hops : [...hops.slice(0, -1), out, ...hops.slice(-1)];
}

function listEnd({ verdict, there, to: place }: Decision, to: Endpoint): readonly Hop[] {
  if (there !== undefined && there.verdict !== 'yes') return [];
  if (verdict !== 'yes' && there === undefined) return [];
  if (to.kind === 'internet') return [];
  const home: readonly Hop[] =
    place === undefined || to.kind === 'subnet'
      ? []
      : [
          {
            kind: 'subnet',
            text: `${place.network.network.name}/${place.subnet.subnet.name}`,
            refs: [place.subnet.ref],
          },
        ];
  if (to.kind !== 'service') return [...home, describeEnd(to)];
  const { cluster } = to;
  return [
    {
      kind: 'loadBalancer',
      text: `${to.service.internal ? 'internal' : 'public'} load balancer ${to.service.address ?? to.service.name}`,
      refs: to.subnet === undefined || !to.service.internal ? [cluster.ref] : [to.subnet.ref],
    },
    ...home,
    { kind: 'nodes', text: `nodes of ${cluster.cluster.name}`, refs: [cluster.ref] },
    { kind: 'pods', text: `pods behind ${to.service.name}`, refs: [cluster.ref] },
  ];
}

function describeEnd(endpoint: Endpoint): Hop {
  switch (endpoint.kind) {
    case 'subnet':
      return { kind: 'subnet', text: endpoint.name, refs: [endpoint.subnet.ref] };
    case 'pods':
    case 'nodes': {
      const { cluster, pools, kind } = endpoint;
      const [pool] = pools;
      const isPool = pool !== undefined && pools.length < cluster.pools.length;
      return { kind, text: endpoint.name, refs: [isPool ? pool.ref : cluster.ref] };
    }
    case 'service':
      return { kind: 'pods', text: `pods behind ${endpoint.name}`, refs: [endpoint.cluster.ref] };
    case 'site':
      return { kind: 'site', text: endpoint.name, refs: [endpoint.site.ref] };
    case 'internet':
      return { kind: 'internet', text: 'internet', refs: [] };
  }
}

/** Whether the replies cross what the requests crossed, the other way round. */
function isMirror(there: readonly Hop[], back: readonly Hop[]): boolean {
  const carriers = (hops: readonly Hop[]): readonly string[] =>
    hops.flatMap(({ kind, refs }) =>
      kind === 'peering' || kind === 'gateway' || kind === 'appliance' || kind === 'connectedGroup'
        ? [refs[0]?.id ?? '']
        : [],
    );
  const [a, b] = [carriers(there), carriers(back).toReversed()];
  return a.length === b.length && a.every((id, position) => id === b[position]);
}

function listNotes({ verdict, from, to, there, egress }: Decision): readonly string[] {
  const notes: string[] = [];
  const otherWays = egress === undefined || from === undefined ? undefined : noteOtherWays(from);
  if (otherWays !== undefined) notes.push(otherWays);
  const groups = [from, to].some((place) => (place?.subnet.networkSecurityGroups.length ?? 0) > 0);
  if (verdict === 'yes' && groups) notes.push(`Network security groups were asked about ${ASKED.words}.`);
  if (verdict === 'yes' && there?.untagged !== undefined) {
    notes.push(
      `Virtual network access is off on the link ${there.untagged.link}: only security groups that allow this traffic by a rule of their own would let it pass, and there is none in the way.`,
    );
  }
  if (verdict === 'yes' && (there?.appliances.length ?? 0) > 0) {
    notes.push('What the appliance itself allows is not part of the plan.');
  }
  return notes;
}
