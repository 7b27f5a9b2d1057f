import { listValues } from '../../topology/index.ts';
import { buildIndex, containsBlock, findOverlaps, formatBlock, overlaps, type Block } from '../../address/index.ts';
import { LIMITS, VNET_FORBIDDEN } from '../../azure/index.ts';
import type { SubnetView, Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE, type NetworkAlone } from '../support/alone.ts';
import { fixMoveSubnetRange } from '../support/fix-subnets.ts';
import { rangesInUse } from '../support/ranges-in-use.ts';
import { listNames } from '../support/refusal.ts';
import type { Fix, Found, Rule } from '../types.ts';

/** Both stay errors on existing subnets: Azure checks them on every change of the network, so what shows them was edited here. */
export const subnetPlaceRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-outside-vnet',
    title: 'Subnet outside its virtual network',
    severity: 'E1',
    azureCode: 'NetcfgInvalidSubnet',
    scope: 'subnet',
    why: 'Every range of a subnet must lie in one range of its virtual network. Azure refuses the subnet, and with it every change of the network that carries it.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          title: '10.3.0.0/24 in 10.2.0.0/16',
          plan: { networks: { spoke: { prefixes: ['10.2.0.0/16'], subnets: { aks: '10.3.0.0/24' } } } },
          targets: ['spoke/aks'],
        },
        {
          title: 'Across two ranges of the network',
          plan: { networks: { spoke: { prefixes: ['10.2.0.0/24', '10.2.1.0/24'], subnets: { aks: '10.2.0.0/23' } } } },
          targets: ['spoke/aks'],
        },
        {
          title: 'IPv6 in an IPv4 network',
          plan: {
            networks: {
              spoke: { prefixes: ['10.2.0.0/16'], subnets: { aks: { prefixes: ['10.2.0.0/24', 'fd00:1::/64'] } } },
            },
          },
          targets: ['spoke/aks'],
        },
      ],
      passing: [
        {
          title: '10.2.0.0/24 in 10.2.0.0/16',
          plan: { networks: { spoke: { prefixes: ['10.2.0.0/16'], subnets: { aks: '10.2.0.0/24' } } } },
        },
      ],
    },
    check: (view, context) => {
      const { subnet, network, networkSpace } = view;
      if (network.external === true) return [];
      return view.space.blocks.flatMap((block) => {
        if (networkSpace.blocks.some((space) => containsBlock(space, block)) || isNetworkUnclear(view, block))
          return [];
        return [
          found({
            message: `Subnet ${subnet.name} ${formatBlock(block)} lies outside ${network.name} ${networkSpace.blocks.map(formatBlock).join(', ')}.`,
            related: [networkSpace.ref],
            fixes: () => [
              ...fixMoveSubnetRange(context.topology, view, block),
              ...addToNetwork(context.topology, view, block),
            ],
          }),
        ];
      });
    },
  }),
  defineRule({
    id: 'subnet-sibling-overlap',
    title: 'Subnets overlap',
    severity: 'E1',
    azureCode: 'NetcfgInvalidSubnet',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'Subnets of one virtual network must be disjoint: an address belongs to one of them. Azure refuses a subnet that overlaps another one.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          title: '10.0.1.128/25 next to 10.0.1.0/24',
          plan: {
            networks: { spoke: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.1.0/24', pe: '10.0.1.128/25' } } },
          },
          targets: ['spoke/pe'],
        },
        {
          title: '10.240.4.0/28 twice',
          plan: {
            networks: {
              spoke: { prefixes: ['10.240.0.0/16'], subnets: { ingress: '10.240.4.0/28', gateways: '10.240.4.0/28' } },
            },
          },
          targets: ['spoke/gateways'],
        },
        {
          title: 'One subnet over three others: said once',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.0.0.0/16'],
                subnets: { a: '10.0.0.0/24', b: '10.0.1.0/24', c: '10.0.2.0/24', big: '10.0.0.0/20' },
              },
            },
          },
          targets: ['spoke/big'],
        },
      ],
      passing: [
        {
          title: '10.0.2.0/25',
          plan: {
            networks: { spoke: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.1.0/24', pe: '10.0.2.0/25' } } },
          },
        },
        {
          title: 'Same range in another network',
          plan: {
            networks: {
              one: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.1.0/24' } },
              two: { prefixes: ['10.0.0.0/16'], subnets: { aks: '10.0.1.0/24' } },
            },
          },
        },
      ],
    },
    check: (view) =>
      view.network.external === true ? [] : overlapsByOuter(view).map((group) => sayOverlap(view, group)),
  }),
];

