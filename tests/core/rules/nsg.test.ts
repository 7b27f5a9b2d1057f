import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import { sketchPlan, type ClusterSketch, type PlanSketch, type SecurityRule } from '../../../src/core/plan/index.ts';
import { checkSketch, planOf } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const ID = 'nsg-required-flow-blocked';

function rules(...list: readonly Partial<SecurityRule>[]): SecurityRule[] {
  return list.map((rule, index) => ({
    name: `rule-${index + 1}`,
    priority: 200 + index,
    direction: 'Outbound',
    access: 'Deny',
    protocol: '*',
    sources: ['*'],
    sourcePorts: ['*'],
    destinations: ['*'],
    destinationPorts: ['*'],
    ...rule,
  }));
}

/** A network with groups `nodes`, `pods` and `api`, each with the rules given. */
function estate(
  groups: Readonly<Record<string, SecurityRule[]>>,
  cluster: ClusterSketch = {},
  dnsServers: string[] = [],
): PlanSketch {
  const on = (name: string): { nsg?: string } => (name in groups ? { nsg: name } : {});
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        dnsServers,
        subnets: {
          nodes: { prefixes: ['10.1.0.0/22'], ...on('nodes') },
          pods: { prefixes: ['10.1.16.0/20'], ...on('pods') },
          api: {
            prefixes: ['10.1.8.0/28'],
            delegations: ['Microsoft.ContainerService/managedClusters'],
            ...on('api'),
          },
          agw: { prefixes: ['10.1.9.0/24'], ...on('agw') },
        },
      },
    },
    nsgs: Object.fromEntries(Object.entries(groups).map(([name, list]) => [name, { rules: list }])),
    clusters: { aks: { subnet: 'spoke/nodes', privateCluster: true, ...cluster } },
  };
}

const withGateway = (sketch: PlanSketch, gateway: object = { version: 'v2' }): PlanSketch => ({
  ...sketch,
  applicationGateways: { agw: { subnet: 'spoke/agw', ...gateway } },
});

const inbound = (rule: Partial<SecurityRule>): Partial<SecurityRule> => ({ direction: 'Inbound', ...rule });
const apiServer: ClusterSketch = { apiServerSubnet: 'spoke/api', apiServerVnetIntegration: true };
const podSubnet: ClusterSketch = { ipam: 'podsubnet-dynamic', podSubnet: 'spoke/pods', podCidrs: [] };
const PUBLIC: ClusterSketch = { privateCluster: false, region: 'westeurope' };

/** What each finding says the flow is for. */
function purposes(sketch: PlanSketch): readonly string[] {
  return findingsOf(ID, sketch).map(
    ({ severity, target, message }) => `${severity} ${target.id}: ${/ for (.*)\.$/.exec(message)?.[1] ?? message}`,
  );
}

const BETWEEN_NODES = 'traffic between nodes';
const NODES_AND_PODS = 'traffic between nodes and pods';
const BETWEEN_PODS = 'traffic between pods';

