import type { Plan } from '../../plan/index.ts';
import { resourceGroupKey } from '../resource-id.ts';
import type { ImportProgress } from '../types.ts';
import type { Estate } from './collect.ts';
import type { ClusterDraft } from './drafts.ts';
import { addCluster } from './link-clusters.ts';
import { addNatGateway, addRouteTable, addSecurityGroup, attachListed } from './link-attached.ts';
import { addNetwork, addSubnet } from './link-networks.ts';
import { addPeerings } from './link-peerings.ts';
import {
  addApplicationGateway,
  addFirewall,
  addGateway,
  addSites,
  joinConnections,
  tieSites,
} from './link-services.ts';
import type { Notes } from './notes.ts';
import { Registry } from './registry.ts';
import type { UseContext } from './subnet-use.ts';

/** Objects between two reports of progress. */
const STEP = 20;

/**
 * Adds everything the files hold to a plan. Yields between portions of work, so that the caller
 * can show progress and stop.
 */
export function* linkEstate(estate: Estate, base: Plan, notes: Notes): Generator<ImportProgress, Plan> {
  const registry = new Registry(base, notes);
  const context = createContext(estate.clusters);
  const total = estate.networks.length + estate.clusters.length;
  let done = 0;
  const tick = (): ImportProgress | undefined => (++done % STEP === 0 ? { phase: 'linking', done, total } : undefined);

  for (const table of estate.routeTables) addRouteTable(table, registry);
  for (const group of estate.securityGroups) addSecurityGroup(group, registry);
  for (const gateway of estate.natGateways) addNatGateway(gateway, registry);
  for (const network of estate.networks) {
    addNetwork(network, registry, context);
    const progress = tick();
    if (progress !== undefined) yield progress;
  }
  for (const subnet of estate.straySubnets) {
    const network =
      registry.findNetwork(subnet.network.key) ??
      (subnet.network.id === undefined ? undefined : registry.ensureNetwork(subnet.network.id));
    if (network !== undefined) addSubnet(subnet, network, registry, context);
  }
  const silent = estate.networks.filter(({ links, listsLinks }) => !listsLinks && links.length === 0);
  addPeerings(
    [...estate.networks.flatMap(({ links }) => links), ...estate.strayLinks],
    new Set(silent.map(({ key }) => key)),
    registry,
  );
  for (const table of estate.routeTables) attachListed('routeTables', table, registry);
  for (const group of estate.securityGroups) attachListed('networkSecurityGroups', group, registry);
  for (const gateway of estate.natGateways) attachListed('natGateways', gateway, registry);
  for (const gateway of estate.gateways) addGateway(gateway, registry);
  for (const firewall of estate.firewalls) addFirewall(firewall, registry);
  for (const gateway of estate.applicationGateways) addApplicationGateway(gateway, registry);
  tieSites(addSites(estate.localGateways, registry), estate.connections, registry);
  joinConnections(estate.connections, registry);
  for (const cluster of estate.clusters) {
    addCluster(cluster, registry);
    const progress = tick();
    if (progress !== undefined) yield progress;
  }
  for (const pool of estate.strayPools) registry.notes.add('strayPool', `node pool ${pool.fields.name}`);
  return registry.plan;
}

function createContext(clusters: readonly ClusterDraft[]): UseContext {
  const clusterOfNodeGroup = new Map<string, ClusterDraft>();
  for (const cluster of clusters) {
    const group = cluster.fields.nodeResourceGroup;
    if (group !== undefined) clusterOfNodeGroup.set(resourceGroupKey(cluster.subscription, group), cluster);
  }
  const apiServerSubnets = new Set(
    clusters.flatMap(({ apiServerSubnet }) => (apiServerSubnet === undefined ? [] : [apiServerSubnet.key])),
  );
  return { clusterOfNodeGroup, apiServerSubnets };
}
