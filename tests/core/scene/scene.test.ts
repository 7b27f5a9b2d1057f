import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmptyPlan, sketchPlan, type Plan } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { buildScene, measureText, sizeOfNetwork, type Box, type Scene } from '../../../src/core/scene/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';
import { arbitraryPlan } from './arbitrary-plan.ts';
import { findItem, findPart, sceneOf, sketchScene, textsOf } from './scene-of.ts';
import { ORDERS, ORDERS_BOXES } from './sketches.ts';

const CARDS = ['subnet', 'cluster', 'gateway', 'firewall'];
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 0.02 &&
  inner.y >= outer.y - 0.02 &&
  inner.x + inner.width <= outer.x + outer.width + 0.02 &&
  inner.y + inner.height <= outer.y + outer.height + 0.02;
const isApart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x + 0.02 ||
  b.x + b.width <= a.x + 0.02 ||
  a.y + a.height <= b.y + 0.02 ||
  b.y + b.height <= a.y + 0.02;

const orders: Plan = { ...sketchPlan(ORDERS), layout: { boxes: ORDERS_BOXES, notes: [] } };

describe('any scene', () => {
  it('keeps parts inside what they lie in, and cards beside each other apart', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        for (const item of sceneOf(plan).items) {
          const byKey = new Map(item.parts.map((part) => [part.key, part]));
          expect(byKey.size).toBe(item.parts.length);
          for (const part of item.parts) {
            const holder =
              part.parentKey === undefined
                ? { x: 0, y: 0, width: item.width, height: item.height }
                : byKey.get(part.parentKey);
            expect(holder !== undefined && isInside(part, holder)).toBe(true);
          }
          const cards = item.parts.filter((part) => CARDS.includes(part.kind));
          for (const [index, card] of cards.entries()) {
            for (const other of cards.slice(index + 1))
              if (other.parentKey === card.parentKey) expect(isApart(card, other)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every text inside its item, as wide as it says', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        for (const item of sceneOf(plan).items) {
          for (const primitive of item.primitives) {
            if (primitive.kind !== 'text') continue;
            expect(measureText(primitive.text, primitive)).toBeCloseTo(primitive.width, 1);
            const start =
              primitive.x -
              (primitive.anchor === 'start'
                ? 0
                : primitive.anchor === 'middle'
                  ? primitive.width / 2
                  : primitive.width);
            expect(start).toBeGreaterThanOrEqual(-0.1);
            // badges stand out of the box by design
            expect(start + primitive.width).toBeLessThanOrEqual(item.width + 10.1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds only finite numbers', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        JSON.stringify(sceneOf(plan), (_, value: unknown) => {
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          if (typeof value === 'string') expect(value).not.toMatch(/NaN|undefined/);
          return value;
        });
      }),
      { numRuns: 40 },
    );
  });

  it('is the same twice, and the same with the scene before as without', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryPlan, (before, plan) => {
        const fresh = sceneOf(plan);
        expect(sceneOf(plan)).toEqual(fresh);
        expect(sceneOf(plan, sceneOf(before))).toEqual(fresh);
      }),
      { numRuns: 40 },
    );
  });

  it('gives each network the size that automatic layout is told', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const scene = sceneOf(plan);
        for (const view of buildTopology(plan).networks.values()) {
          const { width, height } = findItem(scene, `virtualNetwork:${view.network.id}`);
          const box = plan.layout.boxes[view.network.id];
          expect(sizeOfNetwork(view, box?.width, box?.collapsed)).toEqual({
            width: expect.closeTo(width, 1),
            height: expect.closeTo(height, 1),
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is empty for an empty plan', () => {
    expect(sceneOf(createEmptyPlan())).toEqual({ items: [], edges: [], bounds: { x: 0, y: 0, width: 0, height: 0 } });
  });
});

