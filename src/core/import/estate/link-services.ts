import type { ApplicationGateway, Firewall, Gateway, Site, VirtualNetwork } from '../../plan/index.ts';
import { getParent, ownName } from '../resource-id.ts';
import {
  defined,
  resourceFields,
  type ApplicationGatewayDraft,
  type ConnectionDraft,
  type FirewallDraft,
  type GatewayDraft,
  type LocalGatewayDraft,
  type ResourceDraft,
} from './drafts.ts';
import { putListed } from './link-attached.ts';
import type { Registry, Resources } from './registry.ts';

/** Puts a listed VPN or ExpressRoute gateway into the network of its subnet. */
export function addGateway(draft: GatewayDraft, registry: Registry): void {
  const network = findHome(draft, `gateway ${draft.name}`, registry);
  if (network === undefined) return;
  const gateway = (id: string): Gateway =>
    defined({ id, ...resourceFields(draft), ...draft.fields, virtualNetworkId: network.id });
  putService('gateways', draft, network, gateway, registry, ({ kind }) => kind === draft.fields.kind, 'gateway');
  spellResource(draft, 'virtualNetworkGateway', registry);
}

/** Puts a listed firewall into the network of its subnet. */
export function addFirewall(draft: FirewallDraft, registry: Registry): void {
  const network = findHome(draft, `firewall ${draft.name}`, registry);
  if (network === undefined) return;
  const firewall = (id: string): Firewall =>
    defined({ id, ...resourceFields(draft), ...draft.fields, virtualNetworkId: network.id });
  putService('firewalls', draft, network, firewall, registry, () => true, 'firewall');
  spellResource(draft, 'azureFirewall', registry);
}

/** Puts a listed application gateway into its subnet, or fills in the one the subnet lists. */
export function addApplicationGateway(draft: ApplicationGatewayDraft, registry: Registry): void {
  const known = registry.find('applicationGateways', draft.key);
  if (draft.subnet === undefined && known === undefined) {
    registry.notes.add('noNetwork', `application gateway ${draft.name}`);
    return;
  }
  const subnetId = draft.subnet === undefined ? known?.subnetId : registry.ensureSubnet(draft.subnet).id;
  if (subnetId === undefined) return;
  const { version, maxInstances, networkIsolation } = draft.fields;
  const isWhole = maxInstances !== undefined && (version === 'v1' || networkIsolation !== undefined);
  const gateway = (id: string): ApplicationGateway =>
    defined({
      id,
      ...resourceFields(draft),
      partial: isWhole ? undefined : true,
      ...draft.fields,
      subnetId,
    });
  putListed(
    'applicationGateways',
    draft,
    gateway,
    registry,
    (one) => one.version !== undefined || one.maxInstances !== undefined,
    'application gateway',
  );
}

/** The network a service stands in; noted when its list names none. */
function findHome(
  { subnet }: GatewayDraft | FirewallDraft,
  what: string,
  registry: Registry,
): VirtualNetwork | undefined {
  if (subnet === undefined) {
    registry.notes.add('noNetwork', what);
    return undefined;
  }
  const network = registry.ensureNetwork(getParent(subnet));
  if (network.external === true) registry.notes.add('homeNotListed', `network ${network.name} of ${what}`);
  return network;
}

/** As `putListed`, for what people also draw: one drawn under the same name in the same network is the listed one. */
function putService<L extends 'gateways' | 'firewalls'>(
  list: L,
  draft: ResourceDraft,
  network: VirtualNetwork,
  create: (id: string) => Resources[L],
  registry: Registry,
  isLike: (known: Resources[L]) => boolean,
  word: string,
): void {
  const drawn = registry
    .listOf(list)
    .find(
      (one) =>
        one.resourceId === undefined &&
        one.virtualNetworkId === network.id &&
        one.name.toLowerCase() === draft.name.toLowerCase() &&
        isLike(one),
    );
  if (drawn === undefined) putListed(list, draft, create, registry, () => true, word);
  else registry.notes.add('keptFromPlan', `${word} ${draft.name}`);
}

