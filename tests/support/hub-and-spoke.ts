import { blockAround, formatAddress, formatBlock, nthAddress, type Block } from '../../src/core/address/index.ts';
import {
  sketchPlan,
  type ClusterSketch,
  type NetworkSketch,
  type PeeringSketch,
  type Plan,
  type PlanSketch,
  type SubnetSketch,
} from '../../src/core/plan/index.ts';

export interface EstateSize {
  readonly hubs: number;
  readonly spokesPerHub: number;
  readonly clusters: number;
}

/**
 * A whole organisation: in each region a hub with firewall, gateway and bastion, its spokes of ten subnets each, peered, routed through the firewall and using
 * the hub's gateway; clusters of every IPAM model in the first spokes; sites behind the gateways. Some mistakes of every day are in it: every fourth bastion
 * subnet is a /27, and every fiftieth spoke has the range of its neighbour.
 */
export function sketchEstate({ hubs, spokesPerHub, clusters }: EstateSize): Plan {
  const networks: Record<string, NetworkSketch> = {};
  const peerings: PeeringSketch[] = [];
  const parts = Array.from({ length: hubs }, (_, region) => sketchRegion(region, spokesPerHub));
  for (const part of parts) {
    Object.assign(networks, part.networks);
    peerings.push(...part.peerings);
  }
  for (let region = 1; region < hubs; region++) peerings.push([`hub-${region - 1}`, `hub-${region}`]);
  const inRegion = <T>(make: (region: number) => T, name: (region: number) => string): Record<string, T> =>
    Object.fromEntries(Array.from({ length: hubs }, (_, region) => [name(region), make(region)]));
  const sketch: PlanSketch = {
    name: 'Estate',
    networks,
    peerings,
    gateways: inRegion(
      (region) => ({ network: `hub-${region}`, kind: 'expressRoute' as const, sku: 'ErGw1AZ' }),
      (region) => `ergw-${region}`,
    ),
    firewalls: inRegion(
      (region) => ({ network: `hub-${region}`, sku: 'premium' as const, privateIp: applianceOf(region, spokesPerHub) }),
      (region) => `fw-${region}`,
    ),
    routeTables: inRegion(
      (region) => ({ routes: { '0.0.0.0/0': applianceOf(region, spokesPerHub) } }),
      (region) => `rt-${region}`,
    ),
    nsgs: { 'nsg-default': { rules: [] } },
    sites: inRegion(
      (region) => ({ prefixes: [`192.168.${region * 4}.0/22`], via: [`ergw-${region}`] }),
      (region) => `site-${region}`,
    ),
    blocks: { corp: ['10.0.0.0/8'] },
    clusters: Object.fromEntries(
      Array.from({ length: clusters }, (_, n) => {
        const region = n % hubs;
        return [`aks-${n}`, sketchCluster(n, `spoke-${region}-${Math.floor(n / hubs) % spokesPerHub}`)];
      }),
    ),
  };
  return sketchPlan(sketch);
}

/** The nth /20 from 10.0.0.0 up; every region has one for its hub and one for each spoke. */
function networkBlock(n: number): Block {
  return blockAround({ family: 4, value: 0x0a000000 + n * 4096 }, 20);
}

function part(block: Block, offset: number, prefixLength: number): string {
  const first = nthAddress(block, offset);
  if (first === undefined) throw new RangeError(`${formatBlock(block)} has no address ${offset}`);
  return formatBlock(blockAround(first, prefixLength));
}

function applianceOf(region: number, spokes: number): string {
  const address = nthAddress(networkBlock(region * (spokes + 1)), 4);
  if (address === undefined) throw new RangeError(`no region ${region}`);
  return formatAddress(address);
}

function sketchRegion(
  region: number,
  spokes: number,
): { networks: Record<string, NetworkSketch>; peerings: PeeringSketch[] } {
  const hub = `hub-${region}`;
  const block = networkBlock(region * (spokes + 1));
  const hubSubnets: Record<string, string> = {
    AzureFirewallSubnet: part(block, 0, 26),
    GatewaySubnet: part(block, 64, 27),
    AzureBastionSubnet: part(block, 128, region % 4 === 3 ? 27 : 26),
  };
  for (let n = 0; n < 7; n++) hubSubnets[`snet-shared-${n}`] = part(block, 1024 + n * 256, 24);
  const networks: Record<string, NetworkSketch> = {
    [hub]: { prefixes: [formatBlock(block)], region: `region-${region}`, subnets: hubSubnets },
  };
  const peerings: PeeringSketch[] = [];
  for (let n = 0; n < spokes; n++) {
    const name = `spoke-${region}-${n}`;
    networks[name] = sketchSpoke(region, networkBlock(region * (spokes + 1) + (n % 50 === 49 ? n : n + 1)));
    peerings.push({
      id: `peer-${region}-${n}`,
      a: name,
      b: hub,
      aToB: { useRemoteGateways: true, allowForwardedTraffic: true },
      bToA: { allowGatewayTransit: true },
    });
  }
  return { networks, peerings };
}

function sketchSpoke(region: number, block: Block): NetworkSketch {
  const routed = (offset: number, prefixLength: number, fields: Partial<SubnetSketch> = {}): SubnetSketch => ({
    prefixes: [part(block, offset, prefixLength)],
    routeTable: `rt-${region}`,
    nsg: 'nsg-default',
    ...fields,
  });
  const subnets: Record<string, SubnetSketch> = {
    'snet-nodes': routed(0, 22),
    'snet-pods': routed(1024, 22),
    'snet-api': routed(2048, 28, { delegations: ['Microsoft.ContainerService/managedClusters'] }),
    'snet-endpoints': routed(2112, 26, { privateEndpoints: 12, purpose: 'privateEndpoints' }),
  };
  for (let m = 0; m < 6; m++)
    subnets[`snet-app-${m}`] = routed(2304 + m * 256, 24, { otherAddresses: 20, purpose: 'virtualMachines' });
  return { prefixes: [formatBlock(block)], region: `region-${region}`, subnets };
}

const MODELS = ['overlay', 'overlay', 'overlay', 'nodesubnet', 'podsubnet-dynamic'] as const;

function sketchCluster(n: number, network: string): ClusterSketch {
  const ipam = MODELS[n % MODELS.length] ?? 'overlay';
  return {
    subnet: `${network}/snet-nodes`,
    ipam,
    podCidrs: ipam === 'overlay' ? ['100.64.0.0/16'] : [],
    ...(ipam === 'podsubnet-dynamic' ? { podSubnet: `${network}/snet-pods` } : {}),
    dataPlane: ipam === 'overlay' ? 'cilium' : 'azure',
    networkPolicy: ipam === 'overlay' ? 'cilium' : 'none',
    outboundType: 'userDefinedRouting',
    identity: 'userAssigned',
    pools: {
      system: { count: 3, maxPods: 30 },
      user: { mode: 'User', count: 2, autoscale: true, minCount: 1, maxCount: 9, maxPods: 30 },
    },
  };
}
