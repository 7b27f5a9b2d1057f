import {
  blockAround,
  containsAddress,
  formatBlock,
  maxPrefixLength,
  parseAddress,
  type Address,
} from '../address/index.ts';
import type { ObjectRef } from '../plan/index.ts';
import { NONE, usesRemoteGateway, type GatewayView, type LinkView, type NetworkView } from '../topology/index.ts';
import { chooseRoute } from './choose-route.ts';
import { fixForwarding } from './fixes.ts';
import type { GatewayRoute, ReachModel, Standing, SystemRoute, Target, UserRoute } from './model.ts';
import { joinedNetworks } from './system-routes.ts';
import type { Hop, Leg, Missing } from './types.ts';
import { sayNoRoute, sayUnknownGateways, sayUnknownTable } from './no-route.ts';

/** More devices than this in a row is a loop nobody has drawn yet. */
const MAX_APPLIANCES = 8;

/** One direction: where packets from a place end up that are meant for a target. The same answer object for the same classes. */
export function walk(model: ReachModel, start: Standing, target: Target): Leg {
  const key = start.id * 0x1000000 + target.id * 2;
  const known = model.legs.get(key) ?? new Walk(model, start, target, false).run();
  model.legs.set(key, known);
  return known;
}

/** As `walk`, for packets that come out of a gateway: a peering that uses it lets them in without being told to let forwarded traffic in. */
export function walkFromGateway(model: ReachModel, start: Standing, target: Target): Leg {
  const key = start.id * 0x1000000 + target.id * 2 + 1;
  const known = model.legs.get(key) ?? new Walk(model, start, target, true).run();
  model.legs.set(key, known);
  return known;
}

class Walk {
  readonly #model: ReachModel;
  readonly #start: Standing;
  readonly #target: Target;
  readonly #fromGateway: boolean;
  readonly #hops: Hop[] = [];
  readonly #appliances: string[] = [];
  #at: Standing;
  #exit: string | undefined;
  #untagged: Leg['untagged'];

  constructor(model: ReachModel, start: Standing, target: Target, fromGateway: boolean) {
    this.#model = model;
    this.#start = start;
    this.#target = target;
    this.#fromGateway = fromGateway;
    this.#at = start;
  }

