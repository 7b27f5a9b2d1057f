import type { ObjectKind } from './object-ref.ts';

/** What people call each kind of object, in lower case, for sentences. */
export const KIND_WORDS: Readonly<Record<ObjectKind | 'plan', string>> = {
  plan: 'plan',
  virtualNetwork: 'virtual network',
  subnet: 'subnet',
  peering: 'peering',
  connectedGroup: 'connected group',
  site: 'on-premises site',
  gateway: 'gateway',
  firewall: 'firewall',
  routeTable: 'route table',
  networkSecurityGroup: 'network security group',
  natGateway: 'NAT gateway',
  applicationGateway: 'application gateway',
  dnsResolverEndpoint: 'DNS resolver endpoint',
  privateDnsZone: 'private DNS zone',
  cluster: 'AKS cluster',
  nodePool: 'node pool',
  block: 'address block',
  reservation: 'reservation',
  need: 'requirement',
  suppression: 'suppression',
  note: 'note',
};
