import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalCidr,
  equalsBlock,
  formatAddress,
  formatBlock,
  parseAddress,
  parseCidr,
} from '../../../src/core/address/index.ts';
import { anyBlock, anyBlock6 } from '../../support/address-arbitraries.ts';

describe('parseCidr', () => {
  it('gives back every block that formatBlock writes', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const parsed = parseCidr(formatBlock(block));
        expect(parsed.ok && equalsBlock(parsed.value, block) && parsed.value.last === block.last).toBe(true);
      }),
    );
  });

  it.each([
    ['0.0.0.0/0', 0, 0xffff_ffff],
    ['10.0.0.0/8', 0x0a00_0000, 0x0aff_ffff],
    ['255.255.255.255/32', 0xffff_ffff, 0xffff_ffff],
  ])('reads %s', (text, first, last) => {
    expect(parseCidr(text)).toEqual({
      ok: true,
      value: { family: 4, first, last, prefixLength: Number(text.split('/')[1]) },
    });
  });

  it.each([
    ['::/0', '::/0'],
    ['FD00::/8', 'fd00::/8'],
    ['2001:0db8:0000:0000:0000:0000:0000:0000/32', '2001:db8::/32'],
    ['::ffff:10.0.0.0/104', '::ffff:10.0.0.0/104'],
    ['::10.1.0.0/112', '::a01:0/112'],
    ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8/128'],
    ['1::3:4:5:6:7:8/128', '1:0:3:4:5:6:7:8/128'],
    ['64:ff9b::192.0.2.33/128', '64:ff9b::c000:221/128'],
  ])('reads %s as %s', (text, formatted) => {
    const parsed = parseCidr(text);
    expect(parsed.ok && formatBlock(parsed.value)).toBe(formatted);
  });

  it.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0/16',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/00',
    '10.0.0.0/+8',
    '10.0.0.0/-1',
    '10.0.0.0/8.0',
    '10.0.0.0/1e1',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '010.0.0.0/8',
    '00.0.0.0/8',
    '10.0.0.00/8',
    '10.0.0.256/32',
    '10.0.0.0x0/8',
    '10.0.0.+0/8',
    '10.0.0.0.0/8',
    '10..0.0/8',
    '.10.0.0.0/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '10.0.0.0/8\n',
    '10.0.0.0 /8',
    '١٠.0.0.0/8',
    '10.0.0.0/٨',
    '10,0,0,0/8',
    'fd00::/',
    'fd00::/064',
    'fd00::1::/64',
    'fd00/8',
    ':/8',
    ':::/8',
    '::%eth0/128',
    'fe80::%1/64',
    '[fd00::]/8',
    '12345::/16',
    '::g/128',
    '1:2:3:4::5:6:7:8/128',
    '1:2:3:4:5:6:7/128',
    '1:2:3:4:5:6:7:8:9/128',
    '1:2:3:4:5:6:7:1.2.3.4/128',
    '::1.2.3.4:5/128',
    '::256.0.0.1/128',
    '::01.2.3.4/128',
    '::1.2.3/128',
    ' ::/0',
    ':: /0',
    '::\n/0',
  ])('refuses %j as no CIDR block', (written) => {
    expect(parseCidr(written)).toEqual({ ok: false, error: { kind: 'syntax', written } });
    expect(canonicalCidr(written)).toBeUndefined();
  });

  it.each([
    ['10.0.0.0/33', 32],
    ['10.0.0.0/999', 32],
    ['fd00::/129', 128],
  ])('refuses the prefix length of %s and says the longest is %d', (written, max) => {
    expect(parseCidr(written)).toEqual({ ok: false, error: { kind: 'prefix-length', written, max } });
    expect(canonicalCidr(written)).toBeUndefined();
  });

  it.each([
    ['10.0.0.4/29', '10.0.0.0/29'],
    ['10.0.0.1/0', '0.0.0.0/0'],
    ['192.168.1.77/24', '192.168.1.0/24'],
    ['255.255.255.255/31', '255.255.255.254/31'],
    ['fd00::1/64', 'fd00::/64'],
    ['::ffff:10.0.0.1/104', '::ffff:10.0.0.0/104'],
  ])('refuses the host bits of %s and offers %s', (written, canonical) => {
    expect(parseCidr(written)).toEqual({ ok: false, error: { kind: 'host-bits', written, canonical } });
    expect(canonicalCidr(written)).toBe(canonical);
  });

  it('never throws, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./% ') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseCidr(text);
        expect(parsed.ok ? parseCidr(formatBlock(parsed.value)).ok : parsed.error.written === text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('formatAddress', () => {
  // RFC 5952, sections 4 and 5.
  it.each([
    ['2001:db8::1', '2001:0DB8::0001'],
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8::1:1:1:1:1'],
    ['2001:0:0:1::1', '2001:0:0:1:0:0:0:1'],
    ['2001:db8::1:0:0:1', '2001:db8:0:0:1:0:0:1'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['1::', '1:0:0:0:0:0:0:0'],
    ['::ffff:192.0.2.1', '::FFFF:C000:0201'],
  ])('writes %s for %s', (formatted, written) => {
    const parsed = parseAddress(written);
    expect(parsed.ok && formatAddress(parsed.value)).toBe(formatted);
  });

  it('shortens IPv6 to what URL parsing, a second implementation, shortens it to', () => {
    fc.assert(
      fc.property(anyBlock6, (block) => {
        const text = formatBlock(block).split('/')[0] ?? '';
        // The URL standard writes IPv4-mapped addresses in hexadecimal, RFC 5952 recommends the dotted form.
        fc.pre(!text.includes('.'));
        expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
      }),
    );
  });
});

describe('parseAddress', () => {
  it.each(['10.0.0.0/32', '10.0.0', '010.0.0.1', '', 'localhost', '::1%lo', '::/128', '10.0.0.1:80'])(
    'refuses %j',
    (written) => {
      expect(parseAddress(written)).toEqual({ ok: false, error: { kind: 'syntax', written } });
    },
  );
});
