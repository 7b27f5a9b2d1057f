import type { Plan } from './schema.ts';

/** How many of each there are. External networks (known only because something refers to them) are counted apart. */
export interface PlanCounts {
  readonly networks: number;
  readonly externalNetworks: number;
  readonly subnets: number;
  readonly peerings: number;
  readonly sites: number;
  readonly gateways: number;
  readonly firewalls: number;
  readonly routeTables: number;
  readonly networkSecurityGroups: number;
  readonly clusters: number;
  readonly nodePools: number;
  readonly blocks: number;
  readonly reservations: number;
}

/** Counts what a plan holds, for the status bar and the command line. */
export function countObjects(plan: Plan): PlanCounts {
  const own = plan.virtualNetworks.filter((network) => network.external !== true);
  return {
    networks: own.length,
    externalNetworks: plan.virtualNetworks.length - own.length,
    subnets: plan.virtualNetworks.reduce((sum, network) => sum + network.subnets.length, 0),
    peerings: plan.peerings.length,
    sites: plan.sites.length,
    gateways: plan.gateways.length,
    firewalls: plan.firewalls.length,
    routeTables: plan.routeTables.length,
    networkSecurityGroups: plan.networkSecurityGroups.length,
    clusters: plan.clusters.length,
    nodePools: plan.clusters.reduce((sum, cluster) => sum + cluster.pools.length, 0),
    blocks: plan.blocks.length,
    reservations: plan.reservations.length,
  };
}

/**
 * A whole number with a comma between thousands, without the locale of the machine.
 * @example formatNumber(65531) // '65,531'
 */
export function formatNumber(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Formats a count with its noun: "1 subnet", "3 subnets". */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * The counts a status bar shows; what there is none of is left out, except networks.
 * @example formatCounts(countObjects(createEmptyPlan())) // '0 networks'
 */
export function formatCounts(counts: PlanCounts): string {
  const rest = [
    [counts.subnets, 'subnet'],
    [counts.clusters, 'cluster'],
    [counts.sites, 'site'],
  ] as const;
  const shown = rest.filter(([count]) => count > 0).map(([count, noun]) => formatCount(count, noun));
  return [formatCount(counts.networks, 'network'), ...shown].join(', ');
}
