import { AKS_DELEGATION, API_SERVER_INTEGRATION, MINIMUM_VERSIONS, parseVmSize } from '../../azure/index.ts';
import type { ClusterSketch, NetworkSketch, PlanSketch, RouteTable } from '../../plan/index.ts';
import { clusterRule, isExisting, setCluster } from '../support/cluster-rule.ts';
import { lacksVersion } from '../support/versions.ts';
import { namesOf } from '../support/words.ts';
import { DUAL } from '../support/sketches.ts';
import type { Rule } from '../types.ts';
import { toOverlay } from '../support/change-ipam.ts';
import { firstOf, fixClash, isDualStack } from '../support/cluster-conflicts.ts';
import { setVersion } from './dual-stack.ts';
import type { ClusterAlone } from '../support/alone.ts';

/** A cluster whose API server lives in snet-api. */
export function sketchIntegration(cluster: ClusterSketch = {}, network: Partial<NetworkSketch> = {}): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
        ...network,
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/22', 'fd00:1::/64'] },
          'snet-api': { prefixes: ['10.1.4.0/27'], delegations: [AKS_DELEGATION] },
        },
      },
    },
    clusters: {
      aks: {
        subnet: 'spoke/snet-nodes',
        apiServerSubnet: 'spoke/snet-api',
        apiServerVnetIntegration: true,
        ...cluster,
      },
    },
  };
}

const withSize = (vmSize: string): ClusterSketch => ({ pools: { system: { vmSize } } });

/** Review A14: refused where a pool could encrypt; older sizes are allowed and stay unencrypted. */
const encryption = clusterRule({
  id: 'combo-apiserver-vnetenc',
  readsNetwork: true,
  title: 'API Server VNet Integration in an encrypted network',
  severity: 'E1',
  why: 'AKS refuses API Server VNet Integration in a network with encryption on when a pool has a VM size of the fourth generation or later. Older sizes are allowed; their traffic is not encrypted.',
  sources: [
    { key: 'API', section: 'Limitations' },
    { key: 'REL', section: '2026-01-04' },
  ],
  failing: [
    {
      title: 'Encryption on, Standard_D4s_v5',
      plan: sketchIntegration(withSize('Standard_D4s_v5'), { encryption: true }),
      targets: ['aks'],
      severity: 'error',
    },
    {
      title: 'Standard_D4s_v3: allowed, not encrypted',
      plan: sketchIntegration(withSize('Standard_D4s_v3'), { encryption: true }),
      severity: 'warning',
    },
    { title: 'No size stated', plan: sketchIntegration({}, { encryption: true }), severity: 'warning' },
  ],
  passing: [{ title: 'Encryption off', plan: sketchIntegration(withSize('Standard_D4s_v5'), { encryption: false }) }],
  says: ({ cluster, network }) => {
    if (cluster.apiServerVnetIntegration !== true || network?.network.encryption !== true) return undefined;
    const versions = cluster.pools.map((pool) => parseVmSize(pool.vmSize ?? '')?.version);
    const start = `${cluster.name} has API Server VNet Integration, and its network ${network.network.name} has encryption on`;
    if (versions.some((version) => version !== undefined && version >= API_SERVER_INTEGRATION.encryptedFromVersion))
      return `${start}; AKS refuses that with VM sizes of version 4 or later.`;
    return versions.includes(undefined)
      ? { message: `${start}; AKS refuses that when a pool has a VM size of version 4 or later.`, severity: 'W' }
      : { message: `${start}; its VM sizes are allowed, but nothing is encrypted.`, severity: 'W' };
  },
  fixes: ({ network }) =>
    network === undefined
      ? []
      : [
          {
            title: `Switch encryption of ${network.network.name} off`,
            commands: [
              { type: 'update', kind: 'virtualNetwork', id: network.network.id, values: { encryption: false } },
            ],
          },
        ],
});

const plainRegion = (region: string): string => region.toLowerCase().replaceAll(' ', '');

const region = clusterRule({
  id: 'combo-apiserver-region',
  title: 'API Server VNet Integration in a region without it',
  severity: 'E1',
  why: 'API Server VNet Integration is not available in Qatar Central; a private cluster with a private endpoint is.',
  sources: [{ key: 'API' }],
  failing: [{ title: 'qatarcentral', plan: sketchIntegration({ region: 'qatarcentral' }), targets: ['aks'] }],
  passing: [{ title: 'westeurope', plan: sketchIntegration({ region: 'westeurope' }) }],
  says: ({ cluster }) => {
    if (cluster.apiServerVnetIntegration !== true || cluster.region === undefined) return undefined;
    return API_SERVER_INTEGRATION.regionsWithout.some((name) => name === plainRegion(cluster.region ?? ''))
      ? `${cluster.name} is in ${cluster.region} and has API Server VNet Integration, which is not available there.`
      : undefined;
  },
  fixes: (view) =>
    isExisting(view)
      ? []
      : [
          setCluster(view.cluster, 'Use a private endpoint', {
            apiServerVnetIntegration: false,
            apiServerSubnetId: undefined,
            privateCluster: true,
          }),
        ],
});

