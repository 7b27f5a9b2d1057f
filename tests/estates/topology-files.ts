import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importFiles, type ImportOutcome } from '../../src/core/import/index.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/topologies');

/** An object of the files as it was read; tests change it before it is imported. */
export interface AzObject {
  [key: string]: unknown;
  id?: string;
  name?: string;
  subnets?: AzObject[];
  virtualNetworkPeerings?: AzObject[];
  addressSpace?: AzObject;
  networkProfile?: AzObject;
  agentPoolProfiles?: AzObject[];
}

/** The files of a published topology by name without ending: `vnets`, `aks`, `route-tables`. */
export type TopologyFiles = Record<string, AzObject[]>;

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
  return Object.fromEntries(
    // lists of objects, written by us beside this test; the fields above are where Azure puts them
    pathsOf(id).map((path) => [basename(path, '.json'), JSON.parse(readFileSync(path, 'utf8')) as AzObject[]]),
  );
}

/** Imports the files as one estate; throws when they are refused. */
export function importTopology(files: TopologyFiles): ImportOutcome {
  const outcome = importFiles(
    Object.entries(files).map(([name, json]) => ({ name: `${name}.json`, text: JSON.stringify(json) })),
  );
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
