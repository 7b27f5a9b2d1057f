import { findObject, formatCount, type Plan } from '../../core/plan/index.ts';
import type { ScenePart } from '../../core/scene/index.ts';
import type { TooltipContent } from '../shared/tooltip.svelte.ts';

/** What a badge on a subnet's card stands for: "Route table rt-spokes", "3 routes, on 4 subnets. Click to open it". */
export function describeAttachment(plan: Plan, { ref, spoken }: ScenePart): TooltipContent {
  const text = spoken.charAt(0).toUpperCase() + spoken.slice(1);
  const contents = contentsOf(plan, ref);
  if (contents === undefined) return { text };
  const users = plan.virtualNetworks
    .flatMap(({ subnets }) => subnets)
    .filter(({ routeTableIds = [], networkSecurityGroupIds = [], natGatewayIds = [] }) =>
      [...routeTableIds, ...networkSecurityGroupIds, ...natGatewayIds].includes(ref.id),
    ).length;
  return { text, detail: `${contents}, on ${formatCount(users, 'subnet')}. Click to open it` };
}

/** What is in it, in few words; undefined for what is no object of its own. */
function contentsOf(plan: Plan, ref: ScenePart['ref']): string | undefined {
  switch (ref.kind) {
    case 'routeTable': {
      const routes = findObject(plan, { kind: 'routeTable', id: ref.id })?.routes;
      return routes === undefined ? 'Routes not known' : formatCount(routes.length, 'route');
    }
    case 'networkSecurityGroup': {
      const rules = findObject(plan, { kind: 'networkSecurityGroup', id: ref.id })?.rules;
      return rules === undefined ? 'Rules not known' : formatCount(rules.length, 'rule');
    }
    case 'natGateway':
      return findObject(plan, { kind: 'natGateway', id: ref.id })?.sku ?? 'SKU not known';
    default:
      return undefined;
  }
}
