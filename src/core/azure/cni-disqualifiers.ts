import type { IpamModel } from './ipam-models.ts';

/** What makes a model or a data plane impossible or unwise; the advisor finds out which of them hold. */
export type CniCondition =
  | 'ownCniNotWanted'
  | 'podsReachedDirectly'
  | 'podAddressLeaves'
  | 'ownPodSettings'
  | 'virtualNodesOrCrossCluster'
  | 'dualStack'
  | 'privateLinkService'
  | 'windowsPools'
  | 'ciliumFeatures'
  | 'availabilitySets'
  | 'dcsv2Sizes'
  | 'gatewayElsewhere'
  | 'agicInSovereignCloud'
  | 'applicationGatewayForContainers'
  | 'nodeAutoProvisioning'
  | 'staticEgressGateway'
  | 'managedNetwork'
  | 'tooManyNetworkAddresses'
  | 'kubernetesBelow128'
  | 'windows2019'
  | 'over400Nodes'
  | 'sharedNodeSubnet'
  | 'always'
  | 'newPlan'
  | 'ipBlockPolicies'
  | 'automaticMode';

export interface CniDisqualifier {
  readonly out: IpamModel | 'cilium' | 'azure';
  readonly when: CniCondition;
  /** Holds only after that day, YYYY-MM-DD. */
  readonly after?: string;
  /** The reason in a sentence. */
  readonly text: string;
  /** The rule that finds the same in a plan, where there is one. */
  readonly rule?: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
}

const AGC = { source: 'AGC', date: '2025-03-24' } as const;
const AGIC = { source: 'AGIC', date: '2025-08' } as const;
const ACNS = { source: 'ACNS', date: '2026' } as const;
const AUTO = { source: 'AUTO', date: '2026' } as const;
const BYO = { source: 'BYO', date: '2026-04-16' } as const;
const CIL = { source: 'CIL', date: '2026-08-05' } as const;
const CNI = { source: 'CNI', date: '2026-07-10' } as const;
const DUAL = { source: 'DUAL', date: '2023-12-07' } as const;
const KUB = { source: 'KUB', date: '2026-04-16' } as const;
const LEG = { source: 'LEG', date: '2026-04-16' } as const;
const LIM = { source: 'LIM', date: '2022-12-05' } as const;
const NAP = { source: 'NAP', date: '2026' } as const;
const OV = { source: 'OV', date: '2026-07-31' } as const;
const PS = { source: 'PS', date: '2024-05-21' } as const;
const RET = { source: 'RET', date: '2026-06' } as const;
const SEG = { source: 'SEG', date: '2026' } as const;
const VN = { source: 'VN', date: '2023-11-06' } as const;