describe('the scene of the orders plan', () => {
  const scene = sceneOf(orders);
  const hub = findItem(scene, 'virtualNetwork:hub-weu');
  const spoke = findItem(scene, 'virtualNetwork:spoke-orders');

  it('places items where the layout says', () => {
    expect(scene.items.map(({ key, x, y }) => [key, x, y])).toEqual([
      ['virtualNetwork:spoke-orders', 548, 34],
      ['virtualNetwork:hub-weu', 26, 60],
      ['virtualNetwork:spoke-data', 548, 420],
      ['site:HQ-Utrecht', 60, 470],
    ]);
  });

  it('shows name, address space and how much of it is used', () => {
    expect(textsOf(hub).slice(0, 3)).toEqual(['hub-weu', '10.0.0.0/22', '38 % used']);
    expect(textsOf(findItem(scene, 'virtualNetwork:spoke-data')).slice(0, 3)).toEqual([
      'spoke-data',
      '10.2.0.0/18',
      '53 % used',
    ]);
  });

  it('lists subnets in address order, each with its range and use', () => {
    expect(hub.parts.filter((part) => part.kind === 'subnet').map((part) => [part.name, ...part.ranges])).toEqual([
      ['GatewaySubnet', '10.0.0.0/27'],
      ['AzureFirewallSubnet', '10.0.0.64/26'],
      ['AzureBastionSubnet', '10.0.0.128/27'],
      ['snet-shared', '10.0.1.0/24'],
    ]);
    expect(textsOf(hub)).toEqual(
      expect.arrayContaining(['ExpressRoute gateway, 27 usable', 'fw-hub, next hop 10.0.0.68', '14 of 251 used']),
    );
    expect(textsOf(spoke)).toEqual(
      expect.arrayContaining(['61 of 1,019 used at full scale and upgrade', '9 private endpoints']),
    );
  });

  it('shows the cluster in its node subnet, with its size, make, ranges', () => {
    const cluster = findPart(spoke, 'cluster:aks-orders');
    expect(cluster.parentKey).toBe('subnet:spoke-orders.snet-nodes');
    const texts = spoke.primitives
      .slice(cluster.from, cluster.to)
      .flatMap((primitive) => (primitive.kind === 'text' ? [primitive.text] : []));
    expect(texts).toEqual([
      '2 pools, 55 nodes max',
      'aks-orders',
      'Overlay',
      'Cilium',
      'UDR egress',
      'Pods',
      '10.244.0.0/16',
      'Services',
      '10.0.0.0/16',
    ]);
  });

  it('ties the other cluster to its pod subnet', () => {
    const data = findItem(scene, 'virtualNetwork:spoke-data');
    const tie = data.primitives.find((primitive) => primitive.kind === 'path');
    const pods = findPart(data, 'subnet:spoke-data.snet-pods');
    expect(tie).toMatchObject({ stroke: 'aks' });
    expect(data.primitives).toContainEqual({
      kind: 'circle',
      cx: pods.x + pods.width,
      cy: pods.y + 24,
      r: 3,
      fill: 'aks',
    });
  });

  it('paints badges after everything else, ties included', () => {
    const data = findItem(scene, 'virtualNetwork:spoke-data');
    const last = data.primitives.at(-1);
    expect(data.badge?.severity).toBe('warning');
    expect(last).toMatchObject({ kind: 'text', text: '1', color: 'on-warn' });
  });

  it('marks what is wrong in red, with a reason and a number', () => {
    const bastion = findPart(hub, 'subnet:hub-weu.AzureBastionSubnet');
    expect(bastion.badge).toEqual({ count: 1, severity: 'error' });
    expect(hub.primitives.slice(bastion.from, bastion.to)).toContainEqual(
      expect.objectContaining({ kind: 'rect', fill: 'err-bg', stroke: 'err' }),
    );
    const segment = findPart(hub, 'segment:hub-weu.AzureBastionSubnet:10.0.0.128/27');
    expect(hub.primitives.slice(segment.from, segment.to)).toEqual([expect.objectContaining({ fill: 'err' })]);
    expect(spoke.primitives).toContainEqual(
      expect.objectContaining({ kind: 'text', text: '10.0.0.0/16', color: 'err' }),
    );
  });

  it('offers the free gaps of the strip with their addresses', () => {
    expect(hub.parts.filter((part) => part.kind === 'free').map((part) => part.ranges[0])).toEqual([
      '10.0.0.32 - 10.0.0.63',
      '10.0.0.160 - 10.0.0.255',
      '10.0.2.0 - 10.0.3.255',
    ]);
  });

  it('speaks role, name, ranges, use and findings', () => {
    expect(hub.spoken).toBe('virtual network hub-weu, 10.0.0.0/22, 38 % used, 4 subnets, 1 error');
    expect(findPart(hub, 'gateway:ergw-hub').spoken).toBe('ExpressRoute gateway ergw-hub');
    expect(findPart(spoke, 'subnet:spoke-orders.snet-nodes').spoken).toMatch(
      /^subnet snet-nodes, 10\.1\.0\.0\/22, in spoke-orders, nodes, 61 of 1,019 used at full scale and upgrade/,
    );
    expect(findItem(scene, 'site:HQ-Utrecht').spoken).toBe(
      'on-premises site HQ Utrecht, 192.168.0.0/20, 172.20.0.0/16, ExpressRoute, 1 Gbit/s',
    );
  });
});

