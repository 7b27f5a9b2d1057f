import type { Limit } from './limits.ts';

const DYN = { source: 'DYN', date: '2024-07-09' } as const;
const IPP = { source: 'IPP', date: '2026-04-16' } as const;

/** Figures that demand is worked out with (catalogue, sections 12.2 to 12.6). */
export const SIZING = {
  'surge.defaultPercent': {
    value: 10,
    unit: '% of the pool',
    source: 'REL',
    date: '2025-03-16',
    remark: 'older documents say 1 node',
  },
  'dynamic.batch': { value: 16, unit: 'addresses', ...DYN, remark: 'a node asks for so many at a time' },
  'dynamic.free': { value: 8, unit: 'addresses', ...DYN, remark: 'with fewer free a node asks again' },
  'static.block': { value: 16, unit: 'addresses', source: 'STA', date: '2024-03-18', remark: 'a /28' },
  'static.internal': {
    value: 1,
    unit: 'address',
    source: 'STA',
    date: '2024-03-18',
    remark: 'of the blocks of a node, kept for internal use',
  },
  'static.edgeBlocks': {
    value: 2,
    unit: 'blocks',
    source: 'STA',
    date: '2024-03-18',
    remark: 'hold the reserved addresses of the subnet; whether they are handed out is not documented',
  },
  'podCidr.nodePrefix': { value: 24, unit: 'prefix length', source: 'OV', date: '2026-07-31', remark: 'of each node' },
  'apiServer.addresses': { value: 9, unit: 'addresses', source: 'API', date: '2026-04-15', remark: 'at least' },
  'services.kept': {
    value: 2,
    unit: 'addresses',
    ...IPP,
    remark: 'of the service CIDR: network address and the Kubernetes API; arithmetic, not a quotation',
  },
  'maxPods.overlay': { value: 250, unit: 'pods', ...IPP },
  'maxPods.podsubnet-dynamic': { value: 250, unit: 'pods', ...DYN, remark: 'the other document says 110' },
  'maxPods.podsubnet-static': { value: 250, unit: 'pods', ...DYN, remark: 'the other document says 110' },
  'maxPods.nodesubnet': { value: 30, unit: 'pods', ...IPP },
  'maxPods.kubenet': { value: 110, unit: 'pods', source: 'LIMK', date: '2024-01-12' },
  'maxPods.byo': {
    value: 250,
    unit: 'pods',
    source: 'BYO',
    date: '2026-04-16',
    remark: 'not documented; taken as overlay',
  },
} as const satisfies Readonly<Record<string, Limit>>;

/** SNAT ports a load balancer gives each node when none are set. Steps above 100 nodes were not read again. @source LB, 2024-01-23 */
export const SNAT_DEFAULT_STEPS: readonly { readonly upToNodes: number; readonly ports: number }[] = [
  { upToNodes: 50, ports: 1024 },
  { upToNodes: 100, ports: 512 },
];
