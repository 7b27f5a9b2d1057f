import { APPLICATION_GATEWAY_DELEGATION, MINIMUM_VERSIONS } from '../../azure/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { fixShrinkSubnet } from '../support/fix-subnets.ts';
import { isOlderThan } from '../support/versions.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Outcome, Rule } from '../types.ts';
import { isOverlay, listAgic, sketchAgic, type AgicCluster } from './agic-clusters.ts';

/** The largest gateway subnet with Overlay. @source AGIC, 2025-08: larger ranges cause an outage */
const LARGEST_PREFIX = 24;

const agicOverlayVersion = defineRule({
  id: 'agic-overlay-version',
  title: 'Ingress controller too old for Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'Application Gateway Ingress Controller reaches pods of Azure CNI Overlay from 1.9.1 on; the add-on has carried 1.8.0 with it since the AKS release of 16 March 2025.',
  sources: [{ key: 'AGIC' }, { key: 'REL', section: '2025-03-16' }, { key: 'REL', section: '2025-08-29' }],
  examples: {
    failing: [{ title: '1.7.6', plan: sketchAgic({ version: '1.7.6' }), targets: ['aks-1'] }],
    passing: [
      { title: '1.9.1', plan: sketchAgic({ version: '1.9.1' }) },
      { title: '1.8.0 in the add-on', plan: sketchAgic({ version: '1.8.0', installedBy: 'addOn' }) },
      { title: '1.7.6 with Node Subnet', plan: sketchAgic({ version: '1.7.6' }, { ipam: 'nodesubnet' }) },
    ],
  },
  check: (topology) =>
    listAgic(topology)
      .filter(isOverlay)
      .flatMap(({ view, cluster, agic }): readonly Outcome[] => {
        const { version } = MINIMUM_VERSIONS[agic.installedBy === 'addOn' ? 'agic.overlayAddOn' : 'agic.overlay'];
        const isOld = isOlderThan(agic.version, version);
        // What is planned is installed in its newest version.
        if (isOld === 'unknown') return cluster.origin === 'existing' ? [waiting('ingressVersions', [view.ref])] : [];
        if (!isOld) return [];
        return [
          found({
            target: view.ref,
            message: `Application Gateway Ingress Controller ${agic.version} of ${cluster.name} does not reach pods of Azure CNI Overlay: upgrade to ${version} or later.`,
          }),
        ];
      }),
});

const agicOverlaySubnetSize = defineRule({
  id: 'agic-overlay-subnet-size',
  title: 'Gateway subnet larger than /24 with Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'With Azure CNI Overlay the subnet of the application gateway may be /24 at most; larger ranges cause an outage.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [
      { title: '/23', plan: sketchAgic({}, { subnet: { prefixes: ['10.1.8.0/23'] } }), targets: ['spoke/snet-agw'] },
    ],
    passing: [
      { title: '/24', plan: sketchAgic() },
      { title: '/26', plan: sketchAgic({}, { subnet: { prefixes: ['10.1.8.0/26'] } }) },
      {
        title: '/23 with Node Subnet',
        plan: sketchAgic({}, { ipam: 'nodesubnet', subnet: { prefixes: ['10.1.8.0/23'] } }),
      },
    ],
  },
  check: (topology) =>
    bySubnet(topology).flatMap(([subnet, users]): readonly Outcome[] => {
      if (!subnet.space.blocks4.some(({ prefixLength }) => prefixLength < LARGEST_PREFIX)) return [];
      return [
        found({
          target: subnet.ref,
          related: refsOf(
            'cluster',
            users.map(({ cluster }) => cluster),
          ),
          message: `${subnet.subnet.name} of ${subnet.network.name} is ${prefixesOf(subnet.subnet)}; with ${namesOf(users.map(({ cluster }) => cluster))} on Azure CNI Overlay the gateway subnet must be /${LARGEST_PREFIX} or smaller.`,
          fixes: () => fixShrinkSubnet(subnet, LARGEST_PREFIX),
        }),
      ];
    }),
});

const agicOverlayDelegation = defineRule({
  id: 'agic-overlay-delegation',
  title: 'Gateway subnet not delegated with Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'With Azure CNI Overlay the subnet of the application gateway must be delegated to Microsoft.Network/applicationGateways.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [
      { title: 'No delegation', plan: sketchAgic({}, { subnet: { delegations: [] } }), targets: ['spoke/snet-agw'] },
    ],
    passing: [
      { title: 'Delegated', plan: sketchAgic() },
      { title: 'Node Subnet', plan: sketchAgic({}, { ipam: 'nodesubnet', subnet: { delegations: [] } }) },
    ],
  },
  check: (topology) =>
    bySubnet(topology).flatMap(([{ subnet, network, ref }, users]): readonly Outcome[] => {
      const { delegations } = subnet;
      const wanted = APPLICATION_GATEWAY_DELEGATION.toLowerCase();
      if (delegations === undefined && (subnet.partial === true || network.partial === true)) return [];
      if (delegations?.some((name) => name.toLowerCase() === wanted) === true) return [];
      return [
        found({
          target: ref,
          related: refsOf(
            'cluster',
            users.map(({ cluster }) => cluster),
          ),
          message: `${subnet.name} ${prefixesOf(subnet)} of ${network.name} is not delegated to ${APPLICATION_GATEWAY_DELEGATION}, which the ingress controller of ${namesOf(users.map(({ cluster }) => cluster))} needs with Azure CNI Overlay.`,
          fixes: () => [
            {
              title: `Delegate to ${APPLICATION_GATEWAY_DELEGATION}`,
              commands: [
                {
                  type: 'update',
                  kind: 'subnet',
                  id: subnet.id,
                  values: { delegations: [APPLICATION_GATEWAY_DELEGATION] },
                },
              ],
            },
          ],
        }),
      ];
    }),
});

