import type { Cluster, RouteTable } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { onLiveClusters } from '../support/live-clusters.ts';
import { refusal } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Fix, Rule } from '../types.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

/** Subnets the user gives to the cluster, each once; a network AKS made is not the user's. */
function ownSubnets({ pools, apiServerSubnet }: ClusterAlone): readonly SubnetView[] {
  const all = [...pools.flatMap((pool) => [pool.nodeSubnet, ...pool.podSubnets]), apiServerSubnet];
  return [...new Set(all)].filter(
    (view): view is SubnetView => view !== undefined && view.network.managedByAks !== true,
  );
}

/** Tables on the node subnets that are not AKS's own; on a running cluster only those of another resource group are known to be. */
function ownRouteTables({ cluster, pools }: ClusterAlone): readonly RouteTable[] {
  const tables = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.routeTables ?? []));
  if (cluster.origin !== 'existing') return [...tables];
  const group = cluster.nodeResourceGroup?.toLowerCase();
  return [...tables].filter(
    ({ resourceGroup }) => group !== undefined && resourceGroup !== undefined && resourceGroup.toLowerCase() !== group,
  );
}

function fixIdentity({ id }: Cluster): readonly Fix[] {
  return [
    {
      title: 'User-assigned identity',
      commands: [{ type: 'update', kind: 'cluster', id, values: { identity: 'userAssigned' } }],
    },
  ];
}

const withTable = (cluster: Parameters<typeof sketchCluster>[0]) => {
  const sketch = sketchCluster(cluster);
  return {
    ...sketch,
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-own' } },
      },
    },
    routeTables: { 'rt-own': { resourceGroup: 'rg-network', routes: {} } },
  };
};

/** Review A38: a note for the panel; as a finding only where the roles are known and one is missing. */
const identityByoSubnet = defineRule({
  id: 'identity-byo-subnet',
  title: 'Identity without a role on its subnets',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: "The cluster's identity joins machines to its subnets, so it needs Network Contributor on each. A role may take up to 60 minutes until it counts everywhere.",
  sources: [{ key: 'CNI' }, { key: 'NET' }],
  examples: {
    failing: [{ title: 'No role', plan: sketchCluster({ identityRoles: [] }), targets: ['aks'] }],
    passing: [
      {
        title: 'Network Contributor on the subnets',
        plan: sketchCluster({ identityRoles: ['networkContributorOnSubnets'] }),
      },
      { title: 'Roles not known', plan: sketchCluster() },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    const roles = cluster.identityRoles;
    if (roles === undefined || cluster.origin === 'existing') return [];
    if (roles.includes('networkContributorOnSubnets') || roles.includes('networkContributorOnNetwork')) return [];
    const subnets = ownSubnets(view);
    if (subnets.length === 0) return [];
    return [
      found({
        related: subnets.map(({ ref }) => ref),
        message: `The identity of ${cluster.name} needs Network Contributor on ${namesOf(subnets.map(({ subnet }) => subnet))}; a new role takes up to 60 minutes to count everywhere.`,
      }),
    ];
  },
});

const identitySystemWithByoRt = defineRule({
  id: 'identity-system-with-byo-rt',
  title: 'kubenet with an own route table and a system-assigned identity',
  severity: 'E1',
  azureCode: 'CustomRouteTableWithUnsupportedMSIType',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A kubenet cluster writes a route per node into its route table. For a table of your own it needs a user-assigned identity that may write it before the cluster is made.',
  sources: [{ key: 'KUB' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'System-assigned',
        plan: withTable({ ipam: 'kubenet', identity: 'systemAssigned' }),
        targets: ['aks'],
        severity: 'error',
        alsoFires: ['kubenet-retirement'],
      },
      {
        title: 'System-assigned, a cluster that runs',
        plan: withTable({
          ipam: 'kubenet',
          identity: 'systemAssigned',
          origin: 'existing',
          nodeResourceGroup: 'MC_rg_aks_westeurope',
        }),
        severity: 'warning',
        alsoFires: ['kubenet-retirement'],
      },
    ],
    passing: [
      { title: 'User-assigned', plan: withTable({ ipam: 'kubenet', identity: 'userAssigned' }) },
      {
        title: "AKS's own table",
        plan: withTable({
          ipam: 'kubenet',
          identity: 'systemAssigned',
          origin: 'existing',
          nodeResourceGroup: 'RG-network',
        }),
      },
      { title: 'Overlay', plan: withTable({ identity: 'systemAssigned' }) },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.ipam !== 'kubenet' || cluster.identity !== 'systemAssigned') return [];
    const tables = ownRouteTables(view);
    if (tables.length === 0) return [];
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `kubenet cluster ${cluster.name} uses route table ${namesOf(tables)} of your own with a system-assigned identity: use a user-assigned one that may write the table.`,
        ),
        related: tables.map(({ id }) => ({ kind: 'routeTable', id })),
        fixes: () => (cluster.origin === 'existing' ? [] : fixIdentity(cluster)),
      }),
    ];
  },
});

