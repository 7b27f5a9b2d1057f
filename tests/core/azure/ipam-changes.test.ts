import { describe, expect, it } from 'vitest';
import { CILIUM_CHANGES, IPAM_CHANGES, IPAM_MODELS, SOURCES, type LiveChange } from '../../../src/core/azure/index.ts';

const rows = IPAM_MODELS.flatMap((from) =>
  IPAM_MODELS.map((to): readonly [string, LiveChange] => [`${from} to ${to}`, IPAM_CHANGES[from][to]]),
);
const planes = IPAM_MODELS.map((from): readonly [string, LiveChange] => [`${from} to Cilium`, CILIUM_CHANGES[from]]);

describe('changes of a running cluster (catalogue 15.2)', () => {
  it.each([...rows, ...planes])('%s names a dated source and a reason', (_name, change) => {
    expect([...SOURCES.keys()]).toContain(change.source);
    expect(change.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(change.note).toMatch(/\.$/);
  });

  it('only the two older models move in place, both to Overlay and for good', () => {
    const inPlace = rows.filter(([, { way }]) => way === 'ok' || way === 'irreversible');
    expect(inPlace.map(([name, { way }]) => `${name}: ${way}`)).toEqual([
      'nodesubnet to overlay: irreversible',
      'kubenet to overlay: irreversible',
    ]);
  });

  it('the same model is the same, and the other allocation is for new pools', () => {
    for (const model of IPAM_MODELS) expect(IPAM_CHANGES[model][model].way).toBe('same');
    expect(IPAM_CHANGES['podsubnet-dynamic']['podsubnet-static'].way).toBe('newPools');
    expect(IPAM_CHANGES['podsubnet-static']['podsubnet-dynamic'].way).toBe('newPools');
  });

  it('every Azure CNI takes the Cilium data plane in place; kubenet needs Overlay first', () => {
    expect(IPAM_MODELS.map((model) => CILIUM_CHANGES[model].way)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'twoSteps',
      'refused',
    ]);
  });
});
