import type { NetworkSecurityGroup } from '../../plan/index.ts';
import { findServiceTag } from '../../azure/index.ts';
import type { AppliedRule, Flow, FlowEnd, FlowVerdict, PortRange, Protocol } from './flow.ts';
import { cutAtom, cutPorts, type Atom } from './match.ts';
import { readRules, type ReadRule } from './read-rules.ts';
import type { TagScope } from './tag-scope.ts';

/** Packets no rule has decided yet. */
interface Open {
  readonly source: Atom;
  readonly destination: Atom;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** An earlier rule that may have let them through; its reach is not known. */
  readonly letThroughBy: AppliedRule | undefined;
}

/**
 * Whether a network security group lets a flow pass, and by which rule: its own rules in the order of their priority, then Azure's defaults. A rule whose
 * reach the plan does not tell (a service's addresses, an application security group) makes the answer unknown, unless the packets were decided before it
 * or the rules after it come to the same. A group whose rules are not known gives unknown.
 */
export function evaluateFlow(group: NetworkSecurityGroup, flow: Flow, scope: TagScope): FlowVerdict {
  const rules = readRules(group);
  if (rules === undefined) return { passes: 'unknown', wholly: false, by: undefined };
  let open = openPackets(flow, scope);
  let denied: AppliedRule | undefined;
  let mayPass: AppliedRule | undefined;
  let mayFail: AppliedRule | undefined;
  let allowed: AppliedRule | undefined;
  for (const rule of rules) {
    if (open.length === 0 || (denied !== undefined && allowed !== undefined)) break;
    if (rule.direction !== flow.direction) continue;
    const left: Open[] = [];
    for (const packets of open) {
      const outcome = applyRule(rule, packets, scope, left);
      if (outcome.sure) {
        if (rule.access === 'Allow') allowed = rule.applied;
        else if (packets.letThroughBy === undefined) denied ??= rule.applied;
        else mayPass ??= packets.letThroughBy;
      }
      if (outcome.maybe && rule.access === 'Deny') mayFail ??= rule.applied;
    }
    open = left;
  }
  if (denied !== undefined)
    return { passes: false, wholly: allowed === undefined && mayPass === undefined, by: denied };
  const doubtful = mayFail ?? mayPass;
  if (doubtful !== undefined) return { passes: 'unknown', wholly: false, by: doubtful };
  return { passes: true, wholly: false, by: allowed };
}

/**
 * Takes what a rule decides off some packets and puts the rest into `left`. Packets it may decide stay there: a rule that may allow marks them, and of one
 * that may deny the caller takes note.
 */
function applyRule(
  rule: ReadRule,
  packets: Open,
  scope: TagScope,
  left: Open[],
): { readonly sure: boolean; readonly maybe: boolean } {
  const outcome = { sure: false, maybe: false };
  const keep = (): typeof outcome => {
    left.push(packets);
    return outcome;
  };
  if (rule.protocol !== '*' && rule.protocol !== packets.protocol.toLowerCase()) return keep();
  // An Allow for some source ports leaves the others undecided, so it settles nothing.
  if (rule.bySourcePort && rule.access === 'Allow') return keep();
  const sources = cutAtom(packets.source, rule.sources, scope);
  if (sources.every(({ match }) => match === 'none')) return keep();
  const destinations = cutAtom(packets.destination, rule.destinations, scope);
  if (destinations.every(({ match }) => match === 'none')) return keep();
  // Ports mean nothing to ICMP.
  const ports =
    packets.protocol === 'Icmp'
      ? [{ part: packets.ports, match: 'sure' as const }]
      : cutPorts(packets.ports, rule.ports);
  if (ports.every(({ match }) => match === 'none')) return keep();

  for (const source of sources) {
    if (source.match === 'none') {
      left.push({ ...packets, source: source.part });
      continue;
    }
    for (const destination of destinations) {
      if (destination.match === 'none') {
        left.push({ ...packets, source: source.part, destination: destination.part });
        continue;
      }
      for (const port of ports) {
        const part = { ...packets, source: source.part, destination: destination.part, ports: port.part };
        if (port.match === 'none') left.push(part);
        else if (
          source.match === 'sure' &&
          destination.match === 'sure' &&
          port.match === 'sure' &&
          !rule.bySourcePort
        ) {
          outcome.sure = true;
        } else {
          outcome.maybe = true;
          left.push(rule.access === 'Allow' ? { ...part, letThroughBy: rule.applied } : part);
        }
      }
    }
  }
  return outcome;
}

function openPackets(flow: Flow, scope: TagScope): readonly Open[] {
  const destinations = atomsOf(flow.destination, scope);
  return atomsOf(flow.source, scope).flatMap((source) =>
    destinations
      .filter(
        (destination) =>
          source.block === undefined ||
          destination.block === undefined ||
          source.block.family === destination.block.family,
      )
      .flatMap((destination) =>
        flow.protocols.flatMap((protocol) =>
          flow.ports.map((ports) => ({ source, destination, protocol, ports, letThroughBy: undefined })),
        ),
      ),
  );
}

/** Health probes come from one address; every other tag stays a tag. A word that is no tag has no packets. */
function atomsOf(end: FlowEnd, scope: TagScope): readonly Atom[] {
  if ('blocks' in end) return end.blocks.map((block) => ({ block }));
  const tag = findServiceTag(end.tag);
  if (tag === undefined) return [];
  return tag.reach === 'loadBalancer'
    ? scope.loadBalancer.sure.map((block) => ({ block }))
    : [{ tag, wholly: end.wholly === true }];
}
