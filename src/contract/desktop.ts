import type { z } from 'zod';
import type { Result } from '../core/result.ts';
import type { CopyError } from './file.ts';
import type { calls, events } from './calls.ts';
import type { CallName, EventName } from './names.ts';

export type CallRequest<C extends CallName> = z.output<(typeof calls)[C]['request']>;
export type CallResponse<C extends CallName> = z.output<(typeof calls)[C]['response']>;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** A call as the page makes it: no argument where nothing is sent. */
type Call<C extends CallName> =
  CallRequest<C> extends undefined
    ? () => Promise<CallResponse<C>>
    : (request: CallRequest<C>) => Promise<CallResponse<C>>;

/**
 * What the preload puts on `window.desktop`. A call rejects only when it breaks this contract (a programmer's error);
 * everything that can go wrong in use comes back as a `Result`.
 */
export type Desktop = { readonly [C in Exclude<CallName, 'readDroppedFiles'>]: Call<C> } & {
  /** Reads the files of a drop event. Files that did not come from the file system are left out. */
  readonly readDroppedFiles: (files: readonly File[]) => Promise<CallResponse<'readDroppedFiles'>>;
  /** Listens to the desktop; the answer stops it. */
  /** Puts a picture on the clipboard. It needs no help of the main process, only the page's own clipboard. */
  readonly copyPng: (request: { readonly bytes: Uint8Array }) => Promise<Result<null, CopyError>>;
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
};

declare global {
  interface Window {
    /** Present in the desktop edition only. */
    readonly desktop?: Desktop;
  }
}