/** The subnet lists the service too, by the case of its id; one object has one name. */
function spellResource({ name, subnet }: GatewayDraft | FirewallDraft, kind: string, registry: Registry): void {
  const home = subnet === undefined ? undefined : registry.findSubnet(subnet.key);
  if (home?.resources === undefined) return;
  home.resources = home.resources.map((one) =>
    one.kind === kind && one.name?.toLowerCase() === name.toLowerCase() ? { ...one, name } : one,
  );
}

/** Puts on-premises devices into the plan as sites. A site has no resource id, so one of the same name in the plan is the same. */
export function addSites(drafts: readonly LocalGatewayDraft[], registry: Registry): ReadonlyMap<string, Site> {
  const drawn = new Map(registry.plan.sites.map((site) => [site.name.toLowerCase(), site]));
  const sites = new Map<string, Site>();
  for (const { key, name, addressPrefixes, speaksBgp, origin } of drafts) {
    const known = drawn.get(name.toLowerCase());
    if (known !== undefined) registry.notes.add('keptFromPlan', `site ${name}`);
    else if (speaksBgp) registry.notes.add('siteSpeaksBgp', `site ${name}`);
    const site: Site =
      known ??
      defined({
        id: registry.ids.allocate(name),
        name,
        addressPrefixes: [...addressPrefixes],
        gatewayIds: [],
        origin,
      });
    if (known === undefined) registry.plan.sites.push(site);
    sites.set(key, site);
  }
  return sites;
}

/** Ties sites to the gateways their connections name; a site the plan has tied already stays as it is. */
export function tieSites(
  sites: ReadonlyMap<string, Site>,
  connections: readonly ConnectionDraft[],
  registry: Registry,
): void {
  const drawn = new Map(registry.plan.sites.map((site) => [site.name.toLowerCase(), site]));
  const gatewaysOf = new Map<Site, Set<string>>();
  for (const { localGateway, gateway, name } of connections) {
    if (localGateway === undefined) continue;
    const site = sites.get(localGateway.key) ?? drawn.get(ownName(localGateway).toLowerCase());
    const gatewayId = registry.find('gateways', gateway.key)?.id;
    if (site === undefined) registry.notes.add('unlistedSite', `${ownName(localGateway)} of connection ${name}`);
    else if (gatewayId !== undefined) gatewaysOf.set(site, (gatewaysOf.get(site) ?? new Set()).add(gatewayId));
  }
  for (const [site, ids] of gatewaysOf) if (site.gatewayIds.length === 0) site.gatewayIds = [...ids];
  for (const { name, gatewayIds } of new Set(sites.values()))
    if (gatewayIds.length === 0) registry.notes.add('untiedSite', `site ${name}`);
}

/** Networks joined by VPN, and circuits, go to the gateways their connections name. */
export function joinConnections(connections: readonly ConnectionDraft[], registry: Registry): void {
  const circuits = new Map<Gateway, Set<string>>();
  for (const { gateway: id, otherGateway, circuit, fastPath, name } of connections) {
    const gateway = registry.find('gateways', id.key);
    const other = otherGateway === undefined ? undefined : registry.find('gateways', otherGateway.key);
    if (gateway === undefined || (otherGateway !== undefined && other === undefined)) {
      registry.notes.add('looseConnection', `connection ${name}`);
      continue;
    }
    if (other !== undefined) {
      joinNetwork(gateway, other.virtualNetworkId);
      joinNetwork(other, gateway.virtualNetworkId);
    }
    if (circuit === undefined) continue;
    circuits.set(gateway, (circuits.get(gateway) ?? new Set()).add(circuit.key));
    if (fastPath !== undefined) gateway.fastPath = gateway.fastPath === true || fastPath;
  }
  for (const [gateway, keys] of circuits) gateway.circuits ??= keys.size;
}

function joinNetwork(gateway: Gateway, networkId: string): void {
  if (gateway.vnetToVnet?.includes(networkId) === true || gateway.virtualNetworkId === networkId) return;
  gateway.vnetToVnet = [...(gateway.vnetToVnet ?? []), networkId];
}
