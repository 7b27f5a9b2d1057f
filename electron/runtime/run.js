// @ts-check
/**
 * Every npm script of the checkout starts here: `node electron/runtime/run.js <task> [arguments]`.
 * Plain Node without dependencies up to the point where they are installed; from there on the pinned Node runs the task.
 */
import { fileURLToPath } from 'node:url';
import { checkNode, ensureInstalled, nodeToContinueWith } from './install.js';
import { runCommand } from './run-command.js';
import { say, SetupError } from './say.js';

const tasks = ['start', 'dev', 'build', 'test', 'package', 'bench', 'fuzz', 'shots', 'netwright'];
const [task = '', ...args] = process.argv.slice(2);

try {
  if (!tasks.includes(task)) throw new SetupError(`Usage: npm run ${tasks.join(' | ')}`);
  checkNode();
  await ensureInstalled();
  const node = nodeToContinueWith();
  if (node) {
    const { code } = await runCommand(node, [fileURLToPath(import.meta.url), task, ...args]);
    process.exitCode = code;
  } else {
    /** @type {{ run: (args: string[]) => Promise<number> }} */
    const { run } = await import(`./tasks/${task}.js`);
    process.exitCode = await run(args);
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
