import type { ObjectRef } from '../plan/index.ts';
import type { Finding, Severity } from '../rules/types.ts';
import type { SubnetView, Topology } from '../topology/types.ts';
import type { SceneBadge } from './types.ts';

const RANKS: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** How an object of the drawing is named in maps: kind and id. */
export function refKey(ref: ObjectRef): string {
  return `${ref.kind}:${ref.id}`;
}

/** Findings by the drawn object that shows them. */
export interface FindingIndex {
  readonly of: (ref: ObjectRef) => readonly Finding[];
  /** The drawn object that stands for an object: itself, or what it is shown on; undefined when nothing shows it. */
  readonly holderOf: (ref: ObjectRef) => ObjectRef | undefined;
}

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** Sorts findings by the object of the drawing that shows them: a node pool's by its cluster, a route table's by the first subnet that uses it. */
export function indexFindings(findings: readonly Finding[], topology: Topology): FindingIndex {
  const holderOf = createHolderLookup(topology);
  // By kind, then by id: a key made of both would be put together for every subnet of every drawing.
  const lists = new Map<ObjectRef['kind'], Map<string, Finding[]>>();
  for (const finding of findings) {
    const holder = holderOf(finding.target);
    if (holder === undefined) continue;
    const ofKind = lists.get(holder.kind) ?? new Map<string, Finding[]>();
    lists.set(holder.kind, ofKind);
    const list = ofKind.get(holder.id);
    if (list === undefined) ofKind.set(holder.id, [finding]);
    else list.push(finding);
  }
  return { of: ({ kind, id }) => lists.get(kind)?.get(id) ?? NO_FINDINGS, holderOf };
}

function createHolderLookup(topology: Topology): (ref: ObjectRef) => ObjectRef | undefined {
  const { plan } = topology;
  let clusterOfPool: ReadonlyMap<string, ObjectRef> | undefined;
  const userOf = (
    uses: (view: SubnetView) => readonly { readonly id: string }[],
    id: string,
  ): ObjectRef | undefined => {
    for (const view of topology.subnets.values()) if (uses(view).some((used) => used.id === id)) return view.ref;
    return undefined;
  };
  return (ref) => {
    switch (ref.kind) {
      case 'nodePool':
        clusterOfPool ??= new Map(
          [...topology.clusters.values()].flatMap((view) =>
            view.cluster.pools.map((pool) => [pool.id, view.ref] as const),
          ),
        );
        return clusterOfPool.get(ref.id);
      case 'routeTable':
        return topology.routeTables.get(ref.id)?.subnets[0]?.ref;
      case 'networkSecurityGroup':
        return userOf((view) => view.networkSecurityGroups, ref.id);
      case 'natGateway':
        return userOf((view) => view.natGateways, ref.id);
      case 'applicationGateway':
        return userOf((view) => view.applicationGateways, ref.id);
      case 'dnsResolverEndpoint':
        return userOf((view) => view.dnsResolverEndpoints, ref.id);
      case 'reservation': {
        const networkId = plan.reservations.find((reservation) => reservation.id === ref.id)?.virtualNetworkId;
        return networkId === undefined ? undefined : topology.networks.get(networkId)?.ref;
      }
      case 'connectedGroup':
      case 'privateDnsZone':
      case 'need':
      case 'suppression':
      case 'plan':
        return undefined;
      case 'virtualNetwork':
      case 'subnet':
      case 'peering':
      case 'site':
      case 'gateway':
      case 'firewall':
      case 'cluster':
      case 'block':
      case 'note':
        return ref;
    }
  };
}

/** Count and worst severity of findings; undefined for none. */
export function badgeOf(...lists: readonly (readonly Finding[])[]): SceneBadge | undefined {
  let count = 0;
  let severity: Severity = 'info';
  for (const list of lists) {
    for (const finding of list) {
      count++;
      if (RANKS[finding.severity] > RANKS[severity]) severity = finding.severity;
    }
  }
  return count === 0 ? undefined : { count, severity };
}

/** Few words for the worst error: the title of its rule; undefined without an error. */
export function reasonOf(findings: readonly Finding[]): string | undefined {
  const worst = findings.find((finding) => finding.severity === 'error');
  return worst?.title;
}

/** Whether two lists of findings look the same in a drawing. */
export function looksSame(a: readonly Finding[], b: readonly Finding[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((finding, index) => {
      const other = b[index];
      return (
        finding === other ||
        (finding.rule === other?.rule && finding.severity === other.severity && finding.message === other.message)
      );
    })
  );
}
