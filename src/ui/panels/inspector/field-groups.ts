import type { ObjectKind } from '../../../core/plan/index.ts';
import type { FieldGroup } from './field.ts';
import { clusterFields } from './fields/cluster-fields.ts';
import { nodePoolFields } from './fields/node-pool-fields.ts';
import {
  blockFields,
  needFields,
  reservationFields,
  siteFields,
  subnetFields,
  suppressionFields,
  virtualNetworkFields,
} from './fields/network-fields.ts';
import {
  applicationGatewayFields,
  connectedGroupFields,
  dnsResolverEndpointFields,
  firewallFields,
  gatewayFields,
  natGatewayFields,
  networkSecurityGroupFields,
  noteFields,
  privateDnsZoneFields,
  routeTableFields,
} from './fields/service-fields.ts';

/** The fields of each kind; peerings have a view of their own. */
export const fieldGroups: Readonly<Partial<Record<ObjectKind, readonly FieldGroup[]>>> = {
  virtualNetwork: virtualNetworkFields,
  subnet: subnetFields,
  site: siteFields,
  block: blockFields,
  reservation: reservationFields,
  cluster: clusterFields,
  nodePool: nodePoolFields,
  gateway: gatewayFields,
  firewall: firewallFields,
  routeTable: routeTableFields,
  networkSecurityGroup: networkSecurityGroupFields,
  natGateway: natGatewayFields,
  applicationGateway: applicationGatewayFields,
  dnsResolverEndpoint: dnsResolverEndpointFields,
  privateDnsZone: privateDnsZoneFields,
  connectedGroup: connectedGroupFields,
  note: noteFields,
  need: needFields,
  suppression: suppressionFields,
};