/** Hard disqualifiers: catalogue 16.2 and the matrix 9.2, with the review's A13, A28 and B17. What follows from sizes is worked out, not listed. */
export const CNI_DISQUALIFIERS: readonly CniDisqualifier[] = [
  {
    out: 'overlay',
    when: 'podsReachedDirectly',
    text: 'Overlay hides pods behind their node: nothing outside can open connections to them.',
    ...OV,
  },
  {
    out: 'overlay',
    when: 'podAddressLeaves',
    text: "Pods of an overlay leave the cluster with the node's address.",
    ...OV,
  },
  {
    out: 'overlay',
    when: 'ownPodSettings',
    text: 'Pods of an overlay have no subnet that could carry an NSG, a NAT gateway or routes.',
    ...PS,
  },
  {
    out: 'overlay',
    when: 'virtualNodesOrCrossCluster',
    text: 'Virtual nodes and pod networking across clusters need flat addresses.',
    rule: 'combo-overlay-virtual-nodes',
    ...VN,
  },
  {
    out: 'overlay',
    when: 'availabilitySets',
    text: 'Overlay does not run on availability sets.',
    rule: 'combo-overlay-vmas',
    ...OV,
  },
  {
    out: 'overlay',
    when: 'dcsv2Sizes',
    text: 'Overlay does not run on DCsv2 machine sizes.',
    rule: 'combo-overlay-dcsv2',
    ...OV,
  },
  {
    out: 'overlay',
    when: 'gatewayElsewhere',
    text: "With Overlay the application gateway must be in the cluster's own network.",
    rule: 'agic-overlay-same-vnet',
    ...AGIC,
  },
  {
    out: 'overlay',
    when: 'agicInSovereignCloud',
    text: 'The ingress controller of Application Gateway does not serve overlays in this cloud.',
    rule: 'agic-overlay-cloud',
    ...AGIC,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'dualStack',
    text: 'Pod Subnet with dynamic allocation has no dual-stack.',
    rule: 'combo-dual-ipam',
    ...DUAL,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'tooManyNetworkAddresses',
    text: 'Nodes and pods would take more addresses than a virtual network may hold.',
    rule: 'vnet-private-ip-count',
    ...LIM,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'nodeAutoProvisioning',
    text: 'Node auto-provisioning does not support dynamic Pod Subnet.',
    rule: 'combo-nap-ipam',
    ...NAP,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'staticEgressGateway',
    text: 'A static egress gateway does not work with Pod Subnet.',
    rule: 'combo-seg',
    ...SEG,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'windows2019',
    text: 'Pod Subnet does not run Windows Server 2019.',
    rule: 'combo-static-win2019',
    ...PS,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'managedNetwork',
    text: 'A pod subnet lies in a network of your own, and the plan has none for this cluster.',
    ...PS,
  },
  {
    out: 'podsubnet-static',
    when: 'privateLinkService',
    text: 'Static blocks do not work with Private Link Service on load balancers.',
    rule: 'combo-static-pls',
    ...PS,
  },
  {
    out: 'podsubnet-static',
    when: 'kubernetesBelow128',
    text: 'Static blocks need Kubernetes 1.28 or later.',
    rule: 'combo-static-k8s',
    ...PS,
  },
  {
    out: 'podsubnet-static',
    when: 'tooManyNetworkAddresses',
    text: 'Nodes and blocks would take more addresses than a virtual network may hold.',
    rule: 'vnet-private-ip-count',
    ...LIM,
  },
  {
    out: 'podsubnet-static',
    when: 'staticEgressGateway',
    text: 'A static egress gateway does not work with Pod Subnet.',
    rule: 'combo-seg',
    ...SEG,
  },
  {
    out: 'podsubnet-static',
    when: 'windows2019',
    text: 'Pod Subnet does not run Windows Server 2019.',
    rule: 'combo-static-win2019',
    ...PS,
  },
  {
    out: 'podsubnet-static',
    when: 'managedNetwork',
    text: 'A pod subnet lies in a network of your own, and the plan has none for this cluster.',
    ...PS,
  },
  {
    out: 'nodesubnet',
    when: 'podAddressLeaves',
    text: 'Pods of Node Subnet keep their address inside the network only.',
    ...CNI,
  },
  {
    out: 'nodesubnet',
    when: 'ownPodSettings',
    text: 'Pods of Node Subnet share the subnet, and so the NSG, the NAT gateway and the routes, of the nodes.',
    ...LEG,
  },
  { out: 'nodesubnet', when: 'dualStack', text: 'Node Subnet has no dual-stack.', rule: 'combo-dual-ipam', ...DUAL },
  {
    out: 'nodesubnet',
    when: 'tooManyNetworkAddresses',
    text: 'Nodes and pods would take more addresses than a virtual network may hold.',
    rule: 'vnet-private-ip-count',
    ...LIM,
  },
  {
    out: 'kubenet',
    when: 'newPlan',
    text: 'kubenet retires on 2028-03-31: not for a new cluster.',
    rule: 'kubenet-retirement',
    ...RET,
  },
  {
    out: 'kubenet',
    when: 'always',
    after: '2028-03-31',
    text: 'kubenet ended on 2028-03-31.',
    rule: 'kubenet-retirement',
    ...RET,
  },
  {
    out: 'kubenet',
    when: 'podsReachedDirectly',
    text: 'kubenet hides pods behind their node: nothing outside can open connections to them.',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'podAddressLeaves',
    text: "Pods of kubenet leave the cluster with the node's address.",
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'ownPodSettings',
    text: 'Pods of kubenet have no subnet that could carry an NSG, a NAT gateway or routes.',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'virtualNodesOrCrossCluster',
    text: 'Virtual nodes and pod networking across clusters need flat addresses.',
    rule: 'combo-overlay-virtual-nodes',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'windowsPools',
    text: 'kubenet has no Windows node pools.',
    rule: 'combo-windows-kubenet',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'ciliumFeatures',
    text: 'kubenet cannot have the Cilium data plane.',
    rule: 'combo-kubenet-cilium',
    ...CIL,
  },
  {
    out: 'kubenet',
    when: 'over400Nodes',
    text: 'kubenet holds 400 nodes, one route each.',
    rule: 'kubenet-node-limit',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'applicationGatewayForContainers',
    text: 'Application Gateway for Containers needs Azure CNI.',
    rule: 'agc-kubenet',
    ...AGC,
  },
  {
    out: 'kubenet',
    when: 'sharedNodeSubnet',
    text: 'A kubenet cluster cannot share its node subnet with other clusters.',
    ...KUB,
  },
  {
    out: 'kubenet',
    when: 'nodeAutoProvisioning',
    text: 'Node auto-provisioning does not support kubenet.',
    rule: 'combo-nap-ipam',
    ...NAP,
  },
  {
    out: 'byo',
    when: 'ownCniNotWanted',
    text: 'Only for those who bring and support a CNI of their own.',
    rule: 'combo-byo-support',
    ...BYO,
  },
  {
    out: 'cilium',
    when: 'windowsPools',
    text: 'The Cilium data plane is Linux only.',
    rule: 'combo-windows-cilium',
    ...CIL,
  },
  {
    out: 'cilium',
    when: 'ipBlockPolicies',
    text: 'With Cilium an ipBlock never matches pods or nodes.',
    rule: 'combo-cilium-ipblock',
    ...CIL,
  },
  {
    out: 'azure',
    when: 'ciliumFeatures',
    text: 'FQDN and layer 7 policies, WireGuard, eBPF host routing and policies on more than 250 nodes need Cilium.',
    rule: 'combo-acns-security',
    ...ACNS,
  },
  {
    out: 'podsubnet-dynamic',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
  {
    out: 'podsubnet-static',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
  {
    out: 'nodesubnet',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
  {
    out: 'kubenet',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
  {
    out: 'byo',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
  {
    out: 'azure',
    when: 'automaticMode',
    text: 'AKS Automatic is always Overlay with Cilium.',
    rule: 'combo-automatic',
    ...AUTO,
  },
];
