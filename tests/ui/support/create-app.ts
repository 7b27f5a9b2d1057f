import { AppState, type Environment } from '../../../src/ui/state/app.svelte.ts';
import type { PlanningCore } from '../../../src/ui/state/planning-core.ts';
import { createFakeCore } from './fake-core.ts';
import { FakePlatform } from './fake-platform.ts';

/** Timers that run when told to. */
export class FakeTimers {
  #timers: { run: () => void; at: number }[] = [];
  nowMs = 0;

  readonly setTimer = (run: () => void, ms: number): void => {
    this.#timers.push({ run, at: this.nowMs + ms });
  };

  /** Lets time pass, running what is due, and the promises that follow. */
  async advance(ms: number): Promise<void> {
    this.nowMs += ms;
    const due = this.#timers.filter(({ at }) => at <= this.nowMs);
    this.#timers = this.#timers.filter(({ at }) => at > this.nowMs);
    for (const { run } of due) run();
    await settle();
  }
}

/** Lets everything that already settled have its consequences. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export function createTestApp(core: PlanningCore = createFakeCore()): {
  app: AppState;
  platform: FakePlatform;
  timers: FakeTimers;
  window: EventTarget;
} {
  const platform = new FakePlatform();
  const timers = new FakeTimers();
  const window = new EventTarget();
  let lastId = 0;
  const environment: Environment = {
    window,
    // The theme controller uses nothing else of it.
    systemDark: Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList,
    now: () => timers.nowMs,
    today: () => '2026-11-21',
    setTimer: timers.setTimer,
    nextTurn: () => Promise.resolve(),
    newId: () => `doc-${++lastId}`,
  };
  return { app: new AppState(platform.port, core, environment), platform, timers, window };
}
