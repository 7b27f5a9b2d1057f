// @ts-check
/** One line of progress on standard error, so that standard output stays with the task. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`${text}\n`);
}

/** Ends the process with one readable reason. For what a person can put right, not for programmer's errors. */
export class SetupError extends Error {}
