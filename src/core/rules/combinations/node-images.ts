import { AVAILABILITY_SETS_END, HOST_ROUTING_IMAGES, imageSkuOf } from '../../azure/index.ts';
import type { Known, PoolView } from '../../topology/types.ts';
import { waiting } from '../define-rule.ts';
import { clusterRule, isExistingPool, poolRule, setPool } from '../support/cluster-rule.ts';
import { sketchCluster, sketchPodSubnet, withWindows } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { hasEgressGateway, isPodSubnet } from '../support/cluster-conflicts.ts';

/** Whether a Windows pool runs this release: unknown where neither the OS SKU nor the image names one. */
function runsWindows({ pool }: PoolView, year: string): Known {
  if (pool.os !== 'Windows') return false;
  const sku = imageSkuOf(pool)?.toLowerCase();
  return sku === undefined || sku === 'windows' ? 'unknown' : sku.endsWith(year);
}

const calicoWin2025 = poolRule({
  id: 'combo-calico-win2025',
  title: 'Calico on Windows Server 2025',
  severity: 'W',
  why: 'The table of network policies names Windows Server 2019 and 2022 for Calico, not 2025. Verify it before you rely on it.',
  sources: [{ key: 'POL' }],
  failing: [
    {
      title: 'Calico and Windows2025',
      plan: sketchCluster({ networkPolicy: 'calico', pools: withWindows('Windows2025') }),
      targets: ['aks/win'],
    },
  ],
  passing: [
    { title: 'Windows2022', plan: sketchCluster({ networkPolicy: 'calico', pools: withWindows('Windows2022') }) },
  ],
  says: (pool, { cluster }) =>
    cluster.networkPolicy === 'calico' && runsWindows(pool, '2025') === true
      ? `Pool ${pool.pool.name} of ${cluster.name} runs Windows Server 2025 with Calico; the table of policies names 2019 and 2022 only, verify it.`
      : undefined,
});

const staticWin2019 = poolRule({
  id: 'combo-static-win2019',
  title: 'Windows Server 2019 with Pod Subnet',
  severity: 'E1',
  why: 'Pod Subnet, dynamic and static, supports Windows Server 2022 and later nodes; 2019 is refused.',
  sources: [{ key: 'PS', section: 'Limitations' }],
  failing: [
    {
      title: 'Pod Subnet and Windows2019',
      plan: sketchPodSubnet('static', { pools: withWindows('Windows2019', { maxPods: 31 }) }),
      targets: ['aks/win'],
      alsoFires: ['win2019-retirement'],
    },
  ],
  passing: [
    {
      title: 'Windows2022',
      plan: sketchPodSubnet('static', { pools: withWindows('Windows2022', { maxPods: 31 }) }),
    },
    {
      title: 'Windows without a year: not checked',
      plan: sketchPodSubnet('static', { pools: withWindows('Windows', { maxPods: 31 }) }),
    },
  ],
  says: (pool, { cluster }) => {
    if (!isPodSubnet(cluster)) return undefined;
    const is2019 = runsWindows(pool, '2019');
    if (is2019 === 'unknown') return waiting('nodeImages', [pool.ref]);
    return is2019
      ? `Pool ${pool.pool.name} of ${cluster.name} runs Windows Server 2019; Pod Subnet does not support it.`
      : undefined;
  },
  fixes: (pool) =>
    isExistingPool(pool) ? [] : [setPool(pool.pool, 'Use Windows Server 2025', { osSku: 'Windows2025' })],
});

const hostRouting = { dataPlane: 'cilium', networkPolicy: 'cilium', acns: { ebpfHostRouting: true } } as const;
const isOneOf = (names: readonly string[], sku: string): boolean =>
  names.some((name) => name.toLowerCase() === sku.toLowerCase());

/** Why the pool cannot take eBPF host routing; undefined when it can or nobody knows. */
function hostRoutingObstacle({ pool }: PoolView, egressGateway: boolean): string | undefined {
  if (pool.confidential === true) return 'uses confidential virtual machines';
  if (pool.podSandboxing === true) return 'uses Pod Sandboxing';
  if (egressGateway) return 'is beside a static egress gateway';
  const osSku = imageSkuOf(pool) ?? '';
  const decides =
    osSku !== '' &&
    ![...HOST_ROUTING_IMAGES.fit, ...HOST_ROUTING_IMAGES.undecided].some((name) => isOneOf([name], osSku));
  return decides ? `runs ${osSku}` : undefined;
}

