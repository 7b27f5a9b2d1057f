import { HUB, LINUX, sketchApp, sketchManaged } from './base.ts';
import type { ChoiceGroup } from './types.ts';

const NAT = { prefixes: ['10.1.0.0/25'], natGateway: 'ng-app' };

export const egress: ChoiceGroup = {
  title: 'Outbound',
  examples: [
    {
      id: 'outbound-load-balancer',
      title: 'Load balancer',
      about: 'Nodes leave through public addresses of the load balancer; ports per node are limited.',
      sketch: sketchApp({
        cluster: { loadBalancerProfile: { managedOutboundIps: 2, allocatedOutboundPorts: 4000 } },
      }),
    },
    {
      id: 'outbound-managed-nat',
      title: 'Managed NAT gateway',
      about: 'AKS makes the NAT gateway, so the network must be its own, too.',
      sketch: sketchManaged({ outboundType: 'managedNATGateway', natGatewayIps: 2 }),
    },
    {
      id: 'outbound-managed-nat-v2',
      title: 'Managed NAT gateway V2',
      about: 'The same with the SKU StandardV2, also for IPv6; in preview.',
      warnings: ['egress-natv2-preview'],
      sketch: sketchManaged({ outboundType: 'managedNATGatewayV2' }),
    },
    {
      id: 'outbound-user-nat',
      title: 'User-assigned NAT gateway',
      about: 'A NAT gateway of your own on every node and pod subnet.',
      sketch: sketchApp(
        { nodes: NAT, cluster: { outboundType: 'userAssignedNATGateway' } },
        { natGateways: { 'ng-app': { sku: 'StandardV2', publicIpAddresses: 2 } } },
      ),
    },
    {
      id: 'outbound-udr-firewall',
      title: 'User-defined routing to a firewall',
      about: 'The route table of the node subnet sends 0.0.0.0/0 to the firewall in the hub.',
      sketch: sketchApp(
        {
          nodes: { prefixes: ['10.1.0.0/25'], routeTable: 'rt-app' },
          networks: HUB.networks,
          cluster: { outboundType: 'userDefinedRouting', privateCluster: true },
        },
        { ...HUB.rest, routeTables: { 'rt-app': { routes: { '0.0.0.0/0': '10.0.0.4' } } } },
      ),
    },
    {
      id: 'outbound-none-isolated',
      title: 'Network-isolated cluster',
      about: 'No way out at all: bootstrap images come from a registry inside, the API server is private.',
      sketch: sketchApp({
        subnets: { 'snet-endpoints': { prefixes: ['10.1.8.0/26'], purpose: 'privateEndpoints', privateEndpoints: 1 } },
        cluster: {
          outboundType: 'none',
          networkIsolated: true,
          privateCluster: true,
          ownRegistry: { endpointNetworkIds: ['vnet-app'] },
        },
      }),
    },
    {
      id: 'outbound-block',
      title: 'Block',
      about: 'AKS closes the way out itself; in preview, and only in a network that AKS made.',
      warnings: ['egress-block-preview'],
      sketch: sketchManaged({ outboundType: 'block', networkIsolated: true, privateCluster: true }),
    },
    {
      id: 'network-security-groups',
      title: 'Network security group on the nodes',
      about: 'AKS leaves groups on subnets alone: what it needs must pass before a deny rule.',
      sketch: sketchApp(
        { nodes: { prefixes: ['10.1.0.0/25'], nsg: 'nsg-nodes' } },
        {
          nsgs: {
            'nsg-nodes': {
              rules: [
                {
                  name: 'deny-ssh',
                  priority: 200,
                  direction: 'Inbound',
                  access: 'Deny',
                  protocol: 'Tcp',
                  sources: ['Internet'],
                  sourcePorts: ['*'],
                  destinations: ['*'],
                  destinationPorts: ['22'],
                },
              ],
            },
          },
        },
      ),
    },
    {
      id: 'static-egress-gateway',
      title: 'Static egress gateway',
      about: 'Some pods leave through a pool of gateway nodes with a fixed public prefix.',
      sketch: sketchApp({
        cluster: {
          staticEgressGateway: true,
          dataPlane: 'azure',
          networkPolicy: 'none',
          pools: { system: LINUX, gateway: { ...LINUX, mode: 'Gateway', count: 2, gatewayPrefixLength: 30 } },
        },
      }),
    },
  ],
};
