import { LINUX, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { filtered, landingZone, PLAIN } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const OVERLAY: ClusterSketch = {
  ...PLAIN,
  ipam: 'overlay',
  dataPlane: 'cilium',
  networkPolicy: 'cilium',
  outboundType: 'userDefinedRouting',
  privateCluster: true,
  publicFqdn: false,
};

export const overlay: ModelEstates = {
  clean: {
    title: 'two clusters behind the firewall that share pod and service ranges',
    sketch: landingZone({
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': filtered('10.41.0.0/24'),
          'snet-batch': filtered('10.41.1.0/25'),
          'snet-lb': { prefixes: ['10.41.2.0/26'], purpose: 'loadBalancers' },
        },
      },
      clusters: {
        'aks-orders': {
          ...OVERLAY,
          pools: { system: LINUX, work: { ...WORK, maxCount: 100 } },
          loadBalancerServices: [
            { name: 'orders', internal: true, subnetId: 'spoke-app.snet-lb', address: '10.41.2.10', ports: 1 },
          ],
        },
        'aks-batch': { ...OVERLAY, subnet: 'spoke-app/snet-batch' },
      },
    }),
    errors: [],
    warnings: [],
  },
  broken: {
    title: 'pod CIDR over a peered spoke and too small, DCsv2, virtual nodes, an availability set, Windows on Cilium',
    sketch: landingZone({
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': filtered('10.41.0.0/24'),
          'snet-aci': {
            prefixes: ['10.41.8.0/24'],
            purpose: 'virtualNodes',
            delegations: ['Microsoft.ContainerInstance/containerGroups'],
          },
        },
      },
      more: {
        'spoke-vendor': {
          prefixes: ['10.43.0.0/22'],
          region: 'westeurope',
          subnets: { 'snet-vendor': filtered('10.43.0.0/24') },
        },
      },
      besideSpoke: ['spoke-vendor'],
      clusters: {
        'aks-orders': {
          ...OVERLAY,
          // Four nodes of a /24 each, and all of spoke-vendor.
          podCidrs: ['10.43.0.0/22'],
          pools: {
            system: LINUX,
            secret: { ...WORK, vmSize: 'Standard_DC4s_v2' },
            old: { ...WORK, autoscale: false, type: 'availabilitySet' },
            win: { ...WORK, os: 'Windows', osSku: 'Windows2022', maxPods: 60 },
          },
          addOns: { virtualNodes: { subnetId: 'spoke-app.snet-aci', plannedPods: 40 } },
        },
      },
    }),
    errors: [
      'combo-overlay-dcsv2',
      'combo-overlay-virtual-nodes',
      'combo-windows-cilium',
      'pod-cidr-capacity',
      'pod-cidr-overlaps-peered-vnet',
      'vmas-retirement',
    ],
    warnings: ['virtual-nodes-network-policy', 'win2022-retirement'],
    whereItExists: { milder: ['combo-overlay-dcsv2', 'combo-windows-cilium'] },
  },
  upgrade: {
    title: 'pod CIDR /18: 64 nodes, 43 at most, 65 while a surge of half of them runs',
    sketch: landingZone({
      egress: 'firewall',
      spoke: { subnets: { 'snet-nodes': filtered('10.41.0.0/24') } },
      clusters: {
        'aks-orders': {
          ...OVERLAY,
          podCidrs: ['10.244.0.0/18'],
          pools: { system: { ...LINUX, maxSurge: '50%' }, work: { ...WORK, maxCount: 40, maxSurge: '50%' } },
        },
      },
    }),
    errors: ['capacity-surge-only'],
    warnings: [],
  },
};
