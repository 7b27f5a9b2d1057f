import { LINUX, WINDOWS, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch } from '../../../src/core/plan/index.ts';
import { FIREWALL, landingZone, PLAIN } from './landing-zone.ts';
import type { ModelEstates } from './types.ts';

const KUBENET: ClusterSketch = { ...PLAIN, ipam: 'kubenet', podCidrs: ['10.244.0.0/16'] };
/** kubenet writes a route for every node: a table of the cluster's own. */
const TABLE = { region: 'uksouth', disableBgpRoutePropagation: true, routes: { '0.0.0.0/0': FIREWALL } };

export const kubenet: ModelEstates = {
  clean: {
    title: 'a cluster of 2021 with Calico, a route table of its own to the firewall',
    sketch: landingZone({
      region: 'uksouth',
      egress: 'firewall',
      spoke: { subnets: { 'snet-nodes': { prefixes: ['10.41.0.0/24'], routeTable: 'rt-kubenet' } } },
      clusters: {
        'aks-intranet': {
          ...KUBENET,
          networkPolicy: 'calico',
          outboundType: 'userDefinedRouting',
          pools: { system: LINUX, work: { ...WORK, maxCount: 100 } },
        },
      },
      rest: { routeTables: { 'rt-kubenet': TABLE } },
    }),
    errors: [],
    warnings: ['kubenet-retirement'],
  },
  broken: {
    title: 'Azure policies, a Windows pool, two route tables, 420 nodes, a subnet shared with another cluster',
    sketch: landingZone({
      region: 'uksouth',
      egress: 'firewall',
      spoke: {
        subnets: {
          'snet-nodes': { prefixes: ['10.41.0.0/22'], routeTable: 'rt-kubenet' },
          'snet-work': { prefixes: ['10.41.4.0/22'], routeTable: 'rt-work' },
        },
      },
      clusters: {
        'aks-intranet': {
          ...KUBENET,
          podCidrs: ['10.244.0.0/14'],
          networkPolicy: 'azure',
          outboundType: 'userDefinedRouting',
          pools: {
            system: LINUX,
            work: { ...WORK, maxCount: 407, nodeSubnet: 'spoke-app/snet-work' },
            win: WINDOWS,
          },
        },
        'aks-second': { ...PLAIN, ipam: 'overlay', outboundType: 'userDefinedRouting' },
      },
      rest: { routeTables: { 'rt-kubenet': TABLE, 'rt-work': TABLE } },
    }),
    errors: [
      'combo-kubenet-npm',
      'combo-npm-scale',
      'combo-windows-kubenet',
      'kubenet-node-limit',
      'node-subnet-shared-kubenet',
      'npm-windows-retirement',
      'route-kubenet-multiple',
      'route-kubenet-shared',
    ],
    warnings: ['kubenet-retirement', 'npm-linux-retirement'],
    whereItExists: { milder: ['combo-kubenet-npm', 'combo-windows-kubenet', 'route-kubenet-multiple'] },
  },
  upgrade: {
    title: 'node subnet /25: 123 addresses, 83 nodes at most, 125 while a surge of half of them runs',
    sketch: landingZone({
      region: 'uksouth',
      egress: 'firewall',
      spoke: { subnets: { 'snet-nodes': { prefixes: ['10.41.0.0/25'], routeTable: 'rt-kubenet' } } },
      clusters: {
        'aks-intranet': {
          ...KUBENET,
          networkPolicy: 'calico',
          outboundType: 'userDefinedRouting',
          pools: { system: { ...LINUX, maxSurge: '50%' }, work: { ...WORK, maxCount: 80, maxSurge: '50%' } },
        },
      },
      rest: { routeTables: { 'rt-kubenet': TABLE } },
    }),
    errors: ['capacity-surge-only'],
    warnings: ['kubenet-retirement'],
  },
};
