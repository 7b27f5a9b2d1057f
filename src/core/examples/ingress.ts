import { sketchApp } from './base.ts';
import type { ChoiceGroup } from './types.ts';

export const ingress: ChoiceGroup = {
  title: 'Ingress and services',
  examples: [
    {
      id: 'agic',
      title: 'Application Gateway ingress controller',
      about: 'An Application Gateway in a delegated subnet of the same network sends traffic straight to the pods.',
      sketch: sketchApp(
        {
          subnets: {
            'snet-appgw': {
              prefixes: ['10.1.8.0/24'],
              purpose: 'applicationGateway',
              delegations: ['Microsoft.Network/applicationGateways'],
            },
          },
          cluster: { addOns: { agic: { applicationGatewayId: 'agw-app', version: '1.9.1', installedBy: 'addOn' } } },
        },
        {
          applicationGateways: {
            'agw-app': { subnet: 'vnet-app/snet-appgw', version: 'v2', maxInstances: 10, privateFrontEnds: 1 },
          },
        },
      ),
    },
    {
      id: 'agc',
      title: 'Application Gateway for Containers',
      about: 'Needs a delegated /24 in the network of the cluster.',
      sketch: sketchApp({
        subnets: {
          'snet-agc': {
            prefixes: ['10.1.8.0/24'],
            purpose: 'applicationGatewayForContainers',
            delegations: ['Microsoft.ServiceNetworking/trafficControllers'],
          },
        },
        cluster: {
          addOns: {
            applicationGatewayForContainers: { subnetIds: ['vnet-app.snet-agc'], controllerVersion: '1.7.9' },
          },
        },
      }),
    },
    {
      id: 'application-routing',
      title: 'Application routing with Gateway API',
      about: 'The managed controller with an internal front end: one address of the node subnet.',
      sketch: sketchApp({
        cluster: {
          addOns: {
            applicationRouting: true,
            applicationRoutingController: 'gatewayApi',
            applicationRoutingInternal: true,
          },
        },
      }),
    },
    {
      id: 'nginx',
      title: 'NGINX',
      about:
        'The upstream controller is no longer maintained since March 2026; the add-on is patched until November 2026.',
      warnings: ['nginx-retirement'],
      sketch: sketchApp({ cluster: { addOns: { nginx: true } } }),
    },
    {
      id: 'internal-load-balancer',
      title: 'Internal load balancer',
      about:
        'A service with an address of a subnet; pods of an Overlay cluster are reached from outside only through one.',
      sketch: sketchApp({
        subnets: { 'snet-lb': { prefixes: ['10.1.8.0/26'], purpose: 'loadBalancers' } },
        cluster: {
          loadBalancerServices: [
            { name: 'orders', internal: true, subnetId: 'vnet-app.snet-lb', address: '10.1.8.10', ports: 2 },
          ],
        },
      }),
    },
    {
      id: 'public-load-balancer',
      title: 'Public load balancer',
      about: 'A service with a public address.',
      sketch: sketchApp({
        cluster: { loadBalancerServices: [{ name: 'shop', internal: false, externalTrafficPolicy: 'Local' }] },
      }),
    },
    {
      id: 'private-link-service',
      title: 'Private Link Service',
      about: 'Other networks reach a service through a private endpoint, without peering.',
      sketch: sketchApp({
        subnets: {
          'snet-pls': {
            prefixes: ['10.1.8.0/28'],
            purpose: 'privateLinkService',
            privateLinkServiceNetworkPolicies: false,
          },
        },
        cluster: {
          loadBalancerServices: [
            {
              name: 'orders',
              internal: true,
              privateLink: {
                backendPoolType: 'nodeIPConfiguration',
                natSubnetId: 'vnet-app.snet-pls',
                natAddresses: 1,
              },
            },
          ],
        },
      }),
    },
    {
      id: 'virtual-nodes',
      title: 'Virtual nodes',
      about: 'Pods as container instances in a delegated subnet; needs pods with addresses of the network.',
      sketch: sketchApp({
        subnets: {
          'snet-aci': {
            prefixes: ['10.1.8.0/24'],
            purpose: 'virtualNodes',
            delegations: ['Microsoft.ContainerInstance/containerGroups'],
          },
          'snet-pods': {
            prefixes: ['10.1.64.0/18'],
            delegations: ['Microsoft.ContainerService/managedClusters'],
          },
        },
        cluster: {
          ipam: 'podsubnet-dynamic',
          podCidrs: [],
          podSubnet: 'vnet-app/snet-pods',
          dataPlane: 'azure',
          networkPolicy: 'none',
          addOns: { virtualNodes: { subnetId: 'vnet-app.snet-aci', plannedPods: 50 } },
        },
      }),
    },
  ],
};
