import type { Cluster, NodePool } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';
import { refusal } from '../support/refusal.ts';
import type { Fix } from '../types.ts';
import { poolNames } from './taken-names.ts';
import { countOf } from '../support/words.ts';

const MAX_LENGTH = { Linux: 12, Windows: 6 } as const;
/** Kept for a pool of AKS's own. @source REL 2025-04-27 */
const RESERVED_NAME = 'aksmanagedap';

export const poolNameFormat = defineRule({
  id: 'pool-name-format',
  title: 'Node pool name not allowed',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Node pool names become part of machine names, so AKS allows only lower-case letters and digits: up to 12 characters for Linux and up to 6 for Windows, starting with a letter. The name aksmanagedap is kept for a pool of AKS itself.',
  sources: [
    { key: 'NP', section: 'Limitations' },
    { key: 'REL', section: '2025-04-27' },
  ],
  examples: {
    failing: [
      {
        title: 'Windows pool winpool01',
        plan: sketchCluster({ pools: { system: {}, winpool01: { os: 'Windows', mode: 'User' } } }),
        targets: ['aks/winpool01'],
        severity: 'error',
      },
      { title: 'Capital letters', plan: sketchCluster({ pools: { System: {} } }), targets: ['aks/System'] },
      {
        title: 'Reserved name',
        plan: sketchCluster({ pools: { [RESERVED_NAME]: {} } }),
        targets: [`aks/${RESERVED_NAME}`],
      },
    ],
    passing: [
      {
        title: 'Windows pool winp01',
        plan: sketchCluster({ pools: { system: {}, winp01: { os: 'Windows', mode: 'User' } } }),
      },
      { title: 'Twelve characters on Linux', plan: sketchCluster({ pools: { nodepool0001: {} } }) },
    ],
  },
  check: ({ cluster, pools }) =>
    pools.flatMap(({ pool, ref }) => {
      const maxLength = MAX_LENGTH[pool.os];
      const isTooLong = pool.name.length > maxLength;
      if (!isTooLong && /^[a-z][a-z0-9]*$/.test(pool.name) && pool.name !== RESERVED_NAME) return [];
      const exists = (pool.origin ?? cluster.origin) === 'existing';
      const wanted =
        pool.name === RESERVED_NAME
          ? 'the name is kept for AKS itself'
          : `AKS takes 1 to ${maxLength} lower-case letters and digits, starting with a letter`;
      return [
        found({
          ...refusal(
            exists,
            `${pool.os} node pool name "${pool.name}" (${countOf(pool.name.length, 'character')}) of ${cluster.name} is not allowed: ${wanted}.`,
          ),
          ...(pool.os === 'Windows' && isTooLong ? { azureCode: 'WindowsAgentPoolNameTooLong' } : {}),
          target: ref,
          fixes: () => (exists ? [] : renamePool(cluster, pool)),
        }),
      ];
    }),
});

function renamePool(cluster: Cluster, pool: NodePool): readonly Fix[] {
  const name = proposePoolName(pool, poolNames(cluster, pool));
  return [
    { title: `Rename to ${name}`, commands: [{ type: 'update', kind: 'nodePool', id: pool.id, values: { name } }] },
  ];
}

/** Lower case, foreign characters dropped, cut before the digits at its end: winpool01 -> winp01. The next free number when taken. */
function proposePoolName(pool: NodePool, taken: ReadonlySet<string>): string {
  const maxLength = MAX_LENGTH[pool.os];
  const cleaned = pool.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '');
  const name = cleaned === '' || cleaned === RESERVED_NAME ? 'pool' : cleaned;
  const digits = /\d*$/.exec(name)?.[0].slice(-(maxLength - 1)) ?? '';
  const letters = name.slice(0, name.length - digits.length);
  for (let number = 0; ; number++) {
    const suffix = number === 0 ? digits : String(number + 1);
    const candidate = `${letters.slice(0, maxLength - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}
