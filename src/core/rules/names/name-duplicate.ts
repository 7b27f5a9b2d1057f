import type { Cluster, Command, ObjectRef, VirtualNetwork } from '../../plan/index.ts';
import { RESERVED_SUBNET_NAMES, type SubnetView, type Topology, listValues } from '../../topology/index.ts';
import { weakMemo } from '../../topology/keep.ts';
import { defineRule, found } from '../define-rule.ts';
import { refusal } from '../support/refusal.ts';
import type { Fix, Found, RuleContext } from '../types.ts';
import { CLUSTER_NAME, makeUnique, SUBNET_NAME, VIRTUAL_NETWORK_NAME, type NameShape } from './name-shape.ts';
import { resourceScope } from './taken-names.ts';

interface Named {
  readonly kind: 'virtualNetwork' | 'subnet' | 'cluster';
  readonly id: string;
  readonly name: string;
  readonly origin?: 'planned' | 'existing';
}

const SHAPES: Record<Named['kind'], NameShape> = {
  virtualNetwork: VIRTUAL_NETWORK_NAME,
  subnet: SUBNET_NAME,
  cluster: CLUSTER_NAME,
};
const WORDS: Record<Named['kind'], string> = {
  virtualNetwork: 'Virtual networks',
  subnet: 'Subnets',
  cluster: 'Clusters',
};

/** Compared by subscription, resource group and name without case (review A11). One finding per name, however often it is used. */
export const nameDuplicate = defineRule({
  id: 'name-duplicate',
  title: 'Name used twice',
  severity: 'E1',
  scope: 'plan',
  why: 'Azure tells virtual networks and clusters of a resource group, and subnets of a virtual network, apart by name, without looking at capitals. A second object of the same name is taken for a change of the first.',
  sources: [{ key: 'NAME', section: 'scope' }],
  examples: {
    failing: [
      {
        title: 'Subnets aks and AKS',
        plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.0.0/24', AKS: '10.0.1.0/24' } } } },
        targets: ['hub/AKS'],
      },
      {
        title: 'Two virtual networks in one resource group',
        plan: {
          networks: {
            a: { name: 'vnet-spoke', resourceGroup: 'rg-net', prefixes: ['10.1.0.0/16'] },
            b: { name: 'vnet-spoke', resourceGroup: 'RG-net', prefixes: ['10.2.0.0/16'] },
          },
        },
        targets: ['b'],
      },
      { title: 'Two clusters', plan: { clusters: { c1: { name: 'aks' }, c2: { name: 'Aks' } } }, targets: ['c2'] },
    ],
    passing: [
      {
        title: 'Subnets aks and aks-2',
        plan: {
          networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.0.0/24', 'aks-2': '10.0.1.0/24' } } },
        },
      },
      {
        title: 'Landing zones repeat names in every subscription',
        plan: {
          networks: {
            a: { name: 'vnet-spoke', resourceGroup: 'rg-network', subscription: 'sub-1', prefixes: ['10.1.0.0/16'] },
            b: { name: 'vnet-spoke', resourceGroup: 'rg-network', subscription: 'sub-2', prefixes: ['10.2.0.0/16'] },
          },
        },
      },
    ],
  },
  check: (topology, context) => [
    ...networkGroups(topology.plan.virtualNetworks).map((group) => sayDuplicate(group, '', context)),
    ...listValues(topology.networks)
      .filter((view) => view.network.external !== true && subnetGroups(view.subnets).length > 0)
      .flatMap((view) =>
        subnetGroups(view.subnets).map((group) => sayDuplicate(group, ` in ${view.network.name}`, context)),
      ),
    ...groupsByName(listClusters(topology)).map((group) => sayDuplicate(group, '', context)),
  ],
});

/** An object with its name as Azure compares it. */
type Scoped = Named & { readonly key: string };

const scopedNetwork = weakMemo((network: VirtualNetwork) => inScope('virtualNetwork', network, resourceScope(network)));
const scopedCluster = weakMemo((cluster: Cluster) => inScope('cluster', cluster, resourceScope(cluster)));

function inScope(
  kind: Named['kind'],
  { id, name, origin }: Pick<Named, 'id' | 'name' | 'origin'>,
  scope: string | undefined,
): Scoped | undefined {
  return scope === undefined ? undefined : { kind, id, name, origin, key: `${scope}\n${name.toLowerCase()}` };
}

