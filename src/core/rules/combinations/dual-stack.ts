import { formatBlock } from '../../address/index.ts';
import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { Cluster } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { hasPodCidr } from '../support/cluster-range.ts';
import { clusterRule, isExisting, setCluster } from '../support/cluster-rule.ts';
import { suggestSubnetRange } from '../support/fix-subnets.ts';
import { lacksVersion } from '../support/versions.ts';
import { DUAL, sketchCluster, sketchDual } from '../support/sketches.ts';
import { namesOf, prefixesOf } from '../support/words.ts';
import type { Fix, Rule, RuleContext } from '../types.ts';
import { toOverlay } from '../support/change-ipam.ts';
import { clashes, firstOf, fixClash, isDualStack } from '../support/cluster-conflicts.ts';
import type { ClusterAlone } from '../support/alone.ts';

const overlay = (view: ClusterAlone, context: RuleContext): readonly Fix[] =>
  firstOf(fixClash('combo-dual-ipam', view, toOverlay(view, context)));

const dualIpam = clusterRule({
  id: 'combo-dual-ipam',
  title: 'Dual-stack on a model that has none',
  severity: 'E1',
  azureCode: 'UnsupportedDualStackNetworkPlugin',
  why: 'Dual-stack clusters need Azure CNI Overlay. Node Subnet and Pod Subnet with dynamic allocation take IPv4 addresses only.',
  sources: [{ key: 'DUAL' }, { key: 'OVH' }, { key: 'ERR' }],
  failing: [
    { title: 'Dual-stack with Node Subnet', plan: sketchDual({ ipam: 'nodesubnet' }), targets: ['aks'] },
    {
      title: 'Dual-stack with dynamic Pod Subnet',
      plan: sketchDual({ ipam: 'podsubnet-dynamic', podSubnet: 'spoke/snet-pods' }),
      targets: ['aks'],
    },
  ],
  passing: [
    { title: 'Overlay', plan: sketchDual() },
    { title: 'Bring your own: its plug-in decides', plan: sketchDual({ ipam: 'byo' }) },
  ],
  says: ({ cluster }) =>
    clashes('combo-dual-ipam', cluster)
      ? `${cluster.name} is dual-stack and uses ${cluster.ipam === 'nodesubnet' ? 'Node Subnet' : 'Pod Subnet with dynamic allocation'}; dual-stack needs Azure CNI Overlay.`
      : undefined,
  fixes: overlay,
});

const dualStatic = clusterRule({
  id: 'combo-dual-static',
  title: 'Dual-stack with static block allocation',
  severity: 'W',
  why: 'Release notes of June 2026 bring dual-stack to Pod Subnet with static blocks; no article describes it yet. Verify it in your region first.',
  sources: [{ key: 'REL', section: '2026-06-19' }],
  failing: [
    {
      title: 'Dual-stack with static blocks',
      plan: sketchDual({
        ipam: 'podsubnet-static',
        podSubnet: 'spoke/snet-pods',
        pools: { system: { maxPods: 31, podIpAllocation: 'static' } },
      }),
      targets: ['aks'],
    },
  ],
  passing: [{ title: 'Overlay', plan: sketchDual() }],
  says: ({ cluster }) =>
    clashes('combo-dual-static', cluster)
      ? `${cluster.name} is dual-stack with static block allocation, which only the release notes of 2026-06-19 name; verify it first.`
      : undefined,
  fixes: overlay,
});

