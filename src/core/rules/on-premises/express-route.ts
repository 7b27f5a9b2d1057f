import { formatNumber } from '../../plan/index.ts';
import { LIMITS } from '../../azure/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import type { GatewayView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';

/** Share of the limit from which a warning is due. */
const NEAR = 0.8;

const spokes = (count: number): PlanSketch => ({
  networks: {
    hub: { prefixes: ['10.250.0.0/16'], subnets: { GatewaySubnet: '10.250.0.0/26' } },
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `spoke-${index + 1}`,
        {
          prefixes: [0, 1, 2].map((part) => {
            const at = index * 3 + part;
            return `10.${Math.floor(at / 256)}.${at % 256}.0/24`;
          }),
        },
      ]),
    ),
  },
  gateways: { er: { network: 'hub', kind: 'expressRoute', sku: 'ErGw3AZ', circuits: 1 } },
  peerings: Array.from({ length: count }, (_, index) => ({
    a: 'hub',
    b: `spoke-${index + 1}`,
    aToB: { allowGatewayTransit: true },
    bToA: { useRemoteGateways: true },
  })),
});

export const advertisedPrefixes: Rule = defineRule({
  id: 'er-advertised-prefixes',
  title: 'More prefixes than an ExpressRoute circuit takes',
  severity: 'E2',
  scope: 'gateway',
  why: 'An ExpressRoute gateway advertises the prefixes of its network and of every network that uses it: at most 1,000 of IPv4 and 100 of IPv6. Beyond that the circuit drops the connection until the number falls.',
  sources: [{ key: 'ERFAQ' }],
  examples: {
    failing: [
      { title: 'Hub and 400 spokes of 3 prefixes: 1,201', plan: spokes(400), targets: ['er'], severity: 'error' },
      { title: 'Hub and 280 spokes of 3 prefixes: 841', plan: spokes(280), severity: 'warning' },
    ],
    passing: [{ title: 'Hub and 200 spokes of 3 prefixes: 601', plan: spokes(200) }],
  },
  check: (view) => {
    if (view.gateway.kind !== 'expressRoute') return NONE;
    return [
      ...judge(view, 'IPv4', count(view, 'blocks4'), LIMITS['expressRoute.prefixes4'].value),
      ...judge(view, 'IPv6', count(view, 'blocks6'), LIMITS['expressRoute.prefixes6'].value),
    ];
  },
});

function count({ usedBy }: GatewayView, blocks: 'blocks4' | 'blocks6'): number {
  return usedBy.reduce((sum, { space }) => sum + space[blocks].length, 0);
}

function judge(
  { gateway, network, usedBy }: GatewayView,
  family: string,
  prefixes: number,
  limit: number,
): ReturnType<Rule['check']> {
  if (prefixes < limit * NEAR) return NONE;
  const isOver = prefixes > limit;
  return [
    found({
      related: [network.ref],
      ...(isOver ? {} : { severity: 'W' as const }),
      message: `${gateway.name} in ${network.network.name} advertises ${formatNumber(prefixes)} ${family} prefixes of ${formatNumber(usedBy.length)} networks; a circuit takes ${formatNumber(limit)}${isOver ? ' and drops the connection until the number falls' : ' and drops the connection beyond that'}.`,
    }),
  ];
}
