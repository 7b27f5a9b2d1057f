import { LINUX, sketchApp, WINDOWS, WORK } from './base.ts';
import type { ChoiceGroup } from './types.ts';

const PODS = {
  'snet-pods': { prefixes: ['10.1.64.0/18'], delegations: ['Microsoft.ContainerService/managedClusters'] },
};

export const podNetworking: ChoiceGroup = {
  title: 'Pod networking',
  examples: [
    {
      id: 'overlay',
      title: 'Azure CNI Overlay',
      about: 'Nodes take addresses of the network, pods of a range of their own: one /24 for every node.',
      sketch: sketchApp({}),
    },
    {
      id: 'pod-subnet-dynamic',
      title: 'Pod Subnet, dynamic allocation',
      about: 'Pods take addresses of a subnet, 16 at a time for every node, and are reached directly.',
      sketch: sketchApp({
        subnets: PODS,
        cluster: { ipam: 'podsubnet-dynamic', podCidrs: [], podSubnet: 'vnet-app/snet-pods' },
      }),
    },
    {
      id: 'pod-subnet-static',
      title: 'Pod Subnet, static block allocation',
      about: 'Every node takes whole /28 blocks of the pod subnet, enough for its maximum of pods.',
      sketch: sketchApp({
        subnets: PODS,
        cluster: {
          ipam: 'podsubnet-static',
          podCidrs: [],
          podSubnet: 'vnet-app/snet-pods',
          pools: { system: { ...LINUX, maxPods: 111 }, work: { ...WORK, maxPods: 111 } },
        },
      }),
    },
    {
      id: 'node-subnet',
      title: 'Node Subnet',
      about: 'Nodes and pods share one subnet: one address for a node and one for every pod it may hold.',
      sketch: sketchApp({
        nodes: '10.1.0.0/22',
        cluster: {
          ipam: 'nodesubnet',
          podCidrs: [],
          pools: { system: { ...LINUX, maxPods: 30 }, work: { ...WORK, maxPods: 30 } },
        },
      }),
    },
    {
      id: 'kubenet',
      title: 'kubenet',
      about: 'One route for every node, at most 400. It retires on 2028-03-31; Overlay takes its place.',
      warnings: ['kubenet-retirement'],
      sketch: sketchApp({ cluster: { ipam: 'kubenet', dataPlane: 'azure', networkPolicy: 'calico' } }),
    },
    {
      id: 'kubenet-dual-stack',
      title: 'kubenet, dual-stack',
      about: 'kubenet with a second range for IPv6; the current article asks for Overlay instead.',
      warnings: ['kubenet-retirement'],
      sketch: sketchApp({
        network: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'] },
        nodes: { prefixes: ['10.1.0.0/25', 'fd00:1::/64'] },
        cluster: {
          ipam: 'kubenet',
          dataPlane: 'azure',
          networkPolicy: 'none',
          ipFamilies: ['IPv4', 'IPv6'],
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
        },
      }),
    },
    {
      id: 'overlay-dual-stack',
      title: 'Overlay, dual-stack',
      about: 'Nodes, pods and services have an IPv4 and an IPv6 address; network and node subnet need both families.',
      sketch: sketchApp({
        network: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'] },
        nodes: { prefixes: ['10.1.0.0/25', 'fd00:1::/64'] },
        cluster: {
          ipFamilies: ['IPv4', 'IPv6'],
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
        },
      }),
    },
    {
      id: 'byo-cni',
      title: 'Bring your own CNI',
      about: 'AKS makes nodes without a plug-in; addresses of pods, policies and support of them are yours.',
      warnings: ['combo-byo-support'],
      sketch: sketchApp({ cluster: { ipam: 'byo', dataPlane: 'azure', networkPolicy: 'none' } }),
    },
    {
      id: 'data-plane-cilium',
      title: 'Data plane Cilium',
      about: 'eBPF instead of iptables; network policy comes with it. Linux nodes only.',
      sketch: sketchApp({ cluster: { dataPlane: 'cilium', networkPolicy: 'cilium' } }),
    },
    {
      id: 'data-plane-azure',
      title: 'Data plane Azure (iptables)',
      about: 'kube-proxy and iptables, for Linux and Windows pools.',
      sketch: sketchApp({ cluster: { dataPlane: 'azure', networkPolicy: 'none' } }),
    },
    {
      id: 'windows-and-linux',
      title: 'Windows and Linux pools',
      about: 'The system pool is Linux; Windows pools need the Azure data plane, and Calico for policies.',
      warnings: ['combo-calico-win2025'],
      sketch: sketchApp({
        cluster: { dataPlane: 'azure', networkPolicy: 'calico', pools: { system: LINUX, win: WINDOWS } },
      }),
    },
  ],
};
