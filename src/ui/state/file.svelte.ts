import type { FileError, OpenedFile, RecentFiles, SavedFile } from '../../contract/file.ts';
import { planFileSuffix } from '../../contract/file.ts';
import type { JournalEntry } from '../../contract/recovery.ts';
import type { Platform } from '../platform/platform.ts';
import { createEmptyPlan, type Plan } from '../../core/plan/index.ts';
import type { Result } from '../../core/result.ts';
import type { DialogController } from './dialogs.svelte.ts';
import type { DocumentController } from './document.svelte.ts';
import { describeFileError } from './file-words.ts';
import { Journal } from './journal.ts';
import type { NoticeController } from './notices.svelte.ts';
import type { PlanningCore } from './planning-core.ts';

interface FileDeps {
  readonly platform: Platform;
  readonly core: Pick<PlanningCore, 'parsePlan' | 'serializePlan'>;
  readonly document: DocumentController;
  readonly dialogs: DialogController;
  readonly notices: NoticeController;
  readonly setTimer: (run: () => void, ms: number) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Files that are no plan are handed on (import). Undefined: nobody takes them. */
  readonly importFiles?: (files: readonly OpenedFile[]) => Promise<void>;
}

/** Where the plan lives: its file, whether it is saved, and the crash journal. */
export class FileController {
  /** Where the plan was opened from or saved to; undefined before the first save. */
  current: SavedFile | undefined = $state.raw(undefined);
  recent: RecentFiles = $state.raw([]);
  /** Unsaved work of earlier runs that is not open; offered by the welcome view. */
  otherUnsavedWork: readonly JournalEntry[] = $state.raw([]);
  /** The file is not what it was when read or written last. */
  changedOnDisk: 'changed' | 'removed' | undefined = $state(undefined);
  /** A question or dialog of this controller is open, or a file is being written. */
  isBusy = $state(false);
  /** The plan as it is in the file; undefined: in no file. */
  #savedPlan: Plan | undefined = $state.raw(undefined);
  #documentId: string;
  #editedAtMs = 0;
  readonly #deps: FileDeps;
  readonly #journal: Journal;

