import type { IpamModel } from './ipam-models.ts';

/**
 * `ok` supported; `warn` works, but retiring, restricted or poorly documented; `refused` refused or unsupported; `depends` on a plug-in of one's own;
 * `unknown` no source says; `notApplicable` the question does not arise.
 */
export type SupportValue = 'ok' | 'warn' | 'refused' | 'depends' | 'unknown' | 'notApplicable';

/** One answer of a table: what Azure says, where it was read, and when that was written. */
export interface SupportCell {
  readonly value: SupportValue;
  /** A few words on conditions; none where the value says all. */
  readonly note?: string;
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
}

export interface CniFeature {
  /** What one has with it, in a few words: "Pods reached directly from outside". */
  readonly title: string;
  /** Out of support for every model: nobody gains or loses it. */
  readonly isRetired?: boolean;
  readonly cells: Readonly<Record<IpamModel, SupportCell>>;
}

type Read = Pick<SupportCell, 'source' | 'date'>;
const ACNS: Read = { source: 'ACNS', date: '2026' };
const AGC: Read = { source: 'AGC', date: '2025-03-24' };
const AGIC: Read = { source: 'AGIC', date: '2025-08' };
const API: Read = { source: 'API', date: '2026-04-15' };
const BYO: Read = { source: 'BYO', date: '2026-04-16' };
const CIL: Read = { source: 'CIL', date: '2026-08-05' };
const CNI: Read = { source: 'CNI', date: '2026-07-10' };
const DUAL: Read = { source: 'DUAL', date: '2023-12-07' };
const DYN: Read = { source: 'DYN', date: '2024-07-09' };
const FLT: Read = { source: 'FLT', date: '2026' };
const ILB: Read = { source: 'ILB', date: '2026' };
const ISO: Read = { source: 'ISO', date: '2026' };
const KUB: Read = { source: 'KUB', date: '2026-04-16' };
const LEG: Read = { source: 'LEG', date: '2026-04-16' };
const NAP: Read = { source: 'NAP', date: '2026' };
const OV: Read = { source: 'OV', date: '2026-07-31' };
const OVX: Read = { source: 'OVX', date: '2026-04-03' };
const PS: Read = { source: 'PS', date: '2024-05-21' };
const REL: Read = { source: 'REL', date: '2026-06-19' };
const RET: Read = { source: 'RET', date: '2026-06' };
const SEG: Read = { source: 'SEG', date: '2026' };
const STA: Read = { source: 'STA', date: '2024-03-18' };
const VN: Read = { source: 'VN', date: '2023-11-06' };

type MakeCell = (read: Read, note?: string) => SupportCell;
const make =
  (value: SupportValue): MakeCell =>
  (read, note) => ({ value, ...read, ...(note === undefined ? {} : { note }) });
const ok = make('ok');
const warn = make('warn');
const refused = make('refused');
const depends = make('depends');
const unknown = make('unknown');
const none = make('notApplicable');

const ALL = (cell: SupportCell): CniFeature['cells'] => ({
  overlay: cell,
  'podsubnet-dynamic': cell,
  'podsubnet-static': cell,
  nodesubnet: cell,
  kubenet: cell,
  byo: cell,
});
/** One answer for both allocations of Pod Subnet. */
const podSubnet = (cell: SupportCell): Pick<CniFeature['cells'], 'podsubnet-dynamic' | 'podsubnet-static'> => ({
  'podsubnet-dynamic': cell,
  'podsubnet-static': cell,
});

