import {
  listRefs,
  type ApplicationGateway,
  type NatGateway,
  type NetworkSecurityGroup,
  type Plan,
  type RouteTable,
  type Subnet,
  type VirtualNetwork,
} from '../../plan/index.ts';
import { IdAllocator } from '../id-allocator.ts';
import { getParent, ownName, type ResourceId } from '../resource-id.ts';
import { defined } from './drafts.ts';
import type { Notes } from './notes.ts';

/** Objects that are only referred to: what is known of them is their name. */
type Stub = Pick<NatGateway, 'id' | 'name' | 'resourceGroup' | 'subscription' | 'resourceId' | 'partial'>;

/**
 * The plan while it grows: every Azure resource once, by its id without case, whether it is listed or only referred to. Objects of the plan the
 * files are added to keep their ids. What is not listed becomes a stub, so that every reference in the plan leads somewhere.
 */
export class Registry {
  readonly plan: Plan;
  readonly ids: IdAllocator;
  readonly notes: Notes;
  readonly #networks = new Map<string, VirtualNetwork>();
  readonly #subnets = new Map<string, Subnet>();
  readonly #routeTables = new Map<string, RouteTable>();
  readonly #securityGroups = new Map<string, NetworkSecurityGroup>();
  readonly #natGateways = new Map<string, NatGateway>();
  readonly #applicationGateways = new Map<string, ApplicationGateway>();

  /** `base`: the plan the files are added to; it stays as it is. */
  constructor(base: Plan, notes: Notes) {
    this.notes = notes;
    this.plan = copyLists(base);
    this.ids = new IdAllocator(listRefs(base).map(({ id }) => id));
    for (const network of this.plan.virtualNetworks) {
      const key = network.resourceId?.toLowerCase();
      if (key !== undefined) this.#networks.set(key, network);
      for (const subnet of network.subnets) {
        const subnetKey =
          subnet.resourceId?.toLowerCase() ??
          (key === undefined ? undefined : `${key}/subnets/${subnet.name.toLowerCase()}`);
        if (subnetKey !== undefined) this.#subnets.set(subnetKey, subnet);
      }
    }
    remember(this.#routeTables, this.plan.routeTables);
    remember(this.#securityGroups, this.plan.networkSecurityGroups);
    remember(this.#natGateways, this.plan.natGateways);
    remember(this.#applicationGateways, this.plan.applicationGateways);
  }

  findNetwork(key: string): VirtualNetwork | undefined {
    return this.#networks.get(key);
  }

  addNetwork(key: string, network: VirtualNetwork): void {
    this.#networks.set(key, network);
    this.plan.virtualNetworks.push(network);
  }

  findSubnet(key: string): Subnet | undefined {
    return this.#subnets.get(key);
  }

  addSubnet(key: string, network: VirtualNetwork, subnet: Subnet): void {
    this.#subnets.set(key, subnet);
    network.subnets.push(subnet);
  }

  findRouteTable(key: string): RouteTable | undefined {
    return this.#routeTables.get(key);
  }

  addRouteTable(key: string, table: RouteTable): void {
    this.#routeTables.set(key, table);
    this.plan.routeTables.push(table);
  }

  /** The network behind an id; one outside the files becomes an external network whose space is not known yet. */
  ensureNetwork(id: ResourceId): VirtualNetwork {
    const known = this.#networks.get(id.key);
    if (known !== undefined) return known;
    const isClassic = id.type.startsWith('microsoft.classicnetwork/');
    const stub: VirtualNetwork = defined({
      ...this.#stub(id),
      addressPrefixes: [],
      subnets: [],
      external: true,
      classic: isClassic || undefined,
    });
    this.addNetwork(id.key, stub);
    return stub;
  }

  /** The subnet behind a subnet's id; one outside the files becomes a subnet whose range is not known. */
  ensureSubnet(id: ResourceId): Subnet {
    const known = this.#subnets.get(id.key);
    if (known !== undefined) return known;
    const network = this.ensureNetwork(getParent(id));
    const stub: Subnet = { ...this.#stub(id, `${network.name}.${ownName(id)}`), addressPrefixes: [] };
    this.addSubnet(id.key, network, stub);
    if (network.external !== true) this.notes.add('unknownSubnet', `subnet ${stub.name} of network ${network.name}`);
    return stub;
  }

  ensureRouteTable(id: ResourceId): RouteTable {
    return ensure(this.#routeTables, this.plan.routeTables, id, () => this.#stub(id));
  }

  ensureSecurityGroup(id: ResourceId): NetworkSecurityGroup {
    return ensure(this.#securityGroups, this.plan.networkSecurityGroups, id, () => this.#stub(id));
  }

  ensureNatGateway(id: ResourceId): NatGateway {
    return ensure(this.#natGateways, this.plan.natGateways, id, () => this.#stub(id));
  }

  /** An application gateway proven by the subnet that lists it, or by the add-on that put it there. */
  ensureApplicationGateway(id: ResourceId, subnetId: string): ApplicationGateway {
    return ensure(this.#applicationGateways, this.plan.applicationGateways, id, () => ({
      ...this.#stub(id),
      subnetId,
    }));
  }

  findApplicationGateway(id: ResourceId): ApplicationGateway | undefined {
    return this.#applicationGateways.get(id.key);
  }

  #stub(id: ResourceId, idName = ownName(id)): Stub {
    return {
      id: this.ids.allocate(idName),
      name: ownName(id),
      resourceGroup: id.resourceGroup,
      subscription: id.subscription,
      resourceId: id.text,
      partial: true,
    };
  }
}

function remember<T extends { readonly resourceId?: string }>(index: Map<string, T>, objects: readonly T[]): void {
  for (const object of objects) if (object.resourceId !== undefined) index.set(object.resourceId.toLowerCase(), object);
}

function ensure<T>(index: Map<string, T>, list: T[], id: ResourceId, create: () => T): T {
  const known = index.get(id.key);
  if (known !== undefined) return known;
  const created = create();
  index.set(id.key, created);
  list.push(created);
  return created;
}

/** The lists an import adds to are copied, so that the plan it starts from stays as it was. */
function copyLists(plan: Plan): Plan {
  return {
    ...plan,
    virtualNetworks: plan.virtualNetworks.map((network) => ({
      ...network,
      subnets: network.subnets.map((subnet) => ({ ...subnet })),
    })),
    peerings: [...plan.peerings],
    routeTables: [...plan.routeTables],
    networkSecurityGroups: [...plan.networkSecurityGroups],
    natGateways: [...plan.natGateways],
    applicationGateways: [...plan.applicationGateways],
    clusters: [...plan.clusters],
  };
}
