import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/plan/index.ts';
import { checkPlan, findRule, type Finding } from '../../src/core/rules/index.ts';
import { NOT_BUILT_YET } from './reviewed-findings.ts';
import { importTopology, readTopology, type AzObject, type TopologyFiles } from './topology-files.ts';

interface Mutation {
  readonly base: string;
  readonly change: string;
  readonly edit?: (files: TopologyFiles) => void;
  /** What Azure's lists cannot say: sites and gateways, added to the imported plan. */
  readonly editPlan?: (plan: Plan) => Plan;
  readonly appears?: readonly string[];
  readonly disappears?: readonly string[];
  /** No error finding of any rule may be there that was not there before. */
  readonly noNewErrors?: true;
}

/** Rules of the mutation table whose sections are not built. */
const NOT_BUILT: ReadonlySet<string> = new Set(NOT_BUILT_YET);

function networkOf(files: TopologyFiles, name: string): AzObject {
  const network = files.vnets?.find((vnet) => vnet.name === name);
  if (network === undefined) throw new Error(`no network ${name}`);
  return network;
}

function subnetOf(files: TopologyFiles, network: string, name: string): AzObject {
  const subnet = networkOf(files, network).subnets?.find((one) => one.name === name);
  if (subnet === undefined) throw new Error(`no subnet ${name}`);
  return subnet;
}

function clusterOf(files: TopologyFiles, name: string): AzObject {
  const cluster = files.aks?.find((one) => one.name === name);
  if (cluster === undefined) throw new Error(`no cluster ${name}`);
  return cluster;
}

function set(object: AzObject | undefined, values: Record<string, unknown>): void {
  if (object === undefined) throw new Error('nothing to change');
  Object.assign(object, values);
}

/** A network and the two links of a peering, in the shape of the files. */
function addPeeredNetwork(files: TopologyFiles, like: string, name: string, prefix: string, peer: string): void {
  const model = networkOf(files, like);
  const copy = JSON.parse(JSON.stringify(model).replaceAll(like, name)) as AzObject;
  set(copy, { addressSpace: { addressPrefixes: [prefix] }, subnets: [], virtualNetworkPeerings: [] });
  files.vnets?.push(copy);
  addPeering(files, name, peer);
}

function addPeering(files: TopologyFiles, from: string, to: string): void {
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    const [network, remote] = [networkOf(files, one), networkOf(files, other)];
    const link = {
      id: `${network.id}/virtualNetworkPeerings/${one}-to-${other}`,
      name: `${one}-to-${other}`,
      allowVirtualNetworkAccess: true,
      peeringState: 'Connected',
      peeringSyncLevel: 'FullyInSync',
      remoteVirtualNetwork: { id: remote.id },
      remoteAddressSpace: remote.addressSpace,
    };
    set(network, { virtualNetworkPeerings: [...(network.virtualNetworkPeerings ?? []), link] });
  }
}

const podCidr = (cluster: string, cidr: string) => (files: TopologyFiles) =>
  set(clusterOf(files, cluster).networkProfile, { podCidr: cidr, podCidrs: [cidr] });

