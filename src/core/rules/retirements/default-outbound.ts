import { parsePrefix, type SubnetView } from '../../topology/index.ts';
import type { PlanSketch, SubnetSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { countOf, prefixesOf } from '../support/words.ts';
import { retirementOf } from './retired.ts';

const RETIREMENT = retirementOf('default-outbound-retirement');

const withMachines = (fields: Omit<SubnetSketch, 'prefixes'>): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-vm': {
          prefixes: ['10.1.2.0/24'],
          resources: [{ kind: 'virtualMachine', count: 2 }],
          explicitOutbound: false,
          ...fields,
        },
      },
    },
  },
  routeTables: { 'rt-fw': { routes: { '0.0.0.0/0': '10.1.0.4' } } },
  natGateways: { nat: {} },
});

/** Review A12: machines other than AKS nodes, whose traffic is not touched, and only where it is known that there is no other way out. */
export const defaultOutboundRetirement = defineRule({
  id: 'default-outbound-retirement',
  title: 'Virtual machines rely on default outbound access',
  severity: 'I',
  scope: 'subnet',
  why: 'Since 31 March 2026 new networks get private subnets: virtual machines there no longer reach the internet by themselves. Networks made before keep it. AKS nodes are not touched.',
  sources: [{ key: RETIREMENT.source }],
  examples: {
    failing: [{ title: 'No way out but the implicit one', plan: withMachines({}), targets: ['spoke/snet-vm'] }],
    passing: [
      { title: 'NAT gateway', plan: withMachines({ natGateway: 'nat' }) },
      { title: 'Default route', plan: withMachines({ routeTable: 'rt-fw' }) },
      { title: 'Own public addresses', plan: withMachines({ explicitOutbound: true }) },
      { title: 'Not known', plan: withMachines({ explicitOutbound: undefined }) },
    ],
  },
  check: (view) => {
    const { subnet, network } = view;
    const machines = (subnet.resources ?? []).reduce(
      (sum, { kind, count }) => sum + (kind === 'virtualMachine' ? count : 0),
      0,
    );
    const hasMachines = machines > 0 || subnet.purpose === 'virtualMachines';
    if (!hasMachines || network.external === true || subnet.explicitOutbound !== false) return [];
    if (view.natGateways.length > 0 || !isKnown(view) || hasDefaultRoute(view)) return [];
    const what = machines > 0 ? countOf(machines, 'virtual machine') : 'Virtual machines';
    return [
      found({
        message: `${what} in ${subnet.name} ${prefixesOf(subnet)} of ${network.name} ${machines === 1 ? 'has' : 'have'} no way to the internet but the implicit one, which new networks lack since ${RETIREMENT.date}: add ${RETIREMENT.path}.`,
      }),
    ];
  },
});

/** Nothing that might lead out is only unknown. */
function isKnown({ subnet, network, routeTables }: SubnetView): boolean {
  const isPartial = network.partial === true || subnet.partial === true;
  if (isPartial && (subnet.natGatewayIds === undefined || subnet.routeTableIds === undefined)) return false;
  return routeTables.every(({ routes }) => routes !== undefined);
}

function hasDefaultRoute({ routeTables }: SubnetView): boolean {
  return routeTables.some((table) =>
    table.routes?.some((route) => parsePrefix(route.addressPrefix).block?.prefixLength === 0),
  );
}
