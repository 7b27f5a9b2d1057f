import { AKS_DELEGATION } from '../../azure/index.ts';
import type { ClusterSketch, PlanSketch } from '../../plan/index.ts';
import type { ClusterView } from '../../topology/types.ts';
import { clusterRule, setCluster } from '../support/cluster-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';

const automatic = (cluster: ClusterSketch): PlanSketch =>
  sketchCluster({ mode: 'automatic', dataPlane: 'cilium', networkPolicy: 'cilium', ...cluster });

/** What AKS Automatic fixes and the plan has otherwise. */
function notAutomatic({ cluster, network }: ClusterView): readonly string[] {
  const allowed: readonly string[] =
    network === undefined || network.network.managedByAks === true
      ? ['managedNATGateway', 'managedNATGatewayV2']
      : ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting'];
  return [
    ...(cluster.ipam === 'overlay' ? [] : ['Azure CNI Overlay']),
    ...(cluster.dataPlane === 'cilium' ? [] : ['the Cilium data plane']),
    ...(cluster.apiServerVnetIntegration === false ? ['API Server VNet Integration'] : []),
    ...(allowed.includes(cluster.outboundType) ? [] : [`outbound type ${allowed.join(', ')}`]),
  ];
}

/** Reviews A38 and B10: a note beside the cluster, since AKS sets these itself. */
const automaticFixes = clusterRule({
  id: 'combo-automatic',
  readsNetwork: true,
  title: 'AKS Automatic sets what the plan has otherwise',
  severity: 'I',
  note: true,
  why: 'AKS Automatic always has Overlay, Cilium, API Server VNet Integration and LocalDNS. In a network AKS makes it has a managed NAT gateway; an own network needs an API server subnet of /28 and the role Network Contributor on the network.',
  sources: [{ key: 'AUTO' }, { key: 'CIL' }],
  failing: [
    {
      title: 'Automatic with kubenet',
      plan: automatic({ ipam: 'kubenet', dataPlane: 'azure', networkPolicy: 'none' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Overlay with Cilium', plan: automatic({}) }],
  says: (view) => {
    if (view.cluster.mode !== 'automatic') return undefined;
    const missing = notAutomatic(view);
    return missing.length === 0
      ? undefined
      : `${view.cluster.name} is AKS Automatic, which always has ${missing.join(', ')}.`;
  },
  fixes: ({ cluster }) =>
    cluster.origin === 'existing' ||
    cluster.pools.some((pool) => pool.os === 'Windows' || pool.podSubnetIds !== undefined)
      ? []
      : [
          setCluster(cluster, 'Use Overlay with Cilium', {
            ipam: 'overlay',
            dataPlane: 'cilium',
            networkPolicy: 'cilium',
          }),
        ].filter(() => cluster.ipam !== 'overlay' || cluster.dataPlane !== 'cilium'),
});

const oneWay = clusterRule({
  id: 'combo-apiserver-oneway',
  title: 'API Server VNet Integration stays',
  severity: 'I',
  note: true,
  why: 'API Server VNet Integration cannot be switched off again. Switching it on for an existing cluster changes the address of its API server and needs a stop and a start.',
  sources: [{ key: 'API' }],
  failing: [{ title: 'In use', plan: integrated(true), targets: ['aks'] }],
  passing: [{ title: 'Not used', plan: integrated(false) }],
  says: ({ cluster }) =>
    cluster.apiServerVnetIntegration === true
      ? `API Server VNet Integration of ${cluster.name} cannot be switched off later.`
      : undefined,
});

function integrated(isOn: boolean): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': '10.1.0.0/22',
          'snet-api': { prefixes: ['10.1.4.0/27'], delegations: [AKS_DELEGATION] },
        },
      },
    },
    clusters: {
      aks: {
        subnet: 'spoke/snet-nodes',
        apiServerVnetIntegration: isOn,
        ...(isOn ? { apiServerSubnet: 'spoke/snet-api' } : {}),
      },
    },
  };
}

const privateEndpoint = clusterRule({
  id: 'combo-private-endpoint-pool',
  title: 'The private API endpoint takes an address',
  severity: 'I',
  note: true,
  why: 'The API server of a private cluster is reached over a private endpoint in the subnet of the first node pool; it takes one address there, which the capacity counts.',
  sources: [{ key: 'PRV' }],
  failing: [{ title: 'Private cluster', plan: sketchCluster({ privateCluster: true }), targets: ['aks'] }],
  passing: [{ title: 'Public cluster', plan: sketchCluster({ privateCluster: false }) }],
  says: ({ cluster, pools }) => {
    const subnet = pools[0]?.nodeSubnet?.subnet;
    if (cluster.privateCluster !== true || cluster.apiServerVnetIntegration === true || subnet === undefined)
      return undefined;
    return `The API endpoint of ${cluster.name} takes one address of ${subnet.name}; the capacity counts it.`;
  },
});

export const noteRules: readonly Rule[] = [oneWay, privateEndpoint, automaticFixes];
