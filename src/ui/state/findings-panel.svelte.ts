import type { Severity } from '../../core/rules/types.ts';

export type FindingsTab = 'findings' | 'notChecked' | 'suppressed';

/** What the findings panel shows. Kept here so that the status bar can open it at what was counted. */
export class FindingsPanelState {
  tab: FindingsTab = $state('findings');
  /** Undefined: all severities. */
  severity: Severity | undefined = $state();
  text = $state('');
  groupBy: 'none' | 'object' | 'rule' = $state('none');
  /** Of the list; undefined until somebody moves the edge: a fifth of the canvas. */
  heightPx: number | undefined = $state();
}
