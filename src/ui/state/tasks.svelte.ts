/** Long work as the status bar shows it. */
export interface Task {
  readonly id: number;
  readonly label: string;
  /** 0 to 1; undefined while it cannot be told. */
  readonly progress: number | undefined;
  readonly cancel: () => void;
}

export interface TaskControl {
  /** Aborted when the person cancels; the work must look at it between steps. */
  readonly signal: AbortSignal;
  /** Reports progress (0 to 1) and gives the screen a turn; await it between steps of at most some ms. */
  readonly step: (progress?: number) => Promise<void>;
}

/** Runs long work in steps, so that the window stays alive and the work can be given up. */
export class TaskController {
  running: readonly Task[] = $state.raw([]);
  #lastId = 0;
  readonly #nextTurn: () => Promise<void>;

  /** `nextTurn` settles once the screen had the chance to draw. */
  constructor(nextTurn: () => Promise<void>) {
    this.#nextTurn = nextTurn;
  }

  /** Answers what `work` answers, or `undefined` when it was cancelled. Other errors pass through. */
  async run<T>(label: string, work: (control: TaskControl) => Promise<T>): Promise<T | undefined> {
    this.#lastId += 1;
    const id = this.#lastId;
    const abort = new AbortController();
    this.running = [...this.running, { id, label, progress: undefined, cancel: () => abort.abort() }];
    const step = async (progress?: number): Promise<void> => {
      this.running = this.running.map((task) => (task.id === id ? { ...task, progress } : task));
      await this.#nextTurn();
      abort.signal.throwIfAborted();
    };
    try {
      await step();
      return await work({ signal: abort.signal, step });
    } catch (error) {
      if (abort.signal.aborted && error === abort.signal.reason) return undefined;
      throw error;
    } finally {
      this.running = this.running.filter((task) => task.id !== id);
    }
  }
}
