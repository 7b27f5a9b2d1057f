/** Facts an answer may wait for, with the command that supplies each (review, section 20.7). */
export const FACTS = {
  gateways: { title: 'Gateways of the network', supply: 'az network vnet-gateway list -g {resourceGroup}' },
  expressRouteCircuits: { title: 'ExpressRoute circuits', supply: 'az network express-route list' },
  onPremisesRanges: {
    title: 'On-premises ranges',
    supply: 'az network local-gateway list -g {resourceGroup}, or draw the site',
  },
  networkSecurityGroups: { title: 'Rules of the network security group', supply: 'az network nsg list' },
  routeTable: { title: 'Routes of the route table', supply: 'az network route-table list' },
  firewalls: { title: 'SKU and forced tunnelling of the firewall', supply: 'az network firewall list' },
  bastion: { title: 'Bastion host', supply: 'az network bastion list' },
  routeServers: { title: 'Route Servers', supply: 'az network routeserver list' },
  natGateways: { title: 'SKU and addresses of the NAT gateway', supply: 'az network nat gateway list' },
  applicationGateways: {
    title: 'Instances, SKU and isolation of the application gateway',
    supply: 'az network application-gateway list',
  },
  loadBalancers: { title: 'Load balancers', supply: 'az network lb list' },
  privateDnsZones: {
    title: 'Private DNS zones and their links',
    supply: 'az network private-dns zone list; az network private-dns link vnet list',
  },
  privateEndpoints: { title: 'Private endpoints', supply: 'az network private-endpoint list' },
  subnetUse: {
    title: 'Everything that uses the subnet',
    supply: 'az network vnet subnet show (ipConfigurations), az network private-endpoint list',
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
    supply:
      'az aks nodepool list -g {resourceGroup} --cluster-name <cluster> --query "[].[name,osSku,nodeImageVersion]"',
  },
  ingressVersions: {
    title: 'Version of the ingress controller',
    supply: 'kubectl get deployments --all-namespaces -o wide',
  },
  vmSizes: {
    title: 'vCPUs and memory of the VM size',
    supply: 'az vm list-skus --location <region> --size <size>',
  },
  kubernetesServices: { title: 'Kubernetes services', supply: 'kubectl get services --all-namespaces' },
} as const;

export type FactId = keyof typeof FACTS;
