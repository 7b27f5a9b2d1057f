import { defineRule, found } from '../define-rule.ts';
import { namesOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { hubAndSpoke, TRANSIT } from './gateways.ts';
import { isGlobal } from './links.ts';

/** Review A34: a warning until it is verified; published samples use a Basic gateway with transit. */
const gatewayBasicSku = defineRule({
  id: 'peering-gateway-basic-sku',
  title: 'Transit through a Basic VPN gateway',
  severity: 'W',
  inferred: true,
  scope: 'gateway',
  why: 'VPN documentation says the Basic SKU does not support gateway transit, while a published hybrid sample uses it. Take VpnGw1 or higher to be safe.',
  sources: [{ key: 'VPN' }, { key: 'HYB' }],
  examples: {
    failing: [
      {
        title: 'Basic, a spoke uses it',
        plan: hubAndSpoke({ ...TRANSIT, hubGateway: { kind: 'vpn', sku: 'Basic' } }),
        targets: ['vgw-hub'],
      },
    ],
    passing: [{ title: 'VpnGw1', plan: hubAndSpoke(TRANSIT) }],
  },
  check: ({ gateway, network, usedBy }) => {
    const spokes = usedBy.filter((user) => user.network.id !== network.network.id);
    if (gateway.kind !== 'vpn' || gateway.sku?.toLowerCase() !== 'basic' || spokes.length === 0) return [];
    return [
      found({
        message: `${namesOf(spokes.map((user) => user.network))} ${spokes.length === 1 ? 'uses' : 'use'} ${gateway.name} in ${network.network.name}, a VPN gateway of the Basic SKU: transit may not be supported.`,
        related: spokes.map((user) => user.ref),
        fixes: () =>
          gateway.origin === 'existing'
            ? []
            : [
                {
                  title: 'Take VpnGw1',
                  commands: [{ type: 'update', kind: 'gateway', id: gateway.id, values: { sku: 'VpnGw1' } }],
                },
              ],
      }),
    ];
  },
});

const globalFastpath = defineRule({
  id: 'peering-global-fastpath',
  title: 'FastPath over a global peering',
  severity: 'I',
  scope: 'gateway',
  why: 'ExpressRoute FastPath does not serve networks of another region; their traffic passes the gateway as before.',
  sources: [{ key: 'VPN' }],
  examples: {
    failing: [
      {
        title: 'FastPath, westeurope to eastus',
        plan: hubAndSpoke({
          ...TRANSIT,
          hubGateway: { kind: 'expressRoute', sku: 'ErGw3AZ', fastPath: true },
          regions: ['westeurope', 'eastus'],
        }),
        targets: ['vgw-hub'],
      },
    ],
    passing: [
      {
        title: 'Same region',
        plan: hubAndSpoke({
          ...TRANSIT,
          hubGateway: { kind: 'expressRoute', sku: 'ErGw3AZ', fastPath: true },
          regions: ['westeurope', 'westeurope'],
        }),
      },
    ],
  },
  check: ({ gateway, network, usedBy }) => {
    if (gateway.fastPath !== true) return [];
    const far = usedBy.filter((user) => isGlobal(user, network));
    if (far.length === 0) return [];
    return [
      found({
        message: `FastPath of ${gateway.name} in ${network.network.name} does not serve ${namesOf(far.map((user) => user.network))} in another region.`,
        related: far.map((user) => user.ref),
      }),
    ];
  },
});

/** What a gateway can do for peers depends on its kind and SKU. */
export const gatewayKindRules: readonly Rule[] = [gatewayBasicSku, globalFastpath];
