import type { ImportOutcome } from '../../core/import/index.ts';
import { fillCommand, type Plan } from '../../core/plan/index.ts';
import { FACTS, type CheckResult, type Finding, type NotChecked } from '../../core/rules/index.ts';
import type { EstateFile } from '../read-estate.ts';
import type { AgainstBaseline } from './baseline.ts';

/** Everything a report is made of; `findings` are those of the wanted severities. */
export interface CheckReport {
  readonly plan: Plan;
  readonly files: readonly EstateFile[];
  readonly outcome: ImportOutcome;
  readonly result: CheckResult;
  readonly findings: readonly Finding[];
  /** How `findings` stand against a baseline; undefined when none was given. */
  readonly baseline: AgainstBaseline | undefined;
  /** Netwright's own version. */
  readonly version: string;
}

/** The command that supplies a missing fact, and what remains to be done by hand where no list shows all of it. */
export function partsOfSupply(
  { fact, objects }: Pick<NotChecked, 'fact' | 'objects'>,
  plan: Plan,
): { readonly supply: string; readonly byHand?: string } {
  const { supply, byHand } = FACTS[fact];
  return { supply: fillCommand(supply, objects, plan), ...(byHand === undefined ? {} : { byHand }) };
}

/** As `partsOfSupply`, in one line. */
export function supplyOf(missing: Pick<NotChecked, 'fact' | 'objects'>, plan: Plan): string {
  return Object.values(partsOfSupply(missing, plan)).join('; ');
}
