import { describe, expect, it } from 'vitest';
import { RETIREMENTS, SOURCES, type Retirement } from '../../../src/core/azure/index.ts';
import { findRule } from '../../../src/core/rules/index.ts';
import type { ClusterSketch, NodePool, PlanSketch } from '../../../src/core/plan/index.ts';
import { checkSketch } from '../../support/check.ts';
import { saysOf } from '../../support/findings.ts';

const aks = (fields: ClusterSketch): PlanSketch => ({ clusters: { aks: fields } });
const pool = (fields: Partial<NodePool>): ClusterSketch => ({
  pools: { system: {}, work: { mode: 'User', ...fields } },
});

describe('every retirement', () => {
  it.each(Object.entries<Retirement>(RETIREMENTS))('%s is a rule and has a dated source', (id, row) => {
    expect(findRule(id)).toBeDefined();
    expect(row.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(row.imagesRemoved === undefined || row.imagesRemoved > row.date).toBe(true);
    expect([...SOURCES.keys()]).toContain(row.source);
  });

  const CASES: readonly (readonly [string, ClusterSketch, target: string])[] = [
    ['kubenet-retirement', { ipam: 'kubenet' }, 'aks'],
    ['npm-linux-retirement', { networkPolicy: 'azure' }, 'aks'],
    ['npm-windows-retirement', { networkPolicy: 'azure', ...pool({ os: 'Windows' }) }, 'aks'],
    ['basic-lb-retirement', { loadBalancerSku: 'basic' }, 'aks'],
    ['osm-retirement', { addOns: { openServiceMesh: true } }, 'aks'],
    ['vmas-retirement', pool({ type: 'availabilitySet' }), 'aks.work'],
    ['win2019-retirement', pool({ os: 'Windows', osSku: 'Windows2019' }), 'aks.work'],
    ['win2022-retirement', pool({ os: 'Windows', osSku: 'Windows2022' }), 'aks.work'],
    ['ubuntu2004-retirement', pool({ osSku: 'Ubuntu2004' }), 'aks.work'],
    ['ubuntu2204-retirement', pool({ osSku: 'Ubuntu2204' }), 'aks.work'],
    ['azurelinux2-retirement', pool({ osSku: 'CBLMariner' }), 'aks.work'],
  ];

  it.each(CASES)('%s: a warning until the day, an error after it', (id, cluster, target) => {
    const { date } = RETIREMENTS[id as keyof typeof RETIREMENTS];
    const after = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
    const says = (asOf: string): readonly string[] => saysOf(id, { ...aks(cluster), asOf });
    expect(says('2020-01-01')).toEqual([`warning ${target}`]);
    expect(says(date)).toEqual([`warning ${target}`]);
    expect(says(after)).toEqual([`error ${target}`]);
  });
});

describe('node images', () => {
  it.each<[string, Partial<NodePool>, readonly string[]]>([
    [
      'Windows with the build of 2019',
      { os: 'Windows', osSku: 'Windows', windowsBuild: '17763.5000' },
      ['win2019-retirement'],
    ],
    ['Windows with the build of 2022', { os: 'Windows', windowsBuild: '20348.2000' }, ['win2022-retirement']],
    ['Windows2025', { os: 'Windows', osSku: 'Windows2025' }, []],
    ['Windows without a year', { os: 'Windows', osSku: 'Windows' }, []],
    ['Ubuntu without a year', { osSku: 'Ubuntu' }, []],
    ['ubuntu 22.04 in other words', { osSku: 'ubuntu-22.04' }, ['ubuntu2204-retirement']],
    ['AzureLinux3', { osSku: 'AzureLinux3' }, []],
    ['Mariner', { osSku: 'Mariner' }, ['azurelinux2-retirement']],
    ['Ubuntu on the image of 22.04', { osSku: 'Ubuntu', imageRelease: 'Ubuntu2204' }, ['ubuntu2204-retirement']],
    ['Ubuntu on the image of 24.04', { osSku: 'Ubuntu', imageRelease: 'Ubuntu2404' }, []],
    ['Ubuntu2404 asked for on the image of 22.04', { osSku: 'Ubuntu2404', imageRelease: 'Ubuntu2204' }, []],
    ['nothing said', {}, []],
  ])('%s', (_title, fields, expected) => {
    const { findings } = checkSketch(aks(pool(fields)));
    expect(findings.filter(({ rule }) => rule.endsWith('-retirement')).map(({ rule }) => rule)).toEqual(expected);
  });

  it('waits for the release of a running pool that only says its family', () => {
    const waits = (fields: Partial<NodePool>): readonly string[] =>
      checkSketch(aks(pool(fields)))
        .notChecked.filter(({ fact }) => fact === 'nodeImages')
        .flatMap(({ objects }) => objects.map(({ id }) => id));
    expect(waits({ osSku: 'Ubuntu', origin: 'existing' })).toEqual(['aks.work']);
    expect(waits({ os: 'Windows', osSku: 'Windows', origin: 'existing' })).toEqual(['aks.work']);
    expect(waits({ osSku: 'Ubuntu', imageRelease: 'Ubuntu2404', origin: 'existing' })).toEqual([]);
    expect(waits({ osSku: 'Ubuntu' })).toEqual([]);
    expect(waits({ os: 'Windows', osSku: 'Windows', windowsBuild: '20348.1', origin: 'existing' })).toEqual([]);
  });

  it('says that images are gone, and that pools no longer scale', () => {
    const [finding] = checkSketch(aks(pool({ osSku: 'CBLMariner', origin: 'existing' }))).findings.filter(
      ({ rule }) => rule === 'azurelinux2-retirement',
    );
    expect(finding?.message).toBe(
      'Pool work: Azure Linux 2.0 was retired on 2025-11-30 and its images went on 2026-03-31, so pools can no longer scale: move to Azure Linux 3.0.',
    );
  });
});

describe('default outbound access', () => {
  it('does not touch subnets of AKS nodes', () => {
    const sketch: PlanSketch = {
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: { nodes: { prefixes: ['10.1.0.0/24'], explicitOutbound: false } },
        },
      },
      clusters: { aks: { subnet: 'spoke/nodes' } },
    };
    expect(saysOf('default-outbound-retirement', sketch)).toEqual([]);
  });
});
