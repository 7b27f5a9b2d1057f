import { evaluateFlow, findTagScope, NONE, weakMemo, type Flow, listValues } from '../../topology/index.ts';
import type { NetworkSecurityGroup, PlanSketch, SecurityRule } from '../../plan/index.ts';
import type { ClusterView, NetworkView, SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { nodeSubnetsOf } from '../support/cluster-home.ts';
import { listNames } from '../support/refusal.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { sketchRules, withGroup } from './required-flow-blocked.ts';

const association = (nsg: boolean): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': '10.1.0.0/22',
        'snet-agc': {
          prefixes: ['10.1.8.0/24'],
          delegations: ['Microsoft.ServiceNetworking/trafficControllers'],
          ...(nsg ? { nsg: 'nsg-agc' } : {}),
        },
      },
    },
  },
  nsgs: { 'nsg-agc': { rules: [] } },
  clusters: {
    aks: {
      subnet: 'spoke/snet-nodes',
      addOns: { applicationGatewayForContainers: { subnetIds: ['spoke.snet-agc'] } },
    },
  },
});

const agcManaged = defineRule({
  id: 'nsg-agc-managed',
  title: 'Security group on an association subnet is yours to keep',
  severity: 'I',
  scope: 'subnet',
  why: 'Since February 2026 AKS no longer creates or updates the security group of the association subnet of Application Gateway for Containers by default. A group that is there must let the traffic of the gateway pass by rules of your own.',
  sources: [{ key: 'REL', section: '2026-02-08' }],
  examples: {
    failing: [{ title: 'Group on the association subnet', plan: association(true), targets: ['nsg-agc'] }],
    passing: [{ title: 'None', plan: association(false) }],
  },
  check: ({ subnet, network, ref, uses, networkSecurityGroups }) => {
    if (networkSecurityGroups.length === 0) return NONE;
    const clusters = [...new Set(uses.filter(({ as }) => as === 'agc').map(({ cluster }) => cluster))];
    if (clusters.length === 0) return NONE;
    return networkSecurityGroups.map((group) =>
      found({
        target: { kind: 'networkSecurityGroup', id: group.id },
        related: [ref, ...refsOf('cluster', clusters)],
        message: `${group.name} is on association subnet ${subnet.name} ${prefixesOf(subnet)} in ${network.name} of ${namesOf(clusters)}; AKS no longer keeps its rules by default, so they are yours to keep.`,
      }),
    );
  },
});

const managed = (resourceGroup: string, managedByAks = true): PlanSketch => ({
  networks: {
    'aks-vnet': {
      prefixes: ['10.224.0.0/12'],
      ...(managedByAks ? { managedByAks } : {}),
      resourceGroup: managedByAks ? 'MC_rg_aks' : 'rg-network',
      subnets: { 'aks-subnet': { prefixes: ['10.224.0.0/16'], nsg: 'nsg' } },
    },
  },
  nsgs: { nsg: { resourceGroup, rules: [] } },
  clusters: {
    aks: { subnet: 'aks-vnet/aks-subnet', nodeResourceGroup: 'MC_rg_aks', podCidrs: ['192.168.0.0/16'] },
  },
});

const managedVnet = defineRule({
  id: 'nsg-managed-vnet',
  title: 'Own security group on a network AKS manages',
  severity: 'W',
  scope: 'cluster',
  why: 'Security groups of your own are supported on subnets of your own only. In a network AKS made, it may overwrite or remove them, and a rule that blocks something is not looked for in support.',
  sources: [{ key: 'CNI' }],
  examples: {
    failing: [{ title: 'Group on the managed network', plan: managed('rg-security'), targets: ['aks'] }],
    passing: [
      { title: 'Group on an own subnet', plan: managed('rg-security', false) },
      { title: "AKS's own group", plan: managed('mc_rg_aks') },
    ],
  },
  check: (view) => {
    const { cluster, network } = view;
    if (network?.network.managedByAks !== true) return NONE;
    const own = cluster.nodeResourceGroup ?? network.network.resourceGroup;
    const hosts = nodeSubnetsOf(view).filter(({ networkSecurityGroups }) =>
      networkSecurityGroups.some((group) => isForeign(group, own)),
    );
    if (hosts.length === 0) return NONE;
    const groups = hosts.flatMap(({ networkSecurityGroups }) =>
      networkSecurityGroups.filter((group) => isForeign(group, own)),
    );
    return [
      found({
        related: [...refsOf('networkSecurityGroup', groups), ...hosts.map(({ ref }) => ref)],
        message: `${namesOf(groups)} is on ${namesOf(hosts.map(({ subnet }) => subnet))} in ${network.network.name} ${prefixesOf(network.network)}, which AKS manages for ${cluster.name}; groups of your own are supported on subnets of your own only.`,
      }),
    ];
  },
});

