import { createEmptyPlan, type Command, type Plan } from '../../../src/core/plan/index.ts';
import { err, ok, type Result } from '../../../src/core/result.ts';
import { reportReview, reviewChange } from '../../../src/core/review/index.ts';
import type { CheckResult, Finding } from '../../../src/core/rules/types.ts';
import type { Scene } from '../../../src/core/scene/index.ts';
import type { PlanningCore, Refusal } from '../../../src/ui/state/planning-core.ts';

/** A core small enough to see through: `setPlan` is its only edit, and a plan named "bad…" has one finding. */
export function createFakeCore(
  overrides: Partial<PlanningCore> = {},
): PlanningCore & { readonly checks: { previous: boolean }[] } {
  const checks: { previous: boolean }[] = [];
  const refuse = (): Result<never, Refusal> => err({ message: 'not in this test' });
  const checkPlan: PlanningCore['checkPlan'] = (plan, { previous }) => {
    checks.push({ previous: previous !== undefined });
    // The controllers hand topology and capacity on without looking inside.
    return {
      findings: findingsOf(plan),
      notes: [],
      notChecked: [],
      topology: {},
      capacity: {},
    } as unknown as CheckResult;
  };
  return {
    checks,
    applyCommand: (plan, command) => applyRename(plan, command),
    describeCommand: (_plan, command) =>
      command.type === 'setPlan' ? `Rename to ${command.values.name ?? ''}` : command.type,
    checkPlan,
    buildScene: () => emptyScene,
    parsePlan: (text) => {
      if (!text.startsWith('{')) return err({ message: 'it is not JSON' });
      // Written by serializePlan below.
      return ok(JSON.parse(text) as Plan);
    },
    serializePlan: (plan) => JSON.stringify(plan),
    create: refuse,
    connect: refuse,
    copy: () => '',
    paste: refuse,
    arrange: () => undefined,
    tidy: () => ({ type: 'setPlan', values: {} }),
    loadRest: () =>
      Promise.resolve({
        checkPlan,
        reviewChange,
        reportReview,
        *importSteps() {
          return refuse();
        },
      }),
    ...overrides,
  };
}

const emptyScene: Scene = { items: [], edges: [], bounds: { x: 0, y: 0, width: 0, height: 0 } };

export function planNamed(name: string): Plan {
  return createEmptyPlan(name);
}

export function rename(name: string): Command {
  return { type: 'setPlan', values: { name } };
}

function applyRename(plan: Plan, command: Command): Result<Plan, Refusal> {
  if (command.type !== 'setPlan') return err({ message: `cannot ${command.type}` });
  if (command.values.name === '') return err({ message: 'A plan needs a name.' });
  return ok(command.values.name === plan.name ? plan : { ...plan, ...command.values });
}

function findingsOf(plan: Plan): readonly Finding[] {
  if (!plan.name.startsWith('bad')) return [];
  return [
    {
      rule: 'bad-name',
      title: 'Bad name',
      severity: 'error',
      target: { kind: 'plan', id: 'plan' },
      related: [],
      message: `${plan.name} is a bad name`,
      fixes: [],
    },
  ];
}