const MUTATIONS: readonly Mutation[] = [
  {
    base: 'T01',
    change: 'AzureBastionSubnet 10.200.0.96/27 -> 10.200.0.128/26',
    edit: (files) => set(subnetOf(files, 'hub', 'AzureBastionSubnet'), { addressPrefix: '10.200.0.128/26' }),
    disappears: ['bastion-subnet-size'],
  },
  {
    base: 'T01',
    change: 'pod CIDR 192.168.0.0/16 -> 10.240.0.0/16',
    edit: podCidr('aks', '10.240.0.0/16'),
    appears: ['error pod-cidr-overlaps-subnet'],
  },
  {
    base: 'T01',
    change: 'pod CIDR -> 10.240.128.0/17',
    edit: podCidr('aks', '10.240.128.0/17'),
    appears: ['warning pod-cidr-inside-vnet-space'],
    noNewErrors: true,
  },
  {
    base: 'T01',
    change: 'on-premises site 192.168.0.0/20 behind GatewaySubnet with gateway transit',
    editPlan: (plan) => ({
      ...plan,
      gateways: [{ id: 'vpn', name: 'vpn', kind: 'vpn', sku: 'VpnGw1', virtualNetworkId: 'hub' }],
      sites: [{ id: 'site', name: 'site', addressPrefixes: ['192.168.0.0/20'], gatewayIds: ['vpn'] }],
      peerings: plan.peerings.map((peering) => ({
        ...peering,
        aToB: peering.aToB && { ...peering.aToB, allowGatewayTransit: true },
        bToA: peering.bToA && { ...peering.bToA, useRemoteGateways: true },
      })),
    }),
    appears: ['error pod-cidr-overlaps-onprem'],
  },
  {
    base: 'T01',
    change: 'pod CIDR -> 172.16.0.0/12',
    edit: podCidr('aks', '172.16.0.0/12'),
    appears: ['error pod-cidr-aks-reserved', 'error pod-cidr-overlaps-service-cidr'],
  },
  {
    base: 'T01',
    change: 'policy azure -> cilium, data plane azure',
    edit: (files) => set(clusterOf(files, 'aks').networkProfile, { networkPolicy: 'cilium' }),
    appears: ['error combo-policy-cilium-needs-dataplane'],
  },
  {
    base: 'T02',
    change: 'peer the two spokes',
    edit: (files) => addPeering(files, 'spoke-0042-03-eastus2', 'spoke-0042-04-centralus'),
    noNewErrors: true,
  },
  {
    base: 'T02',
    change: 'aks-04 to overlay with the default pod CIDR',
    edit: (files) => {
      set(clusterOf(files, 'aks-04').networkProfile, { networkPluginMode: 'overlay' });
      podCidr('aks-04', '10.244.0.0/16')(files);
    },
    appears: ['error pod-cidr-overlaps-subnet'],
  },
  {
    base: 'T02',
    change: 'pools of aks-03 max 20 + 20, surge 33 %',
    edit: (files) => {
      for (const pool of clusterOf(files, 'aks-03').agentPoolProfiles ?? []) set(pool, { maxCount: 20 });
    },
    appears: ['error node-subnet-capacity'],
  },
  {
    base: 'T04',
    change: 'the application gateway subnet as its document prints it, 10.240.4.0/28 twice',
    edit: (files) =>
      set(subnetOf(files, 'spoke-shipping', 'snet-applicationgateways'), { addressPrefix: '10.240.4.0/28' }),
    appears: ['error subnet-sibling-overlap'],
  },
  {
    base: 'T05',
    change: 'service CIDR 192.168.100.0/24 -> 10.1.1.0/24',
    edit: (files) =>
      set(clusterOf(files, 'aksCluster').networkProfile, {
        serviceCidr: '10.1.1.0/24',
        serviceCidrs: ['10.1.1.0/24'],
        dnsServiceIp: '10.1.1.10',
      }),
    appears: ['error service-cidr-overlaps-subnet'],
  },
  {
    base: 'T08',
    change: 'the spoke gets its own GatewaySubnet with a VPN gateway',
    edit: (files) => {
      const spoke = networkOf(files, 'vnet-spoke');
      const gateway = `${spoke.id?.replace(/virtualNetworks\/.*$/, 'virtualNetworkGateways')}/vgw-spoke/ipConfigurations/default`;
      const subnet = {
        id: `${spoke.id}/subnets/GatewaySubnet`,
        name: 'GatewaySubnet',
        addressPrefix: '10.202.0.0/27',
        ipConfigurations: [{ id: gateway }],
      };
      set(spoke, { subnets: [...(spoke.subnets ?? []), subnet] });
    },
    appears: ['error peering-remote-gateway-with-local-gateway'],
  },
  {
    base: 'T08',
    change: 'second hub 10.20.0.0/16 peered to the same spoke',
    edit: (files) => addPeeredNetwork(files, 'alz-hub-eastus', 'alz-hub-westus', '10.20.0.0/16', 'vnet-spoke'),
    appears: ['error peering-neighbour-overlap'],
  },
  {
    base: 'T10',
    change: 'hub gains 10.100.0.0/16',
    edit: (files) => set(networkOf(files, 'hub').addressSpace, { addressPrefixes: ['10.0.0.0/22', '10.100.0.0/16'] }),
    appears: ['error peering-address-overlap'],
  },
  {
    base: 'T15',
    change: 'AppGwForConSubnet /24 -> /25',
    edit: (files) => set(subnetOf(files, 'vnet', 'AppGwForConSubnet'), { addressPrefix: '10.243.4.0/25' }),
    appears: ['error agc-subnet-size'],
  },
  {
    base: 'T15',
    change: 'API server subnet shared by four clusters on /27',
    edit: (files) => {
      const cluster = clusterOf(files, 'aks');
      for (const name of ['aks2', 'aks3', 'aks4']) {
        files.aks?.push({
          ...structuredClone(cluster),
          id: `${cluster.id}-${name}`,
          name,
          nodeResourceGroup: `MC_${name}`,
        });
      }
    },
    appears: ['error apiserver-subnet-capacity'],
  },
  {
    base: 'T19',
    change: 'podsubnet 10.40.0.0/13 -> 10.32.0.0/11',
    edit: (files) => set(subnetOf(files, 'myVirtualNetwork', 'podsubnet'), { addressPrefix: '10.32.0.0/11' }),
    appears: ['error static-pod-subnet-max'],
  },
  {
    base: 'T19',
    change: 'podsubnet used for a second cluster in dynamic mode',
    edit: (files) => {
      const cluster = structuredClone(clusterOf(files, 'myAKSCluster'));
      set(cluster, { id: `${cluster.id}-second`, name: 'second', nodeResourceGroup: 'MC_second' });
      for (const pool of cluster.agentPoolProfiles ?? []) set(pool, { podIpAllocationMode: 'DynamicIndividual' });
      files.aks?.push(cluster);
    },
    appears: ['error pod-subnet-mode-mixed'],
  },
  {
    base: 'T20',
    change: '401 nodes',
    edit: (files) => set(clusterOf(files, 'myAKSCluster').agentPoolProfiles?.[0], { count: 401 }),
    appears: ['error kubenet-node-limit', 'error pod-cidr-capacity', 'error node-subnet-capacity'],
  },
];

