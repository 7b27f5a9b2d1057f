import { createContext } from 'svelte';
import type { OpenedFile } from '../../contract/file.ts';
import type { ImportOutcome } from '../../core/import/index.ts';
import type { Result } from '../../core/result.ts';
import { createEmptyPlan, type ObjectRef } from '../../core/plan/index.ts';
import type { Platform } from '../platform/platform.ts';
import { ClipboardController } from './clipboard.ts';
import { CommandController } from './commands.svelte.ts';
import { createArrangeCommands } from './commands/arrange-commands.ts';
import { createCanvasCommands } from './commands/canvas-commands.ts';
import { createClusterCommands } from './commands/cluster-commands.ts';
import { createEditCommands } from './commands/edit-commands.ts';
import { createFileCommands } from './commands/file-commands.ts';
import { createInsertCommands } from './commands/insert-commands.ts';
import { createViewCommands } from './commands/view-commands.ts';
import { CompareController } from './compare.svelte.ts';
import { DialogController } from './dialogs.svelte.ts';
import { DocumentController } from './document.svelte.ts';
import { DragController } from './drag.svelte.ts';
import { Editor } from './editor.ts';
import { FileController } from './file.svelte.ts';
import { FindingsController } from './findings.svelte.ts';
import { FindingsPanelState } from './findings-panel.svelte.ts';
import { LayoutController } from './layout.svelte.ts';
import { Maker } from './maker.ts';
import { Navigator } from './navigator.ts';
import { NoticeController } from './notices.svelte.ts';
import type { CoreRest, PlanningCore, Refusal } from './planning-core.ts';
import { ReachController } from './reach.svelte.ts';
import { SelectionController } from './selection.svelte.ts';
import { TaskController, type TaskControl } from './tasks.svelte.ts';
import { ThemeController } from './theme.svelte.ts';
import { View } from './view.ts';
import { ViewportController } from './viewport.svelte.ts';

/** Time, timers and chance, handed in so that tests can hold them still. */
export interface Environment {
  readonly window: EventTarget;
  readonly systemDark: MediaQueryList;
  readonly now: () => number;
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly setTimer: (run: () => void, ms: number) => void;
  readonly nextTurn: () => Promise<void>;
  readonly newId: () => string;
}

type ImportAnswer = Result<ImportOutcome, Refusal>;

/** Work of a frame that is not yet felt. */
const importPortionMs = 20;

/** All controllers of one window, put together once. Components get it with `getApp()`. */
export class AppState {
  readonly platform: Platform;
  /** YYYY-MM-DD */
  readonly today: () => string;
  /** Settles once the screen had the chance to draw; long work is done in parts with turns between them. */
  readonly nextTurn: () => Promise<void>;
  readonly core: PlanningCore;
  /** Undefined for the first moments of a start. */
  rest: CoreRest | undefined = $state.raw(undefined);
  readonly document: DocumentController;
  readonly file: FileController;
  readonly selection = new SelectionController();
  readonly viewport = new ViewportController();
  readonly layout = new LayoutController();
  readonly findingsPanel = new FindingsPanelState();
  readonly dialogs = new DialogController();
  readonly notices: NoticeController;
  readonly tasks: TaskController;
  readonly theme: ThemeController;
  readonly view: View;
  readonly navigator: Navigator;
  readonly editor: Editor;
  readonly maker: Maker;
  readonly findings: FindingsController;
  readonly clipboard: ClipboardController;
  readonly reach: ReachController;
  readonly drag: DragController;
  readonly compare: CompareController;
  readonly commands: CommandController;
  /** Object whose name field the inspector shall focus (F2, double click, Enter); set back to undefined by the inspector. */
  renaming: ObjectRef | undefined = $state.raw(undefined);
  /** Where a context menu shall open, in px of the window; set back to undefined by whoever shows it. */
  contextMenu: { readonly x: number; readonly y: number } | undefined = $state.raw(undefined);
  /** Of Netwright itself; empty until `start` is done. */
  version = $state('');
  /** `start` is done: recent files and theme are known. */
  isReady = $state(false);

  readonly #now: () => number;

