import {
  listRefs,
  type ApplicationGateway,
  type Firewall,
  type Gateway,
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

/** Objects of the plan that are found by their Azure resource id, by the list they are in. */
export interface Resources {
  readonly routeTables: RouteTable;
  readonly networkSecurityGroups: NetworkSecurityGroup;
  readonly natGateways: NatGateway;
  readonly applicationGateways: ApplicationGateway;
  readonly gateways: Gateway;
  readonly firewalls: Firewall;
}

export type ResourceList = keyof Resources;

/** Lists whose objects other resources refer to by id alone. */
type ReferredList = 'routeTables' | 'networkSecurityGroups' | 'natGateways';

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
  readonly #lists: { readonly [L in ResourceList]: Resources[L][] };
  readonly #resources: { readonly [L in ResourceList]: Map<string, Resources[L]> };

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
    this.#lists = this.plan;
    this.#resources = {
      routeTables: byResourceId(this.plan.routeTables),
      networkSecurityGroups: byResourceId(this.plan.networkSecurityGroups),
      natGateways: byResourceId(this.plan.natGateways),
      applicationGateways: byResourceId(this.plan.applicationGateways),
      gateways: byResourceId(this.plan.gateways),
      firewalls: byResourceId(this.plan.firewalls),
    };
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

  find<L extends ResourceList>(list: L, key: string): Resources[L] | undefined {
    return this.#resources[list].get(key);
  }

  listOf<L extends ResourceList>(list: L): readonly Resources[L][] {
    return this.#lists[list];
  }

  add<L extends ResourceList>(list: L, key: string, object: Resources[L]): void {
    this.#resources[list].set(key, object);
    this.#lists[list].push(object);
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

  /** The object behind an id, which may be known by its name alone. */
  ensure<L extends ReferredList>(list: L, id: ResourceId): Resources[L] | Stub {
    const known = this.find(list, id.key);
    if (known !== undefined) return known;
    const stub = this.#stub(id);
    this.add(list, id.key, stub);
    return stub;
  }

  /** An application gateway proven by the subnet that lists it, or by the add-on that put it there. */
  ensureApplicationGateway(id: ResourceId, subnetId: string): ApplicationGateway {
    const known = this.find('applicationGateways', id.key);
    if (known !== undefined) return known;
    const gateway: ApplicationGateway = { ...this.#stub(id), subnetId };
    this.add('applicationGateways', id.key, gateway);
    return gateway;
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

function byResourceId<T extends { readonly resourceId?: string }>(objects: readonly T[]): Map<string, T> {
  return new Map(
    objects.flatMap((object) =>
      object.resourceId === undefined ? [] : [[object.resourceId.toLowerCase(), object] as const],
    ),
  );
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
    sites: plan.sites.map((site) => ({ ...site })),
    gateways: plan.gateways.map((gateway) => ({ ...gateway })),
    firewalls: plan.firewalls.map((firewall) => ({ ...firewall })),
    routeTables: plan.routeTables.map((table) => ({ ...table })),
    networkSecurityGroups: plan.networkSecurityGroups.map((group) => ({ ...group })),
    natGateways: plan.natGateways.map((gateway) => ({ ...gateway })),
    applicationGateways: plan.applicationGateways.map((gateway) => ({ ...gateway })),
    clusters: [...plan.clusters],
  };
}
