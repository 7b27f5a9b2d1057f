import { LINUX, WINDOWS, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { filtered, landingZone, PLAIN } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const NODE_SUBNET: ClusterSketch = { ...PLAIN, ipam: 'nodesubnet', podCidrs: [] };
const THIRTY = { maxPods: 30 };

export const nodeSubnet: ModelEstates = {
  clean: {
    title: 'Linux and Windows in subnets of their own, through the firewall, with virtual nodes',
    sketch: landingZone({
      region: 'germanywestcentral',
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': filtered('10.41.0.0/22'),
          'snet-win': filtered('10.41.4.0/22'),
          'snet-aci': {
            prefixes: ['10.41.8.0/24'],
            purpose: 'virtualNodes',
            delegations: ['Microsoft.ContainerInstance/containerGroups'],
          },
        },
      },
      clusters: {
        'aks-legacy': {
          ...NODE_SUBNET,
          outboundType: 'userDefinedRouting',
          pools: {
            system: { ...LINUX, ...THIRTY },
            work: { ...WORK, ...THIRTY },
            win: { ...WINDOWS, ...THIRTY, nodeSubnet: 'spoke-app/snet-win' },
          },
          addOns: { virtualNodes: { subnetId: 'spoke-app.snet-aci', plannedPods: 60 } },
        },
      },
    }),
    errors: [],
    warnings: [],
  },
  broken: {
    title:
      'dual-stack, too small for the maximum, a pod CIDR, a delegated node subnet, virtual nodes with IPv6, Cilium with a Windows pool',
    sketch: landingZone({
      region: 'germanywestcentral',
      egress: 'direct',
      spoke: {
        prefixes: ['10.41.0.0/16', 'fd00:41::/56'],
        subnets: {
          'snet-nodes': {
            prefixes: ['10.41.0.0/24', 'fd00:41::/64'],
            delegations: ['Microsoft.ContainerInstance/containerGroups'],
          },
        },
      },
      clusters: {
        'aks-legacy': {
          ...NODE_SUBNET,
          dataPlane: 'cilium',
          networkPolicy: 'cilium',
          ipFamilies: ['IPv4', 'IPv6'],
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
          pools: {
            system: { ...LINUX, ...THIRTY },
            work: { ...WORK, ...THIRTY },
            win: { ...WINDOWS, ...THIRTY },
          },
          addOns: { virtualNodes: { subnetId: 'spoke-app.snet-nodes', plannedPods: 60 } },
        },
      },
    }),
    errors: [
      'aci-subnet',
      'combo-dual-ipam',
      'combo-dual-virtual-nodes',
      'combo-windows-cilium',
      'node-subnet-capacity',
      'pod-cidr-not-applicable',
      'subnet-exclusive-role',
      'subnet-node-delegated',
    ],
    warnings: ['virtual-nodes-network-policy'],
    whereItExists: {
      milder: ['combo-dual-ipam', 'combo-windows-cilium', 'subnet-exclusive-role', 'subnet-node-delegated'],
      unsaid: ['pod-cidr-not-applicable'],
    },
  },
  upgrade: {
    title: 'node subnet /23: 507 addresses, 11 nodes of 31 at most, 17 while a surge of half of them runs',
    sketch: landingZone({
      region: 'germanywestcentral',
      egress: 'direct',
      spoke: { subnets: { 'snet-nodes': '10.41.0.0/23' } },
      clusters: {
        'aks-legacy': {
          ...NODE_SUBNET,
          networkPolicy: 'calico',
          pools: {
            system: { ...LINUX, ...THIRTY, maxSurge: '50%' },
            work: { ...WORK, ...THIRTY, maxCount: 8, maxSurge: '50%' },
          },
        },
      },
    }),
    errors: ['capacity-surge-only'],
    warnings: [],
  },
};
