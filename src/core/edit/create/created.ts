import type { Command, LayoutBox, ObjectRef } from '../../plan/index.ts';
import type { Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';

/** The command that makes something new, and what will then be there to select. */
export interface Created {
  readonly command: Command;
  readonly ref: ObjectRef;
}

export type CreateResult = Result<Created, EditError>;

/** Where something is dropped, in px. */
export type Point = Pick<LayoutBox, 'x' | 'y'>;

/** Several commands as one entry of the history, or the only one as it is. */
export function batch(label: string, commands: readonly Command[]): Command {
  const [only] = commands;
  return commands.length === 1 && only !== undefined ? only : { type: 'batch', label, commands };
}
