import {
  containsAddress,
  equalsAddress,
  formatBlock,
  parseAddress,
  reservedAddresses,
  type Address,
} from '../../address/index.ts';
import type { Cluster, PlanSketch } from '../../plan/index.ts';
import type { ClusterView, SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { namesOf, prefixesOf, RESERVED_ADDRESS_WORDS } from '../support/words.ts';

type Service = NonNullable<Cluster['loadBalancerServices']>[number];

function plan(services: Service[], more: { pools?: 'two' } = {}): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/24', 'snet-more': '10.1.1.0/24', 'snet-pods': '10.1.16.0/20' },
      },
      hub: { prefixes: ['10.2.0.0/16'], subnets: { 'snet-hub': '10.2.0.0/24' } },
    },
    peerings: [['hub', 'spoke']],
    clusters: {
      aks: {
        subnet: 'spoke/snet-nodes',
        loadBalancerServices: services,
        ...(more.pools === 'two'
          ? { pools: { system: {}, work: { mode: 'User' as const, nodeSubnet: 'spoke/snet-more' } } }
          : {}),
      },
    },
  };
}

const internal = (fields: Partial<Service>): Service => ({ name: 'orders', internal: true, ...fields });

/** Why an internal front end cannot be placed there; undefined when it can, or when facts are missing. */
function misplaced(view: ClusterView, service: Service, taken: readonly Address[]): string | undefined {
  const network = view.network;
  const subnet =
    service.subnetId === undefined
      ? undefined
      : network?.subnets.find((candidate) => candidate.subnet.id === service.subnetId);
  if (service.subnetId !== undefined && network !== undefined && subnet === undefined)
    return `its subnet is not in ${network.space.name}, the network of the cluster`;
  const parsed = parseAddress(service.address ?? '');
  if (!parsed.ok) return undefined;
  const inServices = view.serviceSpace.blocks.find((block) => containsAddress(block, parsed.value));
  if (inServices !== undefined) return `${service.address} lies in service CIDR ${formatBlock(inServices)}`;
  if (taken.some((address) => equalsAddress(address, parsed.value)))
    return `${service.address} is used by another service`;
  return subnet === undefined ? undefined : misplacedInSubnet(subnet, parsed.value, service);
}

function misplacedInSubnet(subnet: SubnetView, address: Address, service: Service): string | undefined {
  const block = subnet.space.blocks.find((range) => containsAddress(range, address));
  if (block === undefined) return `${service.address} is not in ${subnet.subnet.name} ${prefixesOf(subnet.subnet)}`;
  const reserved = reservedAddresses(block).find((candidate) => equalsAddress(candidate.address, address));
  if (reserved !== undefined)
    return `${service.address} is reserved by Azure (${RESERVED_ADDRESS_WORDS[reserved.reason]})`;
  const pinned = subnet.subnet.staticAddresses?.find(
    (entry) => entry.address === service.address && entry.name !== service.name,
  );
  return pinned === undefined ? undefined : `${service.address} is in use by ${pinned.name ?? 'another resource'}`;
}

const ilbSubnet = defineRule({
  id: 'ilb-subnet',
  title: 'Internal load balancer cannot be placed there',
  severity: 'E1',
  scope: 'cluster',
  why: 'An internal load balancer of a cluster takes an address of a subnet in the cluster network. It must be free, not one of the five Azure reserves, and not in the service CIDR.',
  sources: [{ key: 'ILB' }],
  examples: {
    failing: [
      {
        title: '172.16.0.50 inside services 172.16.0.0/16',
        plan: plan([internal({ address: '172.16.0.50' })]),
        targets: ['aks'],
      },
      { title: 'Subnet of the hub', plan: plan([internal({ subnetId: 'hub.snet-hub' })]), targets: ['aks'] },
      {
        title: '10.1.0.3, reserved by Azure',
        plan: plan([internal({ subnetId: 'spoke.snet-nodes', address: '10.1.0.3' })]),
        targets: ['aks'],
      },
    ],
    passing: [{ title: '10.1.0.50', plan: plan([internal({ subnetId: 'spoke.snet-nodes', address: '10.1.0.50' })]) }],
  },
  check: (view) => {
    const taken: Address[] = [];
    return (view.cluster.loadBalancerServices ?? []).flatMap((service) => {
      if (!service.internal) return [];
      const reason = misplaced(view, service, taken);
      const parsed = parseAddress(service.address ?? '');
      if (parsed.ok) taken.push(parsed.value);
      if (reason === undefined) return [];
      return [
        found({
          message: `Internal load balancer ${service.name} of ${view.cluster.name}: ${reason}; choose another.`,
          ...(service.subnetId === undefined ? {} : { related: [{ kind: 'subnet' as const, id: service.subnetId }] }),
        }),
      ];
    });
  },
});

