/**
 * The names of all calls and events, apart from their schemas: the preload needs only these, and stays small.
 */
export const callNames = [
  'start',
  'showOpenDialog',
  'readFile',
  'readDroppedFiles',
  'saveFile',
  'saveFileAs',
  'exportFile',
  'revealFile',
  'clearRecentFiles',
  'setTheme',
  'writeJournal',
  'clearJournal',
  'describeDocument',
  'answerClose',
  'describeCommands',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = [
  'command',
  'recentFileChosen',
  'recentFilesChanged',
  'filesHandedOver',
  'fileChangedOnDisk',
  'closeRequested',
] as const;
export type EventName = (typeof eventNames)[number];

/** The channel of a call or an event; prefixed, so that nothing of Electron's own can be meant. */
export const callChannel = (name: CallName): string => `netwright:call:${name}`;
export const eventChannel = (name: EventName): string => `netwright:event:${name}`;
