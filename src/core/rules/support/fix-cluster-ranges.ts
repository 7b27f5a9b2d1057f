import {
  containsBlock,
  createBlock4,
  firstFit,
  formatAddress,
  formatBlock,
  nthAddress,
  overlaps,
  type Block,
  type Block4,
} from '../../address/index.ts';
import { AKS_DEFAULTS, AKS_RESERVED, PRIVATE4, VNET_FORBIDDEN } from '../../azure/index.ts';
import type { Cluster } from '../../plan/index.ts';
import { parsePrefix, listValues } from '../../topology/index.ts';
import type { Topology } from '../../topology/types.ts';
import type { ClusterAlone } from './alone.ts';
import type { Fix, RuleContext } from '../types.ts';
import { rangesInUse } from './ranges-in-use.ts';

/** What the ways out look at. */
type PlanFacts = Pick<RuleContext, 'topology' | 'capacity'>;

/** Size AKS itself gives both ranges. */
const USUAL_PREFIX = 16;

/** A service CIDR people expect, tried before anything else. */
const USUAL_SERVICE_CIDRS = ['172.16.0.0/16', AKS_DEFAULTS.serviceCidr];

/** Where cluster ranges are looked for, in the order people choose them. */
const SEARCH_ORDER: readonly Block[] = [...PRIVATE4].reverse();

/**
 * Moves the service CIDR to free space, with the DNS address in one command (review D3). Existing clusters: none, their range cannot be replaced.
 */
export function fixServiceCidr(context: PlanFacts, view: ClusterAlone): readonly Fix[] {
  const { cluster, podSpace } = view;
  if (cluster.origin === 'existing') return [];
  const used = [...rangesInUse(context.topology), ...podSpace.blocks, ...routeDestinations(view), ...reserved()];
  const range = firstFree(USUAL_SERVICE_CIDRS, used) ?? findRange(USUAL_PREFIX, used);
  const dns = range === undefined ? undefined : nthAddress(range, 10);
  if (range === undefined || dns === undefined) return [];
  const values: Partial<Omit<Cluster, 'id'>> = {
    serviceCidrs: replaceFirst4(cluster.serviceCidrs, formatBlock(range)),
    dnsServiceIp: formatAddress(dns),
  };
  return [
    { title: `Use ${formatBlock(range)}`, commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values }] },
  ];
}

/** Moves the pod CIDR to free space, large enough for all nodes with surge (review D4). Existing clusters: none. */
export function fixPodCidr(context: PlanFacts, view: ClusterAlone): readonly Fix[] {
  if (view.cluster.origin === 'existing') return [];
  const range = suggestPodCidr(context, view);
  return range === undefined ? [] : [setPodCidr(view, range)];
}

/** A free pod CIDR for the nodes the cluster has at its largest, with surge; undefined when private space has none left. */
export function suggestPodCidr(context: PlanFacts, view: ClusterAlone): Block | undefined {
  return suggestPodRange(context.topology, view, podPrefixFor(context, view));
}

/**
 * A free range for the pods of a cluster, /16 or larger: Azure's default where it is clear, else the first one in private space. Undefined when none is free.
 * @param prefixLength 0 to 32, what the cluster's nodes need
 */
export function suggestPodRange(topology: Topology, view: ClusterAlone, prefixLength: number): Block | undefined {
  const wanted = Math.min(USUAL_PREFIX, prefixLength);
  const used = [
    ...rangesInUse(topology),
    ...clusterRanges(topology, view),
    ...view.serviceSpace.blocks,
    ...routeDestinations(view),
    ...reserved(),
  ];
  const usual = wanted === USUAL_PREFIX ? firstFree([AKS_DEFAULTS.podCidr], used) : undefined;
  return usual ?? findRange(wanted, used);
}

/** Grows the pod CIDR around itself until every node with surge fits, else moves it (planned clusters only). */
export function growPodCidr(context: PlanFacts, view: ClusterAlone): readonly Fix[] {
  const current = view.podSpace.blocks4[0];
  if (current === undefined) return [];
  const prefixLength = Math.min(current.prefixLength - 1, podPrefixFor(context, view));
  const used = [
    ...rangesInUse(context.topology),
    ...view.serviceSpace.blocks,
    ...routeDestinations(view),
    ...reserved(),
  ];
  const grown = prefixLength < 0 ? undefined : enclosing(current, prefixLength);
  if (grown !== undefined && canHold(grown, used)) return [setPodCidr(view, grown, `Grow to ${formatBlock(grown)}`)];
  return fixPodCidr(context, view);
}

function enclosing(block: Block4, prefixLength: number): Block4 {
  const size = 2 ** (32 - prefixLength);
  return createBlock4(Math.floor(block.first / size) * size, prefixLength);
}

function canHold(range: Block, used: readonly Block[]): boolean {
  return PRIVATE4.some((space) => containsBlock(space, range)) && !used.some((block) => overlaps(block, range));
}

/** The longest prefix whose /24 blocks hold all nodes with surge: 24 - ceil(log2(nodes)), catalogue 12.4. */
function podPrefixFor(context: PlanFacts, { cluster }: ClusterAlone): number {
  const nodes = context.capacity.clusters.get(cluster.id)?.nodes.withSurge ?? 1;
  return 24 - Math.ceil(Math.log2(Math.max(1, nodes)));
}

function setPodCidr({ cluster }: ClusterAlone, range: Block, title = `Use ${formatBlock(range)}`): Fix {
  return {
    title,
    commands: [
      {
        type: 'update',
        kind: 'cluster',
        id: cluster.id,
        values: { podCidrs: replaceFirst4(cluster.podCidrs, formatBlock(range)) },
      },
    ],
  };
}

function firstFree(candidates: readonly string[], used: readonly Block[]): Block | undefined {
  for (const text of candidates) {
    const { block } = parsePrefix(text);
    if (block !== undefined && !used.some((other) => overlaps(other, block))) return block;
  }
  return undefined;
}

function findRange(prefixLength: number, used: readonly Block[]): Block | undefined {
  for (const space of SEARCH_ORDER) {
    const fit = space.prefixLength <= prefixLength ? firstFit([space], used, prefixLength) : undefined;
    if (fit !== undefined) return fit;
  }
  return undefined;
}

/** Destinations of the user routes on the cluster's subnets: something lives there. Default and summary routes do not count. */
function routeDestinations({ pools }: ClusterAlone): readonly Block[] {
  const tables = new Set(
    pools.flatMap((pool) => [
      ...(pool.nodeSubnet?.routeTables ?? []),
      ...pool.podSubnets.flatMap((subnet) => subnet.routeTables),
    ]),
  );
  return [...tables]
    .flatMap((table) => table.routes ?? [])
    .flatMap((route) => parsePrefix(route.addressPrefix).block ?? [])
    .filter((block) => !PRIVATE4.some((space) => containsBlock(block, space)));
}

/** Pod ranges of the other clusters: allowed twice, but a range of its own is never wrong. */
function clusterRanges(topology: Topology, { cluster }: ClusterAlone): readonly Block[] {
  return listValues(topology.clusters)
    .filter((other) => other.cluster.id !== cluster.id)
    .flatMap((other) => other.podSpace.blocks);
}

function reserved(): readonly Block[] {
  return [...AKS_RESERVED, ...VNET_FORBIDDEN];
}

function replaceFirst4(cidrs: readonly string[], range: string): string[] {
  return [range, ...cidrs.filter((cidr) => cidr.includes(':'))];
}