describe('every flow of table 8.2', () => {
  it.each([
    [
      'node to node',
      estate({ nodes: rules({ destinations: ['10.1.0.0/22'], sources: ['10.1.0.0/22'] }) }),
      [`error nodes: ${BETWEEN_NODES}`],
    ],
    [
      'node to node, kubelet port alone',
      estate({
        nodes: rules(
          inbound({
            protocol: 'Tcp',
            sources: ['VirtualNetwork'],
            destinations: ['10.1.0.0/22'],
            destinationPorts: ['10250'],
          }),
        ),
      }),
      [`error nodes: ${BETWEEN_NODES}`],
    ],
    [
      'node to pod, overlay',
      estate({ nodes: rules({ sources: ['10.1.0.0/22'], destinations: ['10.244.0.0/16'] }) }),
      [`error nodes: ${NODES_AND_PODS}`],
    ],
    [
      'pod to node, overlay',
      estate({ nodes: rules(inbound({ sources: ['10.244.0.0/16'], destinations: ['10.1.0.0/22'] })) }),
      [`error nodes: ${NODES_AND_PODS}`],
    ],
    [
      'pod to pod, overlay',
      estate({ nodes: rules({ sources: ['10.244.0.0/16'], destinations: ['10.244.0.0/17'] }) }),
      [`error nodes: ${BETWEEN_PODS}`],
    ],
    [
      'pod to pod, kubenet',
      estate({ nodes: rules({ sources: ['10.244.0.0/16'], destinations: ['10.244.0.0/16'] }) }, { ipam: 'kubenet' }),
      [`error nodes: ${BETWEEN_PODS}`],
    ],
    [
      'node subnet does not see pods of a pod subnet talk',
      estate({ nodes: rules({ sources: ['10.1.16.0/20'], destinations: ['10.1.16.0/20'] }) }, podSubnet),
      [],
    ],
    [
      'pod to pod, pod subnet',
      estate({ pods: rules({ sources: ['10.1.16.0/20'], destinations: ['10.1.16.0/20'] }) }, podSubnet),
      [`error pods: ${BETWEEN_PODS}`],
    ],
    [
      'node to pod, pod subnet',
      estate({ pods: rules(inbound({ sources: ['10.1.0.0/22'] })) }, podSubnet),
      [`error pods: ${NODES_AND_PODS}`],
    ],
    [
      'node to API server',
      estate(
        { nodes: rules({ protocol: 'Tcp', destinations: ['10.1.8.0/28'], destinationPorts: ['4443'] }) },
        apiServer,
      ),
      ['error nodes: the way to its API server'],
    ],
    [
      'at the API server',
      estate({ api: rules(inbound({ sources: ['VirtualNetwork'] })) }, apiServer),
      ['error api: the way to its API server'],
    ],
    [
      'health probes of the API server',
      estate({ api: rules(inbound({ sources: ['AzureLoadBalancer'], destinationPorts: ['9000-9999'] })) }, apiServer),
      ['error api: the health probes of its API server'],
    ],
    [
      'WireGuard',
      estate(
        {
          nodes: rules({
            protocol: 'Udp',
            sources: ['10.1.0.0/22'],
            destinations: ['10.1.0.0/22'],
            destinationPorts: ['51871'],
          }),
        },
        { dataPlane: 'cilium', networkPolicy: 'cilium', acns: { encryption: 'wireGuard' } },
      ),
      [`error nodes: ${BETWEEN_NODES}`, 'error nodes: WireGuard encryption between nodes'],
    ],
    [
      'no WireGuard, no such flow',
      estate({
        nodes: rules({
          protocol: 'Udp',
          sources: ['10.244.0.0/16'],
          destinations: ['10.9.0.0/16'],
          destinationPorts: ['51871'],
        }),
      }),
      [],
    ],
    [
      'public API server',
      estate(
        { nodes: rules({ protocol: 'Tcp', destinations: ['AzureCloud.westeurope'], destinationPorts: ['443'] }) },
        PUBLIC,
      ),
      ['error nodes: the way to its public API server'],
    ],
    [
      'the tunnel of old',
      estate({ nodes: rules({ protocol: 'Tcp', destinations: ['Internet'], destinationPorts: ['9000'] }) }, PUBLIC),
      ['info nodes: the tunnel of clusters older than konnectivity'],
    ],
    ['private clusters need neither', estate({ nodes: rules({ destinations: ['AzureCloud'] }) }), []],
    [
      'Azure Monitor with Cilium',
      estate({ nodes: rules({ destinations: ['AzureMonitor'] }) }, { dataPlane: 'cilium', networkPolicy: 'cilium' }),
      ['error nodes: Azure Monitor, which Cilium clusters report to'],
    ],
    ['Azure Monitor without Cilium', estate({ nodes: rules({ destinations: ['AzureMonitor'] }) }), []],
    [
      'own DNS servers',
      estate({ nodes: rules({ protocol: 'Udp', destinations: ['10.1.30.0/24'], destinationPorts: ['53'] }) }, {}, [
        '10.1.30.4',
      ]),
      ['error nodes: name resolution'],
    ],
    [
      "Azure's DNS",
      estate({ nodes: rules({ protocol: 'Udp', destinations: ['10.1.30.0/24'], destinationPorts: ['53'] }) }),
      [],
    ],
    [
      'Application Gateway without its management',
      withGateway(estate({ agw: rules(inbound({})) })),
      ['error agw: its management, its health probes and its way out'],
    ],
    [
      'Application Gateway without the internet',
      withGateway(estate({ agw: rules({ destinations: ['Internet'] }) })),
      ['error agw: its management, its health probes and its way out'],
    ],
    [
      'Application Gateway with what it needs',
      withGateway(
        estate({
          agw: rules(
            inbound({ access: 'Allow', sources: ['GatewayManager'], destinationPorts: ['65200-65535'] }),
            inbound({ access: 'Allow', sources: ['AzureLoadBalancer'] }),
            inbound({}),
          ),
        }),
      ),
      [],
    ],
    [
      'Application Gateway with network isolation',
      withGateway(estate({ agw: rules(inbound({}), {}) }), { version: 'v2', networkIsolation: true }),
      [],
    ],
  ] as readonly (readonly [string, PlanSketch, readonly string[]])[])('%s', (_title, sketch, expected) => {
    expect([...purposes(sketch)].sort()).toEqual([...expected].sort());
  });
});

