import { AKS_DELEGATION, APPLICATION_GATEWAY_DELEGATION, findSpecialSubnet } from '../../azure/index.ts';
import type { PlanSketch, Subnet } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames, refusal } from '../support/refusal.ts';
import type { Fix, Rule } from '../types.ts';

/** Delegations, by what the subnet is for (catalogue table 5.1, review A6). Service names are compared without case. */
export const delegationRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-delegation-mismatch',
    title: 'Delegation does not fit the purpose',
    severity: 'E1',
    scope: 'subnet',
    why: 'A service that needs a subnet of its own asks for the delegation of that subnet to it, and the subnets with reserved names take none. Azure refuses the service when the delegation is missing or names another one. AKS sets it by itself on pod subnets and, with AKS Automatic, on API server subnets.',
    sources: [{ key: 'API' }, { key: 'AGC' }, { key: 'DNSR' }, { key: 'AGIC' }, { key: 'AUTO' }],
    silencedBy: ['agic-overlay-delegation', 'subnet-node-delegated'],
    examples: {
      failing: [
        {
          title: 'API server subnet without delegation',
          plan: withApiServer({}),
          targets: ['spoke/api'],
          severity: 'error',
        },
        {
          title: 'API server subnet delegated to another service',
          plan: withApiServer({ delegations: ['Microsoft.Web/serverFarms'] }),
          targets: ['spoke/api'],
        },
        {
          title: 'Delegated GatewaySubnet',
          plan: {
            networks: {
              hub: {
                prefixes: ['10.0.0.0/16'],
                subnets: { GatewaySubnet: { prefixes: ['10.0.1.0/27'], delegations: ['Microsoft.Web/serverFarms'] } },
              },
            },
          },
          targets: ['hub/GatewaySubnet'],
        },
      ],
      passing: [
        { title: AKS_DELEGATION, plan: withApiServer({ delegations: [AKS_DELEGATION] }) },
        { title: 'Written in lower case', plan: withApiServer({ delegations: [AKS_DELEGATION.toLowerCase()] }) },
        { title: 'AKS Automatic delegates by itself', plan: withApiServer({}, 'automatic') },
        {
          title: 'Application gateway with and without delegation',
          plan: {
            networks: {
              hub: {
                prefixes: ['10.0.0.0/16'],
                subnets: {
                  agw1: '10.0.1.0/24',
                  agw2: { prefixes: ['10.0.2.0/24'], delegations: [APPLICATION_GATEWAY_DELEGATION] },
                },
              },
            },
            applicationGateways: { one: { subnet: 'hub/agw1' }, two: { subnet: 'hub/agw2' } },
          },
        },
      ],
    },
    check: (view) => {
      const { subnet, network, roles, ref } = view;
      if (network.external === true || network.managedByAks === true || roles.has('nodes')) return [];
      for (const role of roles.keys()) {
        const row = findSpecialSubnet(role);
        // A cluster that uses the subnet for virtual nodes says so itself (`aci-subnet`, review C4).
        const isSaidByCluster = role === 'virtualNodes' && view.uses.some((use) => use.as === 'virtualNodes');
        if (row?.delegations === undefined || isSaidByCluster || fits(view, role, row.delegation, row.delegations))
          continue;
        const [wanted] = row.delegations;
        const has =
          (subnet.delegations ?? []).length === 0
            ? 'has no delegation'
            : `is delegated to ${listNames(subnet.delegations ?? [])}`;
        const exists = subnet.origin === 'existing' && view.uses.every(({ cluster }) => cluster.origin === 'existing');
        return [
          found({
            ...refusal(
              exists,
              `Subnet ${subnet.name} ${sayRanges(view)} of ${network.name} ${has}, but its purpose (${row.title}) ${wanted === undefined ? 'allows none' : `needs the delegation ${wanted}`}.`,
            ),
            fixes: () => (exists ? [] : setDelegations(ref.id, wanted === undefined ? [] : [wanted])),
          }),
        ];
      }
      return [];
    },
  }),
  defineRule({
    id: 'subnet-node-delegated',
    title: 'Node subnet is delegated',
    severity: 'E1',
    azureCode: 'SubnetIsDelegated',
    scope: 'subnet',
    roles: ['nodes'],
    why: 'Nodes are ordinary machines, and a delegated subnet takes only resources of the service it is delegated to. AKS refuses node subnets with any delegation.',
    sources: [{ key: 'S3' }, { key: 'S4' }, { key: 'CNI' }, { key: 'LEG' }, { key: 'BYO' }],
    examples: {
      failing: [
        {
          title: 'Microsoft.Sql/managedInstances',
          plan: withNodes({ delegations: ['Microsoft.Sql/managedInstances'] }),
          targets: ['spoke/nodes'],
          severity: 'error',
        },
        {
          title: 'Existing cluster',
          plan: withNodes({ delegations: ['Microsoft.Sql/managedInstances'] }, 'existing'),
          targets: ['spoke/nodes'],
          severity: 'warning',
        },
      ],
      passing: [{ title: 'No delegation', plan: withNodes({ delegations: [] }) }],
    },
    check: ({ subnet, network, roles, uses, ref }) => {
      const delegated = subnet.delegations ?? [];
      if (network.external === true || delegated.length === 0 || !roles.has('nodes')) return [];
      const clusters = [...new Set(uses.filter((use) => use.as === 'nodes').map((use) => use.cluster))];
      const exists = clusters.length > 0 && clusters.every((cluster) => cluster.origin === 'existing');
      const whose =
        clusters.length === 0
          ? 'is meant for nodes'
          : `holds nodes of ${listNames(clusters.map((cluster) => cluster.name))}`;
      return [
        found({
          ...refusal(
            exists,
            `Subnet ${subnet.name} of ${network.name} ${whose} and is delegated to ${listNames(delegated)}: node subnets must not be delegated.`,
          ),
          related: clusters.map(({ id }) => ({ kind: 'cluster', id })),
          fixes: () => setDelegations(ref.id, []),
        }),
      ];
    },
  }),
];

