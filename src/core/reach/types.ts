import type { Block } from '../address/index.ts';
import type { FactId } from '../azure/index.ts';
import type { Command, ObjectRef } from '../plan/index.ts';
import type { ClusterView, NetworkView, PoolView, SiteView, SubnetView } from '../topology/index.ts';

/** What can talk and be talked to. Pods and nodes stand for all of a cluster, or of one pool where pools live in different subnets. */
export type Endpoint = SubnetEndpoint | ClusterEndpoint | ServiceEndpoint | SiteEndpoint | InternetEndpoint;

interface EndpointBase {
  /** `spoke-a/snet-vm`, `aks-orders/pods`, `hq`, `internet`. */
  readonly name: string;
  /** The same for the same thing in every plan: kind and ids. */
  readonly key: string;
}

export interface SubnetEndpoint extends EndpointBase {
  readonly kind: 'subnet';
  readonly subnet: SubnetView;
  /** One address of the subnet instead of all of it. */
  readonly block?: Block;
}

export interface ClusterEndpoint extends EndpointBase {
  readonly kind: 'pods' | 'nodes';
  readonly cluster: ClusterView;
  readonly pools: readonly PoolView[];
}

export interface ServiceEndpoint extends EndpointBase {
  readonly kind: 'service';
  readonly cluster: ClusterView;
  readonly service: NonNullable<ClusterView['cluster']['loadBalancerServices']>[number];
  /** Where an internal load balancer has its address. */
  readonly subnet: SubnetView | undefined;
}

export interface SiteEndpoint extends EndpointBase {
  readonly kind: 'site';
  readonly site: SiteView;
}

export interface InternetEndpoint extends EndpointBase {
  readonly kind: 'internet';
}

export type Verdict = 'yes' | 'no' | 'unknown';

/** One step of a way. `refs` are the objects of the plan it goes over, for a picture to show. */
export interface Hop {
  readonly kind:
    | 'pods'
    | 'nodes'
    | 'subnet'
    | 'network'
    | 'peering'
    | 'connectedGroup'
    | 'gateway'
    | 'appliance'
    | 'loadBalancer'
    | 'translation'
    | 'site'
    | 'internet';
  readonly text: string;
  readonly refs: readonly ObjectRef[];
}

/** Why there is no way, or none that is known: the one thing missing. */
export interface Missing {
  readonly text: string;
  readonly refs: readonly ObjectRef[];
  /** The fact that would decide it. */
  readonly fact?: FactId;
  /** The edit that supplies it, where there is one; worked out when somebody asks. */
  readonly fix?: () => ReachFix | undefined;
}

/** An edit that supplies what is missing. */
export interface ReachFix {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** The address the far end sees. */
export interface SeenSource {
  readonly kind: 'own' | 'pod' | 'node' | 'public' | 'unknown';
  readonly text: string;
}

/** One direction between two places, told without the places themselves. */
export interface Leg {
  readonly verdict: Verdict;
  readonly hops: readonly Hop[];
  /** Appliances the packets cross, by address. */
  readonly appliances: readonly string[];
  /** What forwards the packets to the internet and hides their source; undefined when they leave from their own subnet. */
  readonly exit?: string;
  readonly missing?: Missing;
  /** Networks that a peering on the way keeps out of each other's VirtualNetwork tag, with the peering. */
  readonly untagged?: { readonly network: NetworkView; readonly peeringId: string; readonly link: string };
}

/** Whether `from` opens a connection to `to` and gets answers. */
export interface Answer {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly verdict: Verdict;
  /** One sentence for people. */
  readonly sentence: string;
  /** From `from` to `to`, or as far as the packets get. */
  readonly hops: readonly Hop[];
  /** The way of the replies, when it is known and another than the way there. */
  readonly replies: readonly Hop[];
  /** Undefined when nothing arrives. */
  readonly source?: SeenSource;
  readonly missing?: Missing;
  /** A service of the same cluster that is reached although its pods are not. */
  readonly throughService?: ServiceEndpoint;
  readonly notes: readonly string[];
}