const agicOverlaySameVnet = defineRule({
  id: 'agic-overlay-same-vnet',
  title: 'Application gateway in another network with Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'With Azure CNI Overlay the application gateway must be in the network of the cluster. A peering does not help.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [{ title: 'Gateway in the hub', plan: sketchAgic({}, { in: 'hub' }), targets: ['aks-1'] }],
    passing: [{ title: 'Gateway in the spoke', plan: sketchAgic() }],
  },
  check: (topology) =>
    listAgic(topology)
      .filter(isOverlay)
      .flatMap(({ view, cluster, agic, gateway, subnet }): readonly Outcome[] => {
        if (agic.applicationGatewayId !== undefined && subnet === undefined)
          return [waiting('applicationGateways', [view.ref])];
        const own = view.network?.network;
        if (gateway === undefined || subnet === undefined || own === undefined || subnet.network.id === own.id)
          return [];
        return [
          found({
            target: view.ref,
            related: [{ kind: 'applicationGateway', id: gateway.id }, subnet.ref],
            message: `${cluster.name} on Azure CNI Overlay is in ${own.name}, its application gateway ${gateway.name} in ${subnet.network.name}: both must be in one network, peered or not.`,
          }),
        ];
      }),
});

const inCloud = (cloud: 'government' | 'china') => {
  const sketch = sketchAgic({}, { peered: false });
  return {
    ...sketch,
    networks: { ...sketch.networks, spoke: { prefixes: [], ...sketch.networks?.['spoke'], cloud } },
  };
};

const agicOverlayCloud = defineRule({
  id: 'agic-overlay-cloud',
  title: 'Ingress controller with Overlay outside the public cloud',
  severity: 'E1',
  scope: 'plan',
  why: 'Application Gateway Ingress Controller with Azure CNI Overlay is not available in Azure Government and in Azure operated in China.',
  sources: [{ key: 'AGIC' }],
  examples: {
    failing: [{ title: 'Azure Government', plan: inCloud('government'), targets: ['aks-1'] }],
    passing: [{ title: 'Public cloud', plan: sketchAgic() }],
  },
  check: (topology) =>
    listAgic(topology)
      .filter(isOverlay)
      .flatMap(({ view, cluster }): readonly Outcome[] => {
        const cloud = view.network?.network.cloud ?? topology.plan.cloud;
        if (cloud === undefined || cloud === 'public') return [];
        return [
          found({
            target: view.ref,
            message: `${cluster.name} uses Application Gateway Ingress Controller with Azure CNI Overlay, which ${cloud === 'china' ? 'Azure operated in China' : 'Azure Government'} does not offer: use another ingress.`,
          }),
        ];
      }),
});

/** Review B11: documented, "only one deployment is supported per subnet". */
const agicOverlayOneDeployment = defineRule({
  id: 'agic-overlay-one-deployment',
  title: 'Two ingress controllers share a gateway subnet with Overlay',
  severity: 'E1',
  scope: 'plan',
  why: 'With Azure CNI Overlay the gateway subnet belongs to the routing domain of one cluster: one deployment per subnet.',
  sources: [{ key: 'AGIC' }, { key: 'AGC' }],
  examples: {
    failing: [
      { title: 'Two clusters, one subnet', plan: sketchAgic({}, { clusters: 2 }), targets: ['spoke/snet-agw'] },
    ],
    passing: [
      { title: 'One cluster', plan: sketchAgic() },
      { title: 'Two clusters on Node Subnet', plan: sketchAgic({}, { clusters: 2, ipam: 'nodesubnet' }) },
    ],
  },
  check: (topology) =>
    bySubnet(topology).flatMap(([subnet, users]): readonly Outcome[] =>
      users.length < 2
        ? []
        : [
            found({
              target: subnet.ref,
              related: refsOf(
                'cluster',
                users.map(({ cluster }) => cluster),
              ),
              message: `The application gateways of ${namesOf(users.map(({ cluster }) => cluster))} share ${subnet.subnet.name} ${prefixesOf(subnet.subnet)} of ${subnet.network.name}: with Azure CNI Overlay each needs a subnet of its own.`,
            }),
          ],
    ),
});

/** Overlay clusters by the subnet their gateway is in. */
function bySubnet(
  topology: Parameters<typeof listAgic>[0],
): readonly (readonly [NonNullable<AgicCluster['subnet']>, readonly AgicCluster[]])[] {
  const users = new Map<NonNullable<AgicCluster['subnet']>, AgicCluster[]>();
  for (const one of listAgic(topology)) {
    if (one.subnet === undefined || !isOverlay(one)) continue;
    const known = users.get(one.subnet);
    if (known === undefined) users.set(one.subnet, [one]);
    else known.push(one);
  }
  return [...users];
}

/** Application Gateway Ingress Controller with Azure CNI Overlay. */
export const agicOverlayRules: readonly Rule[] = [
  agicOverlayVersion,
  agicOverlaySubnetSize,
  agicOverlayDelegation,
  agicOverlaySameVnet,
  agicOverlayCloud,
  agicOverlayOneDeployment,
];