describe('an edit', () => {
  const check = (plan: Plan, previous?: ReturnType<typeof checkPlan>): ReturnType<typeof checkPlan> =>
    checkPlan(plan, { asOf: '2026-11-21', ...(previous === undefined ? {} : { previous }) });
  const first = check(orders);
  const before = buildScene({ plan: orders, ...first });
  const after = (plan: Plan): Scene => buildScene({ plan, ...check(plan, first), previous: before });
  const changed = (scene: Scene): readonly string[] =>
    scene.items.filter((item) => !before.items.includes(item)).map((item) => item.key);

  it('that changes nothing keeps every item and line', () => {
    const scene = after({ ...orders, name: 'Renamed' });
    expect(changed(scene)).toEqual([]);
    expect(scene.edges).toBe(before.edges);
  });

  it('of one subnet re-makes one item', () => {
    const networks = orders.virtualNetworks.map((network) =>
      network.id === 'spoke-data'
        ? { ...network, subnets: network.subnets.map((subnet) => ({ ...subnet, note: 'seen' })) }
        : network,
    );
    expect(changed(after({ ...orders, virtualNetworks: networks }))).toEqual(['virtualNetwork:spoke-data']);
  });

  it('that moves a network re-makes that item, and keeps its picture', () => {
    const scene = after({
      ...orders,
      layout: { ...orders.layout, boxes: { ...orders.layout.boxes, 'spoke-data': { x: 700, y: 600 } } },
    });
    expect(changed(scene)).toEqual(['virtualNetwork:spoke-data']);
    const [was, is] = [before, scene].map((each) => findItem(each, 'virtualNetwork:spoke-data'));
    expect(is?.primitives).toBe(was?.primitives);
    expect(is?.parts).toBe(was?.parts);
    expect(
      scene.edges
        .filter((edge) => !before.edges.includes(edge))
        .every((edge) => edge.to.itemKey === 'virtualNetwork:spoke-data'),
    ).toBe(true);
  });

  it('that mends a finding re-makes what it was shown on', () => {
    const networks = orders.virtualNetworks.map((network) =>
      network.id === 'hub-weu'
        ? {
            ...network,
            subnets: network.subnets.map((subnet) =>
              subnet.name === 'AzureBastionSubnet' ? { ...subnet, addressPrefixes: ['10.0.0.128/26'] } : subnet,
            ),
          }
        : network,
    );
    const scene = after({ ...orders, virtualNetworks: networks });
    expect(changed(scene)).toEqual(['virtualNetwork:hub-weu']);
    expect(findItem(scene, 'virtualNetwork:hub-weu').badge).toBeUndefined();
  });
});

