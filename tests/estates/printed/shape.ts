import { azCluster, azNetwork, place, subnetId, type AzPool } from '../../support/az.ts';

/**
 * Shapes in which Azure has printed clusters and networks over the years, boiled down to what is peculiar in each. The keys and the way they are nested, spelled
 * and left out were read in recordings of the command line's tests, in examples of the REST interface and in outputs people published; all values are ours.
 * Written from memory of such outputs: NAT and egress gateways, network isolation, kubenet, container networking services, links of services, PowerShell.
 */
export interface PrintedShape {
  readonly title: string;
  /** Where such an output was read. */
  readonly source: string;
  readonly objects: readonly unknown[];
  /** What the plan must hold, as `toMatchObject` reads it. */
  readonly plan: object;
  /** `severity rule: object`; everything the rules may say. */
  readonly findings?: readonly string[];
}

export const CLI = 'github.com/Azure/azure-cli: acs/tests/latest/recordings';
export const REST =
  'github.com/Azure/azure-rest-api-specs: examples of Microsoft.Network and Microsoft.ContainerService';
export const POSTS = 'outputs of az aks show in public notebooks and posts, 2020 to 2026';

export const at = place('1', 'rg-print');
export const NODES = subnetId(at, 'vnet-print', 'snet-nodes');
export const API = subnetId(at, 'vnet-print', 'snet-api');
export const UBUNTU = 'AKSUbuntu-2404gen2containerd-202607.20.0';

export function vnet(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...azNetwork({
      at,
      name: 'vnet-print',
      prefixes: ['172.20.0.0/16'],
      subnets: [
        { name: 'snet-nodes', prefixes: ['172.20.0.0/22'] },
        {
          name: 'snet-api',
          prefixes: ['172.20.4.0/28'],
          delegation: 'Microsoft.ContainerService/managedClusters',
        },
      ],
    }),
    ...fields,
  };
}

interface Printed {
  readonly network?: Record<string, unknown>;
  readonly fields?: Record<string, unknown>;
  /** Keys of the first pool over those of an ordinary one. */
  readonly pool?: Record<string, unknown>;
  readonly more?: readonly Record<string, unknown>[];
}

const POOL: AzPool = { name: 'nodepool1', count: 3, maxPods: 250, nodeSubnet: NODES };

/** A pool as the newest versions print it, with keys of one's own over it. */
export function printPool(raw: Record<string, unknown> = {}): Record<string, unknown> {
  // what the builder makes of a list of pools is a list of objects
  const [printed] = azCluster({ at, name: 'aks', pools: [POOL] })['agentPoolProfiles'] as Record<string, unknown>[];
  return { ...printed, nodeImageVersion: UBUNTU, ...raw };
}

export function aks({ network, fields = {}, pool, more = [] }: Printed): Record<string, unknown> {
  return {
    ...azCluster({ at, name: 'aks-print', network: network ?? {}, pools: [POOL] }),
    agentPoolProfiles: [printPool(pool), ...more],
    ...fields,
  };
}

export const cluster = (expected: object): object => ({ clusters: [expected] });
export const pools = (...expected: object[]): object => ({ clusters: [{ pools: expected }] });
