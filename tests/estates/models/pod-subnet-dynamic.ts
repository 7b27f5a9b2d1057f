import { LINUX, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { filtered, landingZone, PLAIN, podSubnet } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const DYNAMIC: ClusterSketch = {
  ...PLAIN,
  ipam: 'podsubnet-dynamic',
  podCidrs: [],
  podSubnet: 'spoke-app/snet-pods',
};

export const podSubnetDynamic: ModelEstates = {
  clean: {
    title: 'pods the office reaches directly, two pools with a pod subnet each, all through the firewall',
    sketch: landingZone({
      region: 'northeurope',
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': filtered('10.41.0.0/24'),
          'snet-pods': podSubnet('10.41.16.0/20', { routeTable: 'rt-spoke' }),
          'snet-pods-work': podSubnet('10.41.64.0/18', { routeTable: 'rt-spoke' }),
        },
      },
      clusters: {
        'aks-shop': {
          ...DYNAMIC,
          dataPlane: 'cilium',
          networkPolicy: 'cilium',
          outboundType: 'userDefinedRouting',
          pools: { system: LINUX, work: { ...WORK, maxCount: 60, podSubnet: 'spoke-app/snet-pods-work' } },
        },
      },
      rest: { needs: [{ kind: 'podsReachableFromSite', from: 'hq-utrecht', to: 'aks-shop' }] },
    }),
    errors: [],
    warnings: [],
  },
  broken: {
    title:
      'pod subnet of one pool in another network, the other with machines in it and too small, dual-stack, node auto-provisioning, static egress gateway, Windows Server 2019',
    sketch: landingZone({
      region: 'northeurope',
      egress: 'direct',
      spoke: {
        prefixes: ['10.41.0.0/16', 'fd00:41::/56'],
        subnets: {
          'snet-nodes': { prefixes: ['10.41.0.0/24', 'fd00:41::/64'] },
          'snet-pods': podSubnet('10.41.16.0/25', { resources: [{ kind: 'virtualMachine', count: 2 }] }),
        },
      },
      more: {
        'spoke-pods': {
          prefixes: ['10.43.0.0/18'],
          region: 'northeurope',
          subnets: { 'snet-far': podSubnet('10.43.0.0/20') },
        },
      },
      clusters: {
        'aks-shop': {
          ...DYNAMIC,
          ipFamilies: ['IPv4', 'IPv6'],
          serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
          nodeAutoProvisioning: true,
          staticEgressGateway: true,
          pools: {
            system: LINUX,
            work: { ...WORK, podSubnet: 'spoke-pods/snet-far' },
            win: { ...WORK, os: 'Windows', osSku: 'Windows2019', maxPods: 60 },
            gateway: { ...LINUX, mode: 'Gateway', count: 2, gatewayPrefixLength: 30 },
          },
        },
      },
    }),
    errors: [
      'combo-dual-ipam',
      'combo-nap-ipam',
      'combo-nap-os',
      'combo-seg',
      'combo-static-win2019',
      'pod-subnet-capacity',
      'pod-subnet-other-vnet',
      'pod-subnet-vms',
      'win2019-retirement',
    ],
    warnings: [],
    whereItExists: { milder: ['combo-dual-ipam', 'combo-nap-os', 'combo-static-win2019'] },
  },
  upgrade: {
    title: 'node subnet /26: 59 addresses, 41 nodes at most, 62 while a surge of half of them runs',
    sketch: landingZone({
      region: 'northeurope',
      egress: 'direct',
      spoke: { subnets: { 'snet-nodes': '10.41.0.0/26', 'snet-pods': podSubnet('10.41.64.0/18') } },
      clusters: {
        'aks-shop': {
          ...DYNAMIC,
          networkPolicy: 'calico',
          pools: { system: { ...LINUX, maxSurge: '50%' }, work: { ...WORK, maxCount: 38, maxSurge: '50%' } },
        },
      },
    }),
    errors: ['capacity-surge-only'],
    warnings: [],
  },
};
