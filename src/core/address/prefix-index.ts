import { compareBlocks, containsAddress, containsBlock, equalsBlock, overlaps, type Address, type Block } from './block.ts'

/** Blocks indexed by address. An id is the position of a block in the list the index was built from. */
export interface PrefixIndex {
  readonly blocks: readonly Block[]
  readonly order: readonly number[]
}

/** Two overlapping blocks by id: `outer` contains `inner`, or equals it and has the lower id. */
export interface OverlapPair {
  readonly outer: number
  readonly inner: number
}

export function buildIndex(blocks: readonly Block[]): PrefixIndex {
  const compareAt = (a: number, b: number): number => {
    const left = blocks[a]
    const right = blocks[b]
    return left === undefined || right === undefined ? 0 : compareBlocks(left, right) || a - b
  }
  return { blocks, order: blocks.map((_, id) => id).sort(compareAt) }
}

/** Ids of every block that overlaps `block`, in block order. */
export function findOverlapping(index: PrefixIndex, block: Block): readonly number[] {
  return index.order.filter((id) => at(index, id, (other) => overlaps(other, block)))
}

/** Ids of every block that holds the address, longest prefix first. */
export function findContaining(index: PrefixIndex, address: Address): readonly number[] {
  return index.order.filter((id) => at(index, id, (block) => containsAddress(block, address))).reverse()
}

/** One pair for each block that lies in another: the block and its nearest enclosing one. */
export function findOverlaps(index: PrefixIndex): readonly OverlapPair[] {
  const pairs: OverlapPair[] = []
  const stack: number[] = []
  for (const inner of index.order) {
    for (;;) {
      const outer = stack.at(-1)
      if (outer === undefined) break
      const a = index.blocks[outer]
      const b = index.blocks[inner]
      if (a !== undefined && b !== undefined && containsBlock(a, b)) {
        pairs.push({ outer, inner })
        if (equalsBlock(a, b)) stack.pop()
        break
      }
      stack.pop()
    }
    stack.push(inner)
  }
  return pairs
}

/** Every overlapping pair, ordered by the inner block and then from the outermost. */
export function* allOverlaps(index: PrefixIndex): Generator<OverlapPair, void, undefined> {
  for (const [position, inner] of index.order.entries()) {
    for (const outer of index.order.slice(0, position)) {
      const a = index.blocks[outer]
      const b = index.blocks[inner]
      if (a !== undefined && b !== undefined && containsBlock(a, b)) yield { outer, inner }
    }
  }
}

function at(index: PrefixIndex, id: number, test: (block: Block) => boolean): boolean {
  const block = index.blocks[id]
  return block !== undefined && test(block)
}
