import { describe, expect, it } from 'vitest';
import { splitMessage } from '../../../src/ui/panels/shared/message-parts.ts';

const marked = (message: string, names: readonly string[]): string =>
  splitMessage(message, names)
    .map(({ text, style }) => (style === 'name' ? `<b>${text}</b>` : style === 'mono' ? `<m>${text}</m>` : text))
    .join('');

describe('a finding as people read it', () => {
  it.each([
    ['snet 10.0.0.0/24 overlaps hub', ['hub', 'snet'], '<b>snet</b> <m>10.0.0.0/24</m> overlaps <b>hub</b>'],
    ['snet-pods in spoke', ['snet', 'snet-pods'], '<b>snet-pods</b> in spoke'],
    ['hub-weu is no hub', ['hub'], 'hub-weu is no <b>hub</b>'],
    ['Bastion needs /26 or larger.', [], 'Bastion needs <m>/26</m> or larger.'],
    ['fd00:1::/48 and ::1 meet', [], '<m>fd00:1::/48</m> and <m>::1</m> meet'],
    ['at 10:30 a.b (x) costs', ['a.b (x)'], 'at 10:30 <b>a.b (x)</b> costs'],
    ['no name at all', [''], 'no name at all'],
  ])('marks names and addresses in "%s"', (message, names, expected) => {
    expect(marked(message, names)).toBe(expected);
  });

  it('loses no letter', () => {
    const message = 'Service CIDR 10.0.0.0/16 of aks-orders overlaps hub-weu 10.0.0.0/22, connected with spoke-orders.';
    expect(
      splitMessage(message, ['aks-orders', 'hub-weu'])
        .map(({ text }) => text)
        .join(''),
    ).toBe(message);
  });
});
