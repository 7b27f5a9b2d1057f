import {
  containsAddress,
  equalsAddress,
  firstAddress,
  formatAddress,
  formatBlock,
  lastAddress,
  nthAddress,
  parseAddress,
  type Address,
  type Block,
} from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';
import type { Fix, Rule } from '../types.ts';
import { sketchCluster } from '../support/sketches.ts';

/** The DNS address as given, and the service range of its family; undefined when either is missing or unreadable. */
function dnsOf(view: ClusterAlone): { readonly address: Address; readonly range: Block } | undefined {
  const parsed = parseAddress(view.cluster.dnsServiceIp ?? '');
  if (!parsed.ok) return undefined;
  const range = view.serviceSpace.blocks.find((block) => block.family === parsed.value.family);
  return range === undefined ? undefined : { address: parsed.value, range };
}

/** Base + 10, the address every AKS default uses. */
function tenth(range: Block): Address | undefined {
  return nthAddress(range, 10);
}

function useTenth(view: ClusterAlone, range: Block): readonly Fix[] {
  const address = tenth(range);
  if (address === undefined || view.cluster.origin === 'existing') return [];
  const text = formatAddress(address);
  return [
    {
      title: `Use ${text}`,
      commands: [{ type: 'update', kind: 'cluster', id: view.cluster.id, values: { dnsServiceIp: text } }],
    },
  ];
}

const withDns = (serviceCidr: string, dnsServiceIp: string) =>
  sketchCluster({ serviceCidrs: [serviceCidr], dnsServiceIp });

const dnsIpOutsideServiceCidr = defineRule({
  id: 'dns-ip-outside-service-cidr',
  title: 'DNS service address outside the service CIDR',
  severity: 'E1',
  azureCode: 'DnsServiceIpOutOfServiceCidr',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The address of the cluster DNS is an ordinary service address, so it must lie in the service CIDR. AKS refuses the cluster otherwise.',
  sources: [{ key: 'TS' }, { key: 'OV' }, { key: 'S1' }],
  examples: {
    failing: [{ title: '10.0.0.10 with 10.200.0.0/16', plan: withDns('10.200.0.0/16', '10.0.0.10'), targets: ['aks'] }],
    passing: [{ title: '10.200.0.10', plan: withDns('10.200.0.0/16', '10.200.0.10') }],
  },
  check: (view) => {
    const dns = dnsOf(view);
    if (dns === undefined || containsAddress(dns.range, dns.address)) return [];
    return [
      found({
        message: `DNS service address ${formatAddress(dns.address)} of ${view.cluster.name} is not in service CIDR ${formatBlock(dns.range)}.`,
        fixes: () => useTenth(view, dns.range),
      }),
    ];
  },
});

const dnsIpReserved = defineRule({
  id: 'dns-ip-reserved',
  title: 'DNS service address is taken or not assignable',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The first address of the service CIDR is not assignable, the second belongs to the kubernetes service itself, and the last is the broadcast address.',
  sources: [{ key: 'OV' }, { key: 'S1' }, { key: 'KUB' }, { key: 'REL', section: '2021-10-08' }],
  examples: {
    failing: [
      { title: '172.16.0.1', plan: withDns('172.16.0.0/16', '172.16.0.1'), targets: ['aks'] },
      { title: '172.16.255.255', plan: withDns('172.16.0.0/16', '172.16.255.255'), targets: ['aks'] },
    ],
    passing: [{ title: '172.16.0.10', plan: withDns('172.16.0.0/16', '172.16.0.10') }],
  },
  check: (view) => {
    const dns = dnsOf(view);
    if (dns === undefined) return [];
    const first = nthAddress(dns.range, 1);
    const taken = equalsAddress(dns.address, firstAddress(dns.range))
      ? { why: 'the first address is not assignable' }
      : first !== undefined && equalsAddress(dns.address, first)
        ? { why: 'that is the kubernetes service', code: 'DnsServiceIpConflicting' }
        : equalsAddress(dns.address, lastAddress(dns.range))
          ? { why: 'that is the broadcast address', code: 'DnsBroadcastAddressConflicting' }
          : undefined;
    if (taken === undefined) return [];
    return [
      found({
        message: `DNS service address ${formatAddress(dns.address)} of ${view.cluster.name} in ${formatBlock(dns.range)} is taken: ${taken.why}.`,
        ...(taken.code === undefined ? {} : { azureCode: taken.code }),
        fixes: () => useTenth(view, dns.range),
      }),
    ];
  },
});

const dnsIpNotTen = defineRule({
  id: 'dns-ip-not-ten',
  title: 'DNS service address is not the tenth',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['dns-ip-outside-service-cidr', 'dns-ip-reserved'],
  why: 'By convention the cluster DNS is the tenth address of the service CIDR; people and scripts expect it there. Any other free address works.',
  sources: [{ key: 'KUB' }],
  examples: {
    failing: [{ title: '172.16.0.20', plan: withDns('172.16.0.0/16', '172.16.0.20'), targets: ['aks'] }],
    passing: [{ title: '172.16.0.10', plan: withDns('172.16.0.0/16', '172.16.0.10') }],
  },
  check: (view) => {
    const dns = dnsOf(view);
    const expected = dns === undefined ? undefined : tenth(dns.range);
    if (dns === undefined || expected === undefined || equalsAddress(dns.address, expected)) return [];
    return [
      found({
        message: `DNS service address of ${view.cluster.name} is ${formatAddress(dns.address)}; the convention is ${formatAddress(expected)}.`,
        fixes: () => useTenth(view, dns.range),
      }),
    ];
  },
});

export const dnsServiceIpRules: readonly Rule[] = [dnsIpOutsideServiceCidr, dnsIpReserved, dnsIpNotTen];
