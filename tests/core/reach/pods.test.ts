import { describe, expect, it } from 'vitest';
import type { Cluster, PlanSketch } from '../../../src/core/plan/index.ts';
import { ask } from './ask.ts';

const MODELS = ['overlay', 'podsubnet-dynamic', 'podsubnet-static', 'nodesubnet', 'kubenet', 'byo'] as const;
type Model = (typeof MODELS)[number];

/** A cluster in a spoke that uses the gateway of its hub, a machine beside it, one in a peer, and a site behind the gateway. */
function estate(ipam: Model, fields: Partial<Omit<Cluster, 'pools'>> = {}): PlanSketch {
  return {
    networks: {
      hub: {
        prefixes: ['10.0.0.0/22'],
        subnets: { GatewaySubnet: '10.0.0.0/27', 'snet-hub': { prefixes: ['10.0.1.0/24'], explicitOutbound: true } },
      },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/22', 'snet-pods': '10.1.4.0/22', 'snet-vm': '10.1.8.0/24' },
      },
    },
    peerings: [
      { id: 'p', a: 'hub', b: 'spoke', aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: true } },
    ],
    gateways: { vpn: { network: 'hub', kind: 'vpn' } },
    sites: { hq: { prefixes: ['172.20.0.0/16'], via: ['vpn'] } },
    clusters: {
      aks: {
        ipam,
        subnet: 'spoke/snet-nodes',
        serviceCidrs: ['192.168.0.0/16'],
        dnsServiceIp: '192.168.0.10',
        ...(ipam.startsWith('podsubnet') ? { podSubnet: 'spoke/snet-pods' } : {}),
        loadBalancerServices: [
          { name: 'inner', internal: true, externalTrafficPolicy: 'Cluster' },
          { name: 'outer', internal: false, externalTrafficPolicy: 'Local' },
        ],
        ...fields,
      },
    },
  };
}

const FAR_ENDS = ['spoke/snet-vm', 'hub/snet-hub', 'hq'] as const;

describe('pods reached directly (catalogue 9.2)', () => {
  const EXPECTED: Readonly<Record<Model, string>> = {
    overlay: 'no',
    'podsubnet-dynamic': 'yes',
    'podsubnet-static': 'yes',
    nodesubnet: 'yes',
    kubenet: 'no',
    byo: 'unknown',
  };
  it.each(MODELS.flatMap((model) => FAR_ENDS.map((end) => [end, model] as const)))(
    'from %s to %s pods',
    (end, model) => {
      expect(ask(estate(model), end, 'aks/pods').verdict).toBe(EXPECTED[model]);
    },
  );

  it('says that a service is reached where overlay pods are not', () => {
    const answer = ask(estate('overlay'), 'hq', 'aks/pods');
    expect(answer.sentence).toBe(
      'hq does not reach aks/pods: overlay pods are reached only through a service; aks/inner is reached.',
    );
  });

  it.each(MODELS)('from the internet %s pods are not reached, but a public service is', (model) => {
    const answer = ask(estate(model), 'internet', 'aks/pods');
    expect(answer.verdict).not.toBe('yes');
    expect(answer.throughService?.name).toBe('aks/outer');
  });
});

describe('source address of pods at the far end (catalogue 9.2, D26)', () => {
  const INSIDE: Readonly<Record<Model, string>> = {
    overlay: 'node',
    'podsubnet-dynamic': 'pod',
    'podsubnet-static': 'pod',
    nodesubnet: 'pod',
    kubenet: 'node',
    byo: 'unknown',
  };
  const OUTSIDE = { ...INSIDE, nodesubnet: 'node' };
  it.each(MODELS.flatMap((model) => FAR_ENDS.map((end) => [model, end] as const)))('of %s at %s', (model, end) => {
    const answer = ask(estate(model), 'aks/pods', end);
    expect(answer.verdict).toBe('yes');
    expect(answer.source?.kind).toBe(end === 'spoke/snet-vm' ? INSIDE[model] : OUTSIDE[model]);
  });

  it.each([
    ['nodesubnet', 'older documentation'],
    ['podsubnet-dynamic', 'node subnet would translate'],
  ] as const)('says what the other documentation holds for %s outside the network', (model, words) => {
    expect(ask(estate(model), 'aks/pods', 'hq').notes.join(' ')).toContain(words);
    expect(ask(estate(model), 'aks/pods', 'spoke/snet-vm').notes).toEqual([]);
  });

  it('is unknown with own settings for address translation', () => {
    expect(ask(estate('nodesubnet', { customIpMasq: true }), 'aks/pods', 'hq').source?.kind).toBe('unknown');
  });

  it.each(MODELS)('of %s inside the cluster is the pod', (model) => {
    expect(ask(estate(model), 'aks/pods', 'aks/pods').source?.kind).toBe('pod');
  });

  it('behind a service is a node with externalTrafficPolicy Cluster, the client with Local', () => {
    expect(ask(estate('overlay'), 'hq', 'aks/inner').source).toEqual({
      kind: 'node',
      text: 'address of a node of aks',
    });
    expect(ask(estate('overlay'), 'internet', 'aks/outer').source?.kind).toBe('public');
  });
});

describe('ways of a cluster to the internet', () => {
  it.each([
    ['loadBalancer', 'yes', 'public address of the load balancer of aks'],
    ['managedNATGateway', 'yes', 'public address of the NAT gateway of aks'],
    ['userAssignedNATGateway', 'no', undefined],
    ['userDefinedRouting', 'no', undefined],
    ['none', 'no', undefined],
  ] as const)('outbound type %s: %s', (outboundType, verdict, source) => {
    const answer = ask(estate('overlay', { outboundType }), 'aks/pods', 'internet');
    expect([answer.verdict, answer.source?.text]).toEqual([verdict, source]);
  });
});

it('packets for a site inside the pod CIDR never leave the cluster', () => {
  const answer = ask(estate('overlay', { podCidrs: ['172.20.0.0/16'] }), 'aks/pods', 'hq');
  expect(answer.missing?.text).toBe(
    'packets for hq stay inside aks, whose pod CIDR 172.20.0.0/16 holds their destination',
  );
  expect(ask(estate('overlay', { podCidrs: ['172.20.0.0/16'] }), 'hq', 'aks/nodes').missing?.text).toContain(
    'replies to hq stay inside aks',
  );
});
