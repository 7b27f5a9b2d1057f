import { containsBlock, formatBlock, overlaps } from '../../address/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { suggestSubnetRange } from '../support/fix-subnets.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Outcome, Rule } from '../types.ts';
import { listAgic, sketchAgic } from './agic-clusters.ts';

const FLAT: ReadonlySet<string> = new Set(['podsubnet-dynamic', 'podsubnet-static', 'nodesubnet']);
const WANTED_PREFIX = 24;

const agicFlatOtherVnet = defineRule({
  id: 'agic-flat-other-vnet',
  title: 'Application gateway in a network that is not peered',
  severity: 'W',
  scope: 'plan',
  why: 'The gateway sends requests straight to the addresses of the pods. From another network it reaches them only over a peering with both links.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [
      {
        title: 'Hub not peered',
        plan: sketchAgic({}, { ipam: 'nodesubnet', in: 'hub', peered: false }),
        targets: ['aks-1'],
      },
    ],
    passing: [{ title: 'Hub peered', plan: sketchAgic({}, { ipam: 'nodesubnet', in: 'hub' }) }],
  },
  check: (topology) =>
    listAgic(topology).flatMap(({ view, cluster, gateway, subnet }): readonly Outcome[] => {
      const own = view.network;
      if (!FLAT.has(cluster.ipam) || gateway === undefined || subnet === undefined || own === undefined) return [];
      const { network } = subnet;
      if (network.id === own.network.id || network.external === true || own.network.external === true) return [];
      if (own.links.some((link) => link.remoteId === network.id && link.connected)) return [];
      return [
        found({
          target: view.ref,
          related: [{ kind: 'applicationGateway', id: gateway.id }, subnet.ref, own.ref],
          message: `Application gateway ${gateway.name} in ${network.name} does not reach the pods of ${cluster.name} in ${own.network.name}: the two networks are not peered both ways.`,
        }),
      ];
    }),
});

const withMore = (installedBy: 'addOn' | 'helm'): PlanSketch => {
  const sketch = sketchAgic({ installedBy, otherApplicationGatewayIds: ['agw-2'] }, { ipam: 'nodesubnet' });
  return {
    ...sketch,
    networks: {
      ...sketch.networks,
      hub: { prefixes: ['10.0.0.0/16'], subnets: { 'snet-agw-2': '10.0.8.0/24' } },
    },
    applicationGateways: { ...sketch.applicationGateways, 'agw-2': { subnet: 'hub/snet-agw-2', version: 'v2' } },
  };
};

const agicOnePerCluster = defineRule({
  id: 'agic-one-per-cluster',
  title: 'Ingress add-on with more than one gateway',
  severity: 'E1',
  scope: 'plan',
  why: 'The AKS add-on of the ingress controller writes to one application gateway. More than one needs an installation by Helm.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [{ title: 'Add-on with two gateways', plan: withMore('addOn'), targets: ['aks-1'] }],
    passing: [
      { title: 'Helm with two gateways', plan: withMore('helm') },
      { title: 'Add-on with one', plan: sketchAgic({ installedBy: 'addOn' }, { ipam: 'nodesubnet' }) },
    ],
  },
  check: (topology) =>
    listAgic(topology).flatMap(({ view, cluster, agic }): readonly Outcome[] => {
      const others = agic.otherApplicationGatewayIds ?? [];
      if (agic.installedBy !== 'addOn' || others.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: others.map((id) => ({ kind: 'applicationGateway', id })),
          message: `The ingress add-on of ${cluster.name} is to use ${others.length + (agic.applicationGatewayId === undefined ? 0 : 1)} application gateways and takes one: install the controller by Helm for more.`,
        }),
      ];
    }),
});

const managed = (subnetCidr?: string): PlanSketch => ({
  clusters: {
    aks: { addOns: { agic: { installedBy: 'addOn', ...(subnetCidr === undefined ? {} : { subnetCidr }) } } },
  },
});

