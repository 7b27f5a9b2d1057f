import { formatBlock, parseAddress, blockAround, maxPrefixLength, type Block } from '../../address/index.ts';
import {
  APPLICATION_GATEWAY_MANAGEMENT_PORTS,
  REQUIRED_FLOWS,
  type RequiredFlow,
  type RequiredFlowId,
} from '../../azure/index.ts';
import type { ApplicationGateway, NetworkSecurityGroup, ObjectRef, SecurityRule } from '../../plan/index.ts';
import {
  ALL_PORTS,
  evaluateFlow,
  findTagScope,
  NONE,
  weakMemo,
  type Flow,
  type FlowEnd,
} from '../../topology/index.ts';
import type { ClusterView, NetworkView, SubnetView } from '../../topology/types.ts';
import { nodeSubnetsOf, podSubnetsOf } from '../support/cluster-home.ts';

/** One end of a required flow, for the evaluation and in words. */
interface NamedEnd {
  readonly end: FlowEnd;
  readonly words: string;
}

interface NeededFlow {
  readonly id: RequiredFlowId;
  /** Where the group is that must let it pass. */
  readonly subnet: SubnetView;
  readonly direction: Flow['direction'];
  readonly from: NamedEnd;
  readonly to: NamedEnd;
  /** Where they differ from those of the table. */
  readonly ports?: Flow['ports'];
  readonly protocols?: Flow['protocols'];
}

/** A flow that a rule of a group drops, in whole or in part. */
export interface BlockedFlow {
  readonly id: RequiredFlowId;
  readonly group: NetworkSecurityGroup;
  readonly subnet: SubnetView;
  readonly flow: Flow;
  readonly from: string;
  readonly to: string;
  readonly rule: SecurityRule;
  /** Who needs it. */
  readonly owner: ObjectRef;
  readonly ownerName: string;
  /** Something the plan does not tell may make it unnecessary. */
  readonly doubtful: boolean;
}

/** What the groups on a cluster's subnets do to its flows. */
export interface GroupReport {
  readonly blocked: readonly BlockedFlow[];
  /** Groups whose rules are not known. */
  readonly unknown: readonly NetworkSecurityGroup[];
}

const SILENT: GroupReport = { blocked: NONE, unknown: NONE };

/** Flows of a cluster that a rule of a group drops (catalogue table 8.2). */
export function reportOfCluster(view: ClusterView): GroupReport {
  const { network } = view;
  if (network === undefined || network.network.external === true || !haveGroups(network.subnets)) return SILENT;
  return clusterReport(view);
}

const haveGroups = weakMemo((subnets: readonly SubnetView[]): boolean =>
  subnets.some(({ networkSecurityGroups }) => networkSecurityGroups.length > 0),
);

/** Kept per view, since it is asked on every edit. */
const clusterReport: (view: ClusterView) => GroupReport = weakMemo((view) => {
  const { network, cluster } = view;
  if (network === undefined) return SILENT;
  const subnets = [
    ...new Set([
      ...nodeSubnetsOf(view),
      ...podSubnetsOf(view),
      ...(view.apiServerSubnet === undefined ? NONE : [view.apiServerSubnet]),
    ]),
  ].filter((subnet) => subnet.network.id === network.ref.id);
  const groups = subnets.flatMap(({ networkSecurityGroups }) => networkSecurityGroups);
  if (groups.length === 0) return SILENT;
  const owner = { owner: view.ref, ownerName: cluster.name, doubtful: false };
  const isOpen = groups.every((group) => !mayDrop(group, 'Inbound') && !mayDrop(group, 'Outbound'));
  return {
    blocked: (isOpen ? NONE : neededByCluster(view)).flatMap((needed) => judge(needed, network, owner)),
    unknown: unknownGroups(subnets, network, cluster.nodeResourceGroup),
  };
});

/** The same for the application gateways of a network. */
export function reportOfGateways(network: NetworkView): GroupReport {
  const hosts = gatewayHostsAmong(network.subnets);
  return hosts.length === 0 || network.network.external === true ? SILENT : gatewayReport(network);
}

const gatewayReport: (network: NetworkView) => GroupReport = weakMemo((network) => {
  const hosts = gatewayHostsAmong(network.subnets);
  return {
    blocked: hosts.flatMap((subnet) =>
      subnet.applicationGateways.filter(isManagedOverInternet).flatMap((gateway) =>
        neededByGateway(subnet).flatMap((needed) =>
          judge(needed, network, {
            owner: { kind: 'applicationGateway', id: gateway.id },
            ownerName: gateway.name,
            doubtful: gateway.partial === true && gateway.networkIsolation === undefined,
          }),
        ),
      ),
    ),
    unknown: unknownGroups(hosts, network, undefined),
  };
});

