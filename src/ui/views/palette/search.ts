/** How well a text answers what was typed: 0 = not at all; whole words and beginnings count more than letters in between. */
export function scoreMatch(text: string, query: string): number {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const target = text.toLowerCase();
  let score = 1;
  for (const word of words) {
    const at = target.indexOf(word);
    if (at === -1) return 0;
    const isStart = at === 0 || /[\s\-_./(]/.test(target.charAt(at - 1));
    score += isStart ? (at === 0 ? 4 : 3) : 1;
  }
  return score + (target === query.toLowerCase() ? 10 : 0);
}

/** The best matches, at most `most`, better ones first and equals in their given order. */
export function findBest<T>(
  items: readonly T[],
  query: string,
  textOf: (item: T) => string,
  most: number,
): readonly T[] {
  return items
    .map((item) => ({ item, score: scoreMatch(textOf(item), query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
