import { parseCidr, type Block } from '../address/index.ts';

/** Ranges a virtual network may not hold: multicast, broadcast, loopback, link-local and Azure's own DNS and health probes. @source VFAQ */
export const VNET_FORBIDDEN: readonly Block[] = readRanges(
  '224.0.0.0/4',
  '255.255.255.255/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
);

/** Ranges AKS keeps for itself in a cluster's network, pod and service ranges. @source CNI, S3, S4, KUB, BYO */
export const AKS_RESERVED: readonly Block[] = readRanges(
  '169.254.0.0/16',
  '172.30.0.0/16',
  '172.31.0.0/16',
  '192.0.2.0/24',
);

/** Private IPv4 ranges (RFC 1918 and RFC 6598). @source VFAQ, OV, S1 */
export const PRIVATE4: readonly Block[] = readRanges('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10');

/** What AKS uses when nothing is given. @source KUB, OVH, DUAL; AKS-managed network: REL 2022-02-24 */
export const AKS_DEFAULTS = {
  serviceCidr: '10.0.0.0/16',
  dnsServiceIp: '10.0.0.10',
  podCidr: '10.244.0.0/16',
  podCidr6: 'fd12:3456:789a::/64',
  serviceCidr6: 'fd12:3456:789a:1::/108',
  managedNetwork: '10.224.0.0/12',
  managedNodeSubnet: '10.224.0.0/16',
} as const;

function readRanges(...texts: readonly string[]): readonly Block[] {
  return Object.freeze(
    texts.map((text) => {
      const block = parseCidr(text);
      if (!block.ok) throw new RangeError(`${text} is not a range`);
      return block.value;
    }),
  );
}
