import { LINUX, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { filtered, landingZone, PLAIN } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const BYO: ClusterSketch = { ...PLAIN, ipam: 'byo', podCidrs: ['10.244.0.0/16'] };

export const bringYourOwn: ModelEstates = {
  clean: {
    title: 'a plug-in of your own behind the firewall, the API server in a subnet of the spoke',
    sketch: landingZone({
      region: 'swedencentral',
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': filtered('10.41.0.0/24'),
          'snet-apiserver': {
            prefixes: ['10.41.1.0/28'],
            purpose: 'apiServer',
            delegations: ['Microsoft.ContainerService/managedClusters'],
          },
        },
      },
      clusters: {
        'aks-mesh': {
          ...BYO,
          outboundType: 'userDefinedRouting',
          apiServerVnetIntegration: true,
          apiServerSubnet: 'spoke-app/snet-apiserver',
          pools: { system: LINUX, work: { ...WORK, maxCount: 60 } },
        },
      },
    }),
    errors: [],
    warnings: ['combo-byo-support'],
  },
  broken: {
    title:
      'a managed policy engine, Application Gateway for Containers, no pod CIDR, policies by name, a node subnet for 11 of 13 nodes',
    sketch: landingZone({
      region: 'swedencentral',
      egress: 'direct',
      spoke: {
        subnets: {
          'snet-nodes': '10.41.0.0/28',
          'snet-agc': {
            prefixes: ['10.41.8.0/24'],
            purpose: 'applicationGatewayForContainers',
            delegations: ['Microsoft.ServiceNetworking/trafficControllers'],
          },
        },
      },
      clusters: {
        'aks-mesh': {
          ...BYO,
          networkPolicy: 'calico',
          podCidrs: [],
          acns: { fqdnPolicies: true },
          addOns: {
            applicationGatewayForContainers: { subnetIds: ['spoke-app.snet-agc'], controllerVersion: '1.7.9' },
          },
        },
      },
    }),
    errors: ['combo-acns-security', 'combo-byo-policy', 'node-subnet-capacity'],
    warnings: ['agc-kubenet', 'combo-byo-pod-cidr', 'combo-byo-support'],
    whereItExists: { milder: ['combo-acns-security', 'combo-byo-policy'] },
  },
  upgrade: {
    title: 'node subnet /26: 59 addresses, 41 nodes at most, 62 while a surge of half of them runs',
    sketch: landingZone({
      region: 'swedencentral',
      egress: 'direct',
      spoke: { subnets: { 'snet-nodes': '10.41.0.0/26' } },
      clusters: {
        'aks-mesh': {
          ...BYO,
          pools: { system: { ...LINUX, maxSurge: '50%' }, work: { ...WORK, maxCount: 38, maxSurge: '50%' } },
        },
      },
    }),
    errors: ['capacity-surge-only'],
    warnings: ['combo-byo-support'],
  },
};
