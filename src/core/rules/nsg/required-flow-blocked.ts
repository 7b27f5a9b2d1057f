import { listValues } from '../../topology/index.ts';
import { REQUIRED_FLOWS, type RequiredFlow } from '../../azure/index.ts';
import type { ClusterSketch, PlanSketch, SecurityRule } from '../../plan/index.ts';
import type { Topology } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { refsOf } from '../support/words.ts';
import type { Outcome, Rule } from '../types.ts';
import { reportOfCluster, reportOfGateways, sayPorts, type BlockedFlow, type GroupReport } from './blocked-flows.ts';
import { fixByAllowing } from './insert-allow.ts';

/** Rules of an example, in the order of their priorities from 100 on in steps of ten. */
export function sketchRules(...rules: readonly Partial<SecurityRule>[]): SecurityRule[] {
  return rules.map((rule, index) => ({
    name: `rule-${100 + index * 10}`,
    priority: 100 + index * 10,
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

export function withGroup(
  rules: SecurityRule[] | undefined,
  cluster: ClusterSketch = {},
  more: Partial<PlanSketch> = {},
): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/22'], nsg: 'nsg-nodes' } },
      },
    },
    nsgs: { 'nsg-nodes': rules === undefined ? {} : { rules } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', ...cluster } },
    ...more,
  };
}

const PODS = ['10.244.0.0/16'];
const denyPods: Partial<SecurityRule> = { name: 'deny-pods', sources: PODS };

/** The purpose of every flow of table 8.2, and one finding for each group and flow. */
export const requiredFlowBlocked: Rule = defineRule({
  id: 'nsg-required-flow-blocked',
  title: 'Security group drops traffic the cluster needs',
  severity: 'E2',
  scope: 'plan',
  why: 'AKS does not touch the security groups of your subnets. A rule of yours that denies traffic between nodes and pods, to the API server or to name resolution breaks the cluster; with the default rules alone everything needed passes.',
  sources: [
    { key: 'OV' },
    { key: 'NET' },
    { key: 'CNI' },
    { key: 'KUB' },
    { key: 'CIL' },
    { key: 'FW' },
    { key: 'AGW' },
  ],
  examples: {
    failing: [
      {
        title: '100 Deny 10.244.0.0/16 to any, overlay pods there',
        plan: withGroup(sketchRules(denyPods)),
        targets: ['nsg-nodes', 'nsg-nodes'],
        severity: 'error',
      },
      {
        title: 'Everything inbound denied on the API server subnet',
        plan: {
          networks: {
            spoke: {
              prefixes: ['10.1.0.0/16'],
              subnets: {
                'snet-nodes': '10.1.0.0/22',
                'snet-api': {
                  prefixes: ['10.1.8.0/28'],
                  delegations: ['Microsoft.ContainerService/managedClusters'],
                  nsg: 'nsg-api',
                },
              },
            },
          },
          nsgs: { 'nsg-api': { rules: sketchRules({ direction: 'Inbound' }) } },
          clusters: {
            aks: { subnet: 'spoke/snet-nodes', apiServerSubnet: 'spoke/snet-api', apiServerVnetIntegration: true },
          },
        },
        targets: ['nsg-api', 'nsg-api'],
      },
      {
        title: 'Only the ports of the old tunnel',
        plan: withGroup(sketchRules({ protocol: 'Udp', destinations: ['Internet'], destinationPorts: ['1194'] })),
        severity: 'info',
      },
    ],
    passing: [
      {
        title: '100 Allow 10.244.0.0/16 and the nodes first, then 110 Deny',
        plan: withGroup(
          sketchRules({ access: 'Allow', sources: PODS, destinations: [...PODS, '10.1.0.0/22'] }, denyPods),
        ),
      },
      { title: "Azure's default rules alone", plan: withGroup([]) },
    ],
  },
  check: (topology) => {
    const reports = reportsOf(topology);
    if (reports.length === 0) return [];
    const groups = new Map<string, BlockedFlow[]>();
    for (const flow of reports.flatMap(({ blocked }) => blocked)) {
      const key = `${flow.group.id}\n${flow.id}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [flow]);
      else known.push(flow);
    }
    return [...[...groups.values()].flatMap(tell), ...waitingFor(reports)];
  },
});

/** One line for every group whose rules are not known. */
function waitingFor(reports: readonly GroupReport[]): readonly Outcome[] {
  const unknown = new Set(reports.flatMap((report) => report.unknown));
  return [...unknown].map(({ id }) => waiting('networkSecurityGroups', [{ kind: 'networkSecurityGroup', id }]));
}

/** Reports that say something. */
function reportsOf({ clusters, networks, plan }: Topology): readonly GroupReport[] {
  if (plan.networkSecurityGroups.length === 0) return [];
  const reports: GroupReport[] = [];
  const add = (report: GroupReport): void => {
    if (report.blocked.length + report.unknown.length > 0) reports.push(report);
  };
  for (const view of listValues(clusters)) add(reportOfCluster(view));
  for (const network of listValues(networks)) add(reportOfGateways(network));
  return reports;
}

function tell(flows: readonly BlockedFlow[]): readonly Outcome[] {
  const [first] = flows;
  if (first === undefined) return [];
  const { id, group, rule, flow, from, to } = first;
  const row: RequiredFlow = REQUIRED_FLOWS[id];
  const owners = [...new Map(flows.map((one) => [one.owner.id, one])).values()];
  const needs = owners.length === 1 ? 'needs' : 'need';
  const isDoubtful = flows.every(({ doubtful }) => doubtful);
  return [
    found({
      target: { kind: 'networkSecurityGroup', id: group.id },
      related: [...owners.map(({ owner }) => owner), ...subnetsOf(flows)],
      ...(id === 'nsg-egress-tunnel' ? { severity: 'I' as const } : isDoubtful ? { severity: 'W' as const } : {}),
      message: `Rule ${rule.name} (${rule.priority}) of ${group.name} denies ${sayPorts(flow)} from ${from} to ${to}, which ${listNames(owners.map(({ ownerName }) => ownerName))} ${needs} for ${row.purpose}${isDoubtful ? ', unless network isolation is on' : ''}.`,
      fixes: () => fixByAllowing(group, row.purpose, flows),
    }),
  ];
}

function subnetsOf(flows: readonly BlockedFlow[]): readonly BlockedFlow['owner'][] {
  return refsOf('subnet', [...new Set(flows.map(({ subnet }) => subnet.subnet))]);
}
