import { describe, expect, it } from 'vitest';
import {
  API_SERVER_ADDRESSES,
  dynamicAddressesPerNode,
  largestPoolIn,
  maxPodsOf,
  nodesThatFit,
  podCidrNodes,
  podCidrPrefixFor,
  staticBlocksPerNode,
  staticBlockSupply,
  staticWastePerNode,
  surgeOf,
} from '../../../src/core/capacity/index.ts';
import { createBlock4, minPrefixFor, usable4 } from '../../../src/core/address/index.ts';
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

describe('usable addresses (12.1)', () => {
  it.each([
    [29, 8, 3],
    [28, 16, 11],
    [27, 32, 27],
    [26, 64, 59],
    [25, 128, 123],
    [24, 256, 251],
    [23, 512, 507],
    [22, 1024, 1019],
    [21, 2048, 2043],
    [20, 4096, 4091],
    [19, 8192, 8187],
    [18, 16_384, 16_379],
    [17, 32_768, 32_763],
    [16, 65_536, 65_531],
  ])('a /%i of %i addresses has %i', (prefixLength, total, expected) => {
    expect(2 ** (32 - prefixLength)).toBe(total);
    expect(usable4(createBlock4(0, prefixLength))).toBe(expected);
  });
});

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

  it.each([
    [251, '10%', 228],
    [256, '10%', 232],
    [123, '33%', 92],
    [10, '100%', 5],
    [10, '3', 7],
    [10, '0', 10],
    [2, '10%', 1],
    [1, '10%', 0],
    [0, '10%', 0],
    [-4, '10%', 0],
    [10.9, '0', 10],
  ])('%i places hold, at %s, a pool of %i', (room, maxSurge, expected) => {
    const fields = pool({ maxSurge });
    expect(largestPoolIn(fields, room)).toBe(expected);
    expect(expected + 1 + surgeOf(fields, expected + 1).nodes).toBeGreaterThan(room);
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
    [15, 0],
    [24, 7],
    [25, 6],
    [30, 1],
    [31, 0],
    [32, 15],
    [47, 0],
    [56, 7],
    [110, 1],
    [111, 0],
    [127, 0],
    [250, 5],
  ])('static allocation for maxPods %i wastes %i addresses of a node', (maxPods, waste) => {
    expect(staticWastePerNode(maxPods)).toBe(waste);
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
    [22, 4],
    [21, 8],
    [20, 16],
    [19, 32],
    [18, 64],
    [17, 128],
    [16, 256],
    [15, 512],
    [14, 1024],
    [13, 2048],
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

  it.each([
    [16, 4095],
    [22, 63],
    [24, 15],
  ])('a dynamic pod subnet /%i serves the first batch of %i nodes', (prefixLength, nodes) => {
    expect(nodesThatFit(usable(prefixLength), dynamicAddressesPerNode(8))).toBe(nodes);
  });

  it.each([
    [30, 2114],
    [110, 590],
    [250, 261],
  ])('65,536 addresses of a network are, at %i pods, %i nodes of Node Subnet', (maxPods, nodes) => {
    expect(nodesThatFit(65_536, 1 + maxPods)).toBe(nodes);
  });

  it.each([
    [28, 1],
    [27, 3],
    [26, 6],
    [24, 27],
  ])('an API server subnet /%i serves %i clusters (12.6)', (prefixLength, clusters) => {
    expect(nodesThatFit(usable(prefixLength), API_SERVER_ADDRESSES)).toBe(clusters);
  });

  it.each([
    [15, 0, 27],
    [27, 1, 26],
    [125, 1, 24],
  ])(
    '%i instances and %i private front ends of an application gateway need a /%i (12.6)',
    (instances, frontEnds, prefix) => {
      const needed = instances + frontEnds;
      const found = minPrefixFor(needed) ?? 0;
      expect(usable(found)).toBeGreaterThanOrEqual(needed);
      expect(found).toBe(prefix);
    },
  );
});