const identityByoUserAssigned = defineRule({
  id: 'identity-byo-user-assigned',
  title: 'System-assigned identity with own subnets',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['identity-system-with-byo-rt', 'private-dns-custom-identity'],
  why: 'A system-assigned identity comes with the cluster, so its role on the subnets can only be granted afterwards. A user-assigned one can be given the role before.',
  sources: [{ key: 'KUB' }, { key: 'CNI' }],
  examples: {
    failing: [{ title: 'System-assigned', plan: sketchCluster({ identity: 'systemAssigned' }), targets: ['aks'] }],
    passing: [
      { title: 'User-assigned', plan: sketchCluster({ identity: 'userAssigned' }) },
      { title: 'A cluster that runs', plan: sketchCluster({ identity: 'systemAssigned', origin: 'existing' }) },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    const isCni = cluster.ipam !== 'kubenet' && cluster.ipam !== 'byo';
    if (!isCni || cluster.identity !== 'systemAssigned' || cluster.origin === 'existing') return [];
    const subnets = ownSubnets(view);
    if (subnets.length === 0) return [];
    return [
      found({
        related: subnets.map(({ ref }) => ref),
        message: `${cluster.name} has a system-assigned identity: it works, but only a user-assigned one can be given its role on ${namesOf(subnets.map(({ subnet }) => subnet))} before the cluster is made.`,
        fixes: () => fixIdentity(cluster),
      }),
    ];
  },
});

const identitySystemKubenetMigration = defineRule({
  id: 'identity-system-kubenet-migration',
  title: 'Move from kubenet to Overlay with a system-assigned identity',
  severity: 'E1',
  scope: 'plan',
  why: 'The move from kubenet to Overlay takes an own route table off the subnets. Only a user-assigned identity may do that.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'System-assigned',
        before: withTable({
          ipam: 'kubenet',
          identity: 'systemAssigned',
          origin: 'existing',
          nodeResourceGroup: 'MC_rg_aks',
        }),
        plan: withTable({ identity: 'systemAssigned', origin: 'existing', nodeResourceGroup: 'MC_rg_aks' }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'User-assigned',
        before: withTable({
          ipam: 'kubenet',
          identity: 'userAssigned',
          origin: 'existing',
          nodeResourceGroup: 'MC_rg_aks',
        }),
        plan: withTable({ identity: 'userAssigned', origin: 'existing', nodeResourceGroup: 'MC_rg_aks' }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, ({ old, next, view }) => {
      if (old.ipam !== 'kubenet' || next.ipam !== 'overlay' || next.identity !== 'systemAssigned') return [];
      const tables = ownRouteTables(view);
      if (tables.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: tables.map(({ id }) => ({ kind: 'routeTable', id })),
          message: `The move of ${old.name} from kubenet to Overlay takes route table ${namesOf(tables)} off its subnets, which needs a user-assigned identity.`,
          fixes: () => fixIdentity(old),
        }),
      ];
    }),
});

/** Identities and the subnets and tables they use. */
export const ownSubnetRules: readonly Rule[] = [
  identityByoSubnet,
  identitySystemWithByoRt,
  identityByoUserAssigned,
  identitySystemKubenetMigration,
];
