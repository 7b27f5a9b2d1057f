import type { OpenedFile, FileError, SavedFile } from '../../contract/file.ts';
import { maxFileBytes } from '../../contract/file.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** The part of the File System Access API used here; TypeScript's DOM library does not know the pickers yet. */
interface FilePickers {
  showOpenFilePicker?: (options: {
    readonly multiple: boolean;
    readonly types: readonly PickerType[];
  }) => Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly PickerType[];
  }) => Promise<FileSystemFileHandle>;
}
interface PickerType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

const jsonType: PickerType = { description: 'JSON', accept: { 'application/json': ['.json'] } };
const mimeTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/**
 * Files of the web edition: the File System Access API where the browser has it, a file input and a download where it has not.
 * A downloaded file cannot be written again, so it gets a path without a handle and the next save downloads anew.
 */
export class BrowserFiles {
  readonly #handles = new Map<string, FileSystemFileHandle>();
  readonly #modified = new Map<string, number>();
  #lastNumber = 0;

  async open(multiple: boolean): Promise<Result<Result<OpenedFile, FileError>[], FileError>> {
    const pickers = findPickers();
    if (pickers.showOpenFilePicker === undefined) {
      const files = await chooseWithInput(multiple);
      return files.length === 0 ? err({ kind: 'cancelled' }) : ok(await this.readAll(files));
    }
    try {
      const handles = await pickers.showOpenFilePicker({ multiple, types: [jsonType] });
      return ok(await Promise.all(handles.map((handle) => this.#readHandle(this.#remember(handle), handle))));
    } catch (error) {
      return err(describeFailure(error, ''));
    }
  }

  readAll(files: readonly File[]): Promise<Result<OpenedFile, FileError>[]> {
    return Promise.all(files.map((file) => readFile(this.#nextPath(file.name), file)));
  }

  async read(path: string): Promise<Result<OpenedFile, FileError>> {
    const handle = this.#handles.get(path);
    return handle === undefined ? err({ kind: 'not-granted', path }) : this.#readHandle(path, handle);
  }

  async save(path: string, text: string, expectedStamp: string | null): Promise<Result<SavedFile, FileError>> {
    const handle = this.#handles.get(path);
    const bytes = new TextEncoder().encode(text);
    if (handle === undefined) {
      const name = path.slice(path.indexOf('/') + 1);
      download(name, new Blob([bytes], { type: 'application/json' }));
      return ok({ path, name, stamp: await stampOf(bytes) });
    }
    if (expectedStamp !== null) {
      const current = await this.#readHandle(path, handle);
      if (current.ok && current.value.stamp !== expectedStamp) return err({ kind: 'changed-on-disk', path });
    }
    return this.#write(path, handle, bytes);
  }

  async saveAs(
    suggestedName: string,
    bytes: Uint8Array<ArrayBuffer>,
    label: string,
    extension: string,
  ): Promise<Result<SavedFile, FileError>> {
    const type = mimeTypes[extension] ?? 'application/octet-stream';
    const pickers = findPickers();
    if (pickers.showSaveFilePicker === undefined) {
      download(suggestedName, new Blob([bytes], { type }));
      return ok({ path: this.#nextPath(suggestedName), name: suggestedName, stamp: await stampOf(bytes) });
    }
    try {
      const handle = await pickers.showSaveFilePicker({
        suggestedName,
        types: [{ description: label, accept: { [type]: [`.${extension}`] } }],
      });
      return await this.#write(this.#remember(handle), handle, bytes);
    } catch (error) {
      return err(describeFailure(error, suggestedName));
    }
  }

  /** True when the file behind `path` was written by somebody else since it was last read or saved here. */
  async hasChanged(path: string): Promise<'changed' | 'removed' | undefined> {
    const handle = this.#handles.get(path);
    if (handle === undefined) return undefined;
    try {
      const file = await handle.getFile();
      return file.lastModified === this.#modified.get(path) ? undefined : 'changed';
    } catch {
      // The API's only answer for a file that is gone (or no longer readable) is a rejected promise.
      return 'removed';
    }
  }

  #remember(handle: FileSystemFileHandle): string {
    const path = this.#nextPath(handle.name);
    this.#handles.set(path, handle);
    return path;
  }

  #nextPath(name: string): string {
    this.#lastNumber += 1;
    return `${this.#lastNumber}/${name}`;
  }

  async #readHandle(path: string, handle: FileSystemFileHandle): Promise<Result<OpenedFile, FileError>> {
    try {
      const file = await handle.getFile();
      this.#modified.set(path, file.lastModified);
      return await readFile(path, file);
    } catch (error) {
      return err(describeFailure(error, path));
    }
  }

  async #write(
    path: string,
    handle: FileSystemFileHandle,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Result<SavedFile, FileError>> {
    try {
      // The browser writes to a swap file and replaces the original on close.
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
      this.#modified.set(path, (await handle.getFile()).lastModified);
      return ok({ path, name: handle.name, stamp: await stampOf(bytes) });
    } catch (error) {
      return err(describeFailure(error, path));
    }
  }
}

function findPickers(): FilePickers {
  // A view on the same object: both members are optional, so a browser without them is described rightly too.
  return window as unknown as FilePickers;
}

async function readFile(path: string, file: File): Promise<Result<OpenedFile, FileError>> {
  if (file.size > maxFileBytes) {
    return err({ kind: 'too-large', path: file.name, sizeBytes: file.size, limitBytes: maxFileBytes });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const text = decodeText(bytes);
    return ok({ path, name: file.name, text, stamp: await stampOf(bytes) });
  } catch {
    // TextDecoder's `fatal` reports bad bytes by throwing; there is nothing more to learn from it.
    return err({ kind: 'not-text', path: file.name });
  }
}

function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

async function stampOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function describeFailure(error: unknown, path: string): FileError {
  const name = error instanceof DOMException ? error.name : 'unknown';
  if (name === 'AbortError') return { kind: 'cancelled' };
  if (name === 'NotFoundError') return { kind: 'not-found', path };
  if (name === 'NotAllowedError' || name === 'NoModificationAllowedError') return { kind: 'permission-denied', path };
  if (name === 'QuotaExceededError') return { kind: 'disk-full', path };
  return { kind: 'failed', path, code: name };
}

function chooseWithInput(multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.multiple = multiple;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own reference once the click is handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
