/**
 * Edits and saves without pause until somebody kills it: what `survives-kill.test.ts` runs and kills.
 * Arguments: the plan file, the folder of the journal, the number of the first edit. Says on standard output what is done.
 */
import { writeSync } from 'node:fs';
import { createFileAccess } from '../../../electron/main/files.ts';
import { createJournal } from '../../../electron/main/recovery.ts';
import { formatNumberedPlan } from './numbered-plan.ts';

const [path = '', journalFolder = '', first = '0'] = process.argv.slice(2);
const files = createFileAccess();
files.grant(path);
const journal = createJournal(journalFolder);
/** Written through at once, so that it is not lost with the process. */
const say = (what: string, edit: number): void => void writeSync(1, `${what} ${edit}\n`);

let edit = Number(first);
let isSaving = false;

async function save(text: string, number: number): Promise<void> {
  isSaving = true;
  const saved = await files.save({ path, text, expectedStamp: null });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  say('saved', number);
  isSaving = false;
}

function makeEdit(): void {
  edit += 1;
  const number = edit;
  const text = formatNumberedPlan(number);
  void journal
    .write({ documentId: 'killed', name: 'Killed', path, stamp: null, text, editedAtMs: Date.now() })
    .then((kept) => {
      if (!kept.ok) throw new Error(JSON.stringify(kept.error));
      say('kept', number);
    });
  if (!isSaving) void save(text, number);
  setTimeout(makeEdit, 3);
}

makeEdit();
