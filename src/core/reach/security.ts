import type { Block } from '../address/index.ts';
import type { NetworkSecurityGroup } from '../plan/index.ts';
import { evaluateFlow, findTagScope, weakMemo, type FlowEnd, type TagScope } from '../topology/index.ts';
import { createLookup, type Lookup } from './lookup.ts';
import type { ReachModel, Target } from './model.ts';
import type { Place } from './places.ts';
import type { Missing, Verdict } from './types.ts';

/** What is asked of network security groups. Ways are the same for every port; rules are not, so one that stands for most is asked. */
export const ASKED = { protocol: 'Tcp', port: 443, words: 'TCP 443' } as const;

const PORTS = [{ first: ASKED.port, last: ASKED.port }];
const PROTOCOLS = [ASKED.protocol];

type Direction = 'Inbound' | 'Outbound';

/** The other end of a flow. */
export type OtherEnd = 'internet' | { readonly blocks: readonly Block[]; readonly targets: readonly Target[] };

/**
 * Whether the groups on a place's subnet let a flow pass; undefined: they do. Where only Azure's default rules leave a doubt they count as letting it pass: what
 * routes name belongs to the VirtualNetwork tag.
 * @source TAGS (VirtualNetwork), catalogue 8.2
 */
export function askGroups(
  model: ReachModel,
  direction: Direction,
  place: Place,
  other: OtherEnd,
): { readonly verdict: Verdict; readonly missing: Missing } | undefined {
  for (const group of place.subnet.networkSecurityGroups) {
    if (hasOnlyDefaults(group)[direction] && passesDefaults(model, direction, place, other)) continue;
    const refused = askGroup(model, direction, place, other, group);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function askGroup(
  model: ReachModel,
  direction: Direction,
  place: Place,
  other: OtherEnd,
  group: NetworkSecurityGroup,
): { readonly verdict: Verdict; readonly missing: Missing } | undefined {
  const own: FlowEnd = { blocks: place.blocks };
  const far: FlowEnd = other === 'internet' ? { tag: 'Internet' } : { blocks: other.blocks };
  const [source, destination] = direction === 'Outbound' ? [own, far] : [far, own];
  const { scope } = scopeOf(model, place);
  const flow = { direction, source, destination, protocols: PROTOCOLS, ports: PORTS };
  const { passes, wholly, by } = evaluateFlow(group, flow, scope);
  const refs = [{ kind: 'networkSecurityGroup' as const, id: group.id }, place.subnet.ref];
  if (passes === false) {
    const part = wholly ? '' : ' for part of it';
    return {
      verdict: 'no',
      missing: { text: `NSG ${group.name} rule ${by?.name ?? '?'} denies ${ASKED.words}${part}`, refs },
    };
  }
  if (passes === true || (by !== undefined && by.rule === undefined)) return undefined;
  return by === undefined
    ? {
        verdict: 'unknown',
        missing: { text: `the rules of NSG ${group.name} are not known`, refs, fact: 'networkSecurityGroups' },
      }
    : {
        verdict: 'unknown',
        missing: { text: `whether NSG ${group.name} rule ${by.name} counts for this traffic is not known`, refs },
      };
}

const hasOnlyDefaults = weakMemo(({ rules }: NetworkSecurityGroup): Readonly<Record<Direction, boolean>> => ({
  Inbound: rules?.every(({ direction }) => direction === 'Outbound') === true,
  Outbound: rules?.every(({ direction }) => direction === 'Inbound') === true,
}));

/** Whether Azure's default rules let the flow pass at first sight, without cutting ranges: all of the other end is or may be in the VirtualNetwork tag. */
function passesDefaults(model: ReachModel, direction: Direction, place: Place, other: OtherEnd): boolean {
  if (other === 'internet') return direction === 'Outbound';
  for (const target of other.targets) {
    const key = place.standing.id * 0x1000000 + target.id;
    const known =
      model.taggedTargets.get(key) ?? scopeOf(model, place).virtualNetwork.covering(target.block).length > 0;
    model.taggedTargets.set(key, known);
    if (!known) return false;
  }
  return true;
}

/** What tags mean at a place. */
export interface PlaceTags {
  readonly scope: TagScope;
  /** Everything that is or may be in the VirtualNetwork tag. */
  readonly virtualNetwork: Lookup<{ readonly block: Block }>;
}

function scopeOf(model: ReachModel, { network, subnet, standing }: Place): PlaceTags {
  const known = model.tags.get(standing);
  if (known !== undefined) return known;
  const scope = findTagScope(network, subnet);
  const { sure, maybe } = scope.virtualNetwork;
  const made = { scope, virtualNetwork: createLookup([...sure, ...maybe].map((block) => ({ block }))) };
  model.tags.set(standing, made);
  return made;
}
