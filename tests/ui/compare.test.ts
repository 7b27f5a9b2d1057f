import { describe, expect, it } from 'vitest';
import { sketchPlan, type Plan } from '../../src/core/plan/index.ts';
import { planningCore } from '../../src/ui/state/real-planning-core.ts';
import { edit } from '../support/edit.ts';
import { createTestApp } from './support/create-app.ts';

const start = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { a: '10.0.0.0/24', b: '10.0.1.0/24' } },
    spoke: { prefixes: ['10.1.0.0/16'] },
  },
});

async function openWith(after: Plan) {
  const { app, platform } = createTestApp(planningCore);
  platform.files.set('old.netwright.json', planningCore.serializePlan(start));
  platform.openPath = 'old.netwright.json';
  await app.file.openPlan(after);
  app.compare.toggle();
  await app.compare.compareWithFile();
  return app;
}

describe('comparing with a file', () => {
  it('says what differs, and follows edits and undo', async () => {
    const app = await openWith(start);
    expect(app.compare.report?.summary).toBe('No differences');
    app.document.run({ type: 'update', kind: 'subnet', id: 'hub.a', values: { name: 'snet-a' } });
    expect(app.compare.report?.sections.map(({ title, lines }) => [title, lines.map(({ name }) => name)])).toEqual([
      ['Renamed', ['snet-a in hub']],
    ]);
    app.document.undo();
    expect(app.compare.report?.summary).toBe('No differences');
  });

  it('marks what is new and changed where it stands, and what is gone as a ghost with its name', async () => {
    const after = edit(
      start,
      { type: 'update', kind: 'virtualNetwork', id: 'spoke', values: { addressPrefixes: ['10.1.0.0/17'] } },
      { type: 'remove', refs: [{ kind: 'subnet', id: 'hub.b' }] },
    );
    const app = await openWith(after);
    expect(app.compare.marks.map(({ key, mark, label }) => [key, mark, label])).toEqual([
      ['virtualNetwork:spoke', 'changed', undefined],
      ['subnet:hub.b', 'removed', 'b  10.0.1.0/24'],
    ]);
    const hub = app.view.boxOf({ kind: 'virtualNetwork', id: 'hub' });
    const ghost = app.compare.marks.find(({ mark }) => mark === 'removed');
    expect(ghost?.box.y).toBeGreaterThan((hub?.y ?? 0) + (hub?.height ?? 0) - 1);
  });

  it('works nothing out while the panel is closed', async () => {
    const app = await openWith(start);
    app.compare.close();
    expect([app.compare.review, app.compare.report, app.compare.marks]).toEqual([undefined, undefined, []]);
  });

  it('keeps what was compared when a file cannot be read, and says why', async () => {
    const { app, platform } = createTestApp(planningCore);
    platform.files.set('broken.netwright.json', '{');
    platform.openPath = 'broken.netwright.json';
    app.compare.toggle();
    await app.compare.compareWithFile();
    expect(app.compare.base).toBeUndefined();
    expect(app.notices.notices.map(({ text }) => text).join()).toContain(
      'broken.netwright.json cannot be compared with',
    );
  });
});

describe('the plan as opened is what is deployed', () => {
  const live = (origin?: 'existing'): Plan =>
    sketchPlan({
      networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24' } } },
      clusters: { aks: { subnet: 'spoke/nodes', ...(origin === undefined ? {} : { origin }) } },
    });
  const rulesAfterEdit = async (plan: Plan): Promise<readonly string[]> => {
    const { app } = createTestApp(planningCore);
    await app.loadRest();
    await app.file.openPlan(plan);
    const before = app.document.findings.map(({ rule }) => rule);
    app.document.run({
      type: 'update',
      kind: 'subnet',
      id: 'spoke.nodes',
      values: { addressPrefixes: ['10.1.0.0/23'] },
    });
    return app.document.findings.map(({ rule }) => rule).filter((rule) => !before.includes(rule));
  };

  it('where it holds running resources: their change is judged', async () => {
    expect(await rulesAfterEdit(live('existing'))).toContain('change-subnet-in-use');
  });

  it('where all is only planned: nothing is', async () => {
    expect(await rulesAfterEdit(live())).not.toContain('change-subnet-in-use');
  });
});
