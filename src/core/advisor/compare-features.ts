import { CNI_FEATURES, type CniFeature, type SupportValue } from '../azure/index.ts';
import type { Ipam } from '../plan/index.ts';

/** A feature that one model has and another has not, with the words of the table. */
export interface FeatureChange {
  readonly title: string;
  readonly note?: string;
}

export interface FeatureChanges {
  readonly gained: readonly FeatureChange[];
  readonly lost: readonly FeatureChange[];
  /** Had now, and up to one's own CNI or not documented then. */
  readonly unsure: readonly FeatureChange[];
}

const works = (value: SupportValue): boolean => value === 'ok' || value === 'warn';

/** What a cluster gains and loses by another model (catalogue 9.2). Features that do not apply to one of them, or are retired, are left out. */
export function compareFeatures(from: Ipam, to: Ipam): FeatureChanges {
  const features = Object.values<CniFeature>(CNI_FEATURES).filter(({ isRetired }) => isRetired !== true);
  const rows = features.map(({ title, cells }) => {
    const { note } = cells[to];
    return {
      change: note === undefined ? { title } : { title, note },
      before: cells[from].value,
      after: cells[to].value,
    };
  });
  const pick = (test: (before: SupportValue, after: SupportValue) => boolean): readonly FeatureChange[] =>
    rows.filter(({ before, after }) => test(before, after)).map(({ change }) => change);
  return {
    gained: pick((before, after) => before === 'refused' && works(after)),
    lost: pick((before, after) => works(before) && after === 'refused'),
    unsure: pick((before, after) => works(before) && (after === 'depends' || after === 'unknown')),
  };
}
