/** The fields of an object that an expectation names, missing ones as undefined: so that a test can expect a field not to be there. */
export function pickLike(actual: object | undefined, expected: object): Record<string, unknown> {
  const fields = Object.entries(actual ?? {});
  return Object.fromEntries(Object.keys(expected).map((key) => [key, fields.find(([name]) => name === key)?.[1]]));
}
