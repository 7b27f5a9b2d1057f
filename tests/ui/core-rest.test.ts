import { describe, expect, it } from 'vitest';
import { createEmptyPlan } from '../../src/core/plan/index.ts';
import { planningCore } from '../../src/ui/state/real-planning-core.ts';
import { createTestApp } from './support/create-app.ts';

const asOf = '2026-11-21';

describe('the rules, read after the first frame', () => {
  it('say of an empty plan what is said of it without them', async () => {
    const { checkPlan } = await planningCore.loadRest();
    const [without, withRules] = [planningCore.checkPlan, checkPlan].map((check) => check(createEmptyPlan(), { asOf }));
    expect(withRules?.findings).toEqual(without?.findings);
    expect(withRules?.notChecked).toEqual(without?.notChecked);
  });

  it('judge what was drawn before they came, and say so', async () => {
    const { app } = createTestApp(planningCore);
    const overlapping = ['10.0.0.0/16', '10.0.0.0/24'];
    app.document.run({
      type: 'add',
      kind: 'virtualNetwork',
      object: { id: 'n', name: 'n', addressPrefixes: overlapping, subnets: [] },
    });
    expect(app.document.findings).toEqual([]);
    await app.loadRest();
    expect(app.document.findings.map(({ rule }) => rule)).toContain('vnet-prefix-self-overlap');
    expect(app.notices.announcement).toContain('New error');
    expect(app.document.undoLabel).toBeDefined();
  });
});
