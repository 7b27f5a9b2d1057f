import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  checkCidr,
  checkCidrOrTag,
  checkDate,
  checkSurge,
} from '../../../src/ui/panels/inspector/checks.ts';

describe('an address range as it is typed', () => {
  it.each(['10.0.0.0/16', '0.0.0.0/0', 'fd00::/48', '10.1.2.3/32'])('takes %s', (text) => {
    expect(checkCidr(text)).toBeUndefined();
  });

  it.each([
    ['10.240.100.0/20', 'Use 10.240.96.0/20'],
    ['10.0.0.4/29', 'Use 10.0.0.0/29'],
    ['FD00::/48', 'Use fd00::/48'],
    ['10.0.0.1', 'Use 10.0.0.1/32'],
  ])('offers what to write instead of %s: %s', (text, suggestion) => {
    expect(checkCidr(text)?.suggestion?.label).toBe(suggestion);
  });

  it.each(['10.0.0', 'banana', '10.0.0.0/', '10.0.0.0/08', '1.2.3.4.5/8'])(
    'says of %s what was found and what is expected',
    (text) => {
      expect(checkCidr(text)?.message).toContain(`“${text}”`);
      expect(checkCidr(text)?.suggestion).toBeUndefined();
    },
  );

  it('names the longest prefix length there is', () => {
    expect(checkCidr('10.0.0.0/33')?.message).toContain('/32');
    expect(checkCidr('fd00::/129')?.message).toContain('/128');
  });
});

describe('other texts as they are typed', () => {
  it.each([
    [checkAddress, '10.0.0.10', true],
    [checkAddress, '10.0.0.0/24', false],
    [checkCidrOrTag, 'AzureCloud.westeurope', true],
    [checkCidrOrTag, '0.0.0.0/0', true],
    [checkCidrOrTag, '10.0.0.1/8', false],
    [checkSurge, '33%', true],
    [checkSurge, '2', true],
    [checkSurge, 'many', false],
    [checkSurge, '101%', false],
    [checkDate, '2026-02-28', true],
    [checkDate, '2026-02-31', false],
    [checkDate, 'tomorrow', false],
  ] as const)('%o of "%s" passes: %s', (check, text, passes) => {
    expect(check(text) === undefined).toBe(passes);
  });

  it('offers 10% for "10 %"', () => {
    expect(checkSurge('10 %')?.suggestion?.value).toBe('10%');
  });
});
