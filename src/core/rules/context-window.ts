import type { RuleContext } from './types.ts';

/**
 * The context rules get. Outcomes are kept from one plan to the next as long as their view is the same, and fixes inside them hold on to the context they
 * were found in; still a fix must look for free ranges in the plan of the day, not in the one of an hour ago. So rules hold a window, and whoever calls into
 * a rule says what is to be seen through it for the length of that call.
 */
export interface ContextWindow {
  readonly context: RuleContext;
  /** Runs `call` with `current` behind the window. */
  readonly show: <T>(current: RuleContext, call: () => T) => T;
}

/** A window with nothing behind it yet; reading it outside `show` throws. */
export function createContextWindow(): ContextWindow {
  let behind: RuleContext | undefined;
  const get = (): RuleContext => {
    if (behind === undefined)
      throw new Error('The context of a rule is there while the rule or its fix runs, not later');
    return behind;
  };
  return {
    context: Object.freeze({
      get plan() {
        return get().plan;
      },
      get asOf() {
        return get().asOf;
      },
      get topology() {
        return get().topology;
      },
      get capacity() {
        return get().capacity;
      },
      get before() {
        return get().before;
      },
    }),
    show: (current, call) => {
      const before = behind;
      behind = current;
      try {
        return call();
      } finally {
        behind = before;
      }
    },
  };
}
