/** Something Azure takes out of service on a day. */
export interface Retirement {
  /** What ends, as the subject of a sentence. */
  readonly what: string;
  /** The last day of service, YYYY-MM-DD. */
  readonly date: string;
  /** Images are taken away: pools can no longer scale or be upgraded. */
  readonly imagesRemoved?: string;
  /** The first Kubernetes version without it. */
  readonly notFromKubernetes?: string;
  /** Where to go, as the object of "move to". */
  readonly path: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly sourceDate: string;
}

const RET = { source: 'RET', sourceDate: '2026-06' } as const;

/** Retirements that touch AKS and its networks (catalogue 15.1 with the review's A12, B15 and E7), by the id of their rule. */
export const RETIREMENTS = {
  'kubenet-retirement': { what: 'kubenet', date: '2028-03-31', path: 'Azure CNI Overlay', ...RET },
  'npm-linux-retirement': {
    what: 'Azure Network Policy Manager on Linux nodes',
    date: '2028-09-30',
    path: 'Cilium',
    ...RET,
  },
  'npm-windows-retirement': {
    what: 'Azure Network Policy Manager on Windows nodes',
    date: '2026-09-30',
    path: 'Calico or network security groups',
    ...RET,
  },
  'vmas-retirement': {
    what: 'Availability sets as node pools',
    date: '2025-09-30',
    path: 'scale sets or Virtual Machines node pools',
    ...RET,
  },
  'basic-lb-retirement': {
    what: 'The Basic load balancer',
    date: '2025-09-30',
    path: 'the Standard load balancer',
    ...RET,
  },
  'win2019-retirement': {
    what: 'Windows Server 2019',
    date: '2026-03-01',
    imagesRemoved: '2027-04-01',
    notFromKubernetes: '1.33',
    path: 'Windows Server 2022 or 2025',
    ...RET,
  },
  'win2022-retirement': {
    what: 'Windows Server 2022',
    date: '2028-06-30',
    imagesRemoved: '2029-06-30',
    notFromKubernetes: '1.37',
    path: 'Windows Server 2025',
    ...RET,
  },
  'default-outbound-retirement': {
    what: 'Implicit internet access of virtual machines in new networks',
    date: '2026-03-31',
    path: 'a NAT gateway, public addresses, outbound rules or a default route',
    ...RET,
  },
  'ubuntu2004-retirement': { what: 'Ubuntu 20.04', date: '2027-03-17', path: 'Ubuntu 22.04 or 24.04', ...RET },
  'ubuntu2204-retirement': {
    what: 'Ubuntu 22.04',
    date: '2027-06-30',
    imagesRemoved: '2028-04-30',
    path: 'Ubuntu 24.04',
    ...RET,
  },
  'azurelinux2-retirement': {
    what: 'Azure Linux 2.0',
    date: '2025-11-30',
    imagesRemoved: '2026-03-31',
    path: 'Azure Linux 3.0',
    ...RET,
  },
  'osm-retirement': { what: 'The Open Service Mesh add-on', date: '2027-09-30', path: 'the Istio add-on', ...RET },
  'nginx-retirement': {
    what: 'Critical patches for ingress-nginx in the application routing add-on',
    date: '2026-11-30',
    path: 'Gateway API or Application Gateway for Containers',
    ...RET,
  },
} as const satisfies Readonly<Record<string, Retirement>>;

export type RetirementId = keyof typeof RETIREMENTS;
