import type { Plan } from '../plan/index.ts';
import type { AzList } from './az-lists.ts';

/** One file as text. The caller decodes UTF-16; a byte order mark may still lead. */
export interface ImportFile {
  /** What people know the file by: a path, or `standard input`. */
  readonly name: string;
  readonly text: string;
}

/** A part of a file that was not taken over, and why. */
export interface Unread {
  readonly file: string;
  /** JSON path, for example `$[3].subnets[0].addressPrefix`; `$` is the whole file. */
  readonly path: string;
  readonly reason: string;
}

export interface ImportOutcome {
  readonly plan: Plan;
  /** What the files hold and the plan does not. */
  readonly unread: readonly Unread[];
  /** What the reader should know about the estate: networks referred to but not listed, objects listed twice. */
  readonly notes: readonly string[];
}

/** Why nothing was imported. `path` and `reason` say where and what. */
export type ImportError =
  | { readonly kind: 'noFiles' }
  | { readonly kind: 'tooLarge'; readonly file: string; readonly length: number; readonly max: number }
  | { readonly kind: 'notJson'; readonly file: string; readonly path: string; readonly reason: string }
  | { readonly kind: 'unrecognised'; readonly file: string; readonly path: string; readonly reason: string }
  | { readonly kind: 'plan'; readonly file: string; readonly path: string; readonly reason: string };

/** How far an import has come, in objects read and linked. */
export interface ImportProgress {
  readonly phase: 'reading' | 'linking' | 'arranging';
  readonly file?: string;
  readonly done: number;
  readonly total: number;
}

export interface ImportOptions {
  /** Name of the new plan; missing = made from the file names. Ignored when a plan file is among the files. */
  readonly name?: string;
  /** Gives what was imported a place; missing = the arrangement every imported estate gets. */
  readonly arrange?: (plan: Plan) => Plan;
}

/** What a text is, as far as its first objects tell. */
export type DetectedFormat = 'plan' | AzList | 'az-mixed' | 'empty-list';

/**
 * One line for people: which file, where in it, and what is wrong.
 * @example formatImportError({ kind: 'noFiles' }) // 'no file was given'
 */
export function formatImportError(error: ImportError): string {
  switch (error.kind) {
    case 'noFiles':
      return 'no file was given';
    case 'tooLarge':
      return `${error.file}: $: the file has ${error.length} characters; at most ${error.max} are read`;
    case 'notJson':
      return `${error.file}: ${error.path}: ${error.reason}; output of the Azure CLI is read as "-o json" prints it`;
    case 'unrecognised':
    case 'plan':
      return `${error.file}: ${error.path}: ${error.reason}`;
  }
}
