import { LINUX, sketchApp, WORK } from './base.ts';
import type { ChoiceGroup } from './types.ts';

const LONG = 'snet-nodes-of-the-platform-team-in-the-production-environment-eu';

export const pools: ChoiceGroup = {
  title: 'Pools and sharing',
  examples: [
    {
      id: 'node-auto-provisioning',
      title: 'Node auto-provisioning',
      about: 'AKS makes pools as pods need them: figures of capacity are lower bounds.',
      sketch: sketchApp({ cluster: { nodeAutoProvisioning: true } }),
    },
    {
      id: 'availability-sets',
      title: 'Availability sets (refused)',
      about: 'Out of support since 2025-09-30 and never possible with Overlay; use scale sets.',
      errors: ['vmas-retirement'],
      sketch: sketchApp({
        cluster: { pools: { system: LINUX, work: { ...WORK, type: 'availabilitySet', autoscale: false } } },
      }),
    },
    {
      id: 'dcsv2',
      title: 'DCsv2 sizes (refused with Overlay)',
      about: 'Overlay does not run on the sizes Standard_DC*s_v2; DCasv5 and DCadsv5 take their place.',
      errors: ['combo-overlay-dcsv2'],
      sketch: sketchApp({ cluster: { pools: { system: LINUX, work: { ...WORK, vmSize: 'Standard_DC4s_v2' } } } }),
    },
    {
      id: 'shared-subnet',
      title: 'Two clusters in one subnet',
      about: 'Their demands add up; with kubenet it is not possible.',
      sketch: sketchApp(
        {},
        {
          clusters: {
            'aks-batch': {
              subnet: 'vnet-app/snet-nodes',
              region: 'westeurope',
              kubernetesVersion: '1.34',
              tier: 'standard',
              dataPlane: 'cilium',
              networkPolicy: 'cilium',
              identity: 'userAssigned',
              podCidrs: ['10.245.0.0/16'],
              pools: { system: LINUX },
            },
          },
        },
      ),
    },
    {
      id: 'reused-pod-cidr',
      title: 'Pod CIDR used by two clusters',
      about: 'Overlay ranges are private to a cluster: two clusters may use the same, also in peered networks.',
      sketch: sketchApp(
        {
          networks: {
            'vnet-batch': {
              prefixes: ['10.2.0.0/16'],
              region: 'westeurope',
              subnets: { 'snet-nodes': '10.2.0.0/25' },
            },
          },
        },
        {
          peerings: [['vnet-app', 'vnet-batch']],
          clusters: {
            'aks-batch': {
              subnet: 'vnet-batch/snet-nodes',
              region: 'westeurope',
              kubernetesVersion: '1.34',
              tier: 'standard',
              dataPlane: 'cilium',
              networkPolicy: 'cilium',
              identity: 'userAssigned',
              pools: { system: LINUX },
            },
          },
        },
      ),
    },
    {
      id: 'label-name-limits',
      title: 'Names that become node labels',
      about: 'AKS writes names of subnet, network and resource group on its nodes: at most 63 characters.',
      errors: ['aks-label-name-length'],
      sketch: sketchApp({
        subnets: { [LONG]: '10.1.4.0/25' },
        cluster: { pools: { system: LINUX, work: { ...WORK, nodeSubnet: `vnet-app/${LONG}` } } },
      }),
    },
  ],
};
