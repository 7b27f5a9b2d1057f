import { formatCount, type ObjectRef, type Plan } from '../../../core/plan/index.ts';
import { keyOf } from '../../state/refs.ts';
import { indexObjects } from '../shared/object-index.ts';

/** One line of the outline. */
export interface OutlineRow {
  readonly key: string;
  readonly ref: ObjectRef;
  readonly name: string;
  /** Of several ranges the first, and how many more. */
  readonly detail: string;
  /** The detail with all ranges. */
  readonly full: string;
  /** 1 for the outermost. */
  readonly level: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly position: number;
  readonly siblings: number;
}

interface Node {
  readonly ref: ObjectRef;
  readonly detail: string | readonly string[];
  readonly children: readonly Node[];
}

/** The outline as lines, leaving out what is inside closed ones. It mirrors the drawing: networks with subnets, gateways and firewalls, clusters in their node subnet. */
export function listOutline(plan: Plan, closed: ReadonlySet<string>): readonly OutlineRow[] {
  const rows: OutlineRow[] = [];
  const names = indexObjects(plan);
  const visit = (nodes: readonly Node[], level: number): void => {
    nodes.forEach(({ ref, detail, children }, index) => {
      const key = keyOf(ref);
      const isOpen = !closed.has(key);
      rows.push({
        key,
        ref,
        name: names.get(ref.id)?.name ?? ref.id,
        detail: typeof detail === 'string' ? detail : firstAndMore(detail),
        full: typeof detail === 'string' ? detail : detail.join(', '),
        level,
        hasChildren: children.length > 0,
        isOpen,
        position: index + 1,
        siblings: nodes.length,
      });
      if (isOpen) visit(children, level + 1);
    });
  };
  visit(createNodes(plan), 1);
  return rows;
}

function firstAndMore([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} +${more.length}`;
}

function createNodes(plan: Plan): readonly Node[] {
  const leaf = (kind: ObjectRef['kind'], id: string, detail: Node['detail'] = ''): Node => ({
    ref: { kind, id },
    detail,
    children: [],
  });
  const clusters = new Map<string, Node[]>();
  const loose: Node[] = [];
  const known = new Set(plan.virtualNetworks.flatMap(({ subnets }) => subnets.map(({ id }) => id)));
  for (const { id, pools } of plan.clusters) {
    const node: Node = {
      ref: { kind: 'cluster', id },
      detail: formatCount(pools.length, 'pool'),
      children: pools.map((pool) => leaf('nodePool', pool.id, pool.os)),
    };
    const subnetId = pools.find(
      ({ nodeSubnetId }) => nodeSubnetId !== undefined && known.has(nodeSubnetId),
    )?.nodeSubnetId;
    if (subnetId === undefined) loose.push(node);
    else clusters.set(subnetId, [...(clusters.get(subnetId) ?? []), node]);
  }
  const networks = plan.virtualNetworks.map((network): Node => ({
    ref: { kind: 'virtualNetwork', id: network.id },
    detail: network.addressPrefixes,
    children: [
      ...network.subnets.map((subnet): Node => ({
        ref: { kind: 'subnet', id: subnet.id },
        detail: subnet.addressPrefixes,
        children: clusters.get(subnet.id) ?? [],
      })),
      ...plan.gateways
        .filter(({ virtualNetworkId }) => virtualNetworkId === network.id)
        .map(({ id, sku }) => leaf('gateway', id, sku)),
      ...plan.firewalls
        .filter(({ virtualNetworkId }) => virtualNetworkId === network.id)
        .map(({ id, privateIp }) => leaf('firewall', id, privateIp)),
      ...plan.reservations
        .filter(({ virtualNetworkId }) => virtualNetworkId === network.id)
        .map(({ id, addressPrefix }) => leaf('reservation', id, addressPrefix)),
    ],
  }));
  return [
    ...networks,
    ...loose,
    ...plan.peerings.map(({ id }) => leaf('peering', id)),
    ...plan.sites.map(({ id, addressPrefixes }) => leaf('site', id, addressPrefixes)),
    ...plan.blocks.map(({ id, addressPrefixes }) => leaf('block', id, addressPrefixes)),
    ...plan.reservations
      .filter(({ virtualNetworkId }) => virtualNetworkId === undefined)
      .map(({ id, addressPrefix }) => leaf('reservation', id, addressPrefix)),
    ...plan.routeTables.map(({ id, routes }) =>
      leaf('routeTable', id, routes === undefined ? '' : formatCount(routes.length, 'route')),
    ),
    ...plan.networkSecurityGroups.map(({ id }) => leaf('networkSecurityGroup', id)),
    ...plan.natGateways.map(({ id }) => leaf('natGateway', id)),
    ...plan.applicationGateways.map(({ id }) => leaf('applicationGateway', id)),
    ...plan.dnsResolverEndpoints.map(({ id }) => leaf('dnsResolverEndpoint', id)),
    ...plan.privateDnsZones.map(({ id }) => leaf('privateDnsZone', id)),
    ...plan.connectedGroups.map(({ id }) => leaf('connectedGroup', id)),
    ...plan.layout.notes.map(({ id }) => leaf('note', id)),
  ];
}
