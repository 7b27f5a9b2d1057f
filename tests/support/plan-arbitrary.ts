import fc from 'fast-check';
import { createEmptyPlan, sketchPlan, type Plan, type PlanSketch } from '../../src/core/plan/index.ts';

const name = fc.oneof(
  fc.constantFrom('hub', 'spoke-1', 'Büro', '', 'a "quoted" name', '\u2028'),
  fc.string({ maxLength: 12 }),
);
const note = fc.option(fc.string({ unit: 'binary', maxLength: 20 }), { nil: undefined });
const number = fc.integer({ min: -4000, max: 4000 });

const subnets = (second: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 5 }).map((thirds) =>
    Object.fromEntries(
      thirds.map((third, index) => [
        `s${index}`,
        {
          prefixes: [`10.${second}.${third}.0/24`],
          staticAddresses: [{ address: `10.${second}.${third}.9` }],
          routeTable: 'rt',
        },
      ]),
    ),
  );

const network = fc.integer({ min: 0, max: 9 }).chain((second) =>
  fc.record({
    prefixes: fc.constantFrom([`10.${second}.0.0/16`], [`10.${second}.0.0/20`, 'fd00::/56'], ['not a range'], []),
    subnets: subnets(second),
    note,
  }),
);

const pick = <T>(items: readonly T[]): fc.Arbitrary<T | undefined> =>
  items.length === 0 ? fc.constant(undefined) : fc.constantFrom(...items);

/** Plans as people might have them: overlapping networks, unreadable ranges, odd names; every reference resolves. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .array(network, { maxLength: 5 })
  .chain((list) => {
    const networks = Object.fromEntries(list.map((value, index) => [`n${index}`, value]));
    const keys = Object.keys(networks);
    const paths = Object.entries(networks).flatMap(([key, value]) =>
      Object.keys(value.subnets).map((s) => `${key}/${s}`),
    );
    return fc.record({
      networks: fc.constant(networks),
      peerings: fc.array(fc.tuple(pick(keys), pick(keys)), { maxLength: 4 }),
      gateways: fc.array(pick(keys), { maxLength: 2 }),
      clusterSubnets: fc.array(fc.tuple(pick(paths), pick(paths)), { maxLength: 3 }),
      applicationGateway: pick(paths),
      places: fc.array(fc.tuple(number, number), { maxLength: 5 }),
      noteText: fc.array(fc.string({ maxLength: 30 }), { maxLength: 2 }),
      name,
      description: note,
    });
  })
  .map(
    ({
      networks,
      peerings,
      gateways,
      clusterSubnets,
      applicationGateway,
      places,
      noteText,
      name: planName,
      description,
    }) => {
      const sketch: PlanSketch = {
        networks,
        peerings: peerings.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [[a, b] as const])),
        gateways: Object.fromEntries(
          gateways.flatMap((key, index) =>
            key === undefined ? [] : [[`gw${index}`, { network: key, kind: 'vpn' as const }]],
          ),
        ),
        firewalls: gateways[0] === undefined ? {} : { fw: { network: gateways[0], privateIp: '10.0.1.4' } },
        sites: {
          site: {
            prefixes: ['192.168.0.0/24'],
            via: gateways.flatMap((key, index) => (key === undefined ? [] : [`gw${index}`])),
          },
        },
        routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.1.4', '10.1.0.0/16': 'VnetLocal' } } },
        applicationGateways: applicationGateway === undefined ? {} : { agw: { subnet: applicationGateway } },
        clusters: Object.fromEntries(
          clusterSubnets.map(([subnet, podSubnet], index) => [
            `c${index}`,
            { ...(subnet === undefined ? {} : { subnet }), ...(podSubnet === undefined ? {} : { podSubnet }) },
          ]),
        ),
      };
      const plan = sketchPlan(sketch);
      const ids = plan.virtualNetworks.map(({ id }) => id);
      return {
        ...createEmptyPlan(),
        ...plan,
        name: planName,
        ...(description === undefined ? {} : { description }),
        suppressions: ids
          .slice(0, 1)
          .map((targetId) => ({ id: 'quiet', rule: 'vnet-fragmented', targetId, reason: 'known' })),
        layout: {
          boxes: Object.fromEntries(
            places.flatMap(([x, y], index) => (ids[index] === undefined ? [] : [[ids[index], { x, y }]])),
          ),
          notes: noteText.map((text, index) => ({
            id: `note${index}`,
            text,
            x: index * 10,
            y: 0,
            width: 100,
            height: 50,
          })),
        },
      };
    },
  );
