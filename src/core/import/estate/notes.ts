/** What the reader of an import should know, by kind: a line for each kind, not for each object. */
const LINES = {
  emptyFile: 'An empty list, so nothing of its kind is there',
  external: 'Not in the files, known only from peerings',
  listedTwice: 'Listed twice with different address spaces, the first is used',
  keptFromPlan: "In the plan already, the plan's version is kept",
  unknownSubnet: 'Referred to but not listed, so the range is not known',
  unlistedGateway: 'Used by a cluster, but no subnet in the files lists it',
  hiddenNodes: 'Used by nodes of clusters that are not in the files, which are not counted',
  assumedRanges: "No pod or service CIDR is printed, so AKS's defaults are taken",
  addressesInPrefixes:
    'Goes out by public IP prefixes, whose size is not printed, so its number of addresses is not known',
  noNetwork: 'Left out, because its list names no network it is in',
  homeNotListed: 'Not in the files, known only from what stands in it',
  untiedSite: 'Tied to no gateway, because no connection of it is in the files (az network vpn-connection list)',
  unlistedSite: 'Named by a connection, but not listed (az network local-gateway list)',
  siteSpeaksBgp: 'Speaks BGP, so it may announce more ranges than its list shows',
  looseConnection: 'Left out, because a gateway it names is not listed (az network vnet-gateway list)',
  strayPool: 'Left out, because the cluster it belongs to is not in the files',
} as const;

export type NoteKind = keyof typeof LINES;

/** Objects named in a line before it is cut. */
const MAX_NAMES = 5;

export class Notes {
  readonly #names = new Map<NoteKind, string[]>();

  add(kind: NoteKind, name: string): void {
    const names = this.#names.get(kind);
    if (names === undefined) this.#names.set(kind, [name]);
    else names.push(name);
  }

  /** One sentence for each kind that occurred, in the order of the table above. */
  format(): string[] {
    // Object.keys forgets the key type of a constant table
    const kinds = Object.keys(LINES) as NoteKind[];
    return kinds.flatMap((kind) => {
      const names = this.#names.get(kind) ?? [];
      const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
      return names.length === 0 ? [] : [`${LINES[kind]}: ${names.slice(0, MAX_NAMES).join(', ')}${more}.`];
    });
  }
}
