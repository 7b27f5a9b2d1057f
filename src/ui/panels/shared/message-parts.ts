/** A stretch of a message: running text, the name of an object, or an address or range. */
export interface MessagePart {
  readonly text: string;
  readonly style: 'plain' | 'name' | 'mono';
}

const address = String.raw`\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|(?<![\w:])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:\/\d{1,3})?|(?<![\w.])\/\d{1,3}\b`;

/**
 * Splits a finding's sentence so that names stand out and addresses are set in the monospaced face. Longer names win over names inside
 * them; a name counts only as a whole word. The parts joined are the message.
 */
export function splitMessage(message: string, names: readonly string[]): readonly MessagePart[] {
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const alternatives = [...known.map((name) => `(?<![\\w-])${escapePattern(name)}(?![\\w-])`)];
  const pattern = new RegExp(`(${alternatives.join('|') || '(?!)'})|(${address})`, 'g');
  const parts: MessagePart[] = [];
  let end = 0;
  for (const match of message.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: message.slice(end, match.index), style: 'plain' });
    parts.push({ text: match[0], style: match[1] === undefined ? 'mono' : 'name' });
    end = match.index + match[0].length;
  }
  if (end < message.length) parts.push({ text: message.slice(end), style: 'plain' });
  return parts;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
