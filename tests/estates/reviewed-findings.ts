/** Rules whose findings the expected lists of the topologies name completely. */
export const COVERED_RULES: readonly string[] = [
  'agc-subnet-size',
  'apiserver-subnet-size',
  'appgw-subnet-recommended-size',
  'bastion-subnet-size',
  'dns-ip-outside-service-cidr',
  'dns-ip-reserved',
  'docker-bridge-legacy',
  'egress-lb-with-default-route',
  'firewall-mgmt-subnet-size',
  'firewall-subnet-size',
  'gateway-subnet-size',
  'kubenet-retirement',
  'node-subnet-capacity',
  'node-subnet-legacy',
  'npm-linux-retirement',
  'peering-address-overlap',
  'peering-gateway-transit-no-gateway',
  'peering-neighbour-overlap',
  'pod-cidr-aks-reserved',
  'pod-cidr-capacity',
  'pod-cidr-inside-vnet-space',
  'pod-cidr-not-applicable',
  'pod-cidr-not-private',
  'pod-cidr-overlaps-peered-vnet',
  'pod-cidr-overlaps-service-cidr',
  'pod-cidr-overlaps-subnet',
  'pod-cidr-overlaps-unconnected-network',
  'pool-maxpods-floor',
  'pool-system-min-nodes',
  'service-cidr-aks-reserved',
  'service-cidr-inside-vnet',
  'service-cidr-not-private',
  'service-cidr-overlaps-indirect-network',
  'service-cidr-overlaps-peered-vnet',
  'service-cidr-overlaps-subnet',
  'service-cidr-size',
  'subnet-outside-vnet',
  'subnet-sibling-overlap',
  'subnet-too-small',
  'vnet-no-free-space',
  'vnet-overlaps-other-vnet',
  'vnet-prefix-forbidden',
  'vnet-prefix-not-private',
];

/** Covered rules of catalogue sections that come later. When one is built, this list refuses to keep it. */
export const NOT_BUILT_YET: readonly string[] = [];

/** A finding of a rule the lists do not cover, and why its condition really holds there. */
export interface ConfirmedFinding {
  readonly topology: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule: string;
  readonly target: string;
  readonly reason: string;
}

export const CONFIRMED_BY_HAND: readonly ConfirmedFinding[] = [
  {
    topology: 'T02',
    severity: 'info',
    rule: 'service-cidr-shared',
    target: 'aks-03',
    reason: 'aks-03 and aks-04 both have service CIDR 172.16.0.0/16 (catalogue 10.2; one line per group by A36).',
  },
  {
    topology: 'T07',
    severity: 'info',
    rule: 'service-cidr-shared',
    target: 'aksclusterregion1',
    reason: 'Both clusters have the AKS default 10.0.0.0/16 as service CIDR.',
  },
  {
    topology: 'T08',
    severity: 'info',
    rule: 'firewall-subnet-oversized',
    target: 'alz-hub-eastus / AzureFirewallSubnet',
    reason: 'AzureFirewallSubnet is 10.20.255.0/24, larger than /26 (catalogue 5.2).',
  },
  {
    topology: 'T12',
    severity: 'info',
    rule: 'peering-gateway-transit-unused',
    target: 'vnet-learn-hub',
    reason:
      'A VPN gateway is listed in the hub, both spokes have none, and no link uses remote gateways (catalogue 6).',
  },
  {
    topology: 'T17',
    severity: 'info',
    rule: 'firewall-subnet-oversized',
    target: 'aks-vnet / AzureFirewallSubnet',
    reason: 'AzureFirewallSubnet is 10.42.2.0/24, larger than /26 (catalogue 5.2).',
  },
  ...['nodepool1', 'newnodepool'].map((pool): ConfirmedFinding => ({
    topology: 'T19',
    severity: 'info',
    rule: 'pool-maxpods-static-waste',
    target: `myAKSCluster / ${pool}`,
    reason:
      'Static block allocation with max pods 250: 16 blocks hold 255 pods, 5 addresses are unused (catalogue 11).',
  })),
];