const hostRoutingOs = poolRule({
  id: 'combo-host-routing-os',
  title: 'Node pool that cannot take eBPF host routing',
  severity: 'E1',
  why: 'With eBPF host routing every node must run Ubuntu 24.04 or Azure Linux 3.0. Confidential virtual machines, Pod Sandboxing and the static egress gateway exclude it.',
  sources: [{ key: 'ACNS' }],
  failing: [
    {
      title: 'Ubuntu 22.04 pool',
      plan: sketchCluster({ ...hostRouting, pools: { system: { osSku: 'Ubuntu2204' } } }),
      targets: ['aks/system'],
      alsoFires: ['ubuntu2204-retirement'],
    },
    {
      title: 'Confidential nodes',
      plan: sketchCluster({ ...hostRouting, pools: { system: { osSku: 'Ubuntu2404', confidential: true } } }),
      targets: ['aks/system'],
    },
    {
      title: 'Pod Sandboxing',
      plan: sketchCluster({ ...hostRouting, pools: { system: { osSku: 'AzureLinux3', podSandboxing: true } } }),
      targets: ['aks/system'],
    },
  ],
  passing: [
    { title: 'Ubuntu 24.04 pool', plan: sketchCluster({ ...hostRouting, pools: { system: { osSku: 'Ubuntu2404' } } }) },
    { title: 'Ubuntu without a release: not checked', plan: sketchCluster({ ...hostRouting, pools: { system: {} } }) },
  ],
  says: (pool, { cluster, pools }) => {
    // A Windows pool is what `combo-windows-cilium` is about.
    if (cluster.acns?.ebpfHostRouting !== true || pool.pool.os === 'Windows') return undefined;
    // The gateway is the cluster's, so it is said once.
    const obstacle = hostRoutingObstacle(pool, pool === pools[0] && hasEgressGateway(cluster));
    if (obstacle !== undefined)
      return `Pool ${pool.pool.name} of ${cluster.name} ${obstacle}; eBPF host routing needs Ubuntu 24.04 or Azure Linux 3.0 on every node, without confidential machines, Pod Sandboxing or a static egress gateway.`;
    return isOneOf(HOST_ROUTING_IMAGES.fit, imageSkuOf(pool.pool) ?? '')
      ? undefined
      : waiting('nodeImages', [pool.ref]);
  },
  fixes: (pool, { cluster }) =>
    isExistingPool(pool) ||
    hostRoutingObstacle({ ...pool, pool: { ...pool.pool, osSku: 'Ubuntu2404' } }, hasEgressGateway(cluster)) !==
      undefined
      ? []
      : [setPool(pool.pool, 'Use Ubuntu 24.04', { osSku: 'Ubuntu2404' })],
});

const overlayDcsv2 = poolRule({
  id: 'combo-overlay-dcsv2',
  title: 'DCsv2 nodes with Overlay',
  severity: 'E1',
  why: 'Azure CNI Overlay does not support virtual machines of the DCsv2 series. DCasv5 and DCadsv5 work.',
  sources: [{ key: 'OV' }, { key: 'S1' }],
  failing: [
    {
      title: 'Overlay and Standard_DC4s_v2',
      plan: sketchCluster({ pools: { system: { vmSize: 'Standard_DC4s_v2' } } }),
      targets: ['aks/system'],
    },
    {
      title: 'Standard_DC2s_v2 in a user pool',
      plan: sketchCluster({ pools: { system: {}, work: { mode: 'User', vmSize: 'Standard_DC2s_v2' } } }),
      targets: ['aks/work'],
    },
  ],
  passing: [
    {
      title: 'Standard_DC2as_v5',
      plan: sketchCluster({ pools: { system: {}, work: { mode: 'User', vmSize: 'Standard_DC2as_v5' } } }),
    },
  ],
  says: (pool, { cluster }) =>
    cluster.ipam === 'overlay' && DCSV2.test(pool.pool.vmSize ?? '')
      ? `Pool ${pool.pool.name} of ${cluster.name} has ${pool.pool.vmSize ?? ''} nodes; Overlay does not support DCsv2, use DCasv5 or DCadsv5.`
      : undefined,
  fixes: (pool) => {
    const vmSize = pool.pool.vmSize?.replace(DCSV2, 'Standard_DC$1as_v5') ?? '';
    const size = /^Standard_DC(2|4|8)as_v5$/.test(vmSize) ? vmSize : 'Standard_DC4as_v5';
    return isExistingPool(pool) ? [] : [setPool(pool.pool, `Use ${size}`, { vmSize: size })];
  },
});

/** Sizes of the DCsv2 series: DC1s_v2 to DC8_v2. @source OV */
const DCSV2 = /^Standard_DC(\d+)s?_v2$/i;

/** Up to the day availability sets left AKS; from then on `vmas-retirement` says all there is to say (review C11). */
const overlayVmas = clusterRule({
  id: 'combo-overlay-vmas',
  title: 'Overlay with availability sets',
  severity: 'E1',
  why: 'Azure CNI Overlay works with scale sets and Virtual Machines pools; AKS refuses availability sets with it.',
  sources: [{ key: 'OV' }, { key: 'S1' }],
  failing: [
    {
      title: 'Overlay with an availability set',
      plan: { ...sketchCluster({ pools: { system: { type: 'availabilitySet' } } }), asOf: '2025-09-01' },
      targets: ['aks'],
      alsoFires: ['vmas-retirement'],
    },
  ],
  passing: [
    {
      title: 'Scale set',
      plan: { ...sketchCluster({ pools: { system: { type: 'scaleSet' } } }), asOf: '2025-09-01' },
    },
    {
      title: 'Retired since: said there',
      plan: { ...sketchCluster({ pools: { system: { type: 'availabilitySet' } } }), asOf: '2025-10-01' },
    },
  ],
  says: ({ cluster, pools }, { asOf }) => {
    if (cluster.ipam !== 'overlay' || asOf > AVAILABILITY_SETS_END) return undefined;
    const sets = pools.filter(({ pool }) => pool.type === 'availabilitySet');
    if (sets.length === 0) return undefined;
    return {
      message: `${cluster.name} uses Overlay and an availability set in pool ${namesOf(sets.map(({ pool }) => pool))}; Overlay needs scale sets or Virtual Machines pools.`,
      pools: sets,
    };
  },
  fixes: ({ pools }) => {
    const sets = pools.filter((pool) => pool.pool.type === 'availabilitySet');
    if (sets.some(isExistingPool)) return [];
    return [
      {
        title: 'Use scale sets',
        commands: sets.map(({ pool }) => ({
          type: 'update',
          kind: 'nodePool',
          id: pool.id,
          values: { type: 'scaleSet' },
        })),
      },
    ];
  },
});

export const nodeImageRules: readonly Rule[] = [calicoWin2025, staticWin2019, overlayVmas, overlayDcsv2, hostRoutingOs];
