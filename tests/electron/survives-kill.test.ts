import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createJournal } from '../../electron/main/recovery.ts';
import { fuzzRuns } from '../support/fuzz.ts';
import { readNumberedPlan } from './support/numbered-plan.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

const kills = fuzzRuns(40, 200);
const oneSecondMs = 1000;

interface Life {
  readonly saved: number;
  readonly kept: number;
  readonly killedAtMs: number;
}

/** Runs the saving process and kills it after its first save plus a random while. */
function liveAndDie(path: string, journalFolder: string, first: number): Promise<Life> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'support', 'save-until-killed.ts');
    const child = spawn(process.execPath, ['--no-warnings', script, path, journalFolder, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    let killedAtMs = 0;
    let isCounting = false;
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (isCounting || !output.includes('saved') || !output.includes('kept')) return;
      isCounting = true;
      setTimeout(() => {
        killedAtMs = Date.now();
        child.kill('SIGKILL');
      }, Math.random() * 120);
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(errors));
      const last = (what: string): number =>
        Math.max(...[...output.matchAll(new RegExp(`^${what} (\\d+)$`, 'gm'))].map((match) => Number(match[1])));
      resolve({ saved: last('saved'), kept: last('kept'), killedAtMs });
    });
  });
}

it(
  `keeps a whole plan and a fresh journal through kill -9 at ${kills} random moments`,
  { timeout: kills * 5_000 },
  async () => {
    const folder = await createTemporaryFolder();
    const path = join(folder, 'plan.netwright.json');
    const journalFolder = join(folder, 'journal');
    let first = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const life = await liveAndDie(path, journalFolder, first);
      const onDisk = readNumberedPlan(await readFile(path, 'utf8'));
      expect(onDisk, 'a save that was confirmed is there').toBeGreaterThanOrEqual(life.saved);
      if (kill > 0)
        expect(
          readNumberedPlan(await readFile(`${path}.bak`, 'utf8')),
          'the backup is an older whole plan',
        ).toBeLessThan(onDisk + 1);

      const { entries, problems } = await createJournal(journalFolder).readAll();
      expect(problems).toEqual([]);
      const entry = entries[0];
      if (!entry) throw new Error('The journal is empty.');
      expect(readNumberedPlan(entry.text), 'an entry that was confirmed is there').toBeGreaterThanOrEqual(life.kept);
      expect(life.killedAtMs - entry.editedAtMs, 'age of the journal').toBeLessThanOrEqual(oneSecondMs);
      first = Math.max(onDisk, readNumberedPlan(entry.text));
    }
  },
);