const gatewayHostsAmong = weakMemo((subnets: readonly SubnetView[]) =>
  subnets.filter(
    ({ applicationGateways, networkSecurityGroups }) =>
      networkSecurityGroups.length > 0 && applicationGateways.some(isManagedOverInternet),
  ),
);

/** A v2 gateway; with network isolation it needs none of the three flows. */
function isManagedOverInternet({ version, networkIsolation }: ApplicationGateway): boolean {
  return version !== 'v1' && networkIsolation !== true;
}

function unknownGroups(
  subnets: readonly SubnetView[],
  network: NetworkView,
  nodeGroup: string | undefined,
): readonly NetworkSecurityGroup[] {
  if (network.network.managedByAks === true) return NONE;
  return [...new Set(subnets.flatMap(({ networkSecurityGroups }) => networkSecurityGroups))].filter(
    // The group in the node resource group is AKS's own.
    ({ rules, resourceGroup }) =>
      rules === undefined && (resourceGroup === undefined || !isSame(resourceGroup, nodeGroup)),
  );
}

function isSame(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

function judge(
  needed: NeededFlow,
  network: NetworkView,
  owner: Pick<BlockedFlow, 'owner' | 'ownerName' | 'doubtful'>,
): readonly BlockedFlow[] {
  const { id, subnet, direction, from, to } = needed;
  const groups = subnet.networkSecurityGroups.filter((group) => mayDrop(group, direction));
  if (groups.length === 0) return NONE;
  const row: RequiredFlow = REQUIRED_FLOWS[id];
  const flow: Flow = {
    direction,
    source: from.end,
    destination: to.end,
    protocols: needed.protocols ?? row.protocols,
    ports: needed.ports ?? row.ports,
  };
  const scope = findTagScope(network, subnet);
  return groups.flatMap((group) => {
    const { passes, by } = evaluateFlow(group, flow, scope);
    // Azure's own defaults are no fault: the documentation asks for explicit allows only where there are explicit denies.
    return passes !== false || by?.rule === undefined
      ? []
      : [{ id, group, subnet, flow, from: from.words, to: to.words, rule: by.rule, ...owner }];
  });
}

/** Groups of which no rule denies anything are most of them, and need no looking at flows. */
function mayDrop({ rules }: NetworkSecurityGroup, direction: Flow['direction']): boolean {
  return rules?.some((rule) => rule.access === 'Deny' && rule.direction === direction) === true;
}

function neededByCluster(view: ClusterView): readonly NeededFlow[] {
  const nodeSubnets = nodeSubnetsOf(view).filter(({ network }) => network.id === view.network?.ref.id);
  const nodes = namedEnd(
    `the nodes of ${view.cluster.name}`,
    nodeSubnets.flatMap(({ space }) => space.blocks),
  );
  return [
    ...nodeSubnets.flatMap((subnet) => both('nsg-node-node', subnet, nodes, nodes)),
    ...podFlows(view, nodeSubnets, nodes),
    ...apiServerFlows(view, nodeSubnets, nodes),
    ...(view.cluster.dataPlane === 'cilium' && view.cluster.acns?.encryption === 'wireGuard'
      ? nodeSubnets.flatMap((subnet) => both('nsg-wireguard', subnet, nodes, nodes))
      : []),
    ...egressFlows(view, nodeSubnets),
  ];
}

/** Pods of overlay and kubenet pass the group of the node subnet, pods of pod subnets that of their own (D25: both directions). */
function podFlows(view: ClusterView, nodeSubnets: readonly SubnetView[], nodes: NamedEnd): readonly NeededFlow[] {
  const { ipam, name } = view.cluster;
  if (ipam === 'overlay' || ipam === 'kubenet') {
    const pods = namedEnd(`the pods of ${name}`, view.podSpace.blocks);
    return nodeSubnets.flatMap((subnet) => [
      ...both('nsg-node-pod', subnet, nodes, pods),
      ...both('nsg-node-pod', subnet, pods, nodes),
      ...both('nsg-pod-pod', subnet, pods, pods),
    ]);
  }
  if (ipam !== 'podsubnet-dynamic' && ipam !== 'podsubnet-static') return NONE;
  const podSubnets = podSubnetsOf(view).filter(({ network }) => network.id === view.network?.ref.id);
  const pods = namedEnd(
    `the pods of ${name}`,
    podSubnets.flatMap(({ space }) => space.blocks),
  );
  return [
    ...nodeSubnets.flatMap((subnet) => [
      leaving('nsg-node-pod', subnet, nodes, pods),
      arriving('nsg-node-pod', subnet, pods, nodes),
    ]),
    ...podSubnets.flatMap((subnet) => [
      leaving('nsg-node-pod', subnet, pods, nodes),
      arriving('nsg-node-pod', subnet, nodes, pods),
      ...both('nsg-pod-pod', subnet, pods, pods),
    ]),
  ];
}

function apiServerFlows(view: ClusterView, nodeSubnets: readonly SubnetView[], nodes: NamedEnd): readonly NeededFlow[] {
  const home = view.apiServerSubnet;
  if (home === undefined || home.network.id !== view.network?.ref.id) return NONE;
  const server = namedEnd(`the API server in ${home.subnet.name}`, home.space.blocks);
  return [
    ...nodeSubnets.map((subnet) => leaving('nsg-node-apiserver', subnet, nodes, server)),
    arriving('nsg-node-apiserver', home, nodes, server),
    arriving('nsg-lb-apiserver', home, tagEnd('AzureLoadBalancer'), server),
  ];
}

function egressFlows({ cluster, network }: ClusterView, nodeSubnets: readonly SubnetView[]): readonly NeededFlow[] {
  const isPublic =
    cluster.privateCluster !== true && cluster.apiServerVnetIntegration !== true && cluster.networkIsolated !== true;
  const region = cluster.region?.toLowerCase().replaceAll(' ', '');
  const cloud = tagEnd(region === undefined ? 'AzureCloud' : `AzureCloud.${region}`);
  const servers = (network?.network.dnsServers ?? NONE).flatMap((text) => {
    const address = parseAddress(text);
    return address.ok ? [blockAround(address.value, maxPrefixLength(address.value.family))] : [];
  });
  return nodeSubnets.flatMap((subnet): readonly NeededFlow[] => {
    const own = namedEnd(subnet.subnet.name, subnet.space.blocks);
    return [
      ...(isPublic
        ? [
            leaving('nsg-egress-443', subnet, own, cloud),
            { ...leaving('nsg-egress-tunnel', subnet, own, cloud), protocols: ['Udp'] as const, ports: [port(1194)] },
            { ...leaving('nsg-egress-tunnel', subnet, own, cloud), protocols: ['Tcp'] as const, ports: [port(9000)] },
          ]
        : []),
      ...(cluster.dataPlane === 'cilium' && cluster.networkIsolated !== true
        ? [leaving('nsg-egress-monitor', subnet, own, tagEnd('AzureMonitor'))]
        : []),
      ...(servers.length === 0 ? [] : [leaving('nsg-dns', subnet, own, namedEnd('the DNS servers', servers))]),
    ];
  });
}

function neededByGateway(subnet: SubnetView): readonly NeededFlow[] {
  const own = namedEnd(subnet.subnet.name, subnet.space.blocks);
  return [
    {
      ...arriving('nsg-appgw', subnet, tagEnd('GatewayManager'), own),
      protocols: ['Tcp'],
      ports: [APPLICATION_GATEWAY_MANAGEMENT_PORTS],
    },
    arriving('nsg-appgw', subnet, tagEnd('AzureLoadBalancer'), own),
    leaving('nsg-appgw', subnet, own, { end: { tag: 'Internet', wholly: true }, words: 'the internet' }),
  ];
}

function leaving(id: RequiredFlowId, subnet: SubnetView, from: NamedEnd, to: NamedEnd): NeededFlow {
  return { id, subnet, direction: 'Outbound', from: within(from, subnet), to };
}

function arriving(id: RequiredFlowId, subnet: SubnetView, from: NamedEnd, to: NamedEnd): NeededFlow {
  return { id, subnet, direction: 'Inbound', from, to: within(to, subnet) };
}

/** A flow between two ends that both pass the group of one subnet. */
function both(id: RequiredFlowId, subnet: SubnetView, from: NamedEnd, to: NamedEnd): readonly NeededFlow[] {
  return [leaving(id, subnet, from, to), arriving(id, subnet, from, to)];
}

/** Of the nodes or pods only those in the subnet pass its group; a pod CIDR is in no subnet and stays whole. */
function within(named: NamedEnd, subnet: SubnetView): NamedEnd {
  if (!('blocks' in named.end)) return named;
  const { blocks } = named.end;
  const own = subnet.space.blocks;
  return own.length > 0 && own.every((block) => blocks.includes(block)) && own.length < blocks.length
    ? namedEnd(subnet.subnet.name, own)
    : named;
}

function namedEnd(name: string, blocks: readonly Block[]): NamedEnd {
  const [first, ...more] = blocks;
  const ranges =
    first === undefined ? '' : `${formatBlock(first)}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  return { end: { blocks }, words: `${name} ${ranges}`.trim() };
}

function tagEnd(tag: string): NamedEnd {
  return { end: { tag }, words: tag };
}

function port(number: number): Flow['ports'][number] {
  return { first: number, last: number };
}

/** "TCP 443", "UDP 53 and TCP 53", "every port". */
export function sayPorts({ protocols, ports }: Flow): string {
  if (ports.some(({ first, last }) => first === ALL_PORTS.first && last === ALL_PORTS.last)) return 'traffic';
  const range = ports.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' and ');
  return `${protocols.map((protocol) => protocol.toUpperCase()).join(' and ')} ${range}`;
}
