/**
 * Whether a version is older than another; undefined when it is not known or no version. Parts that are not written count as the least.
 * @example isOlderThan('1.26.3', '1.27') // true
 * @example isOlderThan('1.27', '1.27') // false
 * @example isOlderThan('latest', '1.27') // undefined
 */
export function isOlderThan(version: string | undefined, minimum: string): boolean | undefined {
  const [own, other] = [partsOf(version), partsOf(minimum)];
  if (own === undefined || other === undefined) return undefined;
  for (const [index, least] of other.entries()) {
    const part = own[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

function partsOf(version: string | undefined): readonly number[] | undefined {
  const [, numbers] = /^v?(\d+(?:\.\d+)*)/.exec(version?.trim() ?? '') ?? [];
  return numbers?.split('.').map(Number);
}