const ilbDefaultSubnet = defineRule({
  id: 'ilb-default-subnet',
  title: 'Internal load balancer without a subnet, pools in several',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Without the subnet annotation an internal load balancer goes to one of the pool subnets. Say which, so that its address does not move with the pools.',
  sources: [{ key: 'USN' }],
  examples: {
    failing: [
      { title: 'Two pool subnets, no annotation', plan: plan([internal({})], { pools: 'two' }), targets: ['aks'] },
    ],
    passing: [{ title: 'Annotation set', plan: plan([internal({ subnetId: 'spoke.snet-nodes' })], { pools: 'two' }) }],
  },
  check: (view) => {
    const subnets = [...new Set(view.pools.flatMap((pool) => pool.nodeSubnet ?? []))];
    const open = (view.cluster.loadBalancerServices ?? []).filter(
      (service) => service.internal && service.subnetId === undefined,
    );
    if (subnets.length < 2 || open.length === 0) return [];
    return [
      found({
        message: `Internal load balancer ${namesOf(open)} of ${view.cluster.name} names no subnet; it goes to one of ${namesOf(subnets.map((subnet) => subnet.subnet))}.`,
        related: subnets.map((subnet) => subnet.ref),
      }),
    ];
  },
});

/** What stands against a Private Link Service in front of a service; undefined when nothing does. */
function privateLinkProblem(view: ClusterAlone, service: Service): string | undefined {
  const link = service.privateLink;
  if (link === undefined) return undefined;
  if (link.backendPoolType === 'nodeIP') return 'it needs a backend pool of type nodeIPConfiguration, not nodeIP';
  if (
    view.cluster.ipFamilies.includes('IPv6') &&
    parseAddress(service.address ?? '').ok &&
    (service.address ?? '').includes(':')
  )
    return 'IPv6 front ends are not supported';
  const pods = view.pools.flatMap((pool) => pool.podSubnets);
  const natSubnet = pods.find((subnet) => subnet.subnet.id === link.natSubnetId);
  if (natSubnet !== undefined && service.externalTrafficPolicy === 'Local')
    return `its NAT addresses must not be in pod subnet ${natSubnet.subnet.name} with externalTrafficPolicy Local`;
  return undefined;
}

const plsRestrictions = defineRule({
  id: 'pls-restrictions',
  title: 'Private Link Service in a form Azure does not serve',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A Private Link Service in front of a Kubernetes service needs a backend pool of type nodeIPConfiguration and IPv4, and its NAT addresses must not be in the pod subnet when externalTrafficPolicy is Local.',
  sources: [{ key: 'ILB' }, { key: 'LB' }],
  examples: {
    failing: [
      {
        title: 'Backend nodeIP',
        plan: plan([internal({ privateLink: { backendPoolType: 'nodeIP' } })]),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'nodeIPConfiguration',
        plan: plan([internal({ privateLink: { backendPoolType: 'nodeIPConfiguration' } })]),
      },
    ],
  },
  check: (view) =>
    (view.cluster.loadBalancerServices ?? []).flatMap((service) => {
      const problem = privateLinkProblem(view, service);
      return problem === undefined
        ? []
        : [found({ message: `Private Link Service of ${service.name} in ${view.cluster.name}: ${problem}.` })];
    }),
});

export const loadBalancerRules: readonly Rule[] = [ilbSubnet, ilbDefaultSubnet, plsRestrictions];