  constructor(deps: FileDeps) {
    this.#deps = deps;
    this.#documentId = deps.newId();
    this.#savedPlan = deps.document.plan;
    this.#journal = new Journal({
      write: (entry) => deps.platform.writeJournal(entry),
      clear: (documentId) => deps.platform.clearJournal({ documentId }),
      setTimer: deps.setTimer,
      capture: () => this.#capture(),
    });
    deps.document.onChange((change) => {
      if (change !== 'edited') return;
      this.#editedAtMs = deps.now();
      this.#journal.schedule();
    });
  }

  /** Unsaved changes. Undoing back to what is in the file makes the plan clean again. */
  readonly isDirty: boolean = $derived.by(() => this.#deps.document.plan !== this.#savedPlan);
  /** The plan as it is in its file; undefined: in no file. */
  get savedPlan(): Plan | undefined {
    return this.#savedPlan;
  }
  /** The file's name, or the plan's while it is in no file. */
  readonly name: string = $derived.by(() => this.current?.name ?? `${this.#deps.document.plan.name}${planFileSuffix}`);

  /** A blank plan, after a question when work would be lost. */
  async newPlan(): Promise<boolean> {
    return this.openPlan(createEmptyPlan());
  }

  /** Shows a plan that is in no file (a new one, an example, an import). */
  async openPlan(plan: Plan, { unsaved = false }: { readonly unsaved?: boolean } = {}): Promise<boolean> {
    if (!(await this.confirmLoss())) return false;
    this.#show(plan, undefined, unsaved ? undefined : plan);
    if (unsaved) this.#journal.schedule();
    return true;
  }

  /** Asks for a file and opens it. */
  async open(): Promise<boolean> {
    if (!(await this.confirmLoss())) return false;
    const answer = await this.#deps.platform.showOpenDialog({ purpose: 'plan' });
    return answer.ok ? this.#openAll(answer.value, true) : this.#report(answer.error);
  }

  /** Opens a file of the recent list. */
  async openRecent(path: string): Promise<boolean> {
    if (!(await this.confirmLoss())) return false;
    return this.#openAll([await this.#deps.platform.readFile({ path })], true);
  }

  /** Opens files given by the system: a drop, an argument, a double click. One plan is opened; anything else goes to import. */
  openGiven(files: readonly Result<OpenedFile, FileError>[]): Promise<boolean> {
    return this.#openAll(files, false);
  }

  /** Saves to the plan's file, or asks where to when it has none. True when it is saved. */
  async save(): Promise<boolean> {
    const { current } = this;
    if (current === undefined) return this.saveAs();
    const { plan } = this.#deps.document;
    const text = this.#deps.core.serializePlan(plan);
    const saved = await this.#deps.platform.saveFile({ path: current.path, text, expectedStamp: current.stamp });
    if (saved.ok) return this.#markSaved(plan, saved.value);
    if (saved.error.kind === 'changed-on-disk') return this.#saveOverChange(plan, text, current);
    return this.#report(saved.error);
  }

  async saveAs(): Promise<boolean> {
    const { plan } = this.#deps.document;
    const saved = await this.#deps.platform.saveFileAs({
      suggestedName: this.name,
      text: this.#deps.core.serializePlan(plan),
    });
    return saved.ok ? this.#markSaved(plan, saved.value) : this.#report(saved.error);
  }

  /** Goes back to what is in the file, after a question. */
  async revert(): Promise<boolean> {
    const { current } = this;
    if (current === undefined) return false;
    if (this.isDirty) {
      const answer = await this.#deps.dialogs.ask({
        title: `Go back to ${current.name} as it was saved?`,
        text: 'Your changes since then are lost.',
        answers: [
          { id: 'revert', label: 'Revert', tone: 'danger' },
          { id: 'stay', label: 'Cancel' },
        ],
      });
      if (answer !== 'revert') return false;
    }
    const read = await this.#deps.platform.readFile({ path: current.path });
    return read.ok ? this.#openText(read.value) : this.#report(read.error);
  }

  /** Asks what to do with unsaved work. True when it may go: it is saved, or the person gives it up. */
  async confirmLoss(): Promise<boolean> {
    if (!this.isDirty) return true;
    if (this.isBusy) return false;
    this.isBusy = true;
    const answer = await this.#deps.dialogs
      .ask({
        title: `Save the changes to ${this.name}?`,
        text: 'They are lost if you do not save them.',
        answers: [
          { id: 'save', label: 'Save', tone: 'primary' },
          { id: 'discard', label: 'Don’t save', tone: 'danger' },
          { id: 'stay', label: 'Cancel' },
        ],
      })
      .finally(() => (this.isBusy = false));
    if (answer === 'save') return this.save();
    return answer === 'discard';
  }

  /** The window wants to close: asks, and answers the desktop. */
  async closeWindow(): Promise<void> {
    const mayClose = await this.confirmLoss();
    if (mayClose) await this.#journal.close();
    await this.#deps.platform.answerClose({ decision: mayClose ? 'close' : 'stay' });
  }

  /** Unsaved work of an earlier run: brought back, still unsaved. */
  restore(entry: JournalEntry): boolean {
    const parsed = this.#deps.core.parsePlan(entry.text);
    if (!parsed.ok) {
      this.#deps.notices.show({
        tone: 'error',
        text: `Unsaved work on ${entry.name} could not be read: ${parsed.error.message}`,
      });
      return false;
    }
    const file =
      entry.path === null || entry.stamp === null
        ? undefined
        : { path: entry.path, name: entry.name, stamp: entry.stamp };
    this.#show(parsed.value, file, undefined);
    this.#documentId = entry.documentId;
    this.#editedAtMs = entry.editedAtMs;
    this.#journal.adopt(entry.documentId);
    return true;
  }

  /** The desktop saw the file change. */
  noticeChange(path: string, change: 'changed' | 'removed'): void {
    if (path === this.current?.path) this.changedOnDisk = change;
  }

  /** Keeps this version; the next save writes over the other one after a question. */
  ignoreChange(): void {
    this.changedOnDisk = undefined;
  }

  /** Brings the journal up to date now; done when it is on disk. */
  flushJournal(): Promise<unknown> {
    return this.#journal.flush();
  }

  #capture(): JournalEntry | undefined {
    const { document, core } = this.#deps;
    if (document.plan === this.#savedPlan) return undefined;
    return {
      documentId: this.#documentId,
      name: this.name,
      path: this.current?.path ?? null,
      stamp: this.current?.stamp ?? null,
      text: core.serializePlan(document.plan),
      editedAtMs: this.#editedAtMs,
    };
  }

  async #openAll(files: readonly Result<OpenedFile, FileError>[], isConfirmed: boolean): Promise<boolean> {
    const read: OpenedFile[] = [];
    for (const file of files) {
      if (file.ok) read.push(file.value);
      else this.#report(file.error);
    }
    const [first] = read;
    if (first === undefined) return false;
    if (read.length === 1 && looksLikePlan(first)) {
      return (isConfirmed || (await this.confirmLoss())) && this.#openText(first);
    }
    await this.#deps.importFiles?.(read);
    return this.#deps.importFiles !== undefined;
  }

  #openText(file: OpenedFile): boolean {
    const parsed = this.#deps.core.parsePlan(file.text);
    if (!parsed.ok) {
      this.#deps.notices.show({ tone: 'error', text: `${file.name} was left as it is: ${parsed.error.message}` });
      return false;
    }
    const { path, name, stamp } = file;
    this.#show(parsed.value, { path, name, stamp }, parsed.value);
    return true;
  }

  async #saveOverChange(plan: Plan, text: string, current: SavedFile): Promise<boolean> {
    const answer = await this.#deps.dialogs.ask({
      title: `${current.name} was changed by somebody else`,
      text: 'Saving replaces their version; it is kept beside it with the ending .bak.',
      answers: [
        { id: 'overwrite', label: 'Replace it', tone: 'danger' },
        { id: 'saveAs', label: 'Save under another name', tone: 'primary' },
        { id: 'stay', label: 'Cancel' },
      ],
    });
    if (answer === 'saveAs') return this.saveAs();
    if (answer !== 'overwrite') return false;
    const saved = await this.#deps.platform.saveFile({ path: current.path, text, expectedStamp: null });
    return saved.ok ? this.#markSaved(plan, saved.value) : this.#report(saved.error);
  }

  #markSaved(plan: Plan, file: SavedFile): boolean {
    this.current = file;
    this.#savedPlan = plan;
    this.changedOnDisk = undefined;
    // Edits made while the file was being written are unsaved and stay in the journal.
    void this.#journal.flush();
    this.#deps.notices.announce(`Saved ${file.name}`);
    return true;
  }

  #show(plan: Plan, file: SavedFile | undefined, savedPlan: Plan | undefined): void {
    this.#journal.drop();
    this.#documentId = this.#deps.newId();
    this.current = file;
    this.changedOnDisk = undefined;
    this.#savedPlan = savedPlan;
    this.#editedAtMs = this.#deps.now();
    this.#deps.document.replace(plan);
  }

  #report(error: FileError): false {
    const text = describeFileError(error);
    if (text !== undefined) this.#deps.notices.show({ tone: 'error', text });
    return false;
  }
}

/** Plans name their format; everything else is for import, and a broken plan is refused with its own reason. */
export function looksLikePlan(file: OpenedFile): boolean {
  return file.name.endsWith(planFileSuffix) || /"format"\s*:\s*"netwright-plan"/.test(file.text.slice(0, 4096));
}