describe('what is not said', () => {
  it('one finding for a group and a flow, however many clusters and subnets', () => {
    const sketch: PlanSketch = {
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            a: { prefixes: ['10.1.0.0/22'], nsg: 'nodes' },
            b: { prefixes: ['10.1.4.0/22'], nsg: 'nodes' },
          },
        },
      },
      nsgs: { nodes: { rules: rules({ sources: ['10.1.0.0/16'], destinations: ['10.1.0.0/16'] }) } },
      clusters: {
        k1: { subnet: 'spoke/a', privateCluster: true },
        k2: { subnet: 'spoke/b', privateCluster: true, podCidrs: ['10.245.0.0/16'] },
      },
    };
    const [finding, ...more] = findingsOf(ID, sketch);
    expect(more).toEqual([]);
    expect(finding?.message).toContain('k1 and k2 need');
  });

  it('a rule whose reach is not known', () => {
    expect(saysOf(ID, estate({ nodes: rules({ sources: ['asg-nodes'] }) }))).toEqual([]);
  });

  it('asks for the rules of a group that are not known, but not for those of the group AKS keeps', () => {
    const sketch = estate({ nodes: [] }, { nodeResourceGroup: 'MC_rg_aks' });
    const ask = (group: object): readonly string[] =>
      checkSketch({ ...sketch, nsgs: { nodes: group } }).notChecked.flatMap(({ fact, objects }) =>
        fact === 'networkSecurityGroups' ? objects.map(({ id }) => id) : [],
      );
    expect(ask({})).toEqual(['nodes']);
    expect(ask({ resourceGroup: 'mc_rg_aks' })).toEqual([]);
    expect(ask({ rules: [] })).toEqual([]);
  });
});

describe('the fix', () => {
  const rulesAfter = (sketch: PlanSketch): readonly SecurityRule[] => {
    const fix = findingsOf(ID, sketch)[0]?.fixes[0];
    const plan = fix?.commands.reduce((current, command) => {
      const result = applyCommand(current, command);
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return result.value;
    }, sketchPlan(sketch));
    return plan?.networkSecurityGroups[0]?.rules ?? [];
  };
  const flow = { sources: ['10.1.0.0/22'], destinations: ['10.1.0.0/22'] };

  it('takes the free number before the deny', () => {
    const after = rulesAfter(estate({ nodes: rules(flow) }));
    expect(after.map(({ access, priority }) => [access, priority])).toEqual([
      ['Deny', 200],
      ['Allow', 199],
    ]);
    expect(after[1]?.sources).toEqual(['10.1.0.0/22']);
  });

  it('moves the deny and what stands behind it when there is none', () => {
    const after = rulesAfter(
      estate({
        nodes: rules(
          { ...flow, priority: 100 },
          { access: 'Allow', priority: 101 },
          { access: 'Allow', priority: 4096 },
        ),
      }),
    );
    expect(after.map(({ access, priority }) => [access, priority])).toEqual([
      ['Deny', 101],
      ['Allow', 102],
      ['Allow', 4096],
      ['Allow', 100],
    ]);
  });

  it('is not offered when the numbers run out', () => {
    const full = Array.from({ length: 3997 }, (_, index) => ({ ...flow, priority: 100 + index }));
    expect(findingsOf(ID, planOf(estate({ nodes: rules(...full) })))[0]?.fixes).toEqual([]);
  });
});

describe('other rules on groups', () => {
  const managed = (group: object): PlanSketch => ({
    networks: {
      vnet: {
        prefixes: ['10.224.0.0/12'],
        managedByAks: true,
        subnets: { 'aks-subnet': { prefixes: ['10.224.0.0/16'], nsg: 'nsg' } },
      },
    },
    nsgs: { nsg: group },
    clusters: { aks: { subnet: 'vnet/aks-subnet', nodeResourceGroup: 'MC_rg_aks' } },
  });

  it.each([
    ['drawn by hand', { rules: [] }, ['warning aks']],
    ['of another resource group', { resourceGroup: 'rg-security', partial: true }, ['warning aks']],
    ["AKS's own", { resourceGroup: 'MC_RG_AKS', partial: true }, []],
    ['of a group that is not known', { partial: true }, []],
  ])('nsg-managed-vnet, %s', (_title, group, expected) => {
    expect(saysOf('nsg-managed-vnet', managed(group))).toEqual(expected);
  });

  it.each([
    ['a deny of everything', rules({}), {}, ['warning nodes']],
    ['200 Deny any to Internet', rules({ destinations: ['Internet'] }), {}, ['warning nodes']],
    ['a deny of one service', rules({ destinations: ['Storage'] }), {}, []],
    [
      'a deny of another port',
      rules({ destinations: ['Internet'], protocol: 'Tcp', destinationPorts: ['25'] }),
      {},
      [],
    ],
    ['outbound none, isolation not known', rules({}), { outboundType: 'none' as const }, []],
  ])('nsg-deny-all-outbound, %s', (_title, list, cluster, expected) => {
    expect(saysOf('nsg-deny-all-outbound', estate({ nodes: list }, cluster))).toEqual(expected);
  });
});