/** Kept per list: most edits are to no network. Of two networks with one id the first counts, as in the topology. */
const networkGroups = weakMemo((networks: readonly VirtualNetwork[]): readonly (readonly Named[])[] => {
  const firsts = new Map(networks.toReversed().map((network) => [network.id, network]));
  const owned = networks.filter((network) => firsts.get(network.id) === network && network.external !== true);
  return groupsByName(owned.flatMap((network) => scopedNetwork(network) ?? []));
});

function listClusters(topology: Topology): readonly Scoped[] {
  const named: Scoped[] = [];
  for (const { cluster } of listValues(topology.clusters)) {
    const scoped = scopedCluster(cluster);
    if (scoped !== undefined) named.push(scoped);
  }
  return named;
}

/** Kept per network: plans hold thousands of subnets, and an edit changes those of one or two networks. A reserved name used twice is `special-subnet-duplicate`. */
const subnetGroups = weakMemo((views: readonly SubnetView[]): readonly (readonly Named[])[] => {
  const subnets = views.flatMap(({ subnet }) => inScope('subnet', subnet, '') ?? []);
  return groupsByName(subnets).filter(
    ([first, ...others]) =>
      !(
        first !== undefined &&
        RESERVED_SUBNET_NAMES.has(first.name) &&
        others.every((other) => other.name === first.name)
      ),
  );
});

function groupsByName(objects: readonly Scoped[]): readonly (readonly Named[])[] {
  // Nearly always every name is used once, and that is one set.
  if (new Set(objects.map(({ key }) => key)).size === objects.length) return [];
  const groups = new Map<string, Named[]>();
  for (const object of objects) {
    const group = groups.get(object.key);
    if (group === undefined) groups.set(object.key, [object]);
    else group.push(object);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The first existing object of that name keeps it, else the first one; the next one is the one to look at. */
function sayDuplicate(group: readonly Named[], where: string, context: RuleContext): Found {
  const keeper = group.find((object) => object.origin === 'existing') ?? group[0];
  const others = group.filter((object) => object !== keeper);
  const target = others.find((object) => object.origin !== 'existing') ?? others[0] ?? keeper;
  const spellings = [...new Set(group.map((object) => object.name))].map((name) => `"${name}"`).join(' and ');
  const kind = target?.kind ?? 'subnet';
  return found({
    ...refusal(
      others.every((object) => object.origin === 'existing'),
      `${WORDS[kind]}${where} share the name ${spellings} (${group.length} times): a name may be used once, capitals do not count.`,
    ),
    target: refOf(target),
    related: group.filter((object) => object !== target).map(refOf),
    fixes: () => renameAll(others, namesBeside(context.topology, kind, group)),
  });
}

function refOf(object: Named | undefined): ObjectRef {
  return { kind: object?.kind ?? 'plan', id: object?.id ?? 'plan' };
}

/** Every name of that kind that the renamed objects may not take. More than those of the group's own scope: unique everywhere is unique there. */
function namesBeside(topology: Topology, kind: Named['kind'], group: readonly Named[]): Set<string> {
  if (kind === 'virtualNetwork')
    return new Set(listValues(topology.networks).map((view) => view.network.name.toLowerCase()));
  if (kind === 'cluster') return new Set(listValues(topology.clusters).map((view) => view.cluster.name.toLowerCase()));
  const network = topology.networks.get(topology.subnets.get(group[0]?.id ?? '')?.network.id ?? '');
  return new Set((network?.subnets ?? []).map((view) => view.subnet.name.toLowerCase()));
}

function renameAll(objects: readonly Named[], taken: Set<string>): readonly Fix[] {
  const names: string[] = [];
  const commands: Command[] = [];
  for (const { kind, id, name: written, origin } of objects) {
    if (origin === 'existing') continue;
    const name = makeUnique(written, SHAPES[kind], taken);
    taken.add(name.toLowerCase());
    names.push(name);
    commands.push({ type: 'update', kind, id, values: { name } });
  }
  return commands.length === 0 ? [] : [{ title: `Rename to ${names.join(', ')}`, commands }];
}
