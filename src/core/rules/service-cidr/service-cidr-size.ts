import { addressCount4, formatBlock } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { moveRange, sayRange } from '../support/cluster-range.ts';
import { refusal } from '../support/refusal.ts';
import { sketchCluster, sketchDual } from '../support/sketches.ts';

const services = (cidr: string, dnsServiceIp: string, plannedServices?: number) =>
  sketchCluster({
    podCidrs: ['192.168.0.0/16'],
    serviceCidrs: [cidr],
    dnsServiceIp,
    ...(plannedServices === undefined ? {} : { plannedServices }),
  });

/** "The service address range must be smaller than /12": refused above, and doubtful at exactly /12. */
const serviceCidrSize = defineRule({
  id: 'service-cidr-size',
  title: 'Service CIDR too large',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The service CIDR must be smaller than /12. Larger ranges are refused; the wording leaves exactly /12 in doubt, so choose a longer prefix. A /16 holds 65,534 services.',
  sources: [{ key: 'OV' }, { key: 'S1' }, { key: 'IPP' }, { key: 'BYO' }],
  examples: {
    failing: [
      { title: '10.32.0.0/11', plan: services('10.32.0.0/11', '10.32.0.10'), targets: ['aks'] },
      { title: 'Exactly /12', plan: services('10.32.0.0/12', '10.32.0.10'), severity: 'warning' },
    ],
    passing: [{ title: '10.32.0.0/16', plan: services('10.32.0.0/16', '10.32.0.10') }],
  },
  check: (view, context) => {
    const block = view.serviceSpace.blocks4.find((range) => range.prefixLength <= 12);
    if (block === undefined) return [];
    const exact = block.prefixLength === 12;
    return [
      found({
        ...(exact
          ? {
              message: `${sayRange(view, 'service', block)} is exactly /12; the documentation asks for a range smaller than /12.`,
              severity: 'W' as const,
            }
          : refusal(
              view.cluster.origin === 'existing',
              `${sayRange(view, 'service', block)} is too large; it must be smaller than /12.`,
            )),
        fixes: () => moveRange(context, view, 'service'),
      }),
    ];
  },
});

const serviceCidrSizeV6 = defineRule({
  id: 'service-cidr-size-v6',
  title: 'IPv6 service CIDR too large',
  severity: 'E1',
  azureCode: 'InvalidServiceCidrIPv6MaskSize',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The IPv6 service CIDR of a dual-stack cluster may be /108 at most.',
  sources: [{ key: 'OVH' }, { key: 'DUAL' }],
  examples: {
    failing: [
      {
        title: 'fd00::/64',
        plan: sketchDual({ serviceCidrs: ['172.16.0.0/16', 'fd00::/64'] }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'fd00::/108',
        plan: sketchDual({ serviceCidrs: ['172.16.0.0/16', 'fd00::/108'] }),
      },
    ],
  },
  check: ({ cluster, serviceSpace }) => {
    const block = serviceSpace.blocks6.find((range) => range.prefixLength < 108);
    if (block === undefined) return [];
    const written = formatBlock(block);
    const smaller = `${written.slice(0, written.indexOf('/'))}/108`;
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `IPv6 service CIDR ${written} of ${cluster.name} is too large; /108 at most.`,
        ),
        fixes: () =>
          cluster.origin === 'existing'
            ? []
            : [
                {
                  title: `Use ${smaller}`,
                  commands: [
                    {
                      type: 'update',
                      kind: 'cluster',
                      id: cluster.id,
                      values: {
                        serviceCidrs: cluster.serviceCidrs.map((cidr) => (cidr.includes(':') ? smaller : cidr)),
                      },
                    },
                  ],
                },
              ],
      }),
    ];
  },
});

const serviceCidrSmall = defineRule({
  id: 'service-cidr-small',
  title: 'Service CIDR holds few services',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Every Kubernetes service takes one address; the first and the last are not assignable. The range cannot be replaced later; from Kubernetes 1.33 it can be extended with ServiceCIDR objects.',
  sources: [{ key: 'OV', section: 'note' }, { key: 'IPP' }],
  examples: {
    failing: [
      { title: '/28', plan: services('172.16.0.0/28', '172.16.0.10'), targets: ['aks'] },
      { title: '300 services in /24', plan: services('172.16.0.0/24', '172.16.0.10', 300), targets: ['aks'] },
    ],
    passing: [{ title: '/20', plan: services('172.16.0.0/20', '172.16.0.10', 300) }],
  },
  check: (view, context) => {
    const block = view.serviceSpace.blocks4[0];
    if (block === undefined) return [];
    const supply = Math.max(0, addressCount4(block) - 2);
    const planned = view.cluster.plannedServices;
    if (block.prefixLength <= 24 && (planned === undefined || planned <= supply)) return [];
    return [
      found({
        message: `${sayRange(view, 'service', block)} holds ${supply} services${planned !== undefined && planned > supply ? `, ${planned} are planned` : ''}; extension is possible only from Kubernetes 1.33.`,
        fixes: () => moveRange(context, view, 'service'),
      }),
    ];
  },
});

export const serviceCidrSizeRules: readonly Rule[] = [serviceCidrSize, serviceCidrSizeV6, serviceCidrSmall];
