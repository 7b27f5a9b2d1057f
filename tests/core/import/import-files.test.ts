import { describe, expect, it } from 'vitest';
import {
  detectFormat,
  formatImportError,
  importFiles,
  importSteps,
  type ImportFile,
  type ImportOutcome,
} from '../../../src/core/import/index.ts';
import { formatPlan, parsePlan, sketchPlan, type Plan } from '../../../src/core/plan/index.ts';
import { azId, azNetwork, networkId, place } from '../../support/az.ts';
import { smallEstate, toGraph, toPascalCase, toRest } from './az-shapes.ts';

const at = place('1', 'rg-net');

function file(name: string, value: unknown): ImportFile {
  return { name, text: typeof value === 'string' ? value : JSON.stringify(value) };
}

function read(...files: readonly ImportFile[]): ImportOutcome {
  const outcome = importFiles(files);
  if (!outcome.ok) throw new Error(formatImportError(outcome.error));
  return outcome.value;
}

const { vnets, aks, routeTables } = smallEstate();
const expected = read(file('1', vnets), file('2', aks), file('3', routeTables));

describe('the same estate, printed in another shape', () => {
  it.each<[string, readonly ImportFile[]]>([
    ['in one mixed list', [file('all', [...vnets, ...aks, ...routeTables])]],
    ['files the other way round', [file('3', routeTables), file('2', aks), file('1', vnets)]],
    [
      'under properties, wrapped in value',
      [
        file('1', { value: vnets.map(toRest) }),
        file('2', { value: aks.map(toRest) }),
        file('3', { value: routeTables.map(toRest) }),
      ],
    ],
    [
      'as Resource Graph answers',
      [file('1', { data: [...vnets, ...aks, ...routeTables].map(toGraph), count: 4, total_records: 4 })],
    ],
    [
      'in PascalCase',
      [file('1', toPascalCase(vnets)), file('2', toPascalCase(aks)), file('3', toPascalCase(routeTables))],
    ],
    ['one object a file', [...vnets, ...aks, ...routeTables].map((one, index) => file(String(index), one))],
    ['with a byte order mark', [file('1', `\uFEFF${JSON.stringify(vnets)}`), file('2', aks), file('3', routeTables)]],
    [
      'every network listed twice',
      [
        file('1', vnets),
        file('1b', vnets),
        file('2', aks),
        file('3', routeTables),
        file('3b', routeTables),
        file('2b', aks),
      ],
    ],
  ])('is the same plan: %s', (_shape, files) => {
    const { plan, unread } = read(...files);
    expect(unread).toEqual([]);
    expect(plan).toEqual(expected.plan);
  });

  it('counts a subnet once that is listed inline and by itself, in any case', () => {
    const children = vnets.flatMap((vnet) => (vnet as { subnets: Record<string, unknown>[] }).subnets);
    const shouting = children.map((subnet) => ({ ...subnet, id: String(subnet.id).toUpperCase() }));
    expect(read(file('1', vnets), file('2', aks), file('3', routeTables), file('4', shouting)).plan).toEqual(
      expected.plan,
    );
  });

  it('reads subnets, peerings and pools that are listed by themselves', () => {
    const bare = vnets.map((vnet) => ({ ...(vnet as object), subnets: [], virtualNetworkPeerings: [] }));
    const children = vnets.flatMap((vnet) => {
      const { subnets, virtualNetworkPeerings } = vnet as { subnets: unknown[]; virtualNetworkPeerings: unknown[] };
      return [...subnets, ...virtualNetworkPeerings];
    });
    const [cluster] = aks as { id: string; agentPoolProfiles: { name: string; type: string }[] }[];
    const pools = cluster?.agentPoolProfiles.map(({ type, ...pool }) => ({
      ...pool,
      id: `${cluster.id}/agentPools/${pool.name}`,
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      typePropertiesType: type,
    }));
    const files = [
      file('1', bare),
      file('2', children),
      file('3', [{ ...cluster, agentPoolProfiles: [] }]),
      file('4', pools),
      file('5', routeTables),
    ];
    expect(read(...files).plan).toEqual(expected.plan);
  });
});

describe('what a text is', () => {
  it.each([
    ['a plan', formatPlan(expected.plan), 'plan'],
    ['a list of networks', JSON.stringify(vnets), 'az-vnet-list'],
    ['a list of clusters', JSON.stringify(aks), 'az-aks-list'],
    ['a list of route tables', JSON.stringify(routeTables), 'az-route-table-list'],
    ['a single network', JSON.stringify(vnets[0]), 'az-vnet-list'],
    ['a mixed list', JSON.stringify([...vnets, ...aks]), 'az-mixed'],
    ['an empty list', '[]', 'empty-list'],
    ['a network by shape alone', '[{"addressSpace":{"addressPrefixes":["10.0.0.0/8"]}}]', 'az-vnet-list'],
    ['a cluster by shape alone', '{"agentPoolProfiles":[]}', 'az-aks-list'],
    ['other JSON', '{"a":1}', undefined],
    ['a number', '42', undefined],
    ['no JSON', 'Name    ResourceGroup', undefined],
  ])('knows %s', (_what, text, format) => {
    expect(detectFormat(text)).toBe(format);
  });
});

