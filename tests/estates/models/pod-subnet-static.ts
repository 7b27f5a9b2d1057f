import { LINUX, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { landingZone, PLAIN, podSubnet } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const STATIC: ClusterSketch = {
  ...PLAIN,
  ipam: 'podsubnet-static',
  dataPlane: 'cilium',
  networkPolicy: 'cilium',
  podCidrs: [],
  podSubnet: 'spoke-app/snet-pods',
};
/** 111 pods and the block's own address fill seven blocks of 16 exactly. */
const FULL = { maxPods: 111 };

export const podSubnetStatic: ModelEstates = {
  clean: {
    title: 'a large cluster behind a NAT gateway, blocks filled to the last address',
    sketch: landingZone({
      egress: 'direct',
      spoke: {
        prefixes: ['10.44.0.0/14'],
        subnets: {
          'snet-nodes': { prefixes: ['10.44.0.0/22'], natGateway: 'ng-app' },
          'snet-pods': podSubnet('10.45.0.0/16', { natGateway: 'ng-app' }),
        },
      },
      clusters: {
        'aks-grid': {
          ...STATIC,
          outboundType: 'userAssignedNATGateway',
          pools: { system: { ...LINUX, ...FULL }, work: { ...WORK, ...FULL, maxCount: 400 } },
        },
      },
      rest: { natGateways: { 'ng-app': { sku: 'StandardV2', publicIpAddresses: 4 } } },
    }),
    errors: [],
    warnings: [],
  },
  broken: {
    title:
      'Kubernetes 1.27, a Private Link Service, blocks for 9 of 13 nodes, Windows Server 2019, a pod CIDR nobody uses, 15 addresses wasted on a node',
    sketch: landingZone({
      egress: 'direct',
      spoke: {
        subnets: {
          'snet-nodes': '10.41.0.0/24',
          'snet-pods': podSubnet('10.41.16.0/22'),
          'snet-pls': {
            prefixes: ['10.41.2.0/28'],
            purpose: 'privateLinkService',
            privateLinkServiceNetworkPolicies: false,
          },
        },
      },
      clusters: {
        'aks-grid': {
          ...STATIC,
          dataPlane: 'azure',
          networkPolicy: 'none',
          kubernetesVersion: '1.27',
          podCidrs: ['10.244.0.0/16'],
          loadBalancerServices: [
            {
              name: 'orders',
              internal: true,
              privateLink: {
                backendPoolType: 'nodeIPConfiguration',
                natSubnetId: 'spoke-app.snet-pls',
                natAddresses: 1,
              },
            },
          ],
          pools: {
            system: { ...LINUX, osSku: 'Ubuntu2204', maxPods: 112 },
            win: { ...WORK, os: 'Windows', osSku: 'Windows2019', maxPods: 47 },
            work: { ...WORK, ...FULL, osSku: 'Ubuntu2204' },
          },
        },
      },
    }),
    errors: [
      'combo-static-k8s',
      'combo-static-pls',
      'combo-static-win2019',
      'pod-cidr-not-applicable',
      'static-pod-subnet-capacity',
      'win2019-retirement',
    ],
    warnings: ['pool-maxpods-static-waste', 'ubuntu2204-retirement'],
    whereItExists: { milder: ['combo-static-k8s', 'combo-static-win2019'], unsaid: ['pod-cidr-not-applicable'] },
  },
  upgrade: {
    title: 'pod subnet /20: 256 blocks, 180 at most, 270 while a surge of half the nodes runs',
    sketch: landingZone({
      egress: 'direct',
      spoke: { subnets: { 'snet-nodes': '10.41.0.0/25', 'snet-pods': podSubnet('10.41.64.0/20') } },
      clusters: {
        'aks-grid': {
          ...STATIC,
          pools: {
            system: { ...LINUX, ...FULL, maxSurge: '50%' },
            work: { ...WORK, ...FULL, maxCount: 23, maxSurge: '50%' },
          },
        },
      },
    }),
    errors: ['capacity-surge-only'],
    warnings: [],
  },
};
