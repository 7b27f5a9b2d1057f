import { minPrefixFor } from '../../address/index.ts';
import { findSpecialSubnet } from '../../azure/index.ts';
import type { Command, Subnet } from '../../plan/index.ts';
import { RESERVED_SUBNET_NAMES, type SubnetRole, type SubnetView } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { fixAddSubnet } from '../support/fix-subnets.ts';
import { listNames, refusal } from '../support/refusal.ts';
import { countOf, RESOURCE_WORDS } from '../support/words.ts';
import type { Fix, RuleContext } from '../types.ts';

/** What Azure lists in a subnet that belongs to the role itself: the service, its load balancer, the interfaces of AKS machines. */
const OWN_RESOURCES: Partial<Record<SubnetRole, readonly string[]>> = {
  gateway: ['virtualNetworkGateway'],
  firewall: ['azureFirewall'],
  firewallManagement: ['azureFirewall'],
  bastion: ['bastionHost'],
  routeServer: ['routeServer'],
  applicationGateway: ['applicationGateway'],
  apiServer: ['apiServer', 'loadBalancer', 'scaleSet'],
  pods: ['scaleSet', 'loadBalancer'],
};

/** Roles that may stand beside each other although one of them is exclusive: other rules speak of these pairs. */
const NAMED_ELSEWHERE: Partial<Record<SubnetRole, readonly SubnetRole[]>> = {
  pods: ['nodes'],
  firewall: ['firewallManagement'],
  firewallManagement: ['firewall'],
};

export const subnetExclusiveRole = defineRule({
  id: 'subnet-exclusive-role',
  title: 'Something else in a subnet for one service',
  severity: 'E1',
  scope: 'subnet',
  why: 'Gateways, firewalls, Bastion, Route Server, application gateways, API servers, pods, virtual nodes and DNS resolver endpoints each need a subnet of their own. Azure refuses the service when something else is there, and later refuses everything but the service.',
  sources: [
    { key: 'GWS' },
    { key: 'AFW' },
    { key: 'BAS' },
    { key: 'RS' },
    { key: 'AGW' },
    { key: 'AGC' },
    { key: 'API' },
    { key: 'DYN' },
    { key: 'VN' },
    { key: 'DNSR' },
  ],
  silencedBy: [
    'pod-subnet-vms',
    'apiserver-subnet-exclusive',
    'agc-subnet-shared',
    'dns-resolver-subnet-size',
    'appgw-in-gatewaysubnet',
    'aci-subnet',
  ],
  examples: {
    failing: [
      {
        title: 'Virtual machines in AzureBastionSubnet',
        plan: {
          networks: {
            hub: {
              prefixes: ['10.0.0.0/16'],
              subnets: {
                AzureBastionSubnet: { prefixes: ['10.0.2.0/26'], resources: [{ kind: 'virtualMachine', count: 2 }] },
              },
            },
          },
        },
        targets: ['hub/AzureBastionSubnet'],
        severity: 'error',
      },
      {
        title: 'Private endpoints in an application gateway subnet',
        plan: {
          networks: {
            hub: { prefixes: ['10.0.0.0/16'], subnets: { agw: { prefixes: ['10.0.4.0/24'], privateEndpoints: 3 } } },
          },
          applicationGateways: { agw: { subnet: 'hub/agw', version: 'v2', maxInstances: 10 } },
        },
        targets: ['hub/agw'],
      },
      {
        title: 'Versions 1 and 2 of application gateways in one subnet',
        plan: {
          networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { agw: '10.0.4.0/24' } } },
          applicationGateways: {
            one: { subnet: 'hub/agw', version: 'v1', maxInstances: 2 },
            two: { subnet: 'hub/agw', version: 'v2', maxInstances: 2 },
          },
        },
        targets: ['hub/agw'],
      },
    ],
    passing: [
      {
        title: 'Only the Bastion host',
        plan: {
          networks: {
            hub: {
              prefixes: ['10.0.0.0/16'],
              subnets: {
                AzureBastionSubnet: { prefixes: ['10.0.2.0/26'], resources: [{ kind: 'bastionHost', count: 1 }] },
              },
            },
          },
        },
      },
      {
        title: 'Machines beside nodes',
        plan: {
          networks: {
            spoke: {
              prefixes: ['10.1.0.0/16'],
              subnets: { nodes: { prefixes: ['10.1.0.0/24'], resources: [{ kind: 'virtualMachine', count: 2 }] } },
            },
          },
          clusters: { aks: { subnet: 'spoke/nodes' } },
        },
      },
      {
        title: 'Imported and not known to hold anything',
        plan: {
          networks: {
            hub: {
              prefixes: ['10.0.0.0/16'],
              partial: true,
              subnets: { AzureBastionSubnet: { prefixes: ['10.0.2.0/26'], partial: true } },
            },
          },
        },
      },
    ],
  },
  check: (view, context) => {
    const { subnet, network, roles, ref } = view;
    if (network.external === true || network.managedByAks === true) return [];
    const role = [...roles.keys()].find((one) => findSpecialSubnet(one)?.exclusive === true);
    if (role === undefined) return [];
    const foreign = [...foreignRoles(view, role), ...foreignResources(view, role), ...mixedVersions(view)];
    if (foreign.length === 0) {
      const isUnknown = subnet.resources === undefined && (subnet.partial === true || network.partial === true);
      return isUnknown && !isKeptByAzure(view) ? [waiting('subnetUse', [ref])] : [];
    }
    return [
      found({
        ...refusal(
          subnet.origin === 'existing' && view.uses.every(({ cluster }) => cluster.origin === 'existing'),
          `Subnet ${subnet.name} ${subnet.addressPrefixes.join(', ')} of ${network.name} is for ${findSpecialSubnet(role)?.title ?? role} and also holds ${listNames(foreign)}: nothing else may live there.`,
        ),
        related: view.uses.map(({ cluster }) => ({ kind: 'cluster', id: cluster.id })),
        fixes: () => moveOut(view, role, context),
      }),
    ];
  },
});

