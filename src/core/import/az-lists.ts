/** Lists of the Azure CLI that are read, with the command that prints each. */
export const AZ_LISTS = {
  'az-vnet-list': 'az network vnet list',
  'az-aks-list': 'az aks list',
  'az-route-table-list': 'az network route-table list',
  'az-nsg-list': 'az network nsg list',
  'az-nat-gateway-list': 'az network nat gateway list',
  'az-vnet-gateway-list': 'az network vnet-gateway list',
  'az-local-gateway-list': 'az network local-gateway list',
  'az-vpn-connection-list': 'az network vpn-connection list',
  'az-firewall-list': 'az network firewall list',
  'az-application-gateway-list': 'az network application-gateway list',
  'az-private-endpoint-list': 'az network private-endpoint list',
} as const;

export type AzList = keyof typeof AZ_LISTS;

/** What to do with what "Not checked" asks for and no list shows as the plan keeps it, by resource type in lower case. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['microsoft.network/loadbalancers', 'state the outbound addresses and the SKU of the load balancer at its cluster'],
  ['microsoft.network/virtualhubs', 'the list does not say in which network a Route Server is, so draw it there'],
  ['microsoft.network/expressroutecircuits', `${AZ_LISTS['az-vpn-connection-list']} shows the circuits of a gateway`],
]);

/** Why an object of a type is not read, and what to do instead where something is known. */
export function sayNotRead(type: string): string {
  const instead = INSTEAD.get(type);
  return `objects of type ${type} are not read${instead === undefined ? '' : `; ${instead}`}`;
}