  run(): Leg {
    const seen = new Set<number>([this.#at.id]);
    while (this.#appliances.length <= MAX_APPLIANCES) {
      const leg = this.#step();
      if (leg !== undefined) return leg;
      if (seen.has(this.#at.id)) break;
      seen.add(this.#at.id);
    }
    const last = this.#appliances.at(-1) ?? '';
    return this.#no(`the routes at ${last} send the packets round in a circle`, this.#hops.at(-1)?.refs ?? NONE);
  }

  /** Follows one route; undefined when the packets now stand at the next appliance. */
  #step(): Leg | undefined {
    const { block } = this.#target;
    const choice = chooseRoute(this.#model, this.#at, block);
    switch (choice.kind) {
      case 'system':
        return this.#followSystem(choice.route);
      case 'user':
        return this.#followUser(choice.route);
      case 'gateway':
        return this.#throughGateways([choice.route.gateway], choice.route.lender, choice.route);
      case 'internet':
        return this.#toInternet();
      case 'none':
        return this.#end('no', sayNoRoute(this.#model, this.#at, this.#target));
      case 'unknownGateway':
        return this.#unknown(sayUnknownGateways(choice.network));
      case 'unknownTable':
        return this.#unknown(sayUnknownTable(this.#at, choice.table));
    }
  }

  #followSystem(route: SystemRoute): Leg {
    const { network } = this.#at;
    if (route.by === 'local') {
      if (this.#target.at === network) return this.#end('yes');
      const text = `${network.network.name} has ${formatBlock(route.block)} itself, so packets for ${formatBlock(this.#target.block)} stay there`;
      return this.#no(text, [network.ref]);
    }
    const remote = this.#model.topology.networks.get(route.by === 'group' ? route.remoteId : route.link.remoteId);
    const failed = route.by === 'group' ? this.#overGroup(route) : this.#overPeering(route.link);
    if (failed !== undefined) return failed;
    if (remote !== undefined && remote === this.#target.at) return this.#end('yes');
    const name = remote?.network.name ?? (route.by === 'peering' ? route.link.remote.name : route.name);
    const text = `${name} has ${formatBlock(route.block)} and is next door, so packets for ${formatBlock(this.#target.block)} end there`;
    return this.#no(text, remote === undefined ? NONE : [remote.ref]);
  }

  #overGroup(route: Extract<SystemRoute, { by: 'group' }>): Leg | undefined {
    this.#hop('connectedGroup', `connected group ${route.name}`, [{ kind: 'connectedGroup', id: route.id }]);
    this.#arriveIn(route.remoteId);
    return undefined;
  }

  /** Crosses a peering. Forwarded packets, whose source is in neither network, must be let in by the link of the receiving network. */
  #overPeering(view: LinkView): Leg | undefined {
    const from = this.#at.network;
    const { peering, link, reverse, remoteId, remote } = view;
    const refs: readonly ObjectRef[] = [{ kind: 'peering', id: peering.id }];
    const part = link?.subnetPeering ?? reverse?.subnetPeering;
    this.#hop(
      'peering',
      `peering ${from.network.name} - ${remote.name}${part === undefined ? '' : ', single subnets'}`,
      refs,
    );
    const isForwarded = this.#appliances.length > 0 && (this.#fromGateway || from !== this.#start.network);
    if (isForwarded && reverse === null) {
      return this.#unknown({
        text: `whether ${remote.name} lets forwarded traffic in is not known`,
        refs,
        fact: 'remoteNetwork',
      });
    }
    if (isForwarded && reverse?.allowForwardedTraffic === false) {
      return this.#end('no', {
        text: `forwarded traffic is off on the link ${remote.name} -> ${from.network.name}`,
        refs,
        fix: () => fixForwarding(view),
      });
    }
    if (link?.allowVirtualNetworkAccess === false) {
      this.#untagged ??= { network: from, peeringId: peering.id, link: `${from.network.name} -> ${remote.name}` };
    } else if (reverse?.allowVirtualNetworkAccess === false) {
      const network = this.#model.topology.networks.get(remoteId);
      if (network !== undefined) {
        this.#untagged ??= { network, peeringId: peering.id, link: `${remote.name} -> ${from.network.name}` };
      }
    }
    this.#arriveIn(remoteId);
    return undefined;
  }

  #arriveIn(networkId: string): void {
    const network = this.#model.topology.networks.get(networkId);
    if (network !== undefined) this.#hop('network', network.network.name, [network.ref]);
  }

  #followUser({ route, table, block }: UserRoute): Leg | undefined {
    const refs: readonly ObjectRef[] = [{ kind: 'routeTable', id: table.id }];
    const named = `route ${formatBlock(block)} of ${table.name}`;
    switch (route.nextHopType) {
      case 'VnetLocal':
        return this.#target.at === this.#at.network
          ? this.#end('yes')
          : this.#no(`${named} keeps the packets inside ${this.#at.network.network.name}`, refs);
      case 'None':
        return this.#no(`${named} drops the packets`, refs);
      case 'Internet':
        return this.#target.at === 'internet'
          ? this.#toInternet()
          : this.#no(`${named} sends the packets to the internet`, refs);
      case 'VirtualNetworkGateway':
        return this.#toNamedGateway(named, refs);
      case 'VirtualAppliance':
        return this.#toAppliance(route.nextHopIpAddress, named, refs);
    }
  }

  /** A user route leads to the gateway, whichever there is: the network's own or a lent one. */
  #toNamedGateway(named: string, refs: readonly ObjectRef[]): Leg {
    const { network } = this.#at;
    const { topology } = this.#model;
    const own = network.gateways.flatMap(({ id }) => topology.gateways.get(id) ?? NONE);
    if (own.length > 0) return this.#throughGateways(own, undefined, undefined);
    const lender = network.links.find(({ link, reverse, connected }) => connected && usesRemoteGateway(link, reverse));
    const lent = lender && topology.networks.get(lender.remoteId);
    const gateways = (lent?.gateways ?? NONE).flatMap(({ id }) => topology.gateways.get(id) ?? NONE);
    if (gateways.length > 0) return this.#throughGateways(gateways, lender, undefined);
    const { unknownOf } = this.#model.gatewaysOf(network);
    return unknownOf === undefined
      ? this.#no(`${named} leads to a gateway, and ${network.network.name} has none and borrows none`, refs)
      : this.#unknown(sayUnknownGateways(unknownOf));
  }

  /** Through one of some gateways of one network, to a site, to a network joined by VPN, or back to another user of the gateway. */
  #throughGateways(
    gateways: readonly GatewayView[],
    lender: LinkView | undefined,
    route: GatewayRoute | undefined,
  ): Leg {
    const owner = gateways[0]?.network;
    if (owner === undefined) return this.#no('there is no gateway', NONE);
    if (lender !== undefined) {
      this.#hop('peering', `peering ${this.#at.network.network.name} - ${owner.network.name}, gateway transit`, [
        { kind: 'peering', id: lender.peering.id },
      ]);
      this.#hop('network', owner.network.name, [owner.ref]);
    }
    const { at, block } = this.#target;
    const pass = ({ gateway, ref }: GatewayView): void => this.#hop('gateway', gateway.name, [ref]);
    const toSite = gateways.find(({ sites }) => at !== 'internet' && sites.some(({ id }) => id === at.ref.id));
    if (toSite !== undefined && (route === undefined || route.leadsTo === at)) {
      pass(toSite);
      return this.#end('yes');
    }
    const joined = gateways.find((one) => joinedNetworks(one, this.#model.topology).some((other) => other === at));
    if (joined !== undefined && (route === undefined || route.leadsTo === at)) {
      pass(joined);
      if (at !== 'internet') this.#arriveIn(at.ref.id);
      return this.#end('yes');
    }
    const [first] = gateways;
    if (first !== undefined) pass(first);
    if (route !== undefined) {
      const name = 'site' in route.leadsTo ? route.leadsTo.site.name : route.leadsTo.network.name;
      if (at === 'internet') return this.#beyondSite(name, [route.leadsTo.ref]);
      return this.#no(`packets for ${formatBlock(block)} go to ${name}, which announces ${formatBlock(route.block)}`, [
        route.leadsTo.ref,
      ]);
    }
    const vpn = gateways.find(({ gateway, usedBy }) => gateway.kind === 'vpn' && usedBy.some((user) => user === at));
    if (vpn !== undefined && at !== 'internet') {
      this.#arriveIn(at.ref.id);
      return this.#end('yes');
    }
    if (at === 'internet') return this.#beyondSite('the gateway', first === undefined ? NONE : [first.ref]);
    const { unknownOf } = this.#model.gatewaysOf(this.#at.network);
    return unknownOf === undefined
      ? this.#no(
          `${first?.gateway.name ?? 'the gateway'} leads to no ${formatBlock(block)}`,
          first === undefined ? NONE : [first.ref],
        )
      : this.#unknown(sayUnknownGateways(unknownOf));
  }

  #beyondSite(name: string, refs: readonly ObjectRef[]): Leg {
    return this.#unknown({ text: `the way on from ${name} is outside Azure and not known`, refs });
  }

  /** To an appliance in this network or one next door, whose own routes then count. */
  #toAppliance(text: string | undefined, named: string, refs: readonly ObjectRef[]): Leg | undefined {
    const address = text === undefined ? undefined : parseAddress(text);
    if (text === undefined || address === undefined || !address.ok) {
      return this.#no(`${named} names no address for its next hop`, refs);
    }
    const home = this.#findHome(address.value);
    if (home === undefined) {
      return this.#no(
        `${named} names ${text}, which is neither in ${this.#at.network.network.name} nor in a network next to it`,
        refs,
      );
    }
    if (home.link !== undefined) {
      const failed = this.#overPeering(home.link);
      if (failed !== undefined) return failed;
    }
    if (home.group !== undefined) this.#overGroup(home.group);
    const network = home.network;
    const firewall = network?.firewalls.find(({ privateIp }) => privateIp === text);
    const subnet = network?.subnets.find(({ space }) =>
      space.blocks.some((block) => containsAddress(block, address.value)),
    );
    const only =
      network?.firewalls.length === 1 && subnet?.roles.has('firewall') === true ? network.firewalls[0] : undefined;
    const device = firewall ?? only;
    const name = device?.name ?? `appliance ${text}`;
    this.#hop(
      'appliance',
      device === undefined ? `appliance ${text}, by ${named}` : `firewall ${name} ${text}, by ${named}`,
      [
        ...(device === undefined ? [] : [{ kind: 'firewall' as const, id: device.id }]),
        ...(subnet === undefined ? [] : [subnet.ref]),
        ...refs,
      ],
    );
    this.#appliances.push(text);
    this.#exit = name;
    if (network === undefined) {
      return this.#unknown({ text: `the routes at ${text} are not known`, refs, fact: 'remoteNetwork' });
    }
    if (this.#target.at === network && containsAddress(this.#target.block, address.value)) return this.#end('yes');
    this.#at = this.#model.standingOf(network, subnet);
    return undefined;
  }

  /** The network that holds an address: this one, a peer or a member of a connected group; `network` is undefined for one outside the plan. */
  #findHome(address: Address):
    | {
        readonly network: NetworkView | undefined;
        readonly link?: LinkView;
        readonly group?: Extract<SystemRoute, { by: 'group' }>;
      }
    | undefined {
    const [route] = this.#at.system.covering(blockAround(address, maxPrefixLength(address.family)));
    if (route === undefined) return undefined;
    const { networks } = this.#model.topology;
    switch (route.by) {
      case 'local':
        return { network: this.#at.network };
      case 'peering':
        return { network: networks.get(route.link.remoteId), link: route.link };
      case 'group':
        return { network: networks.get(route.remoteId), group: route };
    }
  }

  #toInternet(): Leg {
    if (this.#target.at === 'internet') {
      this.#hop('internet', 'internet', NONE);
      return this.#end('yes');
    }
    return this.#no(`no route leads to ${formatBlock(this.#target.block)}; the packets go to the internet`, [
      this.#at.network.ref,
    ]);
  }

  #hop(kind: Hop['kind'], text: string, refs: readonly ObjectRef[]): void {
    this.#hops.push({ kind, text, refs });
  }

  #no(text: string, refs: readonly ObjectRef[]): Leg {
    return this.#end('no', { text, refs });
  }

  #unknown(missing: Missing): Leg {
    return this.#end('unknown', missing);
  }

  #end(verdict: Leg['verdict'], missing?: Missing): Leg {
    return {
      verdict,
      hops: this.#hops,
      appliances: this.#appliances,
      ...(this.#exit === undefined ? {} : { exit: this.#exit }),
      ...(missing === undefined ? {} : { missing }),
      ...(this.#untagged === undefined ? {} : { untagged: this.#untagged }),
    };
  }
}