describe('networks of other kinds', () => {
  it('collapsed show title and strip only, and all findings inside', () => {
    const scene = sketchScene(ORDERS, { 'hub-weu': { x: 0, y: 0, collapsed: true } });
    const hub = findItem(scene, 'virtualNetwork:hub-weu');
    expect(hub.height).toBeLessThan(70);
    expect(hub.parts.map((part) => part.kind)).not.toContain('subnet');
    expect(hub.badge).toEqual({ count: 1, severity: 'error' });
    expect(textsOf(hub)).toContain('1');
  });

  it.each([
    ['an empty one', { prefixes: ['10.0.0.0/16'] }, 'Empty. Drop a subnet here'],
    ['one outside the plan', { prefixes: ['10.0.0.0/16'], external: true }, 'Nothing is known of its subnets'],
  ])('%s says so', (_, network, hint) => {
    expect(textsOf(findItem(sketchScene({ networks: { net: network } }), 'virtualNetwork:net'))).toContain(hint);
  });

  it('many subnets stand in several columns of about the same height', () => {
    const subnets = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`snet-${index}`, `10.0.${index}.0/24`]),
    );
    const item = findItem(
      sketchScene({ networks: { net: { prefixes: ['10.0.0.0/16'], subnets } } }),
      'virtualNetwork:net',
    );
    const columns = new Set(item.parts.filter((part) => part.kind === 'subnet').map((part) => part.x));
    expect(columns.size).toBe(5);
    expect(item.width / item.height).toBeGreaterThan(1.5);
  });

  it('narrower ones take fewer columns', () => {
    const subnets = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`snet-${index}`, `10.0.${index}.0/24`]),
    );
    const columnsAt = (width: number): number => {
      const item = findItem(
        sketchScene({ networks: { net: { prefixes: ['10.0.0.0/16'], subnets } } }, { net: { x: 0, y: 0, width } }),
        'virtualNetwork:net',
      );
      return new Set(item.parts.filter((part) => part.kind === 'subnet').map((part) => part.x)).size;
    };
    expect([260, 470, 700, 1400].map(columnsAt)).toEqual([1, 2, 3, 6]);
  });

  it('several prefixes have a strip each; more than three are counted', () => {
    const prefixes = ['10.0.0.0/16', '10.2.0.0/16', '10.4.0.0/16', '10.6.0.0/16', '10.8.0.0/16'];
    const item = findItem(sketchScene({ networks: { net: { prefixes } } }), 'virtualNetwork:net');
    expect(item.parts.filter((part) => part.kind === 'strip').map((part) => part.ranges[0])).toEqual(
      prefixes.slice(0, 3),
    );
    expect(textsOf(item)).toEqual(expect.arrayContaining(['10.0.0.0/16 +4', 'and 2 more']));
  });

  it('a subnet says what it is for where neither its name nor what lies in it shows it', () => {
    const scene = sketchScene({
      networks: {
        app: {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            'snet-aci': {
              prefixes: ['10.1.8.0/24'],
              purpose: 'virtualNodes',
              delegations: ['Microsoft.ContainerInstance/containerGroups'],
            },
            'snet-nodes': { prefixes: ['10.1.0.0/25'], purpose: 'nodes' },
            AzureBastionSubnet: '10.1.9.0/26',
          },
        },
      },
    });
    const item = findItem(scene, 'virtualNetwork:app');
    const texts = textsOf(item);
    expect(texts).toContain('Virtual nodes, 251 usable');
    expect(texts).toContain('123 usable');
    expect(texts).toContain('59 usable');
    expect(findPart(item, 'subnet:app.snet-aci').spoken).toContain('virtual nodes');
  });

  it('a gateway without its subnet says which one it needs', () => {
    const item = findItem(
      sketchScene({
        networks: { net: { prefixes: ['10.0.0.0/16'] } },
        gateways: { vpn: { network: 'net', kind: 'vpn' } },
      }),
      'virtualNetwork:net',
    );
    expect(textsOf(item)).toContain('needs GatewaySubnet');
    expect(findPart(item, 'gateway:vpn').parentRef).toEqual({ kind: 'virtualNetwork', id: 'net' });
  });

  it('a firewall is shown in its own subnet, and not again in the one for its management', () => {
    const item = findItem(
      sketchScene({
        networks: {
          hub: {
            prefixes: ['10.0.0.0/22'],
            subnets: { AzureFirewallSubnet: '10.0.0.0/26', AzureFirewallManagementSubnet: '10.0.0.64/26' },
          },
        },
        firewalls: { fw: { network: 'hub' } },
      }),
      'virtualNetwork:hub',
    );
    expect(item.parts.filter((part) => part.kind === 'firewall').map((part) => [part.key, part.parentKey])).toEqual([
      ['firewall:fw', 'subnet:hub.AzureFirewallSubnet'],
    ]);
    expect(textsOf(item)).toContain('fw, next hop 10.0.0.4');
  });

  it('a cluster whose node subnet is not in the plan stands alone', () => {
    const item = findItem(sketchScene({ clusters: { lost: { subnet: 'some/where' } } }), 'cluster:lost');
    expect(item.spoken).toContain('its node subnet is not in the plan');
  });

  it('a cluster whose pools name no subnet is said to be in a network that AKS makes', () => {
    const item = findItem(sketchScene({ clusters: { managed: {} } }), 'cluster:managed');
    expect(item.spoken).toContain('in a network that AKS makes');
    expect(textsOf(item)).toContain('In a network that AKS makes');
  });

  it('a cluster with pools in two subnets has its card in the first and a reminder in the other', () => {
    const scene = sketchScene({
      networks: { net: { prefixes: ['10.0.0.0/16'], subnets: { one: '10.0.0.0/24', two: '10.0.1.0/24' } } },
      clusters: { aks: { subnet: 'net/one', pools: { system: {}, gpu: { nodeSubnet: 'net/two' } } } },
    });
    const item = findItem(scene, 'virtualNetwork:net');
    expect(findPart(item, 'cluster:aks').parentKey).toBe('subnet:net.one');
    expect(findPart(item, 'cluster:aks:net.two').spoken).toBe('nodes of AKS cluster aks, pools gpu');
  });

  it('what the layout does not know stands below what it knows, nothing over anything else', () => {
    const networks = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`net-${index}`, { prefixes: [`10.${index}.0.0/16`] }]),
    );
    const scene = sketchScene({ networks }, { 'net-4': { x: 100, y: 300 } });
    const placed = findItem(scene, 'virtualNetwork:net-4');
    for (const [index, item] of scene.items.entries()) {
      for (const other of scene.items.slice(index + 1)) expect(isApart(item, other)).toBe(true);
      if (item !== placed) expect(item.y).toBeGreaterThan(placed.y + placed.height);
    }
  });
});
