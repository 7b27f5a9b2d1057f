import { imageSkuOf, type RetirementId } from '../../azure/index.ts';
import type { NodePool } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { retirementOf, sayRetired, severityOf } from './retired.ts';

/** True, false, or not told by what is known of the pool. */
type Answer = boolean | undefined;

interface ImageRetirement {
  readonly id: RetirementId;
  readonly title: string;
  readonly why: string;
  readonly isOf: (pool: NodePool) => Answer;
  readonly failing: Partial<NodePool>;
  readonly passing: Partial<NodePool>;
}

/** `Windows2022`, `windows-2022` and `Ubuntu 20.04` without case and signs; where the SKU names no release, the image the nodes run. */
function skuOf(pool: NodePool): string | undefined {
  return imageSkuOf(pool)
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** Of a Windows pool: its SKU says the year, else the build does; `Windows` alone says nothing. */
function isWindows(pool: NodePool, year: string, build: string): Answer {
  if (pool.os !== 'Windows') return false;
  const sku = skuOf(pool);
  if (sku !== undefined && sku !== 'windows') return sku === `windows${year}`;
  if (pool.windowsBuild !== undefined) return pool.windowsBuild.startsWith(build);
  return sku === undefined ? false : undefined;
}

/** Of a Linux pool: `Ubuntu` and `AzureLinux` alone say nothing about the version. A pool without a SKU is to get Azure's present default. */
function isLinux(pool: NodePool, names: readonly string[], bare: string): Answer {
  if (pool.os !== 'Linux') return false;
  const sku = skuOf(pool);
  return sku === bare ? undefined : sku !== undefined && names.includes(sku);
}

const IMAGES: readonly ImageRetirement[] = [
  {
    id: 'win2019-retirement',
    title: 'Windows Server 2019 nodes',
    why: 'Windows Server 2019 left service in March 2026, its images go in April 2027, and Kubernetes 1.33 does not have it. Pools cannot change their image in place: add new ones.',
    isOf: (pool) => isWindows(pool, '2019', '17763'),
    failing: { os: 'Windows', osSku: 'Windows2019' },
    passing: { os: 'Windows', osSku: 'Windows2025' },
  },
  {
    id: 'win2022-retirement',
    title: 'Windows Server 2022 nodes',
    why: 'Windows Server 2022 leaves service in June 2028, its images go a year later, and Kubernetes 1.37 does not have it. Pools cannot change their image in place: add new ones.',
    isOf: (pool) => isWindows(pool, '2022', '20348'),
    failing: { os: 'Windows', osSku: 'Windows2022' },
    passing: { os: 'Windows', osSku: 'Windows2025' },
  },
  {
    id: 'ubuntu2004-retirement',
    title: 'Ubuntu 20.04 nodes',
    why: 'Ubuntu 20.04 leaves service in March 2027. Afterwards its node images get no security fixes.',
    isOf: (pool) => isLinux(pool, ['ubuntu2004'], 'ubuntu'),
    failing: { osSku: 'Ubuntu2004' },
    passing: { osSku: 'Ubuntu2404' },
  },
  {
    id: 'ubuntu2204-retirement',
    title: 'Ubuntu 22.04 nodes',
    why: 'Ubuntu 22.04 leaves service in June 2027 and its images go in April 2028. Afterwards pools on it can no longer scale.',
    isOf: (pool) => isLinux(pool, ['ubuntu2204'], 'ubuntu'),
    failing: { osSku: 'Ubuntu2204' },
    passing: { osSku: 'Ubuntu2404' },
  },
  {
    id: 'azurelinux2-retirement',
    title: 'Azure Linux 2.0 nodes',
    why: 'Azure Linux 2.0, once called Mariner, left service in November 2025 and its images went in March 2026. Pools on it can no longer scale.',
    isOf: (pool) => isLinux(pool, ['azurelinux2', 'cblmariner', 'mariner'], 'azurelinux'),
    failing: { osSku: 'CBLMariner' },
    passing: { osSku: 'AzureLinux3' },
  },
];

const withPool = (pool: Partial<NodePool>) => sketchCluster({ pools: { system: {}, work: { mode: 'User', ...pool } } });

/** One line a cluster, on the first pool. */
function imageRule({ id, isOf, failing, passing, ...words }: ImageRetirement): Rule {
  const retirement = retirementOf(id);
  return defineRule({
    ...words,
    id,
    severity: 'W',
    scope: 'cluster',
    reads: CLUSTER_ALONE,
    sources: [{ key: retirement.source }],
    examples: {
      failing: [
        { title: failing.osSku ?? '', plan: withPool(failing), targets: ['aks/work'] },
        { title: `${failing.osSku ?? ''}, a pool that exists`, plan: withPool({ ...failing, origin: 'existing' }) },
      ],
      passing: [{ title: passing.osSku ?? '', plan: withPool(passing) }],
    },
    check: ({ pools }, { asOf }) => {
      const answers = pools.map(({ pool, ref }) => ({ pool, ref, answer: isOf(pool) }));
      const hit = answers.filter(({ answer }) => answer === true);
      const [first] = hit;
      if (first === undefined) {
        // A bare name on a planned pool means the default of the day.
        const open = answers.filter(({ pool, answer }) => answer === undefined && pool.origin === 'existing');
        return open.length === 0
          ? []
          : [
              waiting(
                'nodeImages',
                open.map(({ ref }) => ref),
              ),
            ];
      }
      const exists = hit.every(({ pool }) => pool.origin === 'existing');
      return [
        found({
          target: first.ref,
          related: refsOf(
            'nodePool',
            hit.slice(1).map(({ pool }) => pool),
          ),
          severity: severityOf(retirement, exists, asOf),
          message: `${hit.length === 1 ? 'Pool' : 'Pools'} ${namesOf(hit.map(({ pool }) => pool))}: ${sayRetired(retirement, asOf)}`,
        }),
      ];
    },
  });
}

/** Node images that leave service. */
export const nodeImageRules: readonly Rule[] = IMAGES.map(imageRule);
