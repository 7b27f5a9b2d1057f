import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import type { ClusterSketch, Plan, PlanSketch, PoolSketch } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { sketchCluster, sketchDual, sketchPodSubnet, withWindows } from '../../../src/core/rules/support/sketches.ts';
import { checkSketch, planOf, TEST_DAY } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const ENGINE_RULES = [
  'combo-byo-policy',
  'combo-dataplane-cilium-policy',
  'combo-kubenet-cilium',
  'combo-kubenet-npm',
  'combo-policy-cilium-needs-dataplane',
];

/** Catalogue 9.1: what each model takes; everything else is refused. */
const TAKES: Readonly<Record<'overlay' | 'nodesubnet' | 'kubenet' | 'byo', readonly string[]>> = {
  overlay: ['azure+none', 'azure+azure', 'azure+calico', 'cilium+cilium', 'cilium+none'],
  nodesubnet: ['azure+none', 'azure+azure', 'azure+calico', 'cilium+cilium', 'cilium+none'],
  kubenet: ['azure+none', 'azure+calico'],
  byo: ['azure+none', 'cilium+none'],
};
const MODELS = ['overlay', 'nodesubnet', 'kubenet', 'byo'] as const;
const cases = MODELS.flatMap((ipam) =>
  (['azure', 'cilium'] as const).flatMap((dataPlane) =>
    (['none', 'azure', 'calico', 'cilium'] as const).map((networkPolicy) => ({ ipam, dataPlane, networkPolicy })),
  ),
);

describe('the matrix of model, data plane and policy engine', () => {
  it.each(cases)('$ipam, $dataPlane, $networkPolicy', ({ ipam, dataPlane, networkPolicy }) => {
    const { findings } = checkSketch(sketchCluster({ ipam, dataPlane, networkPolicy, ...podsOf(ipam) }));
    const refused = findings.filter(({ rule }) => ENGINE_RULES.includes(rule));
    expect(refused.length === 0).toBe(TAKES[ipam].includes(`${dataPlane}+${networkPolicy}`));
  });

  it.each(cases)('$ipam, $dataPlane, $networkPolicy: a way out leads out of all of them', (fields) => {
    const plan = planOf(sketchCluster({ ...fields, ...podsOf(fields.ipam) }));
    const engines = (checked: Plan) =>
      checkPlan(checked, { asOf: TEST_DAY }).findings.filter(({ rule }) => ENGINE_RULES.includes(rule));
    let current = plan;
    for (let step = 0; step < 3; step++) {
      const fix = engines(current)[0]?.fixes[0];
      for (const command of fix?.commands ?? []) {
        const result = applyCommand(current, command);
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        current = result.value;
      }
    }
    expect(engines(current).map(({ message }) => message)).toEqual([]);
  });
});

function podsOf(ipam: string): ClusterSketch {
  return ipam === 'nodesubnet' ? { podCidrs: [] } : {};
}

const fixTitles = (rule: string, sketch: PlanSketch): readonly string[] =>
  findingsOf(rule, sketch).flatMap(({ fixes }) => fixes.map(({ title }) => title));

describe('a way out that fits the rest of the cluster', () => {
  it.each<[string, string, PlanSketch, readonly string[]]>([
    [
      'Cilium policies on a Linux cluster',
      'combo-policy-cilium-needs-dataplane',
      sketchCluster({ networkPolicy: 'cilium' }),
      ['Use the Cilium data plane and its policies'],
    ],
    [
      'Cilium policies beside a Windows pool (review D2)',
      'combo-policy-cilium-needs-dataplane',
      sketchCluster({ networkPolicy: 'cilium', pools: withWindows() }),
      ['Use Calico policies'],
    ],
    [
      'Cilium policies on kubenet (review D2)',
      'combo-policy-cilium-needs-dataplane',
      sketchCluster({ ipam: 'kubenet', networkPolicy: 'cilium' }),
      ['Use Calico policies'],
    ],
    [
      'Cilium and Windows (review D1)',
      'combo-windows-cilium',
      sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium', pools: withWindows() }),
      ['Use the Azure data plane with Calico'],
    ],
    [
      'Cilium and Windows on a dual-stack cluster (review D1)',
      'combo-windows-cilium',
      sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium', pools: withWindows() }),
      ['Use the Azure data plane and no policy engine'],
    ],
    [
      'Calico on a dual-stack cluster with a Windows pool (review B5)',
      'combo-npm-dual-stack',
      sketchDual({ networkPolicy: 'calico', pools: withWindows() }),
      ['Use no policy engine'],
    ],
    [
      'kubenet with Cilium, existing (review D13)',
      'combo-kubenet-cilium',
      sketchCluster({ ipam: 'kubenet', dataPlane: 'cilium', networkPolicy: 'cilium', origin: 'existing' }),
      ['Use the Azure data plane with Calico'],
    ],
    [
      'dual-stack with Node Subnet, existing (review D13)',
      'combo-dual-ipam',
      sketchDual({ ipam: 'nodesubnet', origin: 'existing' }),
      [],
    ],
  ])('%s', (_title, rule, sketch, titles) => {
    expect(fixTitles(rule, sketch)).toEqual(titles);
  });
});