  constructor(platform: Platform, core: PlanningCore, environment: Environment) {
    const { now, newId, nextTurn, setTimer } = environment;
    this.#now = now;
    this.nextTurn = nextTurn;
    this.platform = platform;
    this.today = environment.today;
    this.core = core;
    this.document = new DocumentController(core, createEmptyPlan(), environment.today);
    this.notices = new NoticeController(setTimer);
    this.tasks = new TaskController(nextTurn);
    this.theme = new ThemeController(environment.systemDark, (theme) => void platform.setTheme({ theme }));
    const { document, selection, viewport, notices, dialogs } = this;
    this.view = new View(document, selection, viewport);
    this.navigator = new Navigator(document, selection, this.view);
    this.editor = new Editor(document, selection, notices);
    const { view, editor } = this;
    this.maker = new Maker({
      core,
      document,
      selection,
      viewport,
      view,
      editor,
      notices,
      write: (ref) => this.requestRename(ref),
    });
    this.findings = new FindingsController(document, selection, view, editor, notices);
    this.clipboard = new ClipboardController({ platform, core, document, selection, editor, notices });
    this.file = new FileController({
      platform,
      core,
      document,
      dialogs,
      notices,
      setTimer,
      now,
      newId,
      importFiles: (files) => this.importFiles(files),
    });
    this.compare = new CompareController(this);
    this.reach = new ReachController(document, this.layout, selection);
    this.drag = new DragController(environment.window);
    this.commands = new CommandController(() => dialogs.isOpen);
    document.onChange((change) => {
      selection.retain((ref) => document.exists(ref));
      if (change !== 'opened') return;
      selection.clear();
      dialogs.close();
      view.fitAll();
    });
    for (const create of [
      createFileCommands,
      createEditCommands,
      createInsertCommands,
      createClusterCommands,
      createArrangeCommands,
      createViewCommands,
      createCanvasCommands,
    ]) {
      this.commands.register(create(this));
    }
  }

  /** Reads the rules once the window has been drawn, and judges the open plan by them. */
  async loadRest(): Promise<CoreRest> {
    if (this.rest === undefined) await this.nextTurn();
    const rest = await this.core.loadRest();
    if (this.rest === undefined) {
      this.rest = rest;
      this.document.judgeBy(rest.checkPlan);
    }
    return rest;
  }

  /** Goes into the selected object, or to its name when nothing is inside. */
  enterSelected(): void {
    if (!this.navigator.enter()) this.requestRename();
  }

  requestRename(ref: ObjectRef | undefined = this.selection.primary): void {
    if (ref === undefined) return;
    this.layout.inspector = true;
    this.layout.sideTool = undefined;
    this.renaming = ref;
  }

  /** Opens the context menu at the selected object (keyboard) or at a point of the window. */
  openContextMenu(at?: { readonly x: number; readonly y: number }): void {
    const { primary } = this.selection;
    const box = primary && this.view.boxOf(primary);
    const { transform } = this.viewport;
    this.contextMenu =
      at ?? (box && { x: (box.x + 16) * transform.zoom + transform.x, y: (box.y + 24) * transform.zoom + transform.y });
  }

  async importFromDialog(): Promise<void> {
    const answer = await this.platform.showOpenDialog({ purpose: 'import' });
    if (answer.ok) await this.file.openGiven(answer.value);
  }

  /** Reads files as one estate and shows it as a new, unsaved plan. */
  async importFiles(files: readonly OpenedFile[]): Promise<void> {
    const names = files.map(({ name }) => name).join(', ');
    const imported = await this.tasks.run(`Importing ${names}`, ({ step }) => this.#import(files, step));
    if (imported === undefined) return;
    if (!imported.ok) {
      this.notices.show({ tone: 'error', text: imported.error.message });
      return;
    }
    const { plan, unread, notes } = imported.value;
    if (!(await this.file.openPlan(plan, { unsaved: true })) || unread.length + notes.length === 0) return;
    const lines = [...unread.map(({ file, path, reason }) => `${file} ${path}: ${reason}`), ...notes];
    this.dialogs.open({
      kind: 'unread',
      title: unread.length > 0 ? 'Parts that could not be read' : 'Imported',
      lines,
    });
  }

  /** Reads in portions, giving the window a turn whenever one has taken long enough to be felt. */
  async #import(files: readonly OpenedFile[], step: TaskControl['step']): Promise<ImportAnswer> {
    const { importSteps } = await this.loadRest();
    const steps = importSteps(files);
    let turn = this.#now();
    for (;;) {
      const next = steps.next();
      if (next.done === true) return next.value;
      if (this.#now() - turn < importPortionMs) continue;
      await step(next.value.done / Math.max(next.value.total, 1));
      turn = this.#now();
    }
  }
}

export const [getApp, setApp] = createContext<AppState>();