/** What works with which address model: catalogue 9.2, with the review's A13, A28, B17 and E3 to E5. Rows in the order people read them. */
export const CNI_FEATURES = {
  linuxPools: { title: 'Linux node pools', cells: { ...ALL(ok(CNI)), kubenet: warn(RET, 'retires 2028-03-31') } },
  windowsPools: {
    title: 'Windows node pools',
    cells: {
      overlay: ok(OV, '2022 and 2025'),
      ...podSubnet(ok(PS, 'not Windows Server 2019')),
      nodesubnet: ok(LEG),
      kubenet: refused(KUB),
      byo: depends(BYO),
    },
  },
  windowsWithCilium: { title: 'Windows node pools with Cilium', cells: ALL(refused(CIL, 'Cilium is Linux only')) },
  dualStack: {
    title: 'Dual-stack (IPv4 and IPv6)',
    cells: {
      overlay: ok(DUAL, 'policies with Cilium only'),
      'podsubnet-dynamic': refused(DUAL),
      'podsubnet-static': warn(REL, 'named in release notes only'),
      nodesubnet: refused(DUAL),
      kubenet: warn(DUAL, 'released in 2023, the present article asks for Overlay'),
      byo: depends(BYO),
    },
  },
  directInbound: {
    title: 'Pods reached directly from networks and sites',
    cells: {
      overlay: refused(OV, 'pods are behind their node'),
      ...podSubnet(ok(PS)),
      nodesubnet: ok(LEG),
      kubenet: refused(KUB, 'pods are behind their node'),
      byo: depends(BYO),
    },
  },
  podSourceAddress: {
    title: 'Pods keep their own address outside the network',
    cells: {
      overlay: refused(OV, "they leave with the node's address"),
      ...podSubnet(ok(CNI)),
      nodesubnet: refused(CNI, 'inside the network only'),
      kubenet: refused(KUB, "they leave with the node's address"),
      byo: depends(BYO),
    },
  },
  podRangeReuse: {
    title: 'Pod range used again in other clusters',
    cells: {
      overlay: ok(OV),
      ...podSubnet(refused(PS, 'pods have addresses of the network')),
      nodesubnet: refused(LEG, 'pods have addresses of the network'),
      kubenet: ok(KUB, 'with a route table of its own'),
      byo: depends(BYO),
    },
  },
  sharedNodeSubnet: {
    title: 'Several clusters in one node subnet',
    cells: { ...ALL(ok(CNI)), kubenet: refused(KUB), byo: ok(BYO, 'inferred') },
  },
  sharedPodSubnet: {
    title: 'Pod subnet shared by pools and clusters',
    cells: {
      ...ALL(none(CNI)),
      'podsubnet-dynamic': ok(DYN, 'one allocation per subnet'),
      'podsubnet-static': ok(STA, 'one allocation per subnet'),
    },
  },
  ownPodSettings: {
    title: 'NSG, NAT gateway and routes of their own for pods',
    cells: {
      overlay: refused(OV),
      ...podSubnet(ok(PS)),
      nodesubnet: refused(LEG),
      kubenet: refused(KUB),
      byo: depends(BYO),
    },
  },
  vmsBesidePods: {
    title: 'Virtual machines in the subnet of the pods',
    cells: {
      overlay: none(OV),
      ...podSubnet(refused(PS, 'the pod subnet is for pods alone')),
      nodesubnet: ok(LEG),
      kubenet: ok(KUB),
      byo: ok(BYO),
    },
  },
  virtualNodes: {
    title: 'Virtual nodes',
    cells: {
      overlay: refused(OV),
      ...podSubnet(ok(VN)),
      nodesubnet: ok(VN),
      kubenet: refused(KUB),
      byo: unknown(VN),
    },
  },
  agic: {
    title: 'Application Gateway Ingress Controller',
    cells: {
      overlay: ok(AGIC, 'gateway in the same network, /24 or smaller'),
      ...podSubnet(ok(AGIC)),
      nodesubnet: ok(AGIC),
      kubenet: warn(AGIC, "the cluster's route table on the gateway subnet"),
      byo: depends(BYO),
    },
  },
  agc: {
    title: 'Application Gateway for Containers',
    cells: {
      overlay: ok(AGC, 'association subnet in the same network'),
      ...podSubnet(ok(AGC)),
      nodesubnet: ok(AGC),
      kubenet: refused(AGC),
      byo: warn(AGC, 'not documented'),
    },
  },
  ingress: {
    title: 'Application routing, NGINX, Istio add-on',
    cells: { ...ALL(ok(CNI)), kubenet: warn(RET, 'kubenet retires 2028-03-31'), byo: depends(BYO) },
  },
  privateLinkService: {
    title: 'Private Link Service on load balancers',
    cells: { ...ALL(ok(ILB, 'IPv4, Standard load balancer')), 'podsubnet-static': refused(PS) },
  },
  apiServerIntegration: {
    title: 'API Server VNet Integration',
    cells: {
      ...ALL(ok(API)),
      overlay: ok(API, 'a tunnel is kept for pods'),
      kubenet: unknown(API),
      byo: ok(API, 'a tunnel is kept for pods'),
    },
  },
  networkIsolated: {
    title: 'Network-isolated cluster',
    cells: { ...ALL(ok(ISO)), kubenet: refused(ISO), byo: unknown(ISO) },
  },
  nodeAutoProvisioning: {
    title: 'Node auto-provisioning',
    cells: {
      overlay: ok(NAP, 'not with Calico'),
      'podsubnet-dynamic': refused(NAP),
      'podsubnet-static': unknown(NAP),
      nodesubnet: ok(NAP, 'not with Calico'),
      kubenet: refused(NAP),
      byo: unknown(NAP),
    },
  },
  staticEgressGateway: {
    title: 'Static egress gateway',
    cells: {
      overlay: ok(SEG, 'IPv4'),
      ...podSubnet(refused(SEG)),
      nodesubnet: ok(SEG),
      kubenet: unknown(SEG),
      byo: unknown(SEG),
    },
  },
  availabilitySets: {
    title: 'Availability sets',
    isRetired: true,
    cells: {
      ...ALL(refused(RET, 'out of support since 2025-09-30')),
      nodesubnet: warn(RET, 'out of support since 2025-09-30'),
      kubenet: warn(RET, 'out of support since 2025-09-30'),
      byo: warn(RET, 'out of support since 2025-09-30'),
    },
  },
  dcsv2Sizes: { title: 'DCsv2 machine sizes', cells: { ...ALL(ok(OV)), overlay: refused(OV) } },
  managedNetwork: {
    title: 'Network made by AKS',
    cells: { ...ALL(ok(CNI)), ...podSubnet(unknown(PS, 'needs subnets of its own')) },
  },
  serviceEndpoints: { title: 'Service endpoints and private DNS', cells: ALL(ok(CNI)) },
  podRangeGrowth: {
    title: 'Pod range that grows later',
    cells: {
      overlay: ok(OVX, 'Linux only, to a range around it'),
      ...podSubnet(ok(PS, 'a further subnet for new pools')),
      nodesubnet: refused(LEG),
      kubenet: refused(KUB),
      byo: depends(BYO),
    },
  },
  acnsPolicies: {
    title: 'FQDN and layer 7 policies',
    cells: { ...ALL(ok(ACNS, 'with Cilium')), kubenet: refused(ACNS), byo: refused(ACNS) },
  },
  crossCluster: {
    title: 'Pod networking across clusters (preview)',
    cells: {
      overlay: refused(FLT),
      ...podSubnet(ok(FLT)),
      nodesubnet: ok(FLT),
      kubenet: refused(FLT),
      byo: refused(FLT),
    },
  },
} as const satisfies Readonly<Record<string, CniFeature>>;

export type CniFeatureId = keyof typeof CNI_FEATURES;
