import { describe, expect, it } from 'vitest';
import { sketchPlan, type ObjectRef } from '../../src/core/plan/index.ts';
import { planningCore } from '../../src/ui/state/real-planning-core.ts';
import { createTestApp } from './support/create-app.ts';

const network = (id: string): ObjectRef => ({ kind: 'virtualNetwork', id });
const subnet = (id: string): ObjectRef => ({ kind: 'subnet', id });

/** The designer on the real core: a hub with two subnets, two spokes beneath each other. */
async function openPlan(): Promise<ReturnType<typeof createTestApp>['app']> {
  const { app } = createTestApp(planningCore);
  const plan = sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { a: '10.0.0.0/24', b: '10.0.1.0/24' } },
      one: { prefixes: ['10.1.0.0/16'] },
      two: { prefixes: ['10.2.0.0/16'] },
    },
  });
  const boxes = { hub: { x: 0, y: 0 }, one: { x: 500, y: 0 }, two: { x: 500, y: 300 } };
  await app.file.openPlan({ ...plan, layout: { ...plan.layout, boxes } });
  return app;
}

describe('selection', () => {
  it('survives edits elsewhere and undo, and drops what an edit removed', async () => {
    const app = await openPlan();
    app.selection.set([network('one'), network('two')]);
    app.editor.nudge(10, 0);
    expect(app.selection.refs).toEqual([network('one'), network('two')]);
    app.editor.remove([network('one')]);
    expect(app.selection.refs).toEqual([network('two')]);
    app.editor.undo();
    expect(app.selection.refs).toEqual([network('two')]);
  });

  it('is what undo brings back, where nothing else is selected', async () => {
    const app = await openPlan();
    app.selection.set([network('one')]);
    app.editor.remove();
    expect(app.selection.refs).toEqual([]);
    app.editor.undo();
    expect(app.selection.refs).toEqual([network('one')]);
  });

  it('adds and takes out with a key held, and replaces without', () => {
    const { app } = createTestApp();
    app.selection.choose(network('a'));
    app.selection.choose(network('b'), { add: true });
    app.selection.choose(network('a'), { add: true });
    expect(app.selection.refs).toEqual([network('b')]);
    app.selection.choose(network('c'));
    expect(app.selection.primary).toEqual(network('c'));
  });

  it('goes to the neighbour in a direction, into an object and out again', async () => {
    const app = await openPlan();
    app.selection.set([network('hub')]);
    app.navigator.selectNeighbour('right');
    expect(app.selection.refs).toEqual([network('one')]);
    app.navigator.selectNeighbour('down');
    expect(app.selection.refs).toEqual([network('two')]);
    app.navigator.selectNeighbour('left');
    expect(app.selection.refs).toEqual([network('hub')]);
    expect(app.navigator.enter()).toBe(true);
    expect(app.selection.refs).toEqual([subnet('hub.a')]);
    app.navigator.leave();
    expect(app.selection.refs).toEqual([network('hub')]);
  });

  it('pastes copies with free ranges and selects them, one edit', async () => {
    const app = await openPlan();
    app.selection.set([network('hub')]);
    expect(app.clipboard.duplicate()).toBe(true);
    const [copy] = app.selection.refs;
    const made = app.document.plan.virtualNetworks.find(({ id }) => id === copy?.id);
    expect([made?.addressPrefixes, made?.subnets.length]).toEqual([['10.3.0.0/16'], 2]);
    app.editor.undo();
    expect(app.document.plan.virtualNetworks).toHaveLength(3);
  });

  it('makes new things in what is selected, with the next free range', async () => {
    const app = await openPlan();
    app.selection.set([subnet('hub.b')]);
    expect(app.commands.run('insert.subnet')).toBe(true);
    const [made] = app.selection.refs;
    expect(app.document.plan.virtualNetworks[0]?.subnets.find(({ id }) => id === made?.id)?.addressPrefixes).toEqual([
      '10.0.2.0/24',
    ]);
  });

  it('says why something cannot be made instead of making nothing in silence', async () => {
    const app = await openPlan();
    app.selection.clear();
    app.commands.run('insert.subnet');
    expect(app.notices.notices.map(({ text }) => text)).toEqual([
      'A subnet goes into a virtual network: drop it on one, or select one first.',
    ]);
  });

  it('finds what can be connected, and connects it', async () => {
    const app = await openPlan();
    expect(app.maker.connectable(network('hub'))).toEqual([network('one'), network('two')]);
    app.selection.set([network('hub'), network('two')]);
    app.commands.run('insert.peering');
    expect(app.document.plan.peerings.map(({ a, b }) => [a, b])).toEqual([['hub', 'two']]);
    expect(app.maker.connectable(network('hub'))).toEqual([network('one')]);
  });
});
