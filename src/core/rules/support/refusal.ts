/**
 * The words and the severity of something Azure refuses when it is made. On an object that exists the refusal is history, so it is a warning
 * (review 20.3); on everything else it keeps the rule's own severity. `message` is a whole sentence with its full stop.
 */
export function refusal(exists: boolean, message: string): { readonly message: string; readonly severity?: 'W' } {
  if (!exists) return { message };
  return { message: `${message.replace(/\.$/, '')}: exists; a new deployment of this would be refused.`, severity: 'W' };
}
