export interface Fact {
  readonly title: string;
  /** The command whose output shows it. */
  readonly supply: string;
  /** What to do with that output where Netwright cannot read it, or not all of it. */
  readonly byHand?: string;
}

const TABLE = {
  gateways: {
    title: 'Gateways of the network',
    supply: 'az network vnet-gateway list -g {resourceGroup}',
    byHand: 'state at GatewaySubnet that what is listed there is all, where the network has no gateway',
  },
  expressRouteCircuits: { title: 'ExpressRoute circuits', supply: 'az network vpn-connection list -g {resourceGroup}' },
  onPremisesRanges: {
    title: 'On-premises ranges',
    supply:
      'az network local-gateway list -g {resourceGroup}; az network vpn-connection list -g {resourceGroup}; az network vnet-gateway list -g {resourceGroup}',
    byHand: 'draw the site where it comes over ExpressRoute or BGP',
  },
  networkSecurityGroups: { title: 'Rules of the network security group', supply: 'az network nsg list' },
  routeTable: { title: 'Routes of the route table', supply: 'az network route-table list' },
  firewalls: { title: 'SKU and forced tunnelling of the firewall', supply: 'az network firewall list' },
  routeServers: {
    title: 'Route Servers',
    supply: 'az network routeserver list',
    byHand: 'draw the Route Server in its network, which the list does not name',
  },
  natGateways: { title: 'SKU and addresses of the NAT gateway', supply: 'az network nat gateway list' },
  applicationGateways: {
    title: 'Instances, SKU and isolation of the application gateway',
    supply: 'az network application-gateway list',
  },
  loadBalancers: {
    title: 'Load balancers',
    supply: 'az network lb list',
    byHand: 'state the SKU and the outbound addresses at the cluster',
  },
  privateDnsZones: {
    title: 'Private DNS zones and their links',
    supply: 'az network private-dns zone list; az network private-dns link vnet list',
    byHand: 'draw the zone and name its networks',
  },
  privateEndpoints: {
    title: 'Private endpoints',
    supply: 'az network private-endpoint list',
    byHand: 'state at the cluster which networks have an endpoint for its registry',
  },
  subnetUse: {
    title: 'Everything that uses the subnet',
    supply: 'az network vnet subnet show; az network private-endpoint list',
    byHand: 'state at the subnet that what is listed there is all',
  },
  remoteNetwork: {
    title: 'The network at the other end',
    supply: 'az network vnet list in the subscription of that network',
  },
  remoteRouteTables: {
    title: 'Route tables of the other subscription',
    supply: 'az network route-table list in the subscription of the hub',
  },
  subnetOfCluster: {
    title: 'The subnet the cluster uses',
    supply: 'az network vnet list in the subscription of that network',
  },
  nodeImages: {
    title: 'Release of the node image',
    supply: 'az aks nodepool list -g {resourceGroup} --cluster-name <cluster>',
  },
  ingressVersions: {
    title: 'Version of the ingress controller',
    supply: 'kubectl get deployments --all-namespaces -o wide',
    byHand: 'state the version at the cluster',
  },
  vmSizes: {
    title: 'vCPUs and memory of the VM size',
    supply: 'az vm list-skus --location <region> --size <size>',
    byHand: 'compare by hand, or plan a size Netwright knows',
  },
  kubernetesServices: {
    title: 'Kubernetes services',
    supply: 'kubectl get services --all-namespaces',
    byHand: 'state their number at the cluster',
  },
} as const satisfies Readonly<Record<string, Fact>>;

export type FactId = keyof typeof TABLE;

/** Facts an answer may wait for, with the command that supplies each (review, section 20.7). */
export const FACTS: Readonly<Record<FactId, Fact>> = TABLE;
