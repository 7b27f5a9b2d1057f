import fc from 'fast-check';
import {
  sketchPlan,
  type ClusterSketch,
  type NetworkSketch,
  type Plan,
  type PlanSketch,
} from '../../../src/core/plan/index.ts';

const word = fc.constantFrom(
  'snet',
  'nodes',
  'a',
  'private-endpoints-of-everything-we-run',
  'GatewaySubnet',
  'AzureFirewallSubnet',
  'web',
  'данные',
  '<&">',
);
const prefix = fc
  .tuple(fc.integer({ min: 8, max: 28 }), fc.nat(0xffff))
  .map(
    ([length, place]) => `10.${(place >> 8) & (length < 16 ? 0 : 255)}.${length < 24 ? 0 : place & 255}.0/${length}`,
  );
const anyRange = fc.oneof(
  { weight: 8, arbitrary: prefix },
  { weight: 1, arbitrary: fc.constantFrom('fd00:1::/48', 'fd00:1:0:7::/64', 'not a range', '10.0.0.7/24') },
);

const network: fc.Arbitrary<NetworkSketch> = fc.record({
  prefixes: fc.array(anyRange, { maxLength: 5 }),
  subnets: fc.array(fc.tuple(word, fc.array(anyRange, { maxLength: 3 }), fc.nat(300)), { maxLength: 14 }).map((list) =>
    Object.fromEntries(
      list.map(([name, prefixes, used], index) => [
        index < 2 ? name : `${name}-${index}`,
        {
          prefixes,
          otherAddresses: used,
          ...(used % 3 === 0 ? { routeTables: Array.from({ length: used % 8 }, (_, table) => `rt-${table}`) } : {}),
          ...(used % 5 === 0 ? { delegations: ['Microsoft.Web/serverFarms', 'odd'], privateEndpoints: used } : {}),
        },
      ]),
    ),
  ),
  external: fc.boolean(),
});

const cluster = (subnets: readonly string[]): fc.Arbitrary<ClusterSketch> =>
  fc.record({
    ipam: fc.constantFrom('overlay', 'podsubnet-dynamic', 'nodesubnet', 'byo'),
    dataPlane: fc.constantFrom('azure', 'cilium'),
    networkPolicy: fc.constantFrom('none', 'azure', 'calico', 'cilium'),
    outboundType: fc.constantFrom('loadBalancer', 'userDefinedRouting', 'managedNATGateway'),
    subnet: fc.constantFrom(...subnets, 'nowhere/at-all'),
    podSubnet: fc.constantFrom(...subnets),
    pools: fc.constantFrom<NonNullable<ClusterSketch['pools']>>(
      { system: {} },
      { system: {}, win: { os: 'Windows', count: 40 } },
    ),
  });

/** Plans of every odd shape: empty networks, ranges that overlap or cannot be read, clusters without a subnet, gateways without theirs. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .array(network, { maxLength: 6 })
  .chain((networks): fc.Arbitrary<PlanSketch> => {
    const subnets = networks.flatMap(({ subnets = {} }, index) =>
      Object.keys(subnets).map((name) => `net-${index}/${name}`),
    );
    const names = networks.map((_, index) => `net-${index}`);
    const nets =
      names.length === 0
        ? fc.constant([])
        : fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 8 });
    return fc.record({
      networks: fc.constant(Object.fromEntries(networks.map((sketch, index) => [`net-${index}`, sketch]))),
      routeTables: fc.constant({ 'rt-0': {}, 'rt-1': {}, 'rt-2': {}, 'rt-4': { routes: {} }, 'rt-6': {} }),
      peerings: nets.map((pairs) => pairs.filter(([a, b]) => a !== b)),
      clusters:
        subnets.length === 0
          ? fc.constant({})
          : fc
              .array(cluster(subnets), { maxLength: 4 })
              .map((list) => Object.fromEntries(list.map((sketch, index) => [`aks-${index}`, sketch]))),
      gateways:
        names.length === 0
          ? fc.constant({})
          : fc.constantFrom(...names).map((name) => ({ gw: { network: name, kind: 'vpn' as const } })),
      firewalls:
        names.length === 0 ? fc.constant({}) : fc.constantFrom(...names).map((name) => ({ fw: { network: name } })),
      sites: fc
        .array(fc.array(anyRange, { maxLength: 9 }), { maxLength: 2 })
        .map((list) => Object.fromEntries(list.map((prefixes, index) => [`site ${index}`, { prefixes, via: ['gw'] }]))),
      blocks: fc.constantFrom<NonNullable<PlanSketch['blocks']>>({}, { block: ['100.64.0.0/10'] }),
    });
  })
  .chain((sketch) => {
    const plan = sketchPlan(sketch);
    const ids = [...plan.virtualNetworks, ...plan.sites].map(({ id }) => id);
    const box = fc.record({
      x: fc.integer({ min: -2000, max: 2000 }),
      y: fc.integer({ min: -2000, max: 2000 }),
      width: fc.option(fc.integer({ min: 60, max: 1400 }), { nil: undefined }),
      collapsed: fc.boolean(),
    });
    const note = fc.record({
      id: fc.constant('note'),
      text: fc.string({ maxLength: 200 }),
      x: fc.nat(500),
      y: fc.nat(500),
      width: fc.integer({ min: 20, max: 400 }),
      height: fc.integer({ min: 20, max: 300 }),
    });
    return fc
      .tuple(
        fc.array(box, { minLength: ids.length, maxLength: ids.length }),
        fc.array(note, { maxLength: 1 }),
        fc.nat(ids.length),
      )
      .map(([boxes, notes, placed]): Plan => ({
        ...plan,
        layout: {
          boxes: Object.fromEntries(ids.slice(0, placed).map((id, index) => [id, boxes[index] ?? { x: 0, y: 0 }])),
          notes,
        },
      }));
  });