const dual = clusterRule({
  id: 'combo-apiserver-dual',
  title: 'API Server VNet Integration of a dual-stack cluster',
  severity: 'E1',
  silencedBy: ['combo-dual-ipam'],
  why: 'With API Server VNet Integration a dual-stack cluster needs Azure CNI Overlay and Kubernetes 1.26.3 or later.',
  sources: [{ key: 'API' }],
  failing: [
    {
      title: 'Dual-stack Overlay, 1.25',
      plan: sketchIntegration({ ...DUAL, kubernetesVersion: '1.25' }),
      targets: ['aks'],
    },
    {
      title: 'Dual-stack kubenet',
      plan: sketchIntegration({ ...DUAL, ipam: 'kubenet' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [
    { title: '1.27', plan: sketchIntegration({ ...DUAL, kubernetesVersion: '1.27' }) },
    { title: '1.26 without a patch: not known', plan: sketchIntegration({ ...DUAL, kubernetesVersion: '1.26' }) },
  ],
  says: ({ cluster }) => {
    if (cluster.apiServerVnetIntegration !== true || !isDualStack(cluster)) return undefined;
    const start = `${cluster.name} is dual-stack and has API Server VNet Integration; it needs`;
    if (cluster.ipam !== 'overlay') return `${start} Azure CNI Overlay.`;
    return lacksVersion(cluster, 'kubernetes.dualStackApiServerIntegration') === true
      ? `${start} Kubernetes ${MINIMUM_VERSIONS['kubernetes.dualStackApiServerIntegration'].version}, not ${cluster.kubernetesVersion ?? ''}.`
      : undefined;
  },
  fixes: (view, context) =>
    view.cluster.ipam === 'overlay'
      ? [setVersion(view.cluster, MINIMUM_VERSIONS['kubernetes.dualStackApiServerIntegration'].version)]
      : firstOf(fixClash('combo-dual-ipam', view, toOverlay(view, context))),
});

/** Address of Azure's own DNS: not an own server. @source VFAQ */
const AZURE_DNS = '168.63.129.16';

/** Route tables on the node subnets that AKS did not make. */
export function ownRouteTables({ cluster, pools }: ClusterAlone): readonly RouteTable[] {
  const group = cluster.nodeResourceGroup?.toLowerCase();
  const tables = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.routeTables ?? []));
  return [...tables].filter(
    ({ resourceGroup }) => resourceGroup === undefined || group === undefined || resourceGroup.toLowerCase() !== group,
  );
}

function privateKubenet(cluster: ClusterSketch): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        dnsServers: ['10.1.8.4'],
        subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-own' } },
      },
    },
    routeTables: { 'rt-own': { routes: {} } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', privateCluster: true, identity: 'userAssigned', ...cluster } },
  };
}

const privateKubenetTable = clusterRule({
  id: 'combo-private-kubenet-byo-rt',
  readsNetwork: true,
  title: 'Private kubenet cluster with an own route table and own DNS',
  severity: 'E1',
  why: 'A private cluster on kubenet with an own route table and own DNS servers cannot be created.',
  sources: [{ key: 'PRV' }],
  failing: [
    {
      title: 'Private, kubenet, rt-own, 10.1.8.4',
      plan: privateKubenet({ ipam: 'kubenet' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
    {
      title: 'It exists: a warning',
      plan: privateKubenet({ ipam: 'kubenet', origin: 'existing' }),
      severity: 'warning',
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Private, Overlay', plan: privateKubenet({ ipam: 'overlay' }) }],
  says: (view) => {
    const { cluster, network } = view;
    if (cluster.ipam !== 'kubenet' || cluster.privateCluster !== true) return undefined;
    const servers = (network?.network.dnsServers ?? []).filter((server) => server !== AZURE_DNS);
    const tables = servers.length === 0 ? [] : ownRouteTables(view);
    if (network === undefined || tables.length === 0) return undefined;
    return `${cluster.name} is private and uses kubenet with route table ${namesOf(tables)} and DNS server ${servers.join(', ')} of ${network.network.name}; its creation fails.`;
  },
  fixes: (view, context) =>
    firstOf(toOverlay(view, context).map(({ title, values }) => setCluster(view.cluster, title, values))),
});

export const apiServerRules: readonly Rule[] = [encryption, region, dual, privateKubenetTable];