describe('a file of which nothing can be read', () => {
  it.each([
    ['no files', [], 'noFiles', 'no file was given'],
    ['table output', [file('t', 'Name  Group')], 'notJson', 't: $: not JSON at line 1, column 1'],
    ['half a file', [file('t', JSON.stringify(vnets).slice(0, 400))], 'notJson', 't: $[0]'],
    ['other JSON', [file('t', { a: 1 })], 'unrecognised', 't: $: not an object Netwright reads'],
    [
      'other resources',
      [file('t', [{ type: 'Microsoft.Network/loadBalancers', id: '/x' }])],
      'unrecognised',
      't: $[0]: objects of type microsoft.network/loadbalancers are not read',
    ],
    [
      'nothing readable in it',
      [file('t', [{ addressSpace: 5 }, { type: 'a/b' }])],
      'unrecognised',
      't: $[0]: neither an id nor a name',
    ],
    ['a damaged plan', [file('t', { format: 'netwright-plan', formatVersion: 1, name: 3 })], 'plan', 't: $'],
    ['one bad file among good ones', [file('a', vnets), file('b', 'x')], 'notJson', 'b: $'],
  ] as const)('is refused with its name and place: %s', (_what, files, kind, start) => {
    const outcome = importFiles(files);
    expect(outcome).toMatchObject({ ok: false, error: { kind } });
    if (!outcome.ok) expect(formatImportError(outcome.error)).toContain(start);
  });
});

describe('a part that cannot be read', () => {
  const network = azNetwork({
    at,
    name: 'hub',
    prefixes: ['10.0.0.0/16'],
    subnets: [
      { name: 'a', prefixes: ['10.0.0.0/24'] },
      { name: 'b', prefixes: ['10.0.1.0/24'] },
    ],
  });
  const [a, b] = (network as { subnets: Record<string, unknown>[] }).subnets;

  it.each<[string, unknown, string]>([
    [
      'a range that is a number',
      [{ ...network, subnets: [{ ...a, addressPrefix: 5 }, b] }],
      '$[0].subnets[0].addressPrefix',
    ],
    [
      'a range longer than any range',
      [{ ...network, addressSpace: { addressPrefixes: ['10.0.0.0/16', 'x'.repeat(65)] } }],
      '$[0].addressSpace.addressPrefixes[1]',
    ],
    ['subnets that are no list', [{ ...network, subnets: { a } }], '$[0].subnets'],
    ['a subnet that is a text', [{ ...network, subnets: ['a', b] }], '$[0].subnets[0]'],
    ['a subnet without id and name', [{ ...network, subnets: [{ ...a, id: null, name: null }, b] }], '$[0].subnets[0]'],
    [
      'a reference that is no resource id',
      [{ ...network, subnets: [{ ...a, routeTable: { id: 'rt' } }, b] }],
      '$[0].subnets[0].routeTable.id',
    ],
    [
      'a peering without a remote network',
      [{ ...network, virtualNetworkPeerings: [{ name: 'p' }] }],
      '$[0].virtualNetworkPeerings[0]',
    ],
    [
      'a peering with something that is no network',
      [
        {
          ...network,
          virtualNetworkPeerings: [
            { name: 'p', remoteVirtualNetwork: { id: azId(at, 'Microsoft.Network/loadBalancers', 'lb') } },
          ],
        },
      ],
      '$[0].virtualNetworkPeerings[0]',
    ],
    [
      'a state nobody knows',
      [
        {
          ...network,
          virtualNetworkPeerings: [
            { name: 'p', peeringState: 'Odd', remoteVirtualNetwork: { id: networkId(at, 'x') } },
          ],
        },
      ],
      '$[0].virtualNetworkPeerings[0].peeringState',
    ],
    ['another resource among networks', [network, { type: 'Microsoft.Network/loadBalancers', id: '/lb' }], '$[1]'],
    [
      'a list that goes on elsewhere',
      { value: [network], nextLink: 'https://management.azure.com/next' },
      '$.nextLink',
    ],
    [
      'under properties, with that in the path',
      [toRest({ ...network, subnets: [{ ...a, addressPrefix: 5 }] })],
      '$[0].properties.subnets[0].properties.addressPrefix',
    ],
  ])('is named with its JSON path, and the rest is kept: %s', (_what, document, path) => {
    const { plan, unread } = read(file('vnets.json', document));
    expect(unread.map((one) => [one.file, one.path])).toContainEqual(['vnets.json', path]);
    expect(unread.every(({ reason }) => reason.length > 0)).toBe(true);
    expect(plan.virtualNetworks[0]).toMatchObject({ name: 'hub' });
    expect(parsePlan(formatPlan(plan))).toMatchObject({ ok: true });
  });
});

