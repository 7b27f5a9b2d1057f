import { describe, expect, it } from 'vitest';
import {
  dynamicAddressesPerNode,
  maxPodsOf,
  nodesThatFit,
  podCidrNodes,
  podCidrPrefixFor,
  staticBlocksPerNode,
  staticBlockSupply,
  surgeOf,
} from '../../../src/core/capacity/index.ts';
import { minPrefixFor } from '../../../src/core/address/index.ts';
import type { NodePool } from '../../../src/core/plan/index.ts';

const pool = (fields: Partial<NodePool>): NodePool => ({
  id: 'p',
  name: 'p',
  mode: 'System',
  os: 'Linux',
  count: 1,
  autoscale: false,
  ...fields,
});
const usable = (prefixLength: number): number => 2 ** (32 - prefixLength) - 5;

describe('surge nodes (12.2)', () => {
  it.each([
    [5, '10%', 1],
    [50, '10%', 5],
    [12, '10%', 2],
    [5, '33%', 2],
    [100, '33%', 33],
    [4, '33%', 2],
    [3, '100%', 3],
    [3, '5', 3],
    [10, '5', 5],
    [10, '0', 0],
    [0, '33%', 0],
    [5, undefined, 1],
    [5, '', 1],
    [5, 'many', 1],
  ])('%i nodes at %s need %i', (nodes, maxSurge, expected) => {
    expect(surgeOf(pool({ maxSurge }), nodes).nodes).toBe(expected);
  });

  it("says when it is Azure's default", () => {
    expect(surgeOf(pool({}), 5).text).toBe("10 % (Azure's default)");
    expect(surgeOf(pool({ maxSurge: '33%' }), 5).text).toBe('33 %');
    expect(surgeOf(pool({ maxSurge: '2' }), 5).text).toBe('2');
  });

  it('is none for spot pools, and for pools upgraded by maxUnavailable', () => {
    expect(surgeOf(pool({ spot: true, maxSurge: '33%' }), 30).nodes).toBe(0);
    expect(surgeOf(pool({ maxUnavailable: '1' }), 30).nodes).toBe(0);
    expect(surgeOf(pool({ maxUnavailable: '0' }), 30).nodes).toBe(3);
    expect(surgeOf(pool({ maxUnavailable: '5%' }), 30).nodes).toBe(0);
  });
});

describe('addresses per node (12.3)', () => {
  it.each([
    [8, 16],
    [9, 32],
    [15, 32],
    [24, 32],
    [25, 48],
    [30, 48],
    [32, 48],
    [47, 64],
    [56, 64],
    [110, 128],
    [111, 128],
    [127, 144],
    [250, 272],
  ])('dynamic allocation for %i pods takes %i', (pods, addresses) => {
    expect(dynamicAddressesPerNode(pods)).toBe(addresses);
  });

  it.each([
    [15, 1],
    [24, 2],
    [25, 2],
    [30, 2],
    [31, 2],
    [32, 3],
    [47, 3],
    [56, 4],
    [110, 7],
    [111, 7],
    [127, 8],
    [250, 16],
  ])('static allocation for maxPods %i takes %i blocks of /28', (maxPods, blocks) => {
    expect(staticBlocksPerNode(maxPods)).toBe(blocks);
  });

  it.each([
    ['overlay', 250],
    ['podsubnet-dynamic', 250],
    ['podsubnet-static', 250],
    ['nodesubnet', 30],
    ['kubenet', 110],
  ] as const)('maxPods of %s is %i when not set', (ipam, expected) => {
    expect(maxPodsOf(pool({}), ipam)).toBe(expected);
    expect(maxPodsOf(pool({ maxPods: 42 }), ipam)).toBe(42);
  });
});

describe('pod CIDR (12.4)', () => {
  it.each([
    [24, 1],
    [23, 2],
    [20, 16],
    [16, 256],
    [15, 512],
    [12, 4096],
    [11, 8192],
    [25, 0],
  ])('a /%i holds %i nodes', (prefixLength, nodes) => {
    expect(podCidrNodes(prefixLength)).toBe(nodes);
  });

  it.each([
    [0, 24],
    [1, 24],
    [2, 23],
    [61, 18],
    [256, 16],
    [257, 15],
    [300, 15],
    [5000, 11],
    [5500, 11],
  ])('%i nodes need a /%i', (nodes, prefixLength) => {
    expect(podCidrPrefixFor(nodes)).toBe(prefixLength);
    expect(podCidrNodes(prefixLength)).toBeGreaterThanOrEqual(nodes);
  });
});

describe('flat plug-ins (12.5)', () => {
  it.each([
    ['Node Subnet, 50 nodes, 30 pods, surge 1', 51 * 31, 1581, 21],
    ['Node Subnet, 60 nodes, 30 pods, surge 1', 61 * 31, 1891, 21],
    ['dynamic, 50 nodes, 30 running pods', 50 * dynamicAddressesPerNode(30), 2400, 20],
    ['dynamic, 55 nodes, 110', 55 * dynamicAddressesPerNode(110), 7040, 19],
    ['dynamic, 200 nodes, 30', 200 * dynamicAddressesPerNode(30), 9600, 18],
    ['static, 100 nodes, 110', 100 * staticBlocksPerNode(110) * 16, 11_200, 18],
    ['static, 1,000 nodes, 250', 1000 * staticBlocksPerNode(250) * 16, 256_000, 14],
    ['overlay node subnet, 61 nodes and 3 others', 64, 64, 25],
  ])('%s: %i addresses', (_case, demand, expected, prefixLength) => {
    expect(demand).toBe(expected);
    expect(minPrefixFor(demand)).toBe(prefixLength);
  });

  it.each([
    [24, 31, 8],
    [23, 31, 16],
    [22, 31, 32],
    [21, 31, 65],
    [20, 31, 131],
    [16, 31, 2113],
    [24, 111, 2],
    [16, 111, 590],
    [16, 251, 261],
  ])('a /%i holds nodes of %i addresses: %i', (prefixLength, perNode, nodes) => {
    expect(nodesThatFit(usable(prefixLength), perNode)).toBe(nodes);
  });

  it.each([
    [16, 110, 511],
    [16, 30, 1365],
    [20, 30, 85],
    [22, 30, 21],
    [24, 30, 5],
  ])('a dynamic pod subnet /%i at %i pods serves %i nodes', (prefixLength, pods, nodes) => {
    expect(nodesThatFit(usable(prefixLength), dynamicAddressesPerNode(pods))).toBe(nodes);
  });

  it.each([
    [12, 250, 4096],
    [12, 110, 9362],
    [12, 30, 32_768],
    [13, 250, 2048],
    [16, 250, 256],
    [16, 110, 585],
    [20, 30, 128],
    [24, 30, 8],
    [29, 30, 0],
  ])('a static pod subnet /%i at maxPods %i serves %i nodes', (prefixLength, maxPods, nodes) => {
    expect(nodesThatFit(staticBlockSupply(prefixLength), staticBlocksPerNode(maxPods))).toBe(nodes);
  });
});
