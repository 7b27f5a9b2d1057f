import { describe, expect, it } from 'vitest';
import type { PlanSketch } from '../../../src/core/plan/index.ts';
import { planOf } from '../../support/check.ts';
import { findingsOf, saysOf } from '../../support/findings.ts';

const hubAndSpokes = (spokes: number): PlanSketch => ({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
    ...Object.fromEntries(
      Array.from({ length: spokes }, (_, index) => [`spoke-${index + 1}`, { prefixes: [`10.${index + 1}.0.0/16`] }]),
    ),
  },
  gateways: { vgw: { network: 'hub', kind: 'vpn', sku: 'Basic' } },
  peerings: Array.from({ length: spokes }, (_, index) => ({
    a: 'hub',
    b: `spoke-${index + 1}`,
    aToB: { allowGatewayTransit: true },
    bToA: { useRemoteGateways: true },
  })),
});

describe('one and many', () => {
  it.each([
    [1, 'spoke-1 uses vgw in hub'],
    [2, 'spoke-1 and spoke-2 use vgw in hub'],
  ])('%i spokes on a Basic gateway', (spokes, words) => {
    expect(findingsOf('peering-gateway-basic-sku', hubAndSpokes(spokes))[0]?.message).toContain(words);
  });

  it.each([
    [1, 'spoke-1 does not reach on-premises through it.'],
    [2, 'spoke-1 and spoke-2 do not reach on-premises through it.'],
  ])('%i spokes beside a gateway that nobody uses', (spokes, words) => {
    const { peerings: _paired, ...sketch } = hubAndSpokes(spokes);
    const idle = Array.from({ length: spokes }, (_, index) => ['hub', `spoke-${index + 1}`] as const);
    expect(findingsOf('peering-gateway-transit-unused', { ...sketch, peerings: idle })[0]?.message).toContain(words);
  });

  it.each([
    [['nsg-one'], 'nsg-one is attached to GatewaySubnet'],
    [['nsg-one', 'nsg-two'], 'nsg-one and nsg-two are attached to GatewaySubnet'],
  ])('security groups %s on GatewaySubnet', (names, words) => {
    const plan = planOf({
      networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: { prefixes: ['10.0.0.0/27'] } } } },
      nsgs: Object.fromEntries(names.map((name) => [name, {}])),
    });
    const virtualNetworks = plan.virtualNetworks.map((network) => ({
      ...network,
      subnets: network.subnets.map((subnet) => ({ ...subnet, networkSecurityGroupIds: names })),
    }));
    expect(findingsOf('gateway-subnet-nsg', { ...plan, virtualNetworks })[0]?.message).toContain(words);
  });

  it('VPN and ExpressRoute gateways in a GatewaySubnet that is too small', () => {
    const message = findingsOf('gateway-subnet-size', {
      networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/28' } } },
      gateways: { er: { network: 'hub', kind: 'expressRoute' }, vpn: { network: 'hub', kind: 'vpn', sku: 'VpnGw1' } },
    })[0]?.message;
    expect(message).toContain('er and vpn need /27 or larger');
  });
});

describe('who can use the gateway of a hub', () => {
  const twoHubs: PlanSketch = {
    networks: {
      'hub-1': { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
      'hub-2': { prefixes: ['10.1.0.0/16'], subnets: { GatewaySubnet: '10.1.0.0/27' } },
    },
    gateways: {
      'vgw-1': { network: 'hub-1', kind: 'vpn', sku: 'VpnGw1' },
      'vgw-2': { network: 'hub-2', kind: 'vpn', sku: 'VpnGw1' },
    },
    peerings: [['hub-1', 'hub-2']],
  };

  it('not another hub with a gateway of its own', () => {
    expect(saysOf('peering-gateway-transit-unused', twoHubs)).toEqual([]);
  });

  it('not a spoke that uses another hub', () => {
    const sketch: PlanSketch = {
      ...twoHubs,
      networks: { ...twoHubs.networks, spoke: { prefixes: ['10.2.0.0/16'] } },
      peerings: [
        ['hub-1', 'spoke'],
        { a: 'hub-2', b: 'spoke', aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: true } },
      ],
    };
    expect(saysOf('peering-gateway-transit-unused', sketch)).toEqual([]);
  });

  it('a gateway Azure lists in GatewaySubnet counts as one', () => {
    const sketch: PlanSketch = {
      networks: {
        hub: {
          prefixes: ['10.0.0.0/16'],
          partial: true,
          subnets: {
            GatewaySubnet: {
              prefixes: ['10.0.0.0/27'],
              resources: [{ kind: 'virtualNetworkGateway', name: 'vgw-listed', count: 1 }],
            },
          },
        },
        spoke: { prefixes: ['10.1.0.0/16'] },
      },
      peerings: [['hub', 'spoke']],
    };
    expect(findingsOf('peering-gateway-transit-unused', sketch).map(({ message }) => message)).toEqual([
      'No peer of hub uses its gateway vgw-listed: spoke does not reach on-premises through it.',
    ]);
  });
});

describe('a link that knows another address space than there is', () => {
  const link = (remoteAddressPrefixes: string[]): PlanSketch => ({
    networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { prefixes: ['10.1.0.0/16'] } },
    peerings: [
      {
        id: 'p',
        a: 'hub',
        b: 'spoke',
        aToB: { state: 'Connected', remoteAddressPrefixes },
        bToA: { state: 'Connected' },
      },
    ],
  });

  it.each([
    [['10.1.0.0/16'], []],
    [[], ['hub -> spoke does not route 10.1.0.0/16 of spoke yet']],
    [['10.1.0.0/16', '10.9.0.0/16'], ['hub -> spoke still routes 10.9.0.0/16, which spoke no longer has']],
  ])('%s', (prefixes, words) => {
    const messages = findingsOf('peering-out-of-sync', link(prefixes)).map(({ message }) => message.split(';')[0]);
    expect(messages).toEqual(words);
  });
});

describe('what stands in a pod subnet', () => {
  const pods = (kind: string): PlanSketch => ({
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { nodes: '10.1.0.0/24', pods: { prefixes: ['10.1.16.0/20'], resources: [{ kind, count: 2 }] } },
      },
    },
    clusters: {
      aks: {
        ipam: 'podsubnet-dynamic',
        subnet: 'spoke/nodes',
        podSubnet: 'spoke/pods',
        pools: { system: { maxPods: 30 } },
      },
    },
  });

  it('is named in words', () => {
    expect(findingsOf('pod-subnet-vms', pods('virtualMachine'))[0]?.message).toContain(
      'also holds 2 virtual machines:',
    );
  });

  it('is not judged when its kind is not known: it may be the pods', () => {
    expect(saysOf('pod-subnet-vms', pods('other'))).toEqual([]);
  });
});

describe('ranges AKS refuses at creation, on clusters that exist', () => {
  it.each([
    ['service-cidr-multicast', '224.0.0.0/16', '224.0.0.10'],
    ['service-cidr-size', '10.0.0.0/11', '10.0.0.10'],
  ])('%s is a warning', (rule, serviceCidr, dnsServiceIp) => {
    const sketch = (origin?: 'existing'): PlanSketch => ({
      networks: { spoke: { prefixes: ['172.20.0.0/16'], subnets: { nodes: '172.20.0.0/24' } } },
      clusters: {
        aks: { subnet: 'spoke/nodes', serviceCidrs: [serviceCidr], dnsServiceIp, podCidrs: ['192.168.0.0/16'], origin },
      },
    });
    expect(saysOf(rule, sketch())).toEqual(['error aks']);
    expect(saysOf(rule, sketch('existing'))).toEqual(['warning aks']);
  });
});