/** The network has no readable range of the family: its own rules speak of that. */
function isNetworkUnclear({ networkSpace }: SubnetView, block: Block): boolean {
  const isUnreadable = networkSpace.prefixes.some(
    (prefix) => prefix.error !== undefined && prefix.text.includes(':') === (block.family === 6),
  );
  return isUnreadable || (block.family === 4 && networkSpace.blocks4.length === 0);
}

/** Gives the network the range of the subnet, where nobody else in the plan has it. */
function addToNetwork(topology: Topology, { network }: SubnetView, block: Block): readonly Fix[] {
  const isAllowed =
    block.family === 6 ||
    (block.prefixLength >= LIMITS['subnet.largestPrefix4'].value &&
      block.prefixLength <= LIMITS['subnet.smallestPrefix4'].value);
  const clusters = listValues(topology.clusters).flatMap((view) => [
    ...view.podSpace.blocks,
    ...view.serviceSpace.blocks,
  ]);
  const taken = [...rangesInUse(topology), ...clusters, ...VNET_FORBIDDEN].some((other) => overlaps(other, block));
  if (network.managedByAks === true || !isAllowed || taken) return [];
  const addressPrefixes = [...network.addressPrefixes, formatBlock(block)];
  return [
    {
      title: `Add ${formatBlock(block)} to ${network.name}`,
      commands: [{ type: 'update', kind: 'virtualNetwork', id: network.id, values: { addressPrefixes } }],
    },
  ];
}

interface Part {
  readonly view: SubnetView;
  readonly block: Block;
}
interface OverlapGroup {
  readonly outer: Part;
  readonly inner: readonly Part[];
}

/** Overlaps by the range that contains the others, so that one subnet drawn over ten others is one mistake. */
function overlapsByOuter({ subnets }: NetworkAlone): readonly OverlapGroup[] {
  const parts = subnets.flatMap((view) => view.space.blocks.map((block): Part => ({ view, block })));
  const groups = new Map<Part, Part[]>();
  for (const pair of findOverlaps(buildIndex(parts.map(({ block }) => block)))) {
    const outer = parts[pair.outer];
    const inner = parts[pair.inner];
    if (outer === undefined || inner === undefined) continue;
    const group = groups.get(outer);
    if (group === undefined) groups.set(outer, [inner]);
    else group.push(inner);
  }
  return [...groups].map(([outer, inner]) => ({ outer, inner }));
}

/** The one to move is the target: the inner one, or the outer one when it covers several, or when only the outer one is still planned. */
function sayOverlap({ network }: NetworkAlone, { outer, inner }: OverlapGroup): Found {
  const [first] = inner;
  const name = ({ view, block }: Part) => `${view.subnet.name} ${formatBlock(block)}`;
  const isInnerFixed = first?.view.subnet.origin === 'existing' && outer.view.subnet.origin !== 'existing';
  const target = first === undefined || inner.length > 1 || isInnerFixed ? outer : first;
  const others = [...new Set([outer, ...inner].map((part) => part.view))].filter((view) => view !== target.view);
  const isSelf = others.length === 0;
  return found({
    target: target.view.ref,
    related: others.map((view) => view.ref),
    message: isSelf
      ? `Subnet ${outer.view.subnet.name} of ${network.name} lists ${formatBlock(outer.block)} and ${listNames(inner.map(({ block }) => formatBlock(block)))}, which overlap.`
      : `Subnet ${name(target)} overlaps ${listNames([outer, ...inner].filter((part) => part !== target).map(name))} in ${network.name}.`,
    fixes: ({ topology }) => (isSelf ? [] : fixMoveSubnetRange(topology, target.view, target.block)),
  });
}
