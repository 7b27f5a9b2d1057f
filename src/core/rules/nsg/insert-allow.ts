import { formatBlock } from '../../address/index.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../../plan/index.ts';
import { ALL_PORTS, type Flow, type FlowEnd } from '../../topology/index.ts';
import type { Fix } from '../types.ts';

/** Priorities Azure takes for a rule of one's own. @source NAME, and the schema of security rules */
const PRIORITIES = { first: 100, last: 4096 } as const;

interface Denied {
  readonly flow: Flow;
  readonly rule: SecurityRule;
}

/**
 * Rules that let flows pass, put before the first rule that drops one of them: on free priorities below it, else on its own, and it moves up with those behind
 * it. None when the numbers run out.
 */
export function fixByAllowing(group: NetworkSecurityGroup, purpose: string, denied: readonly Denied[]): readonly Fix[] {
  let rules = group.rules ?? [];
  for (const direction of ['Inbound', 'Outbound'] as const) {
    const here = denied.filter(({ flow }) => flow.direction === direction);
    const wanted = distinctFlows(here.map(({ flow }) => flow));
    if (wanted.length === 0) continue;
    const before = Math.min(...here.map(({ rule }) => rule.priority));
    const room = makeRoom(rules, direction, before, wanted.length);
    if (room === undefined) return [];
    rules = [
      ...room.rules,
      ...wanted.map((flow, index) =>
        allow(flow, room.priorities[index] ?? before, freeName(room.rules, purpose, index)),
      ),
    ];
  }
  return [
    {
      title: `Allow ${purpose} before it`,
      commands: [{ type: 'update', kind: 'networkSecurityGroup', id: group.id, values: { rules: [...rules] } }],
    },
  ];
}

function distinctFlows(flows: readonly Flow[]): readonly Flow[] {
  return [...new Map(flows.map((flow) => [JSON.stringify(allow(flow, 0, '')), flow])).values()];
}

/** Priorities for `count` rules before the priority given, and the rules with those moved that stand in the way. */
function makeRoom(
  rules: readonly SecurityRule[],
  direction: Flow['direction'],
  before: number,
  count: number,
): { readonly rules: readonly SecurityRule[]; readonly priorities: readonly number[] } | undefined {
  const taken = new Set(rules.filter((rule) => rule.direction === direction).map(({ priority }) => priority));
  const priorities: number[] = [];
  for (let priority = before - 1; priority >= PRIORITIES.first && priorities.length < count; priority--)
    if (!taken.has(priority)) priorities.unshift(priority);
  const missing = count - priorities.length;
  if (missing === 0) return { rules, priorities };
  let next = before + missing;
  const moved = new Map<SecurityRule, SecurityRule>();
  for (const rule of rules
    .filter((one) => one.direction === direction && one.priority >= before)
    .toSorted((a, b) => a.priority - b.priority)) {
    const priority = Math.max(next, rule.priority);
    moved.set(rule, { ...rule, priority });
    next = priority + 1;
  }
  if (next - 1 > PRIORITIES.last) return undefined;
  return {
    rules: rules.map((rule) => moved.get(rule) ?? rule),
    priorities: [...priorities, ...Array.from({ length: missing }, (_, index) => before + index)],
  };
}

function allow(
  { direction, source, destination, protocols, ports }: Flow,
  priority: number,
  name: string,
): SecurityRule {
  return {
    name,
    priority,
    direction,
    access: 'Allow',
    protocol: protocols.length === 1 ? (protocols[0] ?? '*') : '*',
    sources: textsOf(source),
    sourcePorts: ['*'],
    destinations: textsOf(destination),
    destinationPorts: ports.map(({ first, last }) => {
      if (first === ALL_PORTS.first && last === ALL_PORTS.last) return '*';
      return first === last ? `${first}` : `${first}-${last}`;
    }),
  };
}

function textsOf(end: FlowEnd): string[] {
  return 'tag' in end ? [end.tag] : end.blocks.map(formatBlock);
}

function freeName(rules: readonly SecurityRule[], purpose: string, index: number): string {
  const base = `allow-${purpose.replaceAll(/[^A-Za-z0-9]+/g, '-')}`.slice(0, 70);
  const taken = new Set(rules.map(({ name }) => name.toLowerCase()));
  const names = [base, ...Array.from({ length: taken.size + index + 1 }, (_, at) => `${base}-${at + 2}`)];
  return names.filter((name) => !taken.has(name.toLowerCase()))[index] ?? base;
}
