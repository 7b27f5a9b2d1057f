import type { ColorToken, IconName } from '../../../core/scene/index.ts';
import type { PaletteKind } from '../../state/drag.svelte.ts';

interface PaletteEntry {
  readonly kind: PaletteKind;
  readonly label: string;
  readonly icon: IconName;
  readonly tone?: ColorToken;
  readonly name: string;
  readonly detail: string;
  /** The command that makes it too; its key is shown. */
  readonly command: string;
}

/** The palette, top to bottom. */
export const paletteEntries: readonly PaletteEntry[] = [
  {
    kind: 'virtualNetwork',
    label: 'Network',
    icon: 'network',
    tone: 'vnet',
    name: 'Virtual network',
    detail: 'Gets the next free range. Subnets live inside.',
    command: 'insert.virtual-network',
  },
  {
    kind: 'subnet',
    label: 'Subnet',
    icon: 'subnet',
    tone: 'sub',
    name: 'Subnet',
    detail: 'Drop it onto a virtual network; it gets the next free, aligned range there.',
    command: 'insert.subnet',
  },
  {
    kind: 'cluster',
    label: 'Cluster',
    icon: 'cluster',
    tone: 'aks',
    name: 'AKS cluster',
    detail: 'Drop it onto its node subnet, or onto a network to get a subnet with it.',
    command: 'insert.cluster',
  },
  {
    kind: 'site',
    label: 'Site',
    icon: 'site',
    tone: 'site',
    name: 'On-premises site',
    detail: 'Office or data centre with its ranges; connect it to a gateway.',
    command: 'insert.site',
  },
  {
    kind: 'vpnGateway',
    label: 'VPN',
    icon: 'vpn',
    tone: 'gw',
    name: 'VPN gateway',
    detail: 'Drop it onto a network; it lives in GatewaySubnet.',
    command: 'insert.vpn-gateway',
  },
  {
    kind: 'expressRouteGateway',
    label: 'ExpressRoute',
    icon: 'expressRoute',
    tone: 'gw',
    name: 'ExpressRoute gateway',
    detail: 'Drop it onto a network; it lives in GatewaySubnet.',
    command: 'insert.expressroute-gateway',
  },
  {
    kind: 'firewall',
    label: 'Firewall',
    icon: 'firewall',
    tone: 'gw',
    name: 'Azure Firewall',
    detail: 'Drop it onto a network; it lives in AzureFirewallSubnet.',
    command: 'insert.firewall',
  },
  {
    kind: 'block',
    label: 'Block',
    icon: 'block',
    name: 'Address block',
    detail: 'A range kept for something, from which networks take theirs.',
    command: 'insert.address-block',
  },
  { kind: 'note', label: 'Note', icon: 'note', name: 'Note', detail: 'Words on the drawing.', command: 'insert.note' },
];
