/**
 * Text that Markdown shows as it is written, on one line and also inside a table.
 * @example escapeMarkdown('a_b | <c>') // 'a\\_b \\| &lt;c>'
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll(/\s*\n\s*/g, ' ');
}