/** Made by somebody else than AKS: in another resource group than that of the nodes, or drawn by hand. */
function isForeign({ resourceGroup, partial }: NetworkSecurityGroup, nodeGroup: string | undefined): boolean {
  if (resourceGroup === undefined) return partial !== true;
  return nodeGroup !== undefined && resourceGroup.toLowerCase() !== nodeGroup.toLowerCase();
}

interface Closed {
  readonly group: NetworkSecurityGroup;
  readonly rule: SecurityRule;
  readonly subnet: SubnetView;
}

/** Groups on node subnets with a rule against the whole internet. Rules for single services settle nothing: what AKS needs is known by names. */
const closedBy = weakMemo((view: ClusterView): readonly Closed[] => {
  const { cluster, network } = view;
  const mayBeIsolated = cluster.outboundType === 'none' || cluster.outboundType === 'block';
  if (network === undefined || cluster.networkIsolated === true || (mayBeIsolated && cluster.networkIsolated !== false))
    return NONE;
  return nodeSubnetsOf(view).flatMap((subnet) => closedOn(subnet, network));
});

function closedOn(subnet: SubnetView, network: NetworkView): readonly Closed[] {
  const groups = subnet.networkSecurityGroups.filter(({ rules }) =>
    rules?.some(({ access, direction }) => access === 'Deny' && direction === 'Outbound'),
  );
  if (groups.length === 0 || subnet.network.id !== network.ref.id) return NONE;
  const flow: Flow = {
    direction: 'Outbound',
    source: { blocks: subnet.space.blocks4 },
    destination: { tag: 'Internet', wholly: true },
    protocols: ['Tcp'],
    ports: [{ first: 443, last: 443 }],
  };
  return groups.flatMap((group) => {
    const { passes, wholly, by } = evaluateFlow(group, flow, findTagScope(network, subnet));
    return passes === false && wholly && by?.rule !== undefined ? [{ group, rule: by.rule, subnet }] : [];
  });
}

const denyAllOutbound = defineRule({
  id: 'nsg-deny-all-outbound',
  title: 'Security group closes the internet to nodes',
  severity: 'W',
  scope: 'plan',
  why: 'Nodes load images and packages from servers that are known by name only. A security group knows addresses, so one that denies the internet also denies these; names can be allowed by a firewall, and a network-isolated cluster does not need them.',
  sources: [{ key: 'FW' }],
  examples: {
    failing: [
      {
        title: '100 Deny any to Internet',
        plan: withGroup(sketchRules({ destinations: ['Internet'] }), { privateCluster: true }),
        targets: ['nsg-nodes'],
      },
      {
        title: 'AzureCloud allowed before it',
        plan: withGroup(
          sketchRules({ access: 'Allow', destinations: ['AzureCloud'] }, { destinations: ['Internet'] }),
          { privateCluster: true },
        ),
        targets: ['nsg-nodes'],
      },
    ],
    passing: [
      {
        title: 'HTTPS allowed before it',
        plan: withGroup(
          sketchRules(
            { access: 'Allow', protocol: 'Tcp', destinations: ['Internet'], destinationPorts: ['443'] },
            { destinations: ['Internet'] },
          ),
          { privateCluster: true },
        ),
      },
      { title: 'Left to a firewall with rules for names', plan: withGroup([], { outboundType: 'userDefinedRouting' }) },
      {
        title: 'A network-isolated cluster',
        plan: withGroup(sketchRules({ destinations: ['Internet'] }), {
          privateCluster: true,
          networkIsolated: true,
          outboundType: 'none',
        }),
      },
    ],
  },
  check: ({ clusters, plan }) => {
    if (plan.networkSecurityGroups.length === 0) return NONE;
    const byGroup = new Map<string, { closed: Closed; views: Set<ClusterView> }>();
    for (const view of listValues(clusters)) {
      for (const closed of closedBy(view)) {
        const known = byGroup.get(closed.group.id);
        if (known === undefined) byGroup.set(closed.group.id, { closed, views: new Set([view]) });
        else known.views.add(view);
      }
    }
    return [...byGroup.values()].map(({ closed: { group, rule, subnet }, views }) =>
      found({
        target: { kind: 'networkSecurityGroup', id: group.id },
        related: [subnet.ref, ...[...views].map(({ ref }) => ref)],
        message: `Rule ${rule.name} (${rule.priority}) of ${group.name} denies the internet to ${subnet.subnet.name} ${prefixesOf(subnet.subnet)}; what ${listNames([...views].map(({ cluster }) => cluster.name))} loads from there is known by names, which a security group cannot allow.`,
      }),
    );
  },
});

export const groupRules: readonly Rule[] = [agcManaged, managedVnet, denyAllOutbound];
