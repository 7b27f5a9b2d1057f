import { describe, expect, it } from 'vitest';
import { DocumentController } from '../../src/ui/state/document.svelte.ts';
import { createFakeCore, planNamed, rename } from './support/fake-core.ts';

const create = (core = createFakeCore()): DocumentController =>
  new DocumentController(core, planNamed('one'), () => '2026-11-21');

describe('DocumentController', () => {
  it('undoes and redoes every edit by its label, without limit', () => {
    const document = create();
    for (let i = 1; i <= 300; i++) document.run(rename(`name ${i}`));
    expect(document.undoLabel).toBe('Rename to name 300');
    for (let i = 0; i < 300; i++) document.undo();
    expect(document.plan.name).toBe('one');
    expect([document.canUndo, document.canRedo, document.redoLabel]).toEqual([false, true, 'Rename to name 1']);
    for (let i = 0; i < 300; i++) document.redo();
    expect(document.plan.name).toBe('name 300');
  });

  it('brings back the very same plan, so that undoing to the saved one makes it clean', () => {
    const document = create();
    const first = document.plan;
    document.run(rename('two'));
    document.undo();
    expect(document.plan).toBe(first);
  });

  it('forgets what was undone once something else is done', () => {
    const document = create();
    document.run(rename('two'));
    document.undo();
    document.run(rename('three'));
    expect(document.canRedo).toBe(false);
  });

  it('changes nothing when an edit is refused, and says why', () => {
    const document = create();
    const result = document.run(rename(''));
    expect(result).toEqual({ ok: false, error: { message: 'A plan needs a name.' } });
    expect([document.plan.name, document.canUndo]).toEqual(['one', false]);
  });

  it('makes no history entry of an edit that changes nothing', () => {
    const document = create();
    document.run(rename('one'));
    expect(document.canUndo).toBe(false);
  });

  it('checks every plan once, from the check before it, and anew when another plan is opened', () => {
    const core = createFakeCore();
    const document = create(core);
    document.run(rename('bad'));
    void document.findings;
    void document.findingsByKey;
    document.replace(planNamed('other'));
    expect(core.checks).toEqual([{ previous: false }, { previous: true }, { previous: false }]);
  });

  it('gives findings by object', () => {
    const document = create();
    document.run(rename('bad'));
    expect(document.findingsByKey.get('plan:plan')?.map(({ rule }) => rule)).toEqual(['bad-name']);
    document.undo();
    expect(document.findingsByKey.size).toBe(0);
  });
});