/** Review C23: `kubenet-retirement` says the grave part. */
const dualKubenet = clusterRule({
  id: 'combo-dual-kubenet',
  title: 'Dual-stack kubenet',
  severity: 'I',
  why: 'Dual-stack kubenet is generally available since April 2023, but the present article asks for Azure CNI Overlay, and kubenet retires in 2028.',
  sources: [{ key: 'REL', section: '2023-04-16' }, { key: 'DUAL' }, { key: 'S2' }],
  failing: [
    {
      title: 'Dual-stack with kubenet',
      plan: sketchDual({ ipam: 'kubenet' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Overlay', plan: sketchDual() }],
  says: ({ cluster }) =>
    isDualStack(cluster) && cluster.ipam === 'kubenet'
      ? `${cluster.name} is dual-stack with kubenet; the present article asks for Azure CNI Overlay.`
      : undefined,
  fixes: overlay,
});

const dualCiliumVersion = clusterRule({
  id: 'combo-dual-cilium-k8s',
  title: 'Dual-stack Cilium on an old Kubernetes',
  severity: 'E1',
  why: 'The Cilium data plane carries dual-stack from Kubernetes 1.29 on.',
  sources: [{ key: 'CIL' }],
  failing: [
    {
      title: 'Dual-stack, Cilium, 1.28',
      plan: sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium', kubernetesVersion: '1.28.9' }),
      targets: ['aks'],
    },
  ],
  passing: [
    {
      title: '1.29',
      plan: sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium', kubernetesVersion: '1.29' }),
    },
    { title: 'No version stated', plan: sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium' }) },
  ],
  says: ({ cluster }) =>
    isDualStack(cluster) &&
    cluster.dataPlane === 'cilium' &&
    lacksVersion(cluster, 'kubernetes.dualStackCilium') === true
      ? `${cluster.name} is dual-stack with Cilium on Kubernetes ${cluster.kubernetesVersion ?? ''}; it needs ${MINIMUM_VERSIONS['kubernetes.dualStackCilium'].version} or later.`
      : undefined,
  fixes: ({ cluster }) => [setVersion(cluster, MINIMUM_VERSIONS['kubernetes.dualStackCilium'].version)],
});

/** The upgrade to the first version that will do. */
export function setVersion(cluster: Cluster, version: string): Fix {
  return setCluster(cluster, `Use Kubernetes ${version}`, { kubernetesVersion: version });
}

const AZURE_LINUX = /^(azurelinux|cblmariner|mariner)/i;
const ipv6Service = (externalTrafficPolicy: 'Cluster' | 'Local') =>
  sketchDual({
    pools: { system: { osSku: 'AzureLinux3' } },
    loadBalancerServices: [{ name: 'web', internal: false, externalTrafficPolicy }],
  });

const dualAzureLinux = clusterRule({
  id: 'combo-dual-azurelinux',
  title: 'IPv6 services on Azure Linux with externalTrafficPolicy Cluster',
  severity: 'I',
  why: 'On Azure Linux nodes IPv6 services behind a load balancer answer only with externalTrafficPolicy Local.',
  sources: [{ key: 'DUAL' }, { key: 'OVH' }],
  failing: [{ title: 'Service web with Cluster', plan: ipv6Service('Cluster'), targets: ['aks'] }],
  passing: [{ title: 'Local', plan: ipv6Service('Local') }],
  says: ({ cluster }) => {
    if (!isDualStack(cluster)) return undefined;
    const services = (cluster.loadBalancerServices ?? []).filter(
      (service) => service.externalTrafficPolicy === 'Cluster',
    );
    const pools = cluster.pools.filter((pool) => AZURE_LINUX.test(pool.osSku ?? ''));
    if (services.length === 0 || pools.length === 0) return undefined;
    return `${cluster.name} is dual-stack with Azure Linux in ${namesOf(pools)}; the IPv6 side of service ${namesOf(services)} needs externalTrafficPolicy Local.`;
  },
  fixes: ({ cluster }) => [
    setCluster(cluster, 'Use externalTrafficPolicy Local', {
      loadBalancerServices: (cluster.loadBalancerServices ?? []).map((service) =>
        service.externalTrafficPolicy === 'Cluster' ? { ...service, externalTrafficPolicy: 'Local' } : service,
      ),
    }),
  ],
});

/** Node subnets that are known and lack the /64 every dual-stack node subnet needs. */
function withoutIpv6({ pools }: ClusterAlone): readonly SubnetView[] {
  const subnets = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet ?? []));
  return [...subnets].filter(
    ({ space, network }) =>
      network.external !== true &&
      space.blocks4.length > 0 &&
      !space.blocks6.some(({ prefixLength }) => prefixLength === 64),
  );
}

const dualVnet = clusterRule({
  id: 'combo-dual-vnet',
  title: 'Dual-stack cluster in an IPv4 subnet',
  severity: 'E1',
  azureCode: 'VnetSubnetMissingIPv6',
  why: 'The nodes of a dual-stack cluster have an IPv6 address too, so the virtual network and every node subnet need an IPv6 range; in a subnet it is a /64.',
  sources: [{ key: 'DUAL' }, { key: 'ERR' }],
  failing: [
    { title: 'Node subnet 10.1.0.0/22 only', plan: sketchDual({}, []), targets: ['aks'] },
    {
      title: 'The network has no IPv6 range either',
      plan: sketchCluster(DUAL),
      targets: ['aks'],
    },
  ],
  passing: [{ title: 'And fd00:1::/64', plan: sketchDual() }],
  says: (view) => {
    if (!isDualStack(view.cluster)) return undefined;
    const subnets = withoutIpv6(view);
    if (subnets.length === 0) return undefined;
    const where = subnets.map(({ subnet }) => `${subnet.name} ${prefixesOf(subnet)}`).join(', ');
    return `${view.cluster.name} is dual-stack; node subnet ${where} has no IPv6 /64.`;
  },
  fixes: (view, context) => {
    const [subnet, ...others] = withoutIpv6(view);
    if (subnet === undefined || others.length > 0 || subnet.network.managedByAks === true) return [];
    const range = suggestSubnetRange(context.topology, subnet.network.id, 6, 64);
    if (range === undefined) return [];
    const addressPrefixes = [...subnet.subnet.addressPrefixes, formatBlock(range)];
    return [
      {
        title: `Add ${formatBlock(range)} to ${subnet.subnet.name}`,
        commands: [{ type: 'update', kind: 'subnet', id: subnet.subnet.id, values: { addressPrefixes } }],
      },
    ];
  },
});

const isIpv6 = (cidr: string): boolean => cidr.includes(':');
const familyOf = (cidr: string): 'IPv4' | 'IPv6' => (isIpv6(cidr) ? 'IPv6' : 'IPv4');

const ipv6Only = clusterRule({
  id: 'combo-ipv6-only',
  title: 'IPv6 alone',
  severity: 'E1',
  why: 'AKS makes IPv4 and dual-stack clusters; a cluster of IPv6 alone is refused.',
  sources: [{ key: 'DUAL' }],
  failing: [
    { title: 'ipFamilies [IPv6]', plan: sketchDual({ ipFamilies: ['IPv6'] }), targets: ['aks'] },
    {
      title: 'In an IPv4 subnet',
      plan: sketchCluster({ ...DUAL, ipFamilies: ['IPv6'] }),
      targets: ['aks'],
    },
  ],
  passing: [{ title: 'ipFamilies [IPv4, IPv6]', plan: sketchDual() }],
  says: ({ cluster }) =>
    cluster.ipFamilies.length > 0 && cluster.ipFamilies.every((family) => family === 'IPv6')
      ? `${cluster.name} has IPv6 alone; AKS makes IPv4 or dual-stack clusters.`
      : undefined,
  fixes: (view) => {
    const { cluster } = view;
    const ranges = [cluster.podCidrs, cluster.serviceCidrs];
    // Without an IPv4 range of either kind a family in front is not enough.
    if (!ranges.every((cidrs) => cidrs.length === 0 || cidrs.some((cidr) => !isIpv6(cidr)))) return [];
    const four = (cidrs: readonly string[]): string[] => cidrs.filter((cidr) => !isIpv6(cidr));
    const dual: Fix = setCluster(cluster, 'Use IPv4 and IPv6', { ipFamilies: ['IPv4', 'IPv6'] });
    const alone = setCluster(cluster, 'Use IPv4', {
      ipFamilies: ['IPv4'],
      podCidrs: four(cluster.podCidrs),
      serviceCidrs: four(cluster.serviceCidrs),
    });
    const fitsDual = cluster.ipam === 'overlay' && withoutIpv6(view).length === 0;
    return fitsDual ? [dual, alone] : [alone];
  },
});

interface Order {
  readonly what: string;
  readonly cidrs: readonly string[];
}

/** Lists of ranges whose families are not those of the cluster, in the same order. A missing IPv6 pod CIDR is `pod-cidr-ipv6`'s. */
function outOfOrder(view: ClusterAlone): readonly Order[] {
  const { cluster } = view;
  const lists: Order[] = [{ what: 'service CIDRs', cidrs: cluster.serviceCidrs }];
  if (hasPodCidr(view) && !(isDualStack(cluster) && !cluster.podCidrs.some(isIpv6)))
    lists.unshift({ what: 'pod CIDRs', cidrs: cluster.podCidrs });
  return lists.filter(({ cidrs }) => cidrs.length > 0 && cidrs.map(familyOf).join() !== cluster.ipFamilies.join());
}

const familyOrder = clusterRule({
  id: 'combo-family-order',
  title: 'Ranges in another order than the IP families',
  severity: 'E1',
  silencedBy: ['combo-ipv6-only'],
  why: 'Pod and service CIDRs are given one for each IP family, in the same order, IPv4 first.',
  sources: [{ key: 'OVH' }, { key: 'REL', section: '2022-11-27' }],
  failing: [
    {
      title: 'Pod CIDRs fd12:3456:789a::/64, 10.244.0.0/16',
      plan: sketchDual({ podCidrs: ['fd12:3456:789a::/64', '10.244.0.0/16'] }),
      targets: ['aks'],
    },
    { title: 'Families [IPv6, IPv4]', plan: sketchDual({ ipFamilies: ['IPv6', 'IPv4'] }), targets: ['aks'] },
    { title: 'One service CIDR', plan: sketchDual({ serviceCidrs: ['172.16.0.0/16'] }), targets: ['aks'] },
  ],
  passing: [
    { title: 'Pod CIDRs 10.244.0.0/16, fd12:3456:789a::/64', plan: sketchDual() },
    { title: 'IPv4 only', plan: sketchCluster() },
  ],
  says: (view) => {
    const { cluster } = view;
    if (cluster.ipFamilies.length === 0) return undefined;
    if (cluster.ipFamilies[0] === 'IPv6')
      return `${cluster.name} names its IP families as ${cluster.ipFamilies.join(', ')}; IPv4 comes first.`;
    const [first] = outOfOrder(view);
    if (first === undefined) return undefined;
    return `${cluster.name} has ${first.what} ${first.cidrs.join(', ')} for ${cluster.ipFamilies.join(', ')}; one of each family is needed, in that order.`;
  },
  fixes: (view) => {
    const { cluster } = view;
    if (isExisting(view)) return [];
    const sorted = (cidrs: readonly string[]): string[] =>
      cidrs.toSorted((a, b) => Number(isIpv6(a)) - Number(isIpv6(b)));
    const values = {
      ipFamilies: cluster.ipFamilies.toSorted(),
      podCidrs: sorted(cluster.podCidrs),
      serviceCidrs: sorted(cluster.serviceCidrs),
    };
    const isRight = outOfOrder({ ...view, cluster: { ...cluster, ...values } }).length === 0;
    return isRight ? [setCluster(cluster, 'Put IPv4 first', values)] : [];
  },
});

export const dualStackRules: readonly Rule[] = [
  dualIpam,
  dualStatic,
  dualKubenet,
  dualCiliumVersion,
  dualAzureLinux,
  dualVnet,
  ipv6Only,
  familyOrder,
];
