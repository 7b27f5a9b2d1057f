import { buildIndex, containsBlock, findContaining, firstAddress, type Block } from '../address/index.ts';

/** Longest prefix match over a list of routes. */
export interface Lookup<T extends { readonly block: Block }> {
  /** The routes that cover the whole block, the longest prefix first, equals in the order of the list. */
  readonly covering: (block: Block) => readonly T[];
}

export function createLookup<T extends { readonly block: Block }>(routes: readonly T[]): Lookup<T> {
  const index = buildIndex(routes.map(({ block }) => block));
  return {
    covering: (block) => {
      const found: T[] = [];
      for (const id of findContaining(index, firstAddress(block))) {
        const route = routes[id];
        if (route !== undefined && containsBlock(route.block, block)) found.push(route);
      }
      return found;
    },
  };
}
