import type { FileError } from '../../contract/file.ts';

const mebibyte = 1024 * 1024;

/** What went wrong with a file, for people; undefined when they closed the dialog themselves. */
export function describeFileError(error: FileError): string | undefined {
  switch (error.kind) {
    case 'cancelled':
      return undefined;
    case 'not-granted':
      return `${error.path} was not opened here before; open it once more.`;
    case 'not-found':
      return `${error.path} does not exist any more.`;
    case 'not-a-file':
      return `${error.path} is not a file.`;
    case 'permission-denied':
      return `The system does not allow access to ${error.path}.`;
    case 'disk-full':
      return `The disk is full; ${error.path} was left as it was.`;
    case 'too-large':
      return `${error.path} has ${Math.ceil(error.sizeBytes / mebibyte)} MiB; at most ${error.limitBytes / mebibyte} MiB are read.`;
    case 'not-text':
      return `${error.path} is not a text file.`;
    case 'changed-on-disk':
      return `${error.path} was changed by somebody else meanwhile.`;
    case 'failed':
      return `${error.path} could not be used (${error.code}).`;
  }
}