function check(id: string, mutation?: Mutation): readonly Finding[] {
  const files = readTopology(id);
  mutation?.edit?.(files);
  const { plan, unread } = importTopology(files);
  expect(unread).toEqual([]);
  return checkPlan(mutation?.editPlan?.(plan) ?? plan, { asOf: '2026-11-21' }).findings;
}

describe('a change to a published topology flips the verdict', () => {
  it.each([...NOT_BUILT])('waits for %s, which is not built', (rule) => {
    expect(findRule(rule)).toBeUndefined();
  });

  it.each(MUTATIONS.map((mutation) => [mutation.base, mutation.change, mutation] as const))(
    '%s: %s',
    (base, _change, mutation) => {
      const [before, after] = [check(base), check(base, mutation)];
      const found = after.map(({ severity, rule }) => `${severity} ${rule}`);
      for (const rule of mutation.disappears ?? []) {
        expect(before.map((finding) => finding.rule)).toContain(rule);
        expect(after.map((finding) => finding.rule)).not.toContain(rule);
      }
      for (const wanted of mutation.appears ?? []) {
        const [, rule = ''] = wanted.split(' ');
        if (NOT_BUILT.has(rule)) continue;
        expect(before.map((finding) => finding.rule)).not.toContain(rule);
        expect(found).toContain(wanted);
      }
      if (mutation.noNewErrors === true) {
        const errors = (findings: readonly Finding[]): string[] =>
          findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
        expect(errors(after)).toEqual(errors(before));
      }
    },
  );
});
