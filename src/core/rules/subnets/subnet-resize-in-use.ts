import type { Plan, PlanSketch, Subnet, VirtualNetwork } from '../../plan/index.ts';
import type { SubnetView, Topology } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import type { Outcome } from '../types.ts';

/** Silent without a plan of what is deployed. Nodes in the subnet make it a matter of `change-subnet-in-use` (review C15). */
export const subnetResizeInUse = defineRule({
  id: 'subnet-resize-in-use',
  title: 'Range of a subnet in use is changed',
  severity: 'I',
  scope: 'plan',
  why: 'Azure changes the range of a subnet only while nothing is in it. A subnet in use can be given a further range (for virtual machines and scale sets), but the ranges it has stay.',
  sources: [{ key: 'VFAQ' }, { key: 'MPX' }],
  silencedBy: ['change-subnet-in-use'],
  examples: {
    failing: [
      {
        title: '/24 -> /23 with 12 nodes inside',
        before: deployed('10.1.2.0/24', { resources: [{ kind: 'scaleSet', count: 12 }] }),
        plan: deployed('10.1.2.0/23', { resources: [{ kind: 'scaleSet', count: 12 }] }),
        targets: ['spoke/nodes'],
      },
    ],
    passing: [
      {
        title: 'An empty subnet',
        before: deployed('10.1.2.0/24', { resources: [], resourcesComplete: true }),
        plan: deployed('10.1.2.0/23', { resources: [], resourcesComplete: true }),
      },
      {
        title: 'A range is added',
        before: deployed('10.1.2.0/24', { resources: [{ kind: 'virtualMachine', count: 2 }] }),
        plan: {
          networks: {
            spoke: {
              prefixes: ['10.1.0.0/16'],
              origin: 'existing',
              subnets: {
                nodes: {
                  prefixes: ['10.1.2.0/24', '10.1.4.0/24'],
                  origin: 'existing',
                  resources: [{ kind: 'virtualMachine', count: 2 }],
                },
              },
            },
          },
        },
      },
      {
        title: 'Nothing deployed to compare with',
        plan: deployed('10.1.2.0/23', { resources: [{ kind: 'scaleSet', count: 12 }] }),
      },
    ],
  },
  check: (topology, { before }) => {
    if (before === undefined || before === topology.plan) return [];
    return before.virtualNetworks.flatMap((network) =>
      topology.networks.get(network.id)?.network === network
        ? []
        : network.subnets.flatMap((subnet) => judgeSubnet(network, subnet, topology, before)),
    );
  },
});

/** Compares one deployed subnet with what the plan makes of it, wherever it lies now. */
function judgeSubnet(network: VirtualNetwork, subnet: Subnet, topology: Topology, before: Plan): readonly Outcome[] {
  const view = topology.subnets.get(subnet.id);
  if (view === undefined || view.subnet === subnet || view.network.external === true) return [];
  const gone = subnet.addressPrefixes.filter((text) => !view.subnet.addressPrefixes.includes(text));
  if (gone.length === 0 || !isDeployed(subnet)) return [];
  const users = usersOf(subnet, view, before);
  if (users.length === 0) {
    const isUnknown = (network.partial === true || subnet.partial === true) && subnet.resources === undefined;
    return isUnknown ? [waiting('subnetUse', [view.ref])] : [];
  }
  const change = `from ${subnet.addressPrefixes.join(', ')} to ${view.subnet.addressPrefixes.join(', ')}`;
  return [
    found({
      target: view.ref,
      message: `Subnet ${subnet.name} of ${view.network.name} changes ${change} while ${listNames(users)} use it: Azure resizes a subnet only while it is empty, or adds a further range.`,
    }),
  ];
}

/** Azure shows it, or shows something in it. */
function isDeployed(subnet: Subnet): boolean {
  return subnet.origin === 'existing' || (subnet.resources ?? []).some(({ count }) => count > 0);
}

function usersOf(subnet: Subnet, view: SubnetView, before: Plan): readonly string[] {
  const known = new Set(before.clusters.map((cluster) => cluster.id));
  const clusters = [...new Set(view.uses.map(({ cluster }) => cluster))]
    .filter(({ id, origin }) => known.has(id) && origin !== 'planned')
    .map((cluster) => cluster.name);
  const listed = (subnet.resources ?? [])
    .filter(({ count }) => count > 0)
    .map(({ kind, count, name }) => name ?? `${count} of kind ${kind}`);
  const endpoints = (subnet.privateEndpoints ?? 0) > 0 ? [`${subnet.privateEndpoints ?? 0} private endpoints`] : [];
  const others = (subnet.otherAddresses ?? 0) > 0 ? [`${subnet.otherAddresses ?? 0} other addresses`] : [];
  return [...clusters, ...listed, ...endpoints, ...others];
}

function deployed(prefix: string, use: Pick<Subnet, 'resources' | 'resourcesComplete'>): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        origin: 'existing',
        subnets: { nodes: { prefixes: [prefix], origin: 'existing', ...use } },
      },
    },
  };
}
