import { describe, expect, it } from 'vitest';
import type { PlanSketch, SubnetSketch } from '../../../src/core/plan/index.ts';
import { shareRow, type Attachment } from '../../../src/core/scene/attachments.ts';
import type { SceneItem } from '../../../src/core/scene/index.ts';
import { findItem, findPart, sketchScene, textsOf } from './scene-of.ts';

const draw = (subnets: Readonly<Record<string, SubnetSketch>>, width?: number): SceneItem => {
  const sketch: PlanSketch = {
    networks: { net: { prefixes: ['10.0.0.0/16'], subnets } },
    routeTables: { rt: {}, 'rt-of-all-the-spokes-in-west-europe': {} },
    nsgs: { nsg: {} },
    natGateways: { ng: {} },
  };
  return findItem(sketchScene(sketch, width === undefined ? {} : { net: { x: 0, y: 0, width } }), 'virtualNetwork:net');
};
const badgesOf = (item: SceneItem): readonly string[] =>
  item.parts.filter(({ kind }) => kind === 'attachment').map(({ spoken }) => spoken);
const iconsOf = (item: SceneItem): readonly string[] =>
  item.primitives.flatMap((primitive) => (primitive.kind === 'icon' ? [primitive.icon] : []));

const full: SubnetSketch = {
  prefixes: ['10.0.0.0/24'],
  routeTable: 'rt',
  nsg: 'nsg',
  natGateway: 'ng',
  delegations: ['Microsoft.ContainerService/managedClusters'],
  privateEndpoints: 3,
  otherAddresses: 20,
};

describe('what is attached to a subnet', () => {
  it('stands on its card as badges, each with a name for a screen reader', () => {
    const item = draw({ one: full });
    expect(badgesOf(item)).toEqual([
      'route table rt',
      'network security group nsg',
      'NAT gateway ng',
      'delegated to Microsoft.ContainerService/managedClusters',
      '3 private endpoints',
    ]);
    expect(iconsOf(item)).toEqual(['routeTable', 'securityGroup', 'natGateway', 'delegation', 'privateEndpoint']);
    expect(findPart(item, 'subnet:net.one').spoken).toContain('route table rt, network security group nsg');
  });

  it('stands for the attached object on every card that has it, and for the subnet where it is a setting', () => {
    const item = draw({ one: full, two: { prefixes: ['10.0.1.0/24'], routeTable: 'rt' } });
    const refs = item.parts.filter(({ kind }) => kind === 'attachment').map(({ ref }) => `${ref.kind}:${ref.id}`);
    expect(refs).toEqual([
      'routeTable:rt',
      'networkSecurityGroup:nsg',
      'natGateway:ng',
      'subnet:net.one',
      'subnet:net.one',
      'routeTable:rt',
    ]);
  });

  it('is also what lives there without a line of its own', () => {
    const scene = sketchScene({
      networks: { net: { prefixes: ['10.0.0.0/16'], subnets: { gw: '10.0.0.0/24', dns: '10.0.1.0/28' } } },
      applicationGateways: { agw: { subnet: 'net/gw' } },
      dnsResolverEndpoints: { inbound: { subnet: 'net/dns', direction: 'inbound' } },
    });
    expect(badgesOf(findItem(scene, 'virtualNetwork:net'))).toEqual([
      'application gateway agw',
      'DNS resolver endpoint inbound',
    ]);
  });

  it('makes no card higher', () => {
    const bare = { one: { prefixes: ['10.0.0.0/24'] } };
    expect(draw({ one: full }).height).toBe(draw(bare).height);
  });

  it('is written out where there is room, and only the icon where there is none', () => {
    const subnet = { prefixes: ['10.0.0.0/24'], routeTable: 'rt', nsg: 'nsg' };
    expect(textsOf(draw({ one: subnet }))).toEqual(expect.arrayContaining(['251 usable', 'rt', 'nsg']));
    const long = draw({ one: { ...subnet, routeTable: 'rt-of-all-the-spokes-in-west-europe' } });
    expect(textsOf(long)).not.toContain('rt-of-all-the-spokes-in-west-europe');
    expect(long.primitives).toContainEqual(
      expect.objectContaining({ icon: 'routeTable', title: 'route table rt-of-all-the-spokes-in-west-europe' }),
    );
    const narrow = draw({ one: full }, 220);
    expect(iconsOf(narrow)).toHaveLength(5);
    expect(textsOf(narrow)).not.toContain('managedClusters');
  });

  it('does not say the private endpoints twice when they are all there is', () => {
    const item = draw({ one: { prefixes: ['10.0.0.0/24'], privateEndpoints: 9 } });
    expect(textsOf(item)).toContain('9 private endpoints');
    expect(badgesOf(item)).toEqual([]);
  });

  it('stands beside the gateway of its subnet, whose line gives way', () => {
    const item = findItem(
      sketchScene({
        networks: {
          hub: {
            prefixes: ['10.0.0.0/22'],
            subnets: { GatewaySubnet: { prefixes: ['10.0.0.0/27'], routeTable: 'rt' } },
          },
        },
        routeTables: { rt: {} },
        gateways: { gw: { network: 'hub', kind: 'expressRoute', sku: 'ErGw1AZ' } },
      }),
      'virtualNetwork:hub',
    );
    const gateway = findPart(item, 'gateway:gw');
    const badge = findPart(item, 'routeTable:rt@hub.GatewaySubnet');
    expect(gateway.x + gateway.width).toBeLessThan(badge.x);
    expect(textsOf(item)).toContain('rt');
  });

  it('takes the colour of its own findings', () => {
    const colours = (routes: PlanSketch['routeTables']): readonly string[] =>
      findItem(
        sketchScene({
          networks: {
            hub: {
              prefixes: ['10.0.0.0/22'],
              subnets: { GatewaySubnet: { prefixes: ['10.0.0.0/27'], routeTable: 'rt' } },
            },
          },
          routeTables: routes,
          gateways: { gw: { network: 'hub', kind: 'vpn' } },
        }),
        'virtualNetwork:hub',
      ).primitives.flatMap((primitive) =>
        primitive.kind === 'icon' && primitive.icon === 'routeTable' ? [primitive.color] : [],
      );
    expect(colours({ rt: { routes: {} } })).toEqual(['ink3']);
    expect(colours({ rt: { routes: { '0.0.0.0/0': '10.0.0.4' } } })).not.toEqual(['ink3']);
  });
});

describe('a shared row', () => {
  const attachment = (name: string): Attachment => ({
    icon: 'routeTable',
    ref: { kind: 'routeTable', id: name },
    name,
    spoken: `route table ${name}`,
  });
  const forms = ['64 of 1,019 used at full scale and upgrade', '64 of 1,019 used', '64 of 1,019'];
  const rt = attachment('rt-spokes');

  it.each([
    [400, forms[0], true],
    [190, forms[1], true],
    [120, forms[1], false],
    [90, forms[2], false],
  ])('of %i px says "%s", with the name of what is attached: %s', (room, text, isNamed) => {
    const row = shareRow(forms, [rt], room);
    expect([row.text, row.named.has(rt)]).toEqual([text, isNamed]);
  });

  it('says what it counts rather than a role its badge shows too', () => {
    const dns = ['DNS resolver, 1 of 11 used', 'DNS resolver, 1 of 11', '1 of 11 used', '1 of 11'];
    expect(shareRow(dns, [rt], 180).text).toBe('1 of 11 used');
  });

  it('gives badges no room where there are none', () => {
    expect(shareRow(forms, [], 400)).toMatchObject({ text: forms[0], taken: 0 });
  });
});
