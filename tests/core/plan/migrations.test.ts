import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CURRENT_FORMAT_VERSION, formatPlan, parsePlan } from '../../../src/core/plan/index.ts';
import { MIGRATIONS, migratePlan } from '../../../src/core/plan/migrations/index.ts';

const folder = new URL('../../fixtures/plans/', import.meta.url);
const versions = Array.from({ length: CURRENT_FORMAT_VERSION }, (_, index) => index + 1);
const read = (version: number): string => readFileSync(new URL(`version-${version}.netwright.json`, folder), 'utf8');

describe('plan files of every version there has been', () => {
  it('have a saved file each, and a migration each but the newest', () => {
    const saved = readdirSync(folder).filter((name) => /^version-\d+\.netwright\.json$/.test(name));
    expect(saved.sort()).toEqual(versions.map((version) => `version-${version}.netwright.json`).sort());
    expect(Object.keys(MIGRATIONS)).toEqual(versions.slice(0, -1).map(String));
  });

  it.each(versions)('version %i still opens, whole', (version) => {
    const parsed = parsePlan(read(version));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.migratedFrom).toBe(version === CURRENT_FORMAT_VERSION ? undefined : version);
    expect(parsed.value.plan).toMatchObject({
      name: 'Version fixture',
      virtualNetworks: [{ name: 'hub' }, { name: 'spoke' }],
      clusters: [{ name: 'aks-orders', ipam: 'podsubnet-dynamic' }],
      layout: { boxes: { hub: { x: 40, y: 80 } }, notes: [{ text: 'Agreed in May' }] },
    });
  });

  it('the file of the current version is written again byte for byte', () => {
    const text = read(CURRENT_FORMAT_VERSION);
    const parsed = parsePlan(text);
    expect(parsed.ok && formatPlan(parsed.value.plan)).toBe(text);
  });

  it('are brought forward one step at a time', () => {
    const steps: number[] = [];
    const step = (version: number) => (document: object) => {
      steps.push(version);
      return { ...document, [`step${version}`]: true };
    };
    const migrated = migratePlan({ formatVersion: 1 }, 1, 4, { 1: step(1), 2: step(2), 3: step(3) });
    expect(steps).toEqual([1, 2, 3]);
    expect(migrated).toEqual({ formatVersion: 4, step1: true, step2: true, step3: true });
    expect(() => migratePlan({}, 1, 3, { 1: step(1) })).toThrow('no migration from format version 2');
  });
});
