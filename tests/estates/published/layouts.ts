/**
 * Published layouts beyond the fourteen given ones. `source` names where a layout is published; its addresses were not all compared with it again.
 * Written down from memory, so fit to exercise the rules but not to be cited: the ingress range of the regulated baseline (10.241.0.0/28), the AKS-Construction
 * defaults, the guides on the API server, dynamic Pod Subnet and coexisting gateways, both Azure Firewall tutorials, the Terraform hub and spoke, the hubs of the
 * two-region landing zone, the old Route Server quickstart, and the hub and the cluster of the course on private clusters. The second hub of the hub mesh is modelled on the first.
 */
import type { Layout } from './describe-estate.ts';
import { CLUSTER_LAYOUTS } from './layouts-of-clusters.ts';
import { GUIDE_LAYOUTS } from './layouts-of-guides.ts';
import { INGRESS_AND_EGRESS_LAYOUTS } from './layouts-of-ingress-and-egress.ts';
import { NETWORK_LAYOUTS } from './layouts-of-networks.ts';
import { SAMPLE_LAYOUTS } from './layouts-of-samples.ts';

export interface PublishedLayout {
  readonly id: string;
  readonly title: string;
  /** Where the names and ranges were read. */
  readonly source: string;
  readonly layout: Layout;
  /** `severity rule: object`, worked out by hand from the catalogue before the rules were run; as a plan, nothing of it deployed. */
  readonly expected: readonly string[];
  /** Where it differs once everything is deployed (provisioning states Succeeded). */
  readonly expectedDeployed?: readonly string[];
}

export const PUBLISHED: readonly PublishedLayout[] = [
  ...CLUSTER_LAYOUTS,
  ...GUIDE_LAYOUTS,
  ...INGRESS_AND_EGRESS_LAYOUTS,
  ...NETWORK_LAYOUTS,
  ...SAMPLE_LAYOUTS,
];
