import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  createHistory,
  describeCommand,
  goTo,
  isDirty,
  pushHistory,
  undo,
} from '../../../src/core/edit/index.ts';
import { formatPlan, parsePlan, type Plan } from '../../../src/core/plan/index.ts';
import { commandFrom, commandSeed } from '../../support/command-arbitrary.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { arbitraryPlan } from '../../support/plan-arbitrary.ts';

const sequence = fc.tuple(arbitraryPlan, fc.array(commandSeed, { minLength: 1, maxLength: 25 }));

describe('every sequence of edits', () => {
  it('leaves a plan that a plan file holds, and never changes the plan before', () => {
    fc.assert(
      fc.property(sequence, ([start, seeds]) => {
        let plan = deepFreeze(start);
        for (const seed of seeds) {
          const command = commandFrom(plan, seed);
          if (command === undefined) continue;
          const applied = applyCommand(plan, command);
          if (!applied.ok) continue;
          expect(parsePlan(formatPlan(applied.value))).toEqual({ ok: true, value: { plan: applied.value } });
          expect(describeCommand(plan, command)).toMatch(/^[A-Z].*\S/s);
          plan = deepFreeze(applied.value);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('keeps the identity of the plan when nothing changes, and of every network an edit does not touch', () => {
    fc.assert(
      fc.property(sequence, ([start, seeds]) => {
        let plan = start;
        for (const seed of seeds) {
          const command = commandFrom(plan, seed);
          if (command === undefined) continue;
          const applied = applyCommand(plan, command);
          if (!applied.ok) continue;
          if (formatPlan(applied.value) === formatPlan(plan)) expect(applied.value).toBe(plan);
          const before = new Map(plan.virtualNetworks.map((network) => [network.id, network]));
          for (const network of applied.value.virtualNetworks) {
            const old = before.get(network.id);
            if (old !== undefined && JSON.stringify(old) === JSON.stringify(network)) expect(network).toBe(old);
          }
          plan = applied.value;
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('is undone step by step to the very plans it passed through', () => {
    fc.assert(
      fc.property(sequence, ([start, seeds]) => {
        let history = createHistory(start, { saved: true });
        const passed: Plan[] = [start];
        for (const seed of seeds) {
          const { plan } = history.present;
          const command = commandFrom(plan, seed);
          const applied = command === undefined ? undefined : applyCommand(plan, command);
          if (command === undefined || applied?.ok !== true || applied.value === plan) continue;
          history = pushHistory(history, { plan: applied.value, label: describeCommand(plan, command) });
          passed.push(applied.value);
        }
        const end = history;
        for (const plan of passed.toReversed()) {
          expect(history.present.plan).toBe(plan);
          history = undo(history);
        }
        expect(isDirty(history)).toBe(false);
        expect(goTo(history, passed.length - 1).present.plan).toBe(end.present.plan);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
