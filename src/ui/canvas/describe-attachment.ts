import { findObject, formatCount, type Plan } from '../../core/plan/index.ts';
import type { ScenePart } from '../../core/scene/index.ts';
import type { TooltipContent } from '../shared/tooltip.svelte.ts';

/** What a badge on a subnet's card stands for: "Route table rt-spokes", "3 routes, on 4 subnets. Click to open it". */
export function describeAttachment(plan: Plan, { ref, spoken }: ScenePart): TooltipContent {
  const text = spoken.charAt(0).toUpperCase() + spoken.slice(1);
  const contents = contentsOf(plan, ref);
  return contents === undefined ? { text } : { text, detail: `${contents}. Click to open it` };
}

/** What is in it, in few words; undefined for what is no object of its own. */
function contentsOf(plan: Plan, ref: ScenePart['ref']): string | undefined {
  const { id } = ref;
  switch (ref.kind) {
    case 'routeTable': {
      const routes = findObject(plan, { kind: 'routeTable', id })?.routes;
      return `${routes === undefined ? 'Routes not known' : formatCount(routes.length, 'route')}${placesOf(plan, id)}`;
    }
    case 'networkSecurityGroup': {
      const rules = findObject(plan, { kind: 'networkSecurityGroup', id })?.rules;
      return `${rules === undefined ? 'Rules not known' : formatCount(rules.length, 'rule')}${placesOf(plan, id)}`;
    }
    case 'natGateway':
      return `${findObject(plan, { kind: 'natGateway', id })?.sku ?? 'SKU not known'}${placesOf(plan, id)}`;
    case 'applicationGateway':
      return findObject(plan, { kind: 'applicationGateway', id })?.version ?? 'Version not known';
    case 'dnsResolverEndpoint':
      return findObject(plan, { kind: 'dnsResolverEndpoint', id })?.direction === 'outbound' ? 'Outbound' : 'Inbound';
    default:
      return undefined;
  }
}

/** ", on 4 subnets" */
function placesOf(plan: Plan, id: string): string {
  const users = plan.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .filter(({ routeTableIds = [], networkSecurityGroupIds = [], natGatewayIds = [] }) =>
      [...routeTableIds, ...networkSecurityGroupIds, ...natGatewayIds].includes(id),
    );
  return `, on ${formatCount(users.length, 'subnet')}`;
}
