import { containsBlock, type Block } from '../address/index.ts';
import { NONE, type GatewayView, type NetworkView, type SiteView, type SubnetView } from '../topology/index.ts';
import { blockOfAddress } from './endpoints.ts';
import type { ReachModel, Standing, Target } from './model.ts';
import type { ClusterEndpoint, Endpoint, ServiceEndpoint } from './types.ts';

/** A place an endpoint talks from, and the ranges it is talked to at. */
export interface Place {
  readonly network: NetworkView;
  /** Where its packets leave from. */
  readonly subnet: SubnetView;
  readonly standing: Standing;
  /** Where packets to it go; a subnet may have several ranges. */
  readonly targets: readonly Target[];
  /** The ranges themselves. */
  readonly blocks: readonly Block[];
}

/** A gateway as the place where packets of a site come in. */
export interface Doorway {
  readonly gateway: GatewayView;
  readonly standing: Standing;
}

/** Pods that have addresses of a network, and so are reached and answer like anything else there. */
export function hasFlatPods({ cluster }: ClusterEndpoint | ServiceEndpoint): boolean {
  const { ipam } = cluster.cluster;
  return ipam === 'nodesubnet' || ipam === 'podsubnet-dynamic' || ipam === 'podsubnet-static';
}

/** The places of an endpoint inside Azure, each once; none for sites and the internet, and for clusters whose subnets the plan does not hold. */
export function findPlaces(model: ReachModel, endpoint: Endpoint): readonly Place[] {
  const known = model.places.get(endpoint) ?? listPlaces(model, endpoint);
  model.places.set(endpoint, known);
  return known;
}

function listPlaces(model: ReachModel, endpoint: Endpoint): readonly Place[] {
  switch (endpoint.kind) {
    case 'subnet':
      return placesIn(model, [endpoint.subnet], endpoint.block && [endpoint.block]);
    case 'nodes':
      return placesIn(model, nodeSubnets(endpoint));
    case 'pods':
      return placesIn(model, podHomes(endpoint));
    case 'service':
      return placesIn(model, nodeSubnets({ pools: endpoint.cluster.pools }), frontEnd(endpoint));
    case 'site':
    case 'internet':
      return NONE;
  }
}

function nodeSubnets({ pools }: Pick<ClusterEndpoint, 'pools'>): readonly SubnetView[] {
  return pools.flatMap(({ nodeSubnet }) => nodeSubnet ?? NONE);
}

/** Subnets that pods leave from: their own, or that of their nodes. */
function podHomes({ cluster, pools }: ClusterEndpoint): readonly SubnetView[] {
  const { ipam } = cluster.cluster;
  return ipam === 'podsubnet-dynamic' || ipam === 'podsubnet-static'
    ? pools.flatMap(({ podSubnets }) => podSubnets)
    : nodeSubnets({ pools });
}

/** What packets to an internal service are addressed to; undefined: the nodes. */
function frontEnd({ service, subnet }: ServiceEndpoint): readonly Block[] | undefined {
  if (!service.internal) return undefined;
  const block = service.address === undefined ? undefined : blockOfAddress(service.address);
  return block === undefined ? subnet?.space.blocks : [block];
}

function placesIn(model: ReachModel, subnets: readonly SubnetView[], given?: readonly Block[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const subnet of subnets) {
    const network = model.topology.networks.get(subnet.network.id);
    if (network === undefined || places.has(subnet.ref.id)) continue;
    const blocks = preferIpv4(given ?? subnet.space.blocks);
    const targets = targetsOf(model, network, blocks);
    places.set(subnet.ref.id, { network, subnet, standing: model.standingOf(network, subnet), targets, blocks });
  }
  return [...places.values()];
}

/** Ranges of one family: IPv4 where there is any. */
export function preferIpv4(blocks: readonly Block[]): readonly Block[] {
  const ipv4 = blocks.filter(({ family }) => family === 4);
  return ipv4.length > 0 ? ipv4 : blocks;
}

/** Targets for some ranges, in the parts that routes tell apart; of ranges that no route tells apart one. */
function targetsOf(
  model: ReachModel,
  at: Parameters<ReachModel['targetIn']>[0],
  blocks: readonly Block[],
): readonly Target[] {
  const parts = blocks.flatMap((block) => model.partsOf(block)).filter((part) => !isElsewhere(model, at, part));
  return [...new Set((parts.length === 0 ? blocks : parts).map((block) => model.targetIn(at, block)))];
}

/** A site announces summaries: what of them is a network of the plan is not meant by them. */
function isElsewhere(model: ReachModel, at: NetworkView | SiteView, part: Block): boolean {
  return (
    'site' in at &&
    [...model.topology.networks.values()].some(({ space }) => space.blocks.some((own) => containsBlock(own, part)))
  );
}

/** Everything packets to an endpoint may be addressed to; none for the internet. */
export function findTargets(model: ReachModel, endpoint: Endpoint): readonly Target[] {
  if (endpoint.kind === 'site') return siteTargets(model, endpoint.site);
  const places = findPlaces(model, endpoint);
  const [first] = places;
  return places.length === 1 && first !== undefined ? first.targets : places.flatMap(({ targets }) => targets);
}

/** Targets of a site; none when its ranges are not known. */
export function siteTargets(model: ReachModel, site: SiteView): readonly Target[] {
  const known = model.siteTargets.get(site) ?? targetsOf(model, site, preferIpv4(site.space.blocks));
  model.siteTargets.set(site, known);
  return known;
}

/** Gateways a site is connected through, each with the place where its packets come in. */
export function findDoorways(model: ReachModel, gateways: readonly GatewayView[]): readonly Doorway[] {
  return gateways.map((gateway) => {
    const home = gateway.gateway.kind === 'routeServer' ? 'routeServer' : 'gateway';
    const subnet = gateway.network.subnets.find(({ roles }) => roles.has(home));
    return { gateway, standing: model.standingOf(gateway.network, subnet) };
  });
}