describe('severity', () => {
  it.each([
    ['combo-kubenet-npm', { ipam: 'kubenet', networkPolicy: 'azure' }],
    ['combo-windows-cilium', { dataPlane: 'cilium', networkPolicy: 'cilium', pools: withWindows() }],
    ['combo-acns-security', { acns: { fqdnPolicies: true } }],
    ['win-first-pool', { windowsProfile: false, pools: withWindows() }],
  ] as const)('%s is an error on a plan and a warning on what exists (review 20.3)', (rule, cluster) => {
    expect(saysOf(rule, sketchCluster(cluster))).toEqual(['error aks']);
    expect(saysOf(rule, sketchCluster({ ...cluster, origin: 'existing' }))).toEqual(['warning aks']);
    expect(findingsOf(rule, sketchCluster({ ...cluster, origin: 'existing' }))[0]?.message).toContain('It exists');
  });

  it.each([
    ['combo-kubenet-npm', { ipam: 'kubenet', networkPolicy: 'azure' }, 'NetworkPolicyAzureNotSupportedForKubenet'],
    ['combo-byo-policy', { ipam: 'byo', networkPolicy: 'calico' }, 'NetworkPolicyNotSupportedForNone'],
    ['combo-windows-kubenet', { ipam: 'kubenet', pools: withWindows() }, 'AzureCNIOnlyForWindows'],
    ['win-first-pool', { pools: withWindows('Windows2025', { mode: 'System' }) }, 'SystemPoolMustBeLinux'],
    ['win-first-pool', { windowsProfile: false, pools: withWindows() }, 'WindowsProfileMissing'],
  ] as const)('%s names the code Azure answers with', (rule, cluster, code) => {
    expect(findingsOf(rule, sketchCluster(cluster)).map(({ azureCode }) => azureCode)).toEqual([code]);
  });

  it.each([
    [{ networkPolicy: 'calico' }, 'error'],
    [{ ipam: 'kubenet' }, 'error'],
  ] as const)('node auto-provisioning with %o is refused (review A13)', (cluster, severity) => {
    expect(saysOf('combo-nap-ipam', sketchCluster({ nodeAutoProvisioning: true, ...cluster }))).toEqual([
      `${severity} aks`,
    ]);
  });

  it('node auto-provisioning with dynamic Pod Subnet is not refused, so it stays an error on what exists', () => {
    const sketch = sketchPodSubnet('dynamic', { nodeAutoProvisioning: true, origin: 'existing' });
    expect(saysOf('combo-nap-ipam', sketch)).toEqual(['error aks']);
    expect(findingsOf('combo-nap-ipam', sketch)[0]?.message).not.toContain('It exists');
  });
});

describe('a fact that is missing', () => {
  const waits = (sketch: PlanSketch): readonly string[] =>
    checkSketch(sketch).notChecked.flatMap(({ fact, objects }) => objects.map(({ id }) => `${fact} ${id}`));
  const windows = (osSku: string | undefined): Readonly<Record<string, PoolSketch>> => ({
    system: {},
    win: { mode: 'User', os: 'Windows', maxPods: 31, osSku },
  });

  it.each([
    ['Windows', ['nodeImages aks.win']],
    [undefined, ['nodeImages aks.win']],
    ['Windows2022', []],
    ['Windows2019', []],
  ])('Windows pool of %s beside Pod Subnet waits for %o', (osSku, expected) => {
    expect(waits(sketchPodSubnet('dynamic', { pools: windows(osSku) }))).toEqual(expected);
  });

  it.each([
    ['Ubuntu', 1, 0],
    ['AzureLinux', 1, 0],
    ['Ubuntu2404', 0, 0],
    ['azurelinux3', 0, 0],
    ['Ubuntu2204', 0, 1],
    ['Mariner', 0, 1],
  ])('eBPF host routing on %s: %i waiting, %i findings', (osSku, waitingCount, findingCount) => {
    const sketch = sketchCluster({
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      acns: { ebpfHostRouting: true },
      pools: { system: { osSku } },
    });
    expect(waits(sketch)).toHaveLength(waitingCount);
    expect(findingsOf('combo-host-routing-os', sketch)).toHaveLength(findingCount);
  });
});

describe('what is only noted', () => {
  const noted = (sketch: PlanSketch): readonly string[] => checkSketch(sketch).notes.map(({ rule }) => rule);

  it('stands beside the cluster and in no list of findings (review A38)', () => {
    const sketch = sketchCluster({ privateCluster: true });
    expect(noted(sketch)).toEqual(['combo-private-endpoint-pool']);
    expect(checkSketch(sketch).findings.map(({ rule }) => rule)).not.toContain('combo-private-endpoint-pool');
  });

  it.each([
    ['loadBalancer', []],
    ['userAssignedNATGateway', []],
    ['userDefinedRouting', []],
    ['managedNATGateway', ['combo-automatic']],
  ] as const)('AKS Automatic in an own network with %s: %o (review B10)', (outboundType, expected) => {
    const sketch = sketchCluster({ mode: 'automatic', dataPlane: 'cilium', networkPolicy: 'cilium', outboundType });
    expect(noted(sketch)).toEqual(expected);
  });

  it('can be set aside like a finding', () => {
    const plan = {
      ...planOf(sketchCluster({ privateCluster: true })),
      suppressions: [{ id: 's', rule: 'combo-private-endpoint-pool', targetId: 'aks', reason: 'known' }],
    };
    const { notes, suppressed } = checkPlan(plan, { asOf: TEST_DAY });
    expect(notes).toEqual([]);
    expect(suppressed.map(({ finding }) => finding.rule)).toEqual(['combo-private-endpoint-pool']);
  });
});
