/** A plan document of some version, not yet checked against a schema. */
export type PlanDocument = Readonly<Record<string, unknown>>;

/** Turns a document of one version into one of the next. It may rely on the envelope only: the schema is checked after the last step. */
export type Migration = (document: PlanDocument) => PlanDocument;

/** The version this program writes. */
export const CURRENT_FORMAT_VERSION = 1;

/**
 * Steps by the version they start from, without a gap up to the current version. A new version adds one step here and keeps a saved file of
 * the version it leaves in `tests/fixtures/plans`; the tests ask for both.
 */
export const MIGRATIONS: Readonly<Record<number, Migration>> = Object.freeze({});

/**
 * Brings a document to a version, one step at a time, and writes the version it reached into it.
 * Throws when a step is missing, which the tests rule out.
 * @example migratePlan({ formatVersion: 1 }, 1, 3, { 1: (document) => document, 2: (document) => document }).formatVersion // 3
 */
export function migratePlan(
  document: PlanDocument,
  from: number,
  to = CURRENT_FORMAT_VERSION,
  migrations: Readonly<Record<number, Migration>> = MIGRATIONS,
): PlanDocument {
  let migrated = document;
  for (let version = from; version < to; version++) {
    const migrate = migrations[version];
    if (migrate === undefined) throw new Error(`no migration from format version ${version}`);
    migrated = { ...migrate(migrated), formatVersion: version + 1 };
  }
  return migrated;
}