/** Subnets with a reserved name and delegated ones take nothing but their service: Azure has seen to it, so there is nothing to look up. */
function isKeptByAzure({ subnet }: SubnetView): boolean {
  return RESERVED_SUBNET_NAMES.has(subnet.name) || (subnet.delegations ?? []).length > 0;
}

/** Further roles that are stated or follow from a reference; what is only listed is counted as a resource. */
function foreignRoles({ roles }: SubnetView, role: SubnetRole): readonly string[] {
  return [...roles].flatMap(([other, evidence]) => {
    if (other === role || evidence === 'listed' || NAMED_ELSEWHERE[role]?.includes(other) === true) return [];
    if (other === 'loadBalancers' && role === 'apiServer') return [];
    return [findSpecialSubnet(other)?.title ?? (other === 'virtualMachines' ? 'virtual machines' : 'load balancers')];
  });
}

function foreignResources({ subnet }: SubnetView, role: SubnetRole): readonly string[] {
  const own = OWN_RESOURCES[role] ?? [];
  const listed = (subnet.resources ?? []).filter(
    ({ kind, count }) => count > 0 && !own.includes(kind) && RESOURCE_WORDS.has(kind),
  );
  const endpoints = subnet.privateEndpoints ?? 0;
  const counted =
    listed.some(({ kind }) => kind === 'privateEndpoint') || endpoints === 0
      ? []
      : [{ kind: 'privateEndpoint', count: endpoints }];
  return [...listed, ...counted].map(({ kind, count }) => countOf(count, RESOURCE_WORDS.get(kind) ?? kind));
}

function mixedVersions({ applicationGateways }: SubnetView): readonly string[] {
  const versions = new Set(applicationGateways.flatMap(({ version }) => version ?? []));
  return versions.size > 1 ? ['application gateways of versions 1 and 2'] : [];
}

/** A new subnet beside it for what is counted there; nodes and services are moved where they are drawn. */
function moveOut(
  { subnet, network, ref, roles }: SubnetView,
  role: SubnetRole,
  { topology }: RuleContext,
): readonly Fix[] {
  const own = OWN_RESOURCES[role] ?? [];
  const isForeign = ({ kind }: { readonly kind: string }) => !own.includes(kind) && RESOURCE_WORDS.has(kind);
  const moved = (subnet.resources ?? []).filter(isForeign);
  const endpoints = subnet.privateEndpoints ?? 0;
  const listedEndpoints = moved.find(({ kind }) => kind === 'privateEndpoint')?.count ?? 0;
  const count = moved.reduce((sum, resource) => sum + resource.count, 0) + Math.max(0, endpoints - listedEndpoints);
  const size = minPrefixFor(2 * count);
  const isAll = [...roles].every(([other, evidence]) => other === role || evidence === 'listed');
  if (subnet.origin === 'existing' || count === 0 || size === undefined || !isAll) return [];
  const kept = (subnet.resources ?? []).filter((resource) => !isForeign(resource));
  const values: Partial<Subnet> = {
    ...(subnet.resources === undefined ? {} : { resources: kept }),
    ...(endpoints > 0 ? { privateEndpoints: 0 } : {}),
  };
  const then = (id: string): readonly Command[] => [
    {
      type: 'update',
      kind: 'subnet',
      id,
      values: {
        ...(moved.length > 0 ? { resources: moved } : {}),
        ...(endpoints > 0 ? { privateEndpoints: endpoints } : {}),
      },
    },
    { type: 'update', kind: 'subnet', id: ref.id, values },
  ];
  return fixAddSubnet(
    topology,
    network.id,
    endpoints > 0 && moved.length === 0 ? 'snet-private-endpoints' : 'snet-machines',
    size,
    { then },
  );
}
