import { describe, expect, it } from 'vitest';
import {
  CNI_COMBINATIONS,
  CNI_DISQUALIFIERS,
  CNI_FEATURES,
  CNI_REMARKS,
  IPAM_MODELS,
  OUTBOUND_TABLE,
  OUTBOUND_TYPES,
  POLICY_PAIRS,
  SOURCES,
  type CniFeature,
  type CniFeatureId,
  type SupportCell,
  type SupportValue,
} from '../../../src/core/azure/index.ts';

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

function expectDated({ source, date }: { readonly source: string; readonly date: string }): void {
  expect([...SOURCES.keys()]).toContain(source);
  expect(date).toMatch(DATE);
}

const LETTERS: Readonly<Record<SupportValue, string>> = {
  ok: 'o',
  warn: 'w',
  refused: '-',
  depends: 'd',
  unknown: '?',
  notApplicable: 'n',
};
const spell = (cells: readonly SupportCell[]): string => cells.map(({ value }) => LETTERS[value]).join('');

describe('features by address model (catalogue 9.2)', () => {
  it.each(Object.entries<CniFeature>(CNI_FEATURES))('%s has a title and six dated answers', (_id, { title, cells }) => {
    expect(title).not.toBe('');
    expect(new Set(Object.keys(cells))).toEqual(new Set(IPAM_MODELS));
    for (const model of IPAM_MODELS) expectDated(cells[model]);
  });

  // overlay, Pod Subnet dynamic and static, Node Subnet, kubenet, own
  it.each<[CniFeatureId, string]>([
    ['linuxPools', 'oooowo'],
    ['windowsPools', 'oooo-d'],
    ['windowsWithCilium', '------'],
    ['dualStack', 'o-w-wd'],
    ['directInbound', '-ooo-d'],
    ['podSourceAddress', '-oo--d'],
    ['podRangeReuse', 'o---od'],
    ['sharedNodeSubnet', 'oooo-o'],
    ['sharedPodSubnet', 'noonnn'],
    ['ownPodSettings', '-oo--d'],
    ['vmsBesidePods', 'n--ooo'],
    ['virtualNodes', '-ooo-?'],
    ['agic', 'oooowd'],
    ['agc', 'oooo-w'],
    ['ingress', 'oooowd'],
    ['privateLinkService', 'oo-ooo'],
    ['apiServerIntegration', 'oooo?o'],
    ['networkIsolated', 'oooo-?'],
    ['nodeAutoProvisioning', 'o-?o-?'],
    ['staticEgressGateway', 'o--o??'],
    ['availabilitySets', '---www'],
    ['dcsv2Sizes', '-ooooo'],
    ['managedNetwork', 'o??ooo'],
    ['serviceEndpoints', 'oooooo'],
    ['podRangeGrowth', 'ooo--d'],
    ['acnsPolicies', 'oooo--'],
    ['crossCluster', '-ooo--'],
  ])('%s: %s', (id, expected) => {
    expect(spell(IPAM_MODELS.map((model) => CNI_FEATURES[id].cells[model]))).toBe(expected);
  });
});

describe('data planes and policies by address model (catalogue 9.1)', () => {
  // azure+none, azure+azure, azure+calico, cilium+cilium, cilium+none
  it.each([
    ['overlay', 'owoo?'],
    ['podsubnet-dynamic', 'owoo?'],
    ['podsubnet-static', 'owoo?'],
    ['nodesubnet', 'owoo?'],
    ['kubenet', 'w-w--'],
    ['byo', 'o----'],
  ] as const)('%s: %s', (model, expected) => {
    const cells = POLICY_PAIRS.map((pair) => CNI_COMBINATIONS[model][pair]);
    expect(spell(cells)).toBe(expected);
    for (const cell of cells) expectDated(cell);
  });
});

describe('outbound types by situation (catalogue 9.3)', () => {
  // network made by AKS, own network, dual-stack, not network-isolated
  it.each([
    ['loadBalancer', 'oooo'],
    ['managedNATGateway', 'o--o'],
    ['managedNATGatewayV2', 'w-oo'],
    ['userAssignedNATGateway', '-owo'],
    ['userDefinedRouting', '-ooo'],
    ['none', 'oo?-'],
    ['block', 'w-?-'],
  ] as const)('%s: %s', (type, expected) => {
    const { managedNetwork, ownNetwork, dualStack, notIsolated } = OUTBOUND_TABLE[type].cells;
    const cells = [managedNetwork, ownNetwork, dualStack, notIsolated];
    expect(spell(cells)).toBe(expected);
    for (const cell of cells) expectDated(cell);
  });

  it('every type has a row', () => {
    expect(Object.keys(OUTBOUND_TABLE)).toEqual([...OUTBOUND_TYPES]);
  });
});

describe('hard disqualifiers (catalogue 16.2)', () => {
  it.each(
    [...CNI_DISQUALIFIERS, ...CNI_REMARKS].map((row) => [`${row.out} when ${row.when ?? 'always'}`, row] as const),
  )('%s: a sentence with a dated source', (_name, row) => {
    expect(row.text).toMatch(/\.$/);
    expect(row.rule ?? 'a-rule').toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expectDated(row);
  });

  it('no reason stands twice', () => {
    const keys = CNI_DISQUALIFIERS.map(({ out, when }) => `${out} ${when}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
