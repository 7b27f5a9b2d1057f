/** What a command may do to the world outside; tests hand in their own. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** The bytes of a file, or why they cannot be had. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly readStandardInput: () => Promise<Uint8Array>;
  /** Puts a whole file in place, or leaves what was there. */
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Today in local time, YYYY-MM-DD. */
  readonly today: () => string;
  readonly version: () => string;
}

/** Answers of a command: all is well; something is wrong with the network; something could not be read or done. */
export const EXIT = { ok: 0, errors: 1, failed: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