describe('what is not an error', () => {
  it('is an empty list, which is noted', () => {
    expect(read(file('route-tables.json', []), file('v', vnets)).notes.join()).toContain('route-tables.json');
  });

  it('is a crowd of other resources, named once for each type', () => {
    const others = Array.from({ length: 30 }, () => ({ type: 'Microsoft.Compute/disks' }));
    expect(read(file('all', [...others, ...vnets])).unread).toEqual([
      {
        file: 'all',
        path: '$[0]',
        reason: 'objects of type microsoft.compute/disks are not read (and 29 more)',
      },
    ]);
  });
});

describe('a plan among the files', () => {
  const drawn: Plan = sketchPlan({
    name: 'Drawn',
    networks: { hub: { prefixes: ['10.9.0.0/16'], subnets: { a: '10.9.0.0/24' } }, aks: { prefixes: ['10.8.0.0/16'] } },
    peerings: [['hub', 'aks']],
  });

  it('is taken as it is when it is alone', () => {
    expect(read(file('p', formatPlan(drawn))).plan).toEqual(drawn);
  });

  it('keeps its ids, and what is imported gets ids of its own', () => {
    const { plan } = read(file('p', formatPlan(drawn)), file('v', vnets), file('k', aks));
    expect(plan.name).toBe('Drawn');
    expect(plan.virtualNetworks.map(({ id }) => id)).toEqual(['hub', 'aks', 'hub-2', 'spoke']);
    expect(plan.clusters.map(({ id }) => id)).toEqual(['aks-2']);
    expect(parsePlan(formatPlan(plan))).toMatchObject({ ok: true });
  });

  it('keeps its own version of a network that is listed too, and says so', () => {
    const earlier = read(file('v', vnets)).plan;
    const edited: Plan = {
      ...earlier,
      virtualNetworks: earlier.virtualNetworks.map((network) => ({ ...network, note: 'mine' })),
    };
    const { plan, notes } = read(file('p', formatPlan(edited)), file('v', vnets));
    expect(plan).toEqual(edited);
    expect(notes).toEqual([
      "In the plan already, the plan's version is kept: network hub, network spoke, peering hub – spoke.",
    ]);
  });

  it('learns what an external network is when a later file lists it', () => {
    const earlier = read(file('v', vnets.slice(1))).plan;
    expect(earlier.virtualNetworks.find(({ name }) => name === 'hub')).toMatchObject({
      external: true,
      addressPrefixes: ['10.0.0.0/16', 'fd00::/56'],
    });
    const { plan } = read(file('p', formatPlan(earlier)), file('v', vnets));
    expect(plan.virtualNetworks.find(({ name }) => name === 'hub')).toMatchObject({
      id: 'hub',
      dnsServers: ['10.0.9.4'],
      subnets: [{ name: 'AzureFirewallSubnet' }],
    });
    expect(plan.virtualNetworks.some(({ external }) => external === true)).toBe(false);
  });

  it('joins with another plan, whose objects keep their meaning under new ids', () => {
    const { plan } = read(file('a', formatPlan(drawn)), file('b', formatPlan({ ...drawn, name: 'Second' })));
    expect(plan.peerings.map(({ a, b }) => [a, b])).toEqual([
      ['hub', 'aks'],
      ['hub-2', 'aks-2'],
    ]);
    expect(plan.virtualNetworks.map(({ subnets }) => subnets.map(({ id }) => id))).toEqual([
      ['hub.a'],
      [],
      ['hub.a-2'],
      [],
    ]);
    expect(parsePlan(formatPlan(plan))).toMatchObject({ ok: true });
  });

  it('is not changed by what is added to it', () => {
    const text = formatPlan(drawn);
    const before = parsePlan(text);
    read(file('p', text), file('v', vnets));
    expect(parsePlan(text)).toEqual(before);
  });
});

describe('a large import', () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    azNetwork({ at, name: `v${index}`, prefixes: [`10.${index}.0.0/16`], subnets: [] }),
  );

  it('tells how far it is, and stops when nobody asks further', () => {
    const steps = importSteps([file('v', many)]);
    const seen = [steps.next(), steps.next(), steps.next()].map(({ value }) => value);
    expect(seen).toEqual([0, 20, 40].map((done) => ({ phase: 'reading', file: 'v', done, total: 120 })));
    expect(steps.return({ ok: false, error: { kind: 'noFiles' } }).done).toBe(true);
  });

  it('gives every network a place, and none over another', () => {
    const { boxes } = read(file('v', many)).plan.layout;
    const places = Object.values(boxes).map(({ x, y }) => `${x} ${y}`);
    expect(places).toHaveLength(120);
    expect(new Set(places).size).toBe(120);
  });
});
