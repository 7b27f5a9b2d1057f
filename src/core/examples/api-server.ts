import { LINUX, sketchApp, sketchManaged, WORK } from './base.ts';
import type { ChoiceGroup } from './types.ts';

export const apiServer: ChoiceGroup = {
  title: 'API server and network',
  examples: [
    {
      id: 'private-cluster',
      title: 'Private cluster',
      about: 'The API server is a private endpoint: one address in the subnet of the first pool.',
      sketch: sketchApp({ cluster: { privateCluster: true, privateDnsZone: 'system', publicFqdn: false } }),
    },
    {
      id: 'api-server-vnet-integration',
      title: 'API Server VNet Integration',
      about: 'The API server has a delegated subnet of its own, at least /28, nine addresses for every cluster.',
      sketch: sketchApp({
        subnets: {
          'snet-apiserver': {
            prefixes: ['10.1.8.0/28'],
            purpose: 'apiServer',
            delegations: ['Microsoft.ContainerService/managedClusters'],
          },
        },
        cluster: { apiServerVnetIntegration: true, apiServerSubnet: 'vnet-app/snet-apiserver' },
      }),
    },
    {
      id: 'managed-network',
      title: 'Network made by AKS',
      about: 'No network is given: AKS makes 10.224.0.0/12 in the node resource group.',
      sketch: sketchManaged(),
    },
    {
      id: 'own-network',
      title: 'Own virtual network',
      about: 'Subnets are chosen for every pool; the identity of the cluster needs a role on them.',
      sketch: sketchApp({
        subnets: { 'snet-work': '10.1.4.0/25' },
        cluster: { pools: { system: LINUX, work: { ...WORK, nodeSubnet: 'vnet-app/snet-work' } } },
      }),
    },
    {
      id: 'identity-roles',
      title: 'Identity and its roles',
      about: 'A user-assigned identity can be given its roles before the cluster is made.',
      sketch: sketchApp({
        cluster: {
          identity: 'userAssigned',
          identityRoles: ['networkContributorOnSubnets', 'networkContributorOnNetwork', 'privateDnsZoneContributor'],
          privateCluster: true,
          privateDnsZone: 'privatelink.westeurope.azmk8s.io',
        },
      }),
    },
  ],
};
