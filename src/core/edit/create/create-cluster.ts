import { formatAddress, formatBlock, nthAddress, type Block } from '../../address/index.ts';
import {
  findObject,
  nextId,
  type Cluster,
  type Command,
  type NodePool,
  type ObjectRef,
  type Plan,
} from '../../plan/index.ts';
import { err, ok } from '../../result.ts';
import { nextPoolName } from '../clipboard.ts';
import { nextName } from '../names.ts';
import {
  DEFAULT_POD_RANGE,
  DEFAULT_SERVICE_RANGE,
  findFree,
  overlapsAny,
  PRIVATE_SPACES,
  rangesAroundCluster,
  readBlocks,
} from '../ranges.ts';
import { lengthsFrom, buildSubnet } from './create-network.ts';
import { batch, type CreateResult } from './created.ts';

/** Azure's own default, written down so that people see and change it. */
const USUAL_SURGE = '10%';

/**
 * An AKS cluster as Azure would make it today: overlay with Cilium, one system pool that scales from 3 to 5 nodes. Dropped on a subnet its nodes live
 * there; dropped on a network it gets a node subnet of its own (/24, or a smaller one down to /28). Pod and service ranges keep clear of every network
 * and site of the plan; other overlay clusters may have the same.
 * Errors: `not-found`, `no-address-space`, `no-room`.
 */
export function createCluster(plan: Plan, target: ObjectRef): CreateResult {
  const name = nextName(
    'aks',
    plan.clusters.map((cluster) => cluster.name),
  );
  const commands: Command[] = [];
  let subnetId = target.id;
  if (target.kind === 'virtualNetwork') {
    const subnet = buildSubnet(plan, target.id, {
      name: freeSubnetName(plan, target.id, `snet-${name}`),
      purpose: 'nodes',
      atMost: 28,
    });
    if (!subnet.ok) return subnet;
    subnetId = subnet.value.id;
    commands.push({ type: 'add', kind: 'subnet', object: subnet.value, parentId: target.id });
  } else if (target.kind !== 'subnet' || findObject(plan, target) === undefined) {
    return err({ kind: 'not-found', ref: target });
  }
  const object = buildCluster(plan, name, subnetId);
  commands.push({ type: 'add', kind: 'cluster', object });
  return ok({ command: batch(`Add AKS cluster ${name}`, commands), ref: { kind: 'cluster', id: object.id } });
}

function freeSubnetName(plan: Plan, networkId: string, name: string): string {
  const taken = plan.virtualNetworks.find(({ id }) => id === networkId)?.subnets.map((subnet) => subnet.name) ?? [];
  return taken.includes(name) ? nextName('snet', taken) : name;
}

function buildCluster(plan: Plan, name: string, nodeSubnetId: string): Cluster {
  const around = rangesAroundCluster(plan);
  const podRange = findClusterRange(DEFAULT_POD_RANGE, around);
  const serviceRange = findClusterRange(DEFAULT_SERVICE_RANGE, podRange === undefined ? around : [...around, podRange]);
  const dns = serviceRange === undefined ? undefined : nthAddress(serviceRange, 10);
  return {
    id: nextId(plan, 'cluster'),
    name,
    tier: 'standard',
    ipam: 'overlay',
    dataPlane: 'cilium',
    networkPolicy: 'cilium',
    ipFamilies: ['IPv4'],
    podCidrs: podRange === undefined ? [] : [formatBlock(podRange)],
    serviceCidrs: serviceRange === undefined ? [] : [formatBlock(serviceRange)],
    ...(dns === undefined ? {} : { dnsServiceIp: formatAddress(dns) }),
    outboundType: 'loadBalancer',
    pools: [
      {
        id: nextId(plan, 'nodePool'),
        name: 'system',
        mode: 'System',
        os: 'Linux',
        count: 3,
        autoscale: true,
        minCount: 3,
        maxCount: 5,
        maxPods: 110,
        maxSurge: USUAL_SURGE,
        nodeSubnetId,
      },
    ],
  };
}

/** The usual range when it is clear of `around`, else the next free one in private space, /16 or smaller; undefined when there is no /20 left. */
function findClusterRange(usual: string, around: readonly Block[]): Block | undefined {
  const clear = readBlocks([usual]).find((block) => !overlapsAny(block, around));
  const shared = readBlocks(['100.64.0.0/10']);
  // The highest private spaces first: networks are handed out from the lowest.
  return clear ?? findFree([...PRIVATE_SPACES.toReversed(), ...shared], around, lengthsFrom(16, 20));
}

/**
 * A further node pool in the node subnet of the cluster's first: a user pool of the same system, scaling from 1 to 3 nodes. The first
 * pool of a cluster is a system pool and scales from 3 to 5.
 * Errors: `not-found`.
 */
export function createNodePool(plan: Plan, clusterId: string): CreateResult {
  const cluster = plan.clusters.find(({ id }) => id === clusterId);
  if (cluster === undefined) return err({ kind: 'not-found', ref: { kind: 'cluster', id: clusterId } });
  const [first] = cluster.pools;
  const object: NodePool = {
    id: nextId(plan, 'nodePool'),
    name: nextPoolName({ name: 'work', os: 'Linux' }, cluster.pools),
    mode: first === undefined ? 'System' : 'User',
    os: 'Linux',
    autoscale: true,
    ...(first === undefined ? { count: 3, minCount: 3, maxCount: 5 } : { count: 1, minCount: 1, maxCount: 3 }),
    maxSurge: USUAL_SURGE,
    ...(first?.maxPods === undefined ? {} : { maxPods: first.maxPods }),
    ...(first?.nodeSubnetId === undefined ? {} : { nodeSubnetId: first.nodeSubnetId }),
    ...(first?.podSubnetIds === undefined ? {} : { podSubnetIds: first.podSubnetIds }),
    ...(first?.podIpAllocation === undefined ? {} : { podIpAllocation: first.podIpAllocation }),
  };
  const command = { type: 'add', kind: 'nodePool', object, parentId: clusterId } as const;
  return ok({ command, ref: { kind: 'nodePool', id: object.id } });
}
