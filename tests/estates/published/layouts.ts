import type { Layout } from './describe-estate.ts';
import { CLUSTER_LAYOUTS } from './layouts-of-clusters.ts';
import { GUIDE_LAYOUTS } from './layouts-of-guides.ts';
import { NETWORK_LAYOUTS } from './layouts-of-networks.ts';

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

export const PUBLISHED: readonly PublishedLayout[] = [...CLUSTER_LAYOUTS, ...GUIDE_LAYOUTS, ...NETWORK_LAYOUTS];
