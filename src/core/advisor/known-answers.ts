import { formatNumber } from '../plan/index.ts';
import { LIMITS } from '../azure/index.ts';
import type { Cluster, Plan } from '../plan/index.ts';
import type { ClusterView, SubnetView, Topology } from '../topology/index.ts';
import type { Answer, QuestionId } from './questions.ts';
import type { Trials } from './trials.ts';

/** An answer the plan gives, and what from. */
export interface KnownAnswer {
  readonly answer: Exclude<Answer, 'unknown'>;
  readonly evidence: string;
}

type Known = KnownAnswer | undefined;
const yes = (evidence: string): Known => ({ answer: 'yes', evidence });
const no = (evidence: string): Known => ({ answer: 'no', evidence });

/** What the plan already answers about a cluster (catalogue 16.1). A question it cannot answer is missing: a model drawn is a choice, not a need. */
export function findKnownAnswers(
  topology: Topology,
  view: ClusterView,
  trials: Trials,
): Readonly<Partial<Record<QuestionId, KnownAnswer>>> {
  const { cluster } = view;
  const known: Record<QuestionId, Known> = {
    q1: cluster.ipam === 'byo' ? yes(`${cluster.name} is drawn with a CNI of its own.`) : undefined,
    q2: isReachedDirectly(topology.plan, cluster),
    q3: undefined,
    q4: havePodsOwnSettings(view),
    q5: usesFlatFeatures(cluster),
    q6: isSpaceScarce(view, trials),
    q7: cluster.ipFamilies.includes('IPv6')
      ? yes(`${cluster.name} has the IP families ${cluster.ipFamilies.join(' and ')}.`)
      : no(`${cluster.name} has IPv4 only.`),
    q8: isBeyondSingleAddresses(cluster, trials),
    q9: hasPrivateLink(cluster),
    q10: undefined,
    q11: hasWindows(cluster),
    q12: needsCilium(cluster, trials),
  };
  return Object.fromEntries(Object.entries(known).filter(([, answer]) => answer !== undefined));
}

function isReachedDirectly({ needs, sites, virtualNetworks }: Plan, { id, name }: Cluster): Known {
  const need = needs.find(({ kind, from, to }) => kind === 'podsReachableFromSite' && (from === id || to === id));
  if (need === undefined) return undefined;
  const other = need.from === id ? need.to : need.from;
  const place = [...sites, ...virtualNetworks].find((one) => one.id === other);
  return yes(`The plan says that pods of ${name} are reached from ${place?.name ?? 'a site'}.`);
}

/** Pods in a subnet whose NSG, NAT gateway or route table is not that of the nodes. */
function havePodsOwnSettings({ pools }: ClusterView): Known {
  const settings: readonly (readonly [string, (subnet: SubnetView) => readonly { readonly name: string }[]])[] = [
    ['NSG', ({ networkSecurityGroups }) => networkSecurityGroups],
    ['NAT gateway', ({ natGateways }) => natGateways],
    ['route table', ({ routeTables }) => routeTables],
  ];
  for (const { nodeSubnet, podSubnets } of pools) {
    for (const podSubnet of podSubnets) {
      for (const [word, of] of settings) {
        const own = of(podSubnet)[0];
        if (own !== undefined && (nodeSubnet === undefined || !of(nodeSubnet).includes(own)))
          return yes(`Pods in ${podSubnet.subnet.name} have the ${word} ${own.name}, which the nodes do not have.`);
      }
    }
  }
  return undefined;
}

function usesFlatFeatures({ name, addOns, crossClusterNetworking }: Cluster): Known {
  if (addOns?.virtualNodes !== undefined) return yes(`${name} has virtual nodes.`);
  if (crossClusterNetworking === true) return yes(`${name} takes part in pod networking across clusters.`);
  return addOns !== undefined && crossClusterNetworking === false
    ? no(`${name} has neither virtual nodes nor pod networking across clusters.`)
    : undefined;
}

function isSpaceScarce({ network }: ClusterView, trials: Trials): Known {
  const trial = trials.get('podsubnet-dynamic');
  if (network === undefined || trial === undefined) return undefined;
  const lack = trial.lacks[0];
  return lack === undefined ? no(`${network.network.name} has room for pods too.`) : yes(lack);
}

function isBeyondSingleAddresses({ name, plannedPods = 0 }: Cluster, trials: Trials): Known {
  const demand = trials.get('podsubnet-dynamic')?.demand;
  if (demand === undefined) return undefined;
  const pods = Math.max(plannedPods, demand.pods);
  const most = LIMITS['vnet.privateIps'].value;
  if (pods > LIMITS['aks.podsDynamic'].value) return yes(`${name} may run ${formatNumber(pods)} pods.`);
  return demand.networkAddresses > most
    ? yes(`Nodes and pods of ${name} would take ${formatNumber(demand.networkAddresses)} addresses.`)
    : no(`${name} may run ${formatNumber(pods)} pods, with ${formatNumber(demand.networkAddresses)} addresses.`);
}

function hasPrivateLink({ name, loadBalancerServices }: Cluster): Known {
  if (loadBalancerServices === undefined) return undefined;
  const service = loadBalancerServices.find(({ privateLink }) => privateLink !== undefined);
  return service === undefined
    ? no(`No load balancer of ${name} has a Private Link Service.`)
    : yes(`${service.name} of ${name} has a Private Link Service.`);
}

function hasWindows({ name, pools }: Cluster): Known {
  if (pools.length === 0) return undefined;
  const windows = pools.find(({ os }) => os === 'Windows');
  return windows === undefined
    ? no(`All pools of ${name} run Linux.`)
    : yes(`Pool ${windows.name} of ${name} runs Windows.`);
}

function needsCilium({ name, acns, networkPolicy }: Cluster, trials: Trials): Known {
  const features = [
    acns?.fqdnPolicies === true ? 'FQDN policies' : undefined,
    acns?.l7Policies === true ? 'layer 7 policies' : undefined,
    acns?.encryption === 'wireGuard' ? 'WireGuard' : undefined,
    acns?.ebpfHostRouting === true ? 'eBPF host routing' : undefined,
  ].filter((word) => word !== undefined);
  if (features.length > 0) return yes(`${name} is to have ${features.join(' and ')}.`);
  const nodes = trials.get('overlay')?.demand.nodes ?? 0;
  return networkPolicy !== 'none' && nodes > LIMITS['aks.npmNodes'].value
    ? yes(`${name} has network policies on ${formatNumber(nodes)} nodes.`)
    : undefined;
}
