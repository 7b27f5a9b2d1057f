/** A flow that a cluster or a gateway cannot do without (catalogue table 8.2). */
export interface RequiredFlow {
  /** What it is for, as the end of "needs for ...". */
  readonly purpose: string;
  readonly protocols: readonly ('Tcp' | 'Udp')[];
  /** Destination ports, both ends included. */
  readonly ports: readonly { readonly first: number; readonly last: number }[];
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
}

const ALL = [{ first: 0, last: 65_535 }];
const BOTH = ['Tcp', 'Udp'] as const;

function ports(...numbers: readonly number[]): RequiredFlow['ports'] {
  return numbers.map((port) => ({ first: port, last: port }));
}

/**
 * The flows by their id in the catalogue. "All" stands for TCP and UDP on every port; ICMP is left out, since nothing of the cluster waits for it.
 * `nsg-egress-tunnel` is the part of `nsg-egress-443` that only clusters with the tunnel before konnectivity use.
 */
export const REQUIRED_FLOWS = {
  'nsg-node-node': { purpose: 'traffic between nodes', protocols: BOTH, ports: ALL, source: 'NET', date: '2026' },
  'nsg-node-pod': {
    purpose: 'traffic between nodes and pods',
    protocols: BOTH,
    ports: ALL,
    source: 'OV',
    date: '2026-07-31',
  },
  'nsg-pod-pod': { purpose: 'traffic between pods', protocols: BOTH, ports: ALL, source: 'OV', date: '2026-07-31' },
  'nsg-node-apiserver': {
    purpose: 'the way to its API server',
    protocols: ['Tcp'],
    ports: ports(443, 4443),
    source: 'NET',
    date: '2026',
  },
  'nsg-lb-apiserver': {
    purpose: 'the health probes of its API server',
    protocols: ['Tcp'],
    ports: ports(9988),
    source: 'NET',
    date: '2026',
  },
  'nsg-wireguard': {
    purpose: 'WireGuard encryption between nodes',
    protocols: ['Udp'],
    ports: ports(51_871),
    source: 'CIL',
    date: '2026-08-05',
  },
  'nsg-egress-443': {
    purpose: 'the way to its public API server',
    protocols: ['Tcp'],
    ports: ports(443),
    source: 'FW',
    date: '2026',
  },
  'nsg-egress-tunnel': {
    purpose: 'the tunnel of clusters older than konnectivity',
    protocols: ['Tcp', 'Udp'],
    ports: ports(1194, 9000),
    source: 'FW',
    date: '2026',
  },
  'nsg-egress-monitor': {
    purpose: 'Azure Monitor, which Cilium clusters report to',
    protocols: ['Tcp'],
    ports: ports(443),
    source: 'CIL',
    date: '2026-08-05',
  },
  'nsg-dns': { purpose: 'name resolution', protocols: BOTH, ports: ports(53), source: 'FW', date: '2026' },
  'nsg-appgw': {
    purpose: 'its management, its health probes and its way out',
    protocols: BOTH,
    ports: ALL,
    source: 'AGW',
    date: '2023-07-05',
  },
} as const satisfies Readonly<Record<string, RequiredFlow>>;

export type RequiredFlowId = keyof typeof REQUIRED_FLOWS;

/** Ports Azure manages an application gateway v2 through. @source AGW, 2023-07-05 */
export const APPLICATION_GATEWAY_MANAGEMENT_PORTS = { first: 65_200, last: 65_535 } as const;
