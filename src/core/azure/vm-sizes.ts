/** What the name of a VM size tells. */
export interface VmSize {
  /** The letters before the number, upper case: "D", "DC", "NV". */
  readonly family: string;
  readonly vCpus: number;
  /** GB; undefined where neither the name nor the table tells. */
  readonly memory: number | undefined;
  /** Generation: 5 for _v5; 1 where the name has none. */
  readonly version: number;
  /** B-series: works on credit. */
  readonly burstable: boolean;
}

/** Families of the naming convention. A name of another family tells nothing. @source VMS, 2026-03-09 */
const FAMILIES: ReadonlySet<string> = new Set(
  'A B D DC DS E EC F FS FX G GS H HB HC HX L LS M NC ND NG NM NP NV'.split(' '),
);

/** Older families number their sizes in another way than by vCPUs: number in the name -> vCPUs. @source VMS, 2026-03-09 */
const NUMBERED: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 2],
  [3, 4],
  [4, 8],
  [5, 16],
  [11, 2],
  [12, 4],
  [13, 8],
  [14, 16],
  [15, 20],
]);
const NUMBERED_A: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 4],
  [4, 8],
  [5, 2],
  [6, 4],
  [7, 8],
  [8, 8],
  [9, 16],
  [10, 8],
  [11, 16],
]);
const NUMBERED_G: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 4],
  [3, 8],
  [4, 16],
  [5, 32],
]);

/** GB of the small sizes that have less than 4 GB for a vCPU or two. @source VMS, 2026-03-09 */
const SMALL: ReadonlyMap<string, number> = new Map([
  ['B1LS', 0.5],
  ['B1S', 1],
  ['B1MS', 2],
  ['B2TS_V2', 1],
  ['B2ATS_V2', 1],
  ['B2PTS_V2', 1],
  ['A0', 0.75],
  ['A1', 1.75],
  ['A2', 3.5],
  ['A1_V2', 2],
  ['D1', 3.5],
  ['DS1', 3.5],
  ['D1_V2', 3.5],
  ['DS1_V2', 3.5],
  ['F1', 2],
  ['F1S', 2],
]);

/**
 * Reads a VM size name by Azure's naming convention: family, vCPUs (of constrained sizes those that are left), features, accelerator, version. Undefined for
 * a name that does not follow it, or of a family that is not known.
 * @source VMS, 2026-03-09
 * @example parseVmSize('Standard_D4s_v5').vCpus // 4
 */
export function parseVmSize(name: string): VmSize | undefined {
  const match =
    /^(?:Standard|Basic)_([A-Z]{1,2})(\d+)(?:-(\d+))?([a-z]*)(?:_(?!v\d+$)[A-Z][A-Z0-9]*)?(?:_v(\d+))?$/i.exec(
      name.trim(),
    );
  if (match === null) return undefined;
  const [whole, letters = '', number = '', constrained, features = '', generation] = match;
  const family = letters.toUpperCase();
  if (!FAMILIES.has(family)) return undefined;
  const version = generation === undefined ? 1 : Number(generation);
  const vCpus = constrained === undefined ? vCpusOf(family, Number(number), features, version) : Number(constrained);
  if (vCpus === undefined) return undefined;
  const short = whole.slice(whole.indexOf('_') + 1).toUpperCase();
  // Every size with two vCPUs or more that the table does not name has 4 GB or more; how many is no one's question here.
  return { family, vCpus, memory: SMALL.get(short), version, burstable: family === 'B' };
}

function vCpusOf(family: string, number: number, features: string, version: number): number | undefined {
  if (family === 'G' || family === 'GS') return NUMBERED_G.get(number);
  if (family === 'A' && version === 1) return NUMBERED_A.get(number);
  if (family === 'DS' || (family === 'D' && features === '' && version <= 2)) return NUMBERED.get(number);
  return number > 0 ? number : undefined;
}