/** Whether the delegation is right, or not known to be wrong. */
function fits(
  view: SubnetView,
  role: string,
  rule: 'none' | 'required' | 'optional' | 'setByAzure',
  wanted: readonly string[],
): boolean {
  const delegated = (view.subnet.delegations ?? []).map((name) => name.toLowerCase());
  if (delegated.length > 0) return delegated.every((name) => wanted.some((service) => service.toLowerCase() === name));
  if (rule !== 'required') return true;
  const isUnknown =
    view.subnet.delegations === undefined && (view.subnet.partial === true || view.network.partial === true);
  const apiServers = view.uses.filter((use) => use.as === 'apiServer');
  const isSetByAks =
    role === 'apiServer' && apiServers.length > 0 && apiServers.every(({ cluster }) => cluster.mode === 'automatic');
  return isUnknown || isSetByAks;
}

function sayRanges({ space }: SubnetView): string {
  return space.prefixes.map((prefix) => prefix.text).join(', ');
}

function setDelegations(id: string, delegations: string[]): readonly Fix[] {
  const title = delegations.length === 0 ? 'Remove the delegation' : `Delegate to ${delegations.join(', ')}`;
  return [{ title, commands: [{ type: 'update', kind: 'subnet', id, values: { delegations } }] }];
}

function withApiServer(fields: Pick<Subnet, 'delegations'>, mode?: 'automatic'): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { nodes: '10.1.0.0/22', api: { prefixes: ['10.1.9.0/28'], ...fields } },
      },
    },
    clusters: {
      aks: {
        subnet: 'spoke/nodes',
        apiServerSubnet: 'spoke/api',
        apiServerVnetIntegration: true,
        ...(mode === undefined ? {} : { mode }),
      },
    },
  };
}

function withNodes(fields: Pick<Subnet, 'delegations'>, origin?: 'existing'): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: { prefixes: ['10.1.0.0/22'], ...fields } } } },
    clusters: { aks: { subnet: 'spoke/nodes', ...(origin === undefined ? {} : { origin }) } },
  };
}