const agicAddonManagedSubnetSize = defineRule({
  id: 'agic-addon-managed-subnet-size',
  title: 'Gateway subnet the add-on makes is larger than /24',
  severity: 'I',
  scope: 'plan',
  inferred: true,
  why: 'The add-on makes a subnet for its gateway when it is given none, and its default range is larger than the /24 Azure CNI Overlay allows. Name a /24.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [
      { title: '10.225.0.0/16', plan: managed('10.225.0.0/16'), targets: ['aks'] },
      { title: 'No range given', plan: managed(), targets: ['aks'] },
    ],
    passing: [{ title: '10.225.0.0/24', plan: managed('10.225.0.0/24') }],
  },
  check: (topology) =>
    listAgic(topology).flatMap(({ view, cluster, agic }): readonly Outcome[] => {
      const isManaged =
        view.network === undefined && cluster.pools.every(({ nodeSubnetId }) => nodeSubnetId === undefined);
      if (cluster.ipam !== 'overlay' || agic.installedBy !== 'addOn' || agic.applicationGatewayId !== undefined)
        return [];
      if (!isManaged || cluster.origin === 'existing') return [];
      const block = parsePrefix(agic.subnetCidr ?? '').block;
      if (agic.subnetCidr !== undefined && (block === undefined || block.prefixLength >= WANTED_PREFIX)) return [];
      return [
        found({
          target: view.ref,
          message: `The ingress add-on of ${cluster.name} makes its gateway subnet ${agic.subnetCidr === undefined ? 'in a default range larger than' : `${agic.subnetCidr}, larger than`} the /${WANTED_PREFIX} that Azure CNI Overlay allows: name a /${WANTED_PREFIX}.`,
          fixes: () =>
            block === undefined
              ? []
              : [
                  {
                    title: `Use ${formatBlock({ ...block }).replace(/\/\d+$/, `/${WANTED_PREFIX}`)}`,
                    commands: [
                      {
                        type: 'update',
                        kind: 'cluster',
                        id: cluster.id,
                        values: {
                          addOns: {
                            ...cluster.addOns,
                            agic: { ...agic, subnetCidr: formatBlock(block).replace(/\/\d+$/, `/${WANTED_PREFIX}`) },
                          },
                        },
                      },
                    ],
                  },
                ],
        }),
      ];
    }),
});

const addOnSubnet = (subnetCidr: string): PlanSketch =>
  sketchCluster({ addOns: { agic: { installedBy: 'addOn', subnetCidr } } });

const agicAddonSubnetCidr = defineRule({
  id: 'agic-addon-subnet-cidr',
  title: 'Range for the gateway subnet of the ingress add-on',
  severity: 'E1',
  scope: 'plan',
  why: "The add-on makes its gateway subnet in the cluster's network, so the range must lie inside the network and overlap none of its subnets.",
  sources: [{ key: 'ERR' }],
  examples: {
    failing: [
      { title: '10.225.0.0/24 for network 10.1.0.0/16', plan: addOnSubnet('10.225.0.0/24'), targets: ['aks'] },
      { title: '10.1.2.0/24 over snet-nodes 10.1.0.0/22', plan: addOnSubnet('10.1.2.0/24'), targets: ['aks'] },
    ],
    passing: [{ title: '10.1.9.0/24', plan: addOnSubnet('10.1.9.0/24') }],
  },
  check: (topology) =>
    listAgic(topology).flatMap(({ view, cluster, agic }): readonly Outcome[] => {
      const { network } = view;
      const block = parsePrefix(agic.subnetCidr ?? '').block;
      // On a running cluster the subnet is there already, with this very range.
      if (block === undefined || network === undefined || cluster.origin === 'existing') return [];
      if (agic.applicationGatewayId !== undefined) return [];
      const hit = network.subnets.find((subnet) => subnet.space.blocks.some((other) => overlaps(other, block)));
      const isInside = network.space.blocks.some((space) => containsBlock(space, block));
      if (isInside && hit === undefined) return [];
      const reason = !isInside
        ? `does not lie inside ${network.network.name} ${network.network.addressPrefixes.join(', ')}`
        : `overlaps ${hit?.subnet.name ?? ''} ${hit?.subnet.addressPrefixes.join(', ') ?? ''}`;
      return [
        found({
          target: view.ref,
          related: [hit?.ref ?? network.ref],
          azureCode: isInside
            ? 'IngressAppGwAddonConfigInvalidSubnetCIDROverlapWithSubnet'
            : 'IngressAppGwAddonConfigInvalidSubnetCIDRNotContainedWithinVirtualNetwork',
          message: `The ingress add-on of ${cluster.name} is to make its subnet in ${agic.subnetCidr}, which ${reason}.`,
          fixes: (context) => {
            const free = suggestSubnetRange(context.topology, network.network.id, 4, WANTED_PREFIX);
            if (free === undefined) return [];
            const subnetCidr = formatBlock(free);
            return [
              {
                title: `Use ${subnetCidr}`,
                commands: [
                  {
                    type: 'update',
                    kind: 'cluster',
                    id: cluster.id,
                    values: { addOns: { ...cluster.addOns, agic: { ...agic, subnetCidr } } },
                  },
                ],
              },
            ];
          },
        }),
      ];
    }),
});

/** Application Gateway Ingress Controller whatever the model. */
export const agicRules: readonly Rule[] = [
  agicFlatOtherVnet,
  agicOnePerCluster,
  agicAddonManagedSubnetSize,
  agicAddonSubnetCidr,
];
