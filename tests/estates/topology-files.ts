import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles, type ImportOutcome } from '../../src/core/import/index.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/topologies');

/** JSON as it was read; tests change it before it is imported. */
export type Json = { [key: string]: Json } & Json[] & string & number & boolean & null;

/** The files of a published topology by name without ending: `vnets`, `aks`, `route-tables`. */
export type TopologyFiles = Record<string, Json>;

export interface ExpectedTopology {
  readonly id: string;
  readonly title: string;
  readonly expectedFindings: readonly { readonly severity: string; readonly rule: string; readonly detail: string }[];
  readonly expectedCapacity: readonly string[];
}

export const TOPOLOGY_IDS: readonly string[] = readdirSync(FOLDER).toSorted();

export function readExpected(id: string): ExpectedTopology {
  // written by us, in this shape, beside the files it describes
  return JSON.parse(readFileSync(join(FOLDER, id, 'expected.json'), 'utf8')) as ExpectedTopology;
}

export function pathsOf(id: string): string[] {
  return readdirSync(join(FOLDER, id))
    .filter((name) => name !== 'expected.json')
    .map((name) => join(FOLDER, id, name));
}

export function readTopology(id: string): TopologyFiles {
  // the shape is what the import checks; here any value may be reached and changed
  return Object.fromEntries(pathsOf(id).map((path) => [path.replace(/^.*[/\\]|\.json$/g, ''), JSON.parse(readFileSync(path, 'utf8')) as Json]));
}

/** Imports the files as one estate; throws when they are refused. */
export function importTopology(files: TopologyFiles): ImportOutcome {
  const outcome = importFiles(Object.entries(files).map(([name, json]) => ({ name: `${name}.json`, text: JSON.stringify(json) })));
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
