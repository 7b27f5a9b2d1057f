import {
  containsAddress,
  formatAddress,
  formatBlock,
  nthAddress,
  parseAddress,
  reservedAddresses,
  type Address,
} from '../../address/index.ts';
import type { Subnet } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import type { Fix, Rule } from '../types.ts';
import { RESERVED_ADDRESS_WORDS } from '../support/words.ts';

type StaticAddress = NonNullable<Subnet['staticAddresses']>[number];

/** Addresses pinned by hand. Those of cluster services are judged with the cluster (`ilb-subnet`). */
export const staticAddressRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-reserved-address',
    title: 'Static address reserved by Azure',
    severity: 'E1',
    scope: 'subnet',
    why: 'Azure keeps the first four addresses and the last one of every subnet range: network, gateway, two for DNS, broadcast. Nothing can be given one of them.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          title: 'Load balancer at 10.240.4.3',
          plan: withAddresses('10.240.4.0/28', ['10.240.4.3']),
          targets: ['spoke/ingress'],
        },
        {
          title: 'The last address',
          plan: withAddresses('10.240.4.0/28', ['10.240.4.15']),
          targets: ['spoke/ingress'],
        },
      ],
      passing: [{ title: '10.240.4.4', plan: withAddresses('10.240.4.0/28', ['10.240.4.4']) }],
    },
    check: (view) => {
      if (view.network.external === true) return [];
      return (view.subnet.staticAddresses ?? []).flatMap((pinned) => {
        const address = read(pinned.address);
        for (const block of address?.family === 4 ? view.space.blocks4 : []) {
          const reserved = reservedAddresses(block).find((one) => one.address.value === address?.value);
          if (reserved === undefined) continue;
          return [
            found({
              message: `${say(pinned)} in subnet ${view.subnet.name} ${formatBlock(block)} is reserved by Azure (${RESERVED_ADDRESS_WORDS[reserved.reason]}): the first four addresses and the last one are.`,
              fixes: () => fixNextFree(view, [pinned]),
            }),
          ];
        }
        return [];
      });
    },
  }),
  defineRule({
    id: 'subnet-static-outside',
    title: 'Static address outside its subnet or used twice',
    severity: 'E1',
    scope: 'subnet',
    why: 'A static address must lie in the subnet of the network interface or load balancer, and only one of them can have it. Azure refuses the second one, or the one from elsewhere.',
    sources: [{ key: 'ILB' }],
    examples: {
      failing: [
        {
          title: 'Load balancer 10.1.2.10 in 10.1.1.0/24',
          plan: withAddresses('10.1.1.0/24', ['10.1.2.10']),
          targets: ['spoke/ingress'],
        },
        {
          title: 'Used twice',
          plan: withAddresses('10.1.1.0/24', ['10.1.1.10', '10.1.1.10']),
          targets: ['spoke/ingress'],
        },
        { title: 'Not an address', plan: withAddresses('10.1.1.0/24', ['10.1.1']), targets: ['spoke/ingress'] },
      ],
      passing: [{ title: '10.1.1.10', plan: withAddresses('10.1.1.0/24', ['10.1.1.10']) }],
    },
    check: (view) => {
      const pinned = view.subnet.staticAddresses ?? [];
      if (pinned.length === 0) return [];
      // An unreadable range may be the one that holds the address.
      if (view.network.external === true || view.space.prefixes.some((prefix) => prefix.error !== undefined)) return [];
      const where = `subnet ${view.subnet.name} ${view.space.prefixes.map((prefix) => prefix.text).join(', ')}`;
      const outside = pinned.filter((one) => !isInside(view, read(one.address)));
      const twice = groupByAddress(pinned.filter((one) => !outside.includes(one)));
      return [
        ...outside.map((one) =>
          found({
            message:
              read(one.address) === undefined
                ? `${say(one)} in ${where} is not an IP address.`
                : `${say(one)} is not in ${where}.`,
            fixes: () => fixNextFree(view, [one]),
          }),
        ),
        ...twice.map((group) =>
          found({
            message: `${group[0]?.address ?? ''} in ${where} is in use ${group.length} times (${listNames(group.map((one) => one.name ?? 'unnamed'))}): an address can be given once.`,
            fixes: () => fixNextFree(view, group.slice(1)),
          }),
        ),
      ];
    },
  }),
];

function read(text: string): Address | undefined {
  const address = parseAddress(text);
  return address.ok ? address.value : undefined;
}

function say({ address, name }: StaticAddress): string {
  return name === undefined ? `Static address ${address}` : `Static address ${address} of ${name}`;
}

function isInside({ space }: SubnetView, address: Address | undefined): boolean {
  return address !== undefined && space.blocks.some((block) => containsAddress(block, address));
}

function groupByAddress(pinned: readonly StaticAddress[]): readonly (readonly StaticAddress[])[] {
  const groups = new Map<string, StaticAddress[]>();
  for (const one of pinned) {
    const address = read(one.address);
    const key = address === undefined ? one.address : formatAddress(address);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Gives each of the addresses the lowest free one of the first IPv4 range: past the four Azure keeps, before the last. */
function fixNextFree(view: SubnetView, pinned: readonly StaticAddress[]): readonly Fix[] {
  const block = view.space.blocks4[0];
  if (block === undefined) return [];
  const all = view.subnet.staticAddresses ?? [];
  const taken = new Set(all.map((one) => one.address));
  const next = new Map<StaticAddress, string>();
  for (const one of pinned) {
    for (let n = 4; block.first + n < block.last && !next.has(one); n++) {
      const address = nthAddress(block, n);
      const text = address === undefined ? undefined : formatAddress(address);
      if (text === undefined || taken.has(text)) continue;
      next.set(one, text);
      taken.add(text);
    }
  }
  if (next.size < pinned.length) return [];
  const staticAddresses = all.map((one) => ({ ...one, address: next.get(one) ?? one.address }));
  return [
    {
      title: `Use ${listNames([...next.values()])}`,
      commands: [{ type: 'update', kind: 'subnet', id: view.ref.id, values: { staticAddresses } }],
    },
  ];
}

function withAddresses(prefix: string, addresses: readonly string[]) {
  const staticAddresses = addresses.map((address, index) => ({ address, name: `lb-${index + 1}` }));
  return { networks: { spoke: { prefixes: [prefix], subnets: { ingress: { prefixes: [prefix], staticAddresses } } } } };
}
