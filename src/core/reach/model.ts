import { buildIndex, createBlock4, findOverlapping, formatBlock, subtract, type Block } from '../address/index.ts';
import type { Route, RouteTable } from '../plan/index.ts';
import {
  NONE,
  weakMemo,
  type GatewayView,
  type LinkView,
  type NetworkView,
  type RouteTableView,
  type SiteView,
  type SubnetView,
  type Topology,
} from '../topology/index.ts';
import { blockOfAddress } from './endpoints.ts';
import { createLookup, type Lookup } from './lookup.ts';
import { listGatewayRoutes, listSystemRoutes } from './system-routes.ts';
import type { Place } from './places.ts';
import type { PlaceTags } from './security.ts';
import type { Endpoint, Leg } from './types.ts';

/** A route of Azure's own: the network itself, a peering, a connected group. */
export type SystemRoute =
  | { readonly by: 'local'; readonly block: Block }
  | { readonly by: 'peering'; readonly block: Block; readonly link: LinkView }
  | {
      readonly by: 'group';
      readonly block: Block;
      readonly name: string;
      readonly id: string;
      readonly remoteId: string;
    };

/** A route that a gateway announces: a site behind it, or a network joined by VPN. */
export interface GatewayRoute {
  readonly block: Block;
  readonly gateway: GatewayView;
  /** The link over which another network lends its gateway; undefined: the network's own. */
  readonly lender: LinkView | undefined;
  readonly leadsTo: SiteView | NetworkView;
}

export interface UserRoute {
  readonly block: Block;
  readonly route: Route;
  readonly table: RouteTable;
}

/** Where packets stand when a route is chosen for them. Subnets whose packets are always treated alike share one. */
export interface Standing {
  readonly id: number;
  readonly network: NetworkView;
  /** A subnet of the class; undefined: an address that lies in no drawn subnet. */
  readonly subnet: SubnetView | undefined;
  readonly system: Lookup<SystemRoute>;
  readonly user: Lookup<UserRoute>;
  /** A table whose routes are not known; `'unlisted'`: not even which table it is. */
  readonly unknownTable: RouteTable | 'unlisted' | undefined;
  readonly gateway: Lookup<GatewayRoute>;
  /** Routes of gateways reach this subnet. */
  readonly propagates: boolean;
}

/** Where packets are to go. Ranges that no route of the plan tells apart share one. */
export interface Target {
  readonly id: number;
  readonly at: NetworkView | SiteView | 'internet';
  readonly block: Block;
}

/** What gateways announce to a network, as far as the plan knows. */
export interface GatewayKnowledge {
  readonly routes: readonly GatewayRoute[];
  /** Whose gateways are not known, so that there may be more routes. */
  readonly unknownOf: NetworkView | undefined;
}

const NO_ROUTES = createLookup<never>([]);
const EVERYTHING = createBlock4(0, 0);
/** More routes than this inside one range are a table of hosts, which no answer in one sentence does justice. */
const MAX_PARTS = 32;

/** What a topology says about ways, worked out once and kept as long as the topology. */
export class ReachModel {
  readonly topology: Topology;
  readonly legs = new Map<number, Leg>();
  readonly places = new WeakMap<Endpoint, readonly Place[]>();
  readonly siteTargets = new Map<SiteView, readonly Target[]>();
  readonly tags = new Map<Standing, PlaceTags>();
  /** By standing and target: whether the target is or may be in the VirtualNetwork tag there. */
  readonly taggedTargets = new Map<number, boolean>();
  readonly #standings = new Map<string, Standing>();
  readonly #targets = new Map<string, Target>();
  readonly #gateways = new Map<NetworkView, GatewayKnowledge>();
  readonly #system = new Map<string, Lookup<SystemRoute>>();
  readonly #user = new Map<string, Lookup<UserRoute>>();
  readonly #distinct = new Map<string, Block>();
  #index: ReturnType<typeof buildIndex> | undefined;
  /** Destinations of user routes, each once. */
  #routed: readonly Block[] = NONE;
  #routedRanges: ReturnType<typeof buildIndex> | undefined;

  constructor(topology: Topology) {
    this.topology = topology;
  }

  /** The class of a subnet, or of the free space of a network. */
  standingOf(network: NetworkView, subnet: SubnetView | undefined): Standing {
    const tables = subnet?.routeTables ?? NONE;
    const isUnlisted = isTableUnlisted(network, subnet);
    const bySubnet = network.links.some(({ link, reverse }) => isSubnetPeering(link) || isSubnetPeering(reverse));
    const part = bySubnet ? (subnet?.ref.id ?? '-') : '';
    const key = `${network.ref.id} ${part} ${isUnlisted ? '?' : tables.map(({ id }) => id).join(' ')}`;
    const known = this.#standings.get(key);
    if (known !== undefined) return known;
    const knowledge = this.gatewaysOf(network);
    const propagates = tables.every(({ disableBgpRoutePropagation }) => disableBgpRoutePropagation !== true);
    const standing: Standing = {
      id: this.#standings.size,
      network,
      subnet,
      system: this.#systemRoutes(`${network.ref.id} ${part}`, network, subnet),
      user: this.#userRoutes(tables),
      unknownTable: isUnlisted ? 'unlisted' : tables.find(({ routes }) => routes === undefined),
      gateway: propagates ? createLookup(knowledge.routes) : NO_ROUTES,
      propagates,
    };
    this.#standings.set(key, standing);
    return standing;
  }

