/**
 * The words and the severity of something Azure refuses when it is made. On an object that exists the refusal is history, so it is a warning
 * (review 20.3); on everything else it keeps the rule's own severity. `message` is a whole sentence with its full stop.
 */
export function refusal(exists: boolean, message: string): { readonly message: string; readonly severity?: 'W' } {
  if (!exists) return { message };
  return {
    message: `${message} It exists; a new deployment of this would be refused.`,
    severity: 'W',
  };
}

/** "hub", "hub and spoke-1", "hub, spoke-1 and spoke-2", and from five names on "hub, spoke-1 and 3 more". No names: "". */
export function listNames(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
