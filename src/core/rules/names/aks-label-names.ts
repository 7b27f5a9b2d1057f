import type { Cluster } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE, type NetworkAlone } from '../support/alone.ts';
import { listNames, refusal } from '../support/refusal.ts';
import type { Found, Rule, RuleContext } from '../types.ts';
import { LABEL_VALUE, proposeName, SUBNET_NAME, VIRTUAL_NETWORK_NAME } from './name-shape.ts';
import { networkNames, subnetNames } from './taken-names.ts';

const LONG_NAME = 'snet-'.padEnd(64, 'x');

/** AKS writes the names of the network, its resource group and the subnets as labels on the nodes of overlay and dynamic Pod Subnet clusters. */
export const aksLabelNameRules: readonly Rule[] = [
  defineRule({
    id: 'aks-label-name-length',
    title: 'Name too long for a node label',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'With Overlay and dynamic Pod Subnet the names of the subnet, the virtual network and its resource group become labels of the nodes. Kubernetes labels hold 63 characters at most, so AKS refuses longer names although Azure allows them.',
    sources: [{ key: 'OV', section: 'Limitations' }, { key: 'S1' }, { key: 'REL', section: '2023-11-28' }],
    examples: {
      failing: [
        {
          title: '64-character subnet name',
          plan: withCluster(LONG_NAME),
          targets: [`spoke/${LONG_NAME}`],
          severity: 'error',
        },
        {
          title: '64-character network name',
          plan: withCluster('snet-aks', { name: 'v'.repeat(64) }),
          targets: ['spoke'],
        },
        {
          title: '64-character resource group',
          plan: withCluster('snet-aks', { resourceGroup: 'r'.repeat(64) }),
          targets: ['spoke'],
        },
      ],
      passing: [
        { title: '63-character subnet name', plan: withCluster(LONG_NAME.slice(0, 63)) },
        { title: '64 characters and Node Subnet', plan: withCluster(LONG_NAME, {}, 'nodesubnet') },
      ],
    },
    check: (view, context) =>
      labelNames(view).flatMap((label) => {
        if (label.name.length <= LABEL_VALUE.maxLength) return [];
        const exists = label.clusters.every((cluster) => cluster.origin === 'existing');
        const clusters = listNames(label.clusters.map((cluster) => cluster.name));
        const message = `${label.words} "${label.name}" has ${label.name.length} characters, but becomes a node label of ${clusters}, and labels hold ${LABEL_VALUE.maxLength} at most.`;
        return [found({ ...sayLabel(label, context), ...refusal(exists, message) })];
      }),
  }),
  defineRule({
    id: 'aks-label-name-syntax',
    title: 'Name not allowed in a node label',
    severity: 'W',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'With Overlay and dynamic Pod Subnet the names of the subnet, the virtual network and its resource group become labels of the nodes. Labels start and end with a letter or digit and hold only letters, digits, "-", "_" and "."; network names may end with an underscore and resource groups may hold parentheses.',
    sources: [{ key: 'OV', section: 'Limitations' }],
    examples: {
      failing: [
        { title: 'spoke_', plan: withCluster('snet-aks', { name: 'spoke_' }), targets: ['spoke'] },
        {
          title: 'Parentheses in the resource group',
          plan: withCluster('snet-aks', { resourceGroup: 'rg-(network)' }),
          targets: ['spoke'],
        },
        { title: 'Subnet snet_', plan: withCluster('snet_'), targets: ['spoke/snet_'] },
      ],
      passing: [{ title: 'spoke', plan: withCluster('snet-aks', { name: 'spoke' }) }],
    },
    check: (view, context) =>
      labelNames(view).flatMap((label) => {
        // A name Azure refuses as it is belongs to the name-format rules.
        if (!label.isAllowed || LABEL_VALUE.pattern.test(label.name)) return [];
        return [
          found({
            ...sayLabel(label, context),
            message: `${label.words} "${label.name}" becomes a node label of ${listNames(label.clusters.map((cluster) => cluster.name))}, and labels are ${LABEL_VALUE.words}.`,
          }),
        ];
      }),
  }),
];

interface LabelName {
  readonly words: string;
  readonly name: string;
  readonly clusters: readonly Cluster[];
  /** Whether Azure takes the name as it is. */
  readonly isAllowed: boolean;
  readonly view: NetworkAlone | SubnetView;
  /** The name that would be a label; undefined where nothing can be renamed. */
  readonly propose?: (context: RuleContext) => string;
}

/** Names that become labels. Networks that AKS made are named by AKS. */
function labelNames(view: NetworkAlone): readonly LabelName[] {
  const { network } = view;
  if (network.external === true || network.managedByAks === true || view.clusters.length === 0) return [];
  const subnets = view.subnets.flatMap((subnet): LabelName[] => {
    const clusters = labelledClusters(subnet);
    if (clusters.length === 0) return [];
    const { name, origin } = subnet.subnet;
    const propose = ({ topology }: RuleContext) =>
      proposeName(name, LABEL_VALUE, subnetNames(topology.networks.get(network.id), subnet.ref.id));
    return [
      {
        words: 'Subnet name',
        name,
        clusters,
        isAllowed: SUBNET_NAME.pattern.test(name),
        view: subnet,
        ...(origin === 'existing' ? {} : { propose }),
      },
    ];
  });
  const clusters = [...new Set(subnets.flatMap((label) => label.clusters))];
  if (clusters.length === 0) return [];
  const propose = ({ topology }: RuleContext) =>
    proposeName(network.name, LABEL_VALUE, networkNames(topology, network));
  const own: LabelName = {
    words: 'Virtual network name',
    name: network.name,
    clusters,
    isAllowed: VIRTUAL_NETWORK_NAME.pattern.test(network.name),
    view,
    ...(network.origin === 'existing' ? {} : { propose }),
  };
  const group: LabelName[] =
    network.resourceGroup === undefined
      ? []
      : [{ words: `Resource group of ${network.name},`, name: network.resourceGroup, clusters, isAllowed: true, view }];
  return [own, ...group, ...subnets];
}

function labelledClusters(view: SubnetView): readonly Cluster[] {
  if (view.uses.length === 0) return [];
  const uses = view.uses.filter(
    ({ as, cluster }) =>
      (as === 'nodes' || as === 'pods') && (cluster.ipam === 'overlay' || cluster.ipam === 'podsubnet-dynamic'),
  );
  return [...new Set(uses.map((use) => use.cluster))];
}

function sayLabel(
  { view, clusters, propose }: LabelName,
  context: RuleContext,
): Pick<Found, 'target' | 'related' | 'fixes'> {
  return {
    target: view.ref,
    related: clusters.map((cluster) => ({ kind: 'cluster', id: cluster.id })),
    fixes: () => {
      if (propose === undefined) return [];
      const name = propose(context);
      const kind = view.ref.kind === 'subnet' ? 'subnet' : 'virtualNetwork';
      return [{ title: `Rename to ${name}`, commands: [{ type: 'update', kind, id: view.ref.id, values: { name } }] }];
    },
  };
}

function withCluster(
  subnet: string,
  network: { readonly name?: string; readonly resourceGroup?: string } = {},
  ipam: Cluster['ipam'] = 'overlay',
) {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { [subnet]: '10.1.0.0/22' }, ...network } },
    clusters: { aks: { ipam, subnet: `spoke/${subnet}` } },
  };
}