  targetIn(at: NetworkView | SiteView, block: Block): Target {
    const ids = findOverlapping(this.#routeIndex(), block).join(',');
    const key = `${at.ref.id} ${block.family} ${ids}`;
    return this.#keepTarget(key, at, block);
  }

  /**
   * A range in the parts that user routes tell apart: a route to a part of it takes that part another way than the rest.
   * The whole range where there are more than a few such routes.
   */
  partsOf(block: Block): readonly Block[] {
    const inner = findOverlapping(this.#routedIndex(), block)
      .flatMap((id) => this.#routed[id] ?? [])
      .filter((part) => part.prefixLength > block.prefixLength);
    if (inner.length === 0 || inner.length > MAX_PARTS) return [block];
    return [block, ...inner].flatMap((part) =>
      subtract(
        part,
        inner.filter((other) => other.prefixLength > part.prefixLength),
      ),
    );
  }

  internet(): Target {
    return this.#keepTarget('internet', 'internet', EVERYTHING);
  }

  gatewaysOf(network: NetworkView): GatewayKnowledge {
    const known = this.#gateways.get(network) ?? listGatewayRoutes(network, this.topology);
    this.#gateways.set(network, known);
    return known;
  }

  routeTableView(table: RouteTable): RouteTableView | undefined {
    return this.topology.routeTables.get(table.id);
  }

  #keepTarget(key: string, at: Target['at'], block: Block): Target {
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const target = { id: this.#targets.size, at, block };
    this.#targets.set(key, target);
    return target;
  }

  #systemRoutes(key: string, network: NetworkView, subnet: SubnetView | undefined): Lookup<SystemRoute> {
    const known = this.#system.get(key) ?? createLookup(listSystemRoutes(network, subnet, this.topology));
    this.#system.set(key, known);
    return known;
  }

  #userRoutes(tables: readonly RouteTable[]): Lookup<UserRoute> {
    const key = tables.map(({ id }) => id).join(' ');
    const known =
      this.#user.get(key) ??
      createLookup(
        tables.flatMap((table) =>
          (this.routeTableView(table)?.routes ?? NONE).flatMap(({ route, destination }) =>
            destination === undefined ? [] : [{ block: destination, route, table }],
          ),
        ),
      );
    this.#user.set(key, known);
    return known;
  }

  #routedIndex(): ReturnType<typeof buildIndex> {
    if (this.#routedRanges !== undefined) return this.#routedRanges;
    const distinct = new Map<string, Block>();
    for (const { routes } of this.topology.routeTables.values())
      for (const { destination } of routes ?? NONE)
        if (destination !== undefined) distinct.set(formatBlock(destination), destination);
    this.#routed = [...distinct.values()];
    return (this.#routedRanges = buildIndex(this.#routed));
  }

  /** Every range by which a route or a cluster's own ranges could tell two addresses apart, each once. */
  #routeIndex(): ReturnType<typeof buildIndex> {
    if (this.#index !== undefined) return this.#index;
    const add = (block: Block | undefined): void => {
      if (block !== undefined) this.#distinct.set(`${block.first}/${block.prefixLength}/${block.family}`, block);
    };
    for (const { blocks } of this.topology.spaces) blocks.forEach(add);
    for (const { routes } of this.topology.routeTables.values()) {
      for (const { route, destination } of routes ?? NONE) {
        add(destination);
        if (route.nextHopIpAddress !== undefined) add(blockOfAddress(route.nextHopIpAddress));
      }
    }
    for (const { podSpace, serviceSpace } of this.topology.clusters.values()) {
      podSpace.blocks.forEach(add);
      serviceSpace.blocks.forEach(add);
    }
    for (const { links } of this.topology.networks.values()) {
      for (const { link, reverse, remoteId } of links) {
        if (!isSubnetPeering(link) && !isSubnetPeering(reverse)) continue;
        for (const { space } of this.topology.networks.get(remoteId)?.subnets ?? NONE) space.blocks.forEach(add);
      }
    }
    return (this.#index = buildIndex([...this.#distinct.values()]));
  }
}

/** Imported in part, and the import says nothing about the table: it may have one. */
function isTableUnlisted(network: NetworkView, subnet: SubnetView | undefined): boolean {
  if (subnet === undefined) return network.network.external === true;
  return subnet.subnet.routeTableIds === undefined && network.network.partial === true;
}

function isSubnetPeering(link: LinkView['link']): boolean {
  return link?.subnetPeering !== undefined;
}

/** The model of a topology; the same one for the same topology. */
export const modelOf: (topology: Topology) => ReachModel = weakMemo((topology) => new ReachModel(topology));
