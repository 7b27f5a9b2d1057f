import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron';
import type { Desktop } from '../../src/contract/desktop.ts';
import { callChannel, callNames, eventChannel, eventNames } from '../../src/contract/names.ts';

/**
 * Builds `window.desktop` from the contract and exposes nothing else: no channel name and no event object reaches the page.
 */
const callsOnly = Object.fromEntries(
  callNames
    .filter((name) => name !== 'readDroppedFiles')
    .map((name) => [name, (request: unknown) => ipcRenderer.invoke(callChannel(name), request)]),
);

const desktop = {
  ...callsOnly,
  readDroppedFiles: async (files: readonly File[]) => {
    // Only a file the operating system handed over has a path; one made by a script has none.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return paths.length === 0 ? [] : ipcRenderer.invoke(callChannel('readDroppedFiles'), { paths });
  },
  // Electron's clipboard module changed its shape between the releases we run on; the page's own has not.
  copyPng: async ({ bytes }: { bytes: Uint8Array<ArrayBuffer> }): ReturnType<Desktop['copyPng']> => {
    // The clipboard answers only a focused page, and one whose command came from a native menu may not be.
    window.focus();
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
      return { ok: true, value: null };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return { ok: false, error: { kind: error.name === 'NotAllowedError' ? 'refused' : 'not-an-image' } };
    }
  },
  on: (event: (typeof eventNames)[number], listener: (payload: unknown) => void) => {
    if (!eventNames.includes(event)) throw new Error(`No such event: ${String(event)}`);
    const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(eventChannel(event), forward);
    return () => void ipcRenderer.off(eventChannel(event), forward);
  },
  // Built by name from the list the contract's types are made of; the compiler cannot follow `Object.fromEntries`.
} as unknown as Desktop;

contextBridge.exposeInMainWorld('desktop', desktop);
