import { defineRule, found } from '../define-rule.ts';
import { listUnreadableRanges } from './written-ranges.ts';

/** Stays an error on existing objects: Azure holds no such text, so it was typed here, and no other rule can look at the range. */
export const cidrSyntax = defineRule({
  id: 'cidr-syntax',
  title: 'Not a CIDR block',
  severity: 'E1',
  azureCode: 'CidrStringParseError',
  scope: 'plan',
  why: 'A range is written as address/prefix length: four numbers and 0 to 32 for IPv4, hexadecimal groups and 0 to 128 for IPv6. Azure refuses anything else, and until the text can be read no other rule can look at the range.',
  sources: [{ key: 'VFAQ' }, { key: 'ERR' }],
  examples: {
    failing: [
      { title: '10.0.0/16', plan: { networks: { hub: { prefixes: ['10.0.0/16'] } } }, targets: ['hub'] },
      { title: 'Prefix length 33', plan: { sites: { office: { prefixes: ['192.168.0.0/33'] } } }, targets: ['office'] },
      { title: 'No prefix length', plan: { clusters: { aks: { podCidrs: ['10.244.0.0'] } } }, targets: ['aks'] },
    ],
    passing: [
      { title: '10.0.0.0/16', plan: { networks: { hub: { prefixes: ['10.0.0.0/16'] } } } },
      {
        title: 'A service tag as destination',
        plan: { routeTables: { rt: { routes: { 'AzureCloud.westeurope': 'Internet' } } } },
      },
    ],
  },
  check: (topology) =>
    listUnreadableRanges(topology).flatMap(({ ref, place, error }) => {
      if (error.kind === 'host-bits') return [];
      const reason =
        error.kind === 'prefix-length'
          ? `the prefix length must be 0 to ${error.max}`
          : 'expected an address and a prefix length, for example 10.0.0.0/16';
      return [found({ target: ref, message: `"${error.written}" (${place}) is not a CIDR block: ${reason}.` })];
    }),
});
