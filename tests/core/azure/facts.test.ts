import { describe, expect, it } from 'vitest';
import { containsBlock, formatBlock } from '../../../src/core/address/index.ts';
import {
  AKS_DEFAULTS,
  AKS_RESERVED,
  DEFAULT_SECURITY_RULES,
  findServiceTag,
  HOST_ADDRESS,
  LIMITS,
  PRIVATE4,
  SERVICE_TAGS_READ,
  SIZING,
  SNAT_DEFAULT_STEPS,
  SOURCES,
  SPECIAL_SUBNETS,
  VNET_FORBIDDEN,
  type Limit,
} from '../../../src/core/azure/index.ts';
import { parsePrefix, RESERVED_SUBNET_NAMES } from '../../../src/core/topology/index.ts';

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

describe('dated facts', () => {
  it.each([...Object.entries<Limit>(LIMITS), ...Object.entries<Limit>(SIZING)])(
    '%s has a value, a unit and a dated source',
    (_key, limit) => {
      expect(limit.value).toBeGreaterThan(0);
      expect(limit.unit).not.toBe('');
      expect(limit.date).toMatch(DATE);
      expect([...SOURCES.keys()]).toContain(limit.source);
    },
  );

  it.each([...SOURCES.values()].map((source) => [source.key, source] as const))(
    'source %s has a title',
    (_key, source) => {
      expect(source.title).not.toBe('');
      if (source.date !== undefined) expect(source.date).toMatch(DATE);
    },
  );

  it.each(SPECIAL_SUBNETS.map((row) => [row.role, row] as const))(
    "subnet for %s names a dated source and fits Azure's bounds",
    (_role, row) => {
      expect([...SOURCES.keys()]).toContain(row.source);
      expect(row.date).toMatch(DATE);
      expect(row.recommendedPrefix ?? 2).toBeLessThanOrEqual(row.minimumPrefix ?? 29);
      if (row.delegation === 'required') expect(row.delegations).toHaveLength(1);
    },
  );

  it('SNAT ports halve with every step of nodes (catalogue 12.6)', () => {
    expect(SNAT_DEFAULT_STEPS).toEqual([
      { upToNodes: 50, ports: 1024 },
      { upToNodes: 100, ports: 512 },
    ]);
  });

  it('subnets of a reserved name are the ones the topology knows by name', () => {
    const named = SPECIAL_SUBNETS.filter((row) => row.name !== undefined);
    expect(new Map(named.map((row) => [row.name, row.role]))).toEqual(RESERVED_SUBNET_NAMES);
  });
});

describe('service tags', () => {
  it('come from a dated source', () => {
    expect([...SOURCES.keys()]).toContain(SERVICE_TAGS_READ.source);
    expect(SERVICE_TAGS_READ.date).toMatch(DATE);
  });

  it.each([
    ['internet', 'Internet', undefined],
    ['VIRTUAL_NETWORK', 'VirtualNetwork', undefined],
    ['AzureCloud.WestEurope', 'AzureCloud', 'westeurope'],
    ['asg-web', undefined, undefined],
  ])('%s', (text, name, part) => {
    expect([findServiceTag(text)?.name, findServiceTag(text)?.part]).toEqual([name, part]);
  });

  it('are what the default rules name', () => {
    for (const { source, destination } of DEFAULT_SECURITY_RULES) {
      for (const text of [source, destination]) expect(text === '*' || findServiceTag(text) !== undefined).toBe(true);
    }
  });

  it('probes come from an address no network may hold', () => {
    expect(VNET_FORBIDDEN.map(formatBlock)).toContain(HOST_ADDRESS);
  });
});

describe('constant ranges (catalogue 2.5)', () => {
  it.each([
    ['VNET_FORBIDDEN', VNET_FORBIDDEN, '224.0.0.0/4 255.255.255.255/32 127.0.0.0/8 169.254.0.0/16 168.63.129.16/32'],
    ['AKS_RESERVED', AKS_RESERVED, '169.254.0.0/16 172.30.0.0/16 172.31.0.0/16 192.0.2.0/24'],
    ['PRIVATE4', PRIVATE4, '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10'],
  ])('%s', (_name, blocks, expected) => {
    expect(blocks.map(formatBlock).join(' ')).toBe(expected);
  });

  it('the defaults of AKS are ranges, and private', () => {
    for (const text of [AKS_DEFAULTS.serviceCidr, AKS_DEFAULTS.podCidr]) {
      const { block } = parsePrefix(text);
      expect(block !== undefined && PRIVATE4.some((space) => containsBlock(space, block))).toBe(true);
    }
  });
});
