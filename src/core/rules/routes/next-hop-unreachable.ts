import { containsAddress, parseAddress, type Address } from '../../address/index.ts';
import type { ObjectRef, PlanSketch, RouteTable } from '../../plan/index.ts';
import { NONE, weakMemo, listValues } from '../../topology/index.ts';
import type { AddressSpace, NetworkView, Topology } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { tablesAmong } from '../support/routes.ts';
import { prefixesOf } from '../support/words.ts';
import type { Outcome, Rule } from '../types.ts';

const spoke = (peered: boolean): PlanSketch => ({
  networks: {
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-vm': { prefixes: ['10.1.1.0/24'], routeTable: 'rt' } } },
    hub: { prefixes: ['10.9.0.0/16'], subnets: { 'snet-nva': '10.9.1.0/24' } },
  },
  routeTables: { rt: { routes: { '10.20.0.0/16': '10.9.1.4' } } },
  ...(peered ? { peerings: [['spoke', 'hub']] } : {}),
});

/** Hops of a network's tables that lie neither in it nor next door; and what keeps that from being known. */
interface LostHops {
  readonly network: NetworkView;
  readonly lost: readonly { readonly table: RouteTable; readonly hop: string }[];
  /** Neighbours whose ranges are not known: the hop may be there. */
  readonly unknownRemotes: readonly ObjectRef[];
}

const lostHopsOf = weakMemo((network: NetworkView): LostHops | undefined => {
  const lost: { readonly table: RouteTable; readonly hop: string }[] = [];
  for (const table of tablesAmong(network.subnets))
    for (const { hop, address } of hopsOf(table)) if (!isNear(network, address)) lost.push({ table, hop });
  if (lost.length === 0) return undefined;
  const unknownRemotes = network.links
    .filter(({ remote }) => remote.blocks.length === 0)
    .map(({ remote }) => remote.ref);
  return { network, lost, unknownRemotes };
});

interface Hop {
  readonly hop: string;
  readonly address: Address;
}

/** The appliances a table names, each once. */
const hopsOf = weakMemo(({ routes }: RouteTable): readonly Hop[] =>
  [...new Set((routes ?? NONE).flatMap(applianceOf))].flatMap((hop): readonly Hop[] => {
    const address = parseAddress(hop);
    return address.ok ? [{ hop, address: address.value }] : NONE;
  }),
);

function applianceOf({ nextHopType, nextHopIpAddress }: NonNullable<RouteTable['routes']>[number]): readonly string[] {
  return nextHopType === 'VirtualAppliance' && nextHopIpAddress !== undefined ? [nextHopIpAddress] : NONE;
}

/**
 * In the network, in one it has a peering with (what ails that peering is told by the peering's own rules), or in its connected group. Behind a hub of
 * Virtual WAN, or in a network whose connected groups no list shows, the answer is not known.
 */
function isNear(network: NetworkView, address: Address): boolean {
  return (
    holds(network.space, address) ||
    network.links.some(({ remote }) => holds(remote, address)) ||
    network.reach.l1.some(({ space, by }) => by !== 'site' && holds(space, address))
  );
}

function holds({ blocks }: AddressSpace, address: Address): boolean {
  for (const block of blocks) if (containsAddress(block, address)) return true;
  return false;
}

function isBehindHub(topology: Topology, network: NetworkView): boolean {
  return (
    network.network.managedByNetworkManager === true ||
    network.links.some(({ remoteId }) => topology.networks.get(remoteId)?.network.virtualHub === true)
  );
}

export const nextHopUnreachable: Rule = defineRule({
  id: 'route-next-hop-unreachable',
  title: 'Next hop that the network does not reach',
  severity: 'E2',
  scope: 'plan',
  why: 'The next hop of a route must be in the network itself or in one peered with it. Packets to any other address are dropped, because peering is not transitive.',
  sources: [{ key: 'PEER' }, { key: 'UDRO' }],
  examples: {
    failing: [{ title: 'Next hop 10.9.1.4, 10.9.0.0/16 not peered', plan: spoke(false), targets: ['rt'] }],
    passing: [{ title: '10.9.0.0/16 peered', plan: spoke(true) }],
  },
  check: (topology) => {
    const groups = new Map<string, { table: RouteTable; hop: string; networks: NetworkView[] }>();
    const outcomes: Outcome[] = [];
    for (const network of listValues(topology.networks)) {
      if (network.network.external === true) continue;
      const lost = lostHopsOf(network);
      if (lost === undefined || isBehindHub(topology, network)) continue;
      if (lost.unknownRemotes.length > 0) {
        outcomes.push(waiting('remoteNetwork', lost.unknownRemotes));
        continue;
      }
      for (const { table, hop } of lost.lost) {
        const key = `${table.id}\n${hop}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { table, hop, networks: [network] });
        else group.networks.push(network);
      }
    }
    for (const { table, hop, networks } of groups.values()) {
      const [first] = networks;
      const where =
        networks.length === 1 && first !== undefined
          ? `${first.network.name} ${prefixesOf(first.network)}`
          : listNames(networks.map(({ network }) => network.name));
      outcomes.push(
        found({
          target: { kind: 'routeTable', id: table.id },
          related: networks.map(({ ref }) => ref),
          message: `${table.name} sends traffic of ${where} to ${hop}, which is neither there nor in a network peered with it: the packets are dropped.`,
        }),
      );
    }
    return outcomes;
  },
});
