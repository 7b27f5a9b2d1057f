import { compareBlocks, parseCidr, usable4, type Block, type Block4, type Block6 } from '../address/index.ts';
import type { ObjectRef } from '../plan/index.ts';
import { NONE } from './keep.ts';
import type { AddressSpace, Prefix } from './types.ts';

/** What an address space holds besides its owner. */
type Ranges = Omit<AddressSpace, 'ref' | 'name'>;

/** A written range, and the lists of an owner that has this one alone, as nearly all of thousands of subnets do. */
interface Parsed {
  readonly prefix: Prefix;
  readonly alone: Ranges;
}

/** Reading a range costs microseconds and plans hold thousands, most of them unchanged from edit to edit. */
const parsed = new Map<string, Parsed>();
const KEPT_PREFIXES = 200_000;

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const result = parseCidr(text);
  const prefix: Prefix = result.ok ? { text, block: result.value } : { text, error: result.error };
  const made = { prefix, alone: rangesOf([prefix]) };
  if (parsed.size >= KEPT_PREFIXES) parsed.clear();
  parsed.set(text, made);
  return made;
}

function rangesOf(prefixes: readonly Prefix[]): Ranges {
  const blocks: Block[] = [];
  for (const { block } of prefixes) if (block !== undefined) blocks.push(block);
  if (blocks.length > 1) blocks.sort(compareBlocks);
  const blocks4 = blocks.filter((block): block is Block4 => block.family === 4);
  const blocks6 =
    blocks4.length === blocks.length ? NONE : blocks.filter((block): block is Block6 => block.family === 6);
  return { prefixes, blocks, blocks4, blocks6 };
}

/** Reads one written range; the same text gives the same object. An unreadable text gives its error, never an exception. */
export function parsePrefix(text: string): Prefix {
  return parse(text).prefix;
}

/** The ranges of one owner, in written order and as sorted blocks. No ranges: empty lists. */
export function createAddressSpace(ref: ObjectRef, name: string, texts: readonly string[]): AddressSpace {
  const [first] = texts;
  const { prefixes, blocks, blocks4, blocks6 } =
    texts.length === 1 && first !== undefined ? parse(first).alone : rangesOf(texts.map(parsePrefix));
  return { ref, name, prefixes, blocks, blocks4, blocks6 };
}

/** The previous space when owner, name and texts are the same, else a new one. */
export function keepAddressSpace(
  previous: AddressSpace | undefined,
  ref: ObjectRef,
  name: string,
  texts: readonly string[],
): AddressSpace {
  const same =
    previous !== undefined &&
    previous.name === name &&
    previous.ref.id === ref.id &&
    previous.ref.kind === ref.kind &&
    previous.prefixes.length === texts.length &&
    previous.prefixes.every((prefix, index) => prefix.text === texts[index]);
  return same ? previous : createAddressSpace(ref, name, texts);
}

/** Usable IPv4 addresses of a subnet: for each IPv4 prefix its size less five. */
export function usableAddresses(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + usable4(block), 0);
}
