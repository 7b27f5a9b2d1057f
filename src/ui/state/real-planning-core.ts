import {
  align,
  applyCommand,
  connectNetworks,
  connectSite,
  copyFragment,
  createBlock,
  createCluster,
  createFirewall,
  createGateway,
  createNetwork,
  createNodePool,
  createNote,
  createSite,
  createSubnet,
  describeCommand,
  describeEditError,
  distribute,
  formatFragment,
  layOutCommand,
  parseFragment,
  pasteFragment,
  type Alignment,
  type Axis,
  type CreateResult,
  type EditError,
} from '../../core/edit/index.ts';
import {
  describePlanFileError,
  findObject,
  formatPlan,
  nextId,
  parentOf,
  parsePlan,
  type Command,
  type ObjectKind,
  type ObjectRef,
  type Plan,
} from '../../core/plan/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createCheck } from '../../core/rules/engine.ts';
import { buildScene, type Point } from '../../core/scene/index.ts';
import type { Arrangement, CreatableKind, Creation, PlanningCore, Refusal } from './planning-core.ts';

const alignments: Readonly<Record<Exclude<Arrangement, `distribute-${string}`>, Alignment>> = {
  'align-left': 'left',
  'align-center': 'verticalCentre',
  'align-right': 'right',
  'align-top': 'top',
  'align-middle': 'horizontalCentre',
  'align-bottom': 'bottom',
};

/** The planning core as the controllers use it: its errors become sentences. */
export const planningCore: PlanningCore = {
  applyCommand: (plan, command) => inWords(applyCommand(plan, command)),
  describeCommand,
  checkPlan: createCheck([]),
  buildScene,
  parsePlan(text) {
    const parsed = parsePlan(text);
    return parsed.ok ? ok(parsed.value.plan) : err({ message: describePlanFileError(parsed.error) });
  },
  serializePlan: formatPlan,
  create: (plan, kind, at, into) => asCreation(createKind(plan, kind, at, into)),
  connect: (plan, from, to) => asCreation(connect(plan, from, to)),
  copy: (plan, refs) => formatFragment(copyFragment(plan, refs)),
  paste(plan, text, { offset, into, verb }) {
    const fragment = parseFragment(text);
    if (fragment === undefined) return err({ message: 'What is on the clipboard is not part of a plan.' });
    const pasted = inWords(pasteFragment(plan, fragment, { offset, target: into, verb }));
    return pasted.ok ? ok({ command: pasted.value }) : pasted;
  },
  arrange(plan, ids, sizeOf, how) {
    if (how === 'distribute-horizontally' || how === 'distribute-vertically') {
      const axis: Axis = how === 'distribute-horizontally' ? 'horizontal' : 'vertical';
      return distribute(plan, ids, sizeOf, axis);
    }
    return align(plan, ids, sizeOf, alignments[how]);
  },
  tidy: layOutCommand,
  loadRest: async () => (await import('./core-rest.ts')).coreRest,
};

function inWords<T>(result: Result<T, EditError>): Result<T, Refusal> {
  return result.ok ? result : err({ message: describeEditError(result.error) });
}

function refuse(message: string): Result<never, Refusal> {
  return err({ message });
}

function createKind(
  plan: Plan,
  kind: CreatableKind,
  at: Point,
  into: ObjectRef | undefined,
): CreateResult | Result<never, Refusal> {
  const inNetwork = (
    thing: string,
    create: (networkId: string) => CreateResult,
  ): CreateResult | Result<never, Refusal> => {
    const network = ancestor(plan, into, 'virtualNetwork');
    return network === undefined
      ? refuse(`${thing} goes into a virtual network: drop it on one, or select one first.`)
      : create(network.id);
  };
  switch (kind) {
    case 'virtualNetwork':
      return createNetwork(plan, { at });
    case 'site':
      return createSite(plan, { at });
    case 'block':
      return createBlock(plan, { at });
    case 'note':
      return createNote(plan, 'Note', at);
    case 'subnet':
      return inNetwork('A subnet', (id) => createSubnet(plan, id));
    case 'vpnGateway':
      return inNetwork('A VPN gateway', (id) => createGateway(plan, id, 'vpn'));
    case 'expressRouteGateway':
      return inNetwork('An ExpressRoute gateway', (id) => createGateway(plan, id, 'expressRoute'));
    case 'firewall':
      return inNetwork('A firewall', (id) => createFirewall(plan, id));
    case 'reservation':
      return inNetwork('A reservation', (id) => createReservation(plan, id));
    case 'cluster': {
      const target = ancestor(plan, into, 'subnet') ?? ancestor(plan, into, 'virtualNetwork');
      return target === undefined
        ? refuse('A cluster goes into a subnet or a virtual network: drop it on one, or select one first.')
        : createCluster(plan, target);
    }
    case 'nodePool': {
      const cluster = ancestor(plan, into, 'cluster');
      return cluster === undefined
        ? refuse('A node pool goes into a cluster: select one first.')
        : createNodePool(plan, cluster.id);
    }
  }
}

/** The object itself or the nearest one around it that is of a kind. A cluster lies in the node subnet of its first pool. */
function ancestor(plan: Plan, ref: ObjectRef | undefined, kind: ObjectKind): ObjectRef | undefined {
  if (ref === undefined || ref.kind === kind) return ref;
  const subnetId =
    ref.kind === 'cluster' ? findObject(plan, { kind: 'cluster', id: ref.id })?.pools[0]?.nodeSubnetId : undefined;
  const parent: ObjectRef | undefined = subnetId === undefined ? parentOf(plan, ref) : { kind: 'subnet', id: subnetId };
  return parent === undefined ? undefined : ancestor(plan, parent, kind);
}

/** A range set aside: the next free /26 of the network, found the way a subnet's is. */
function createReservation(plan: Plan, virtualNetworkId: string): CreateResult {
  const room = createSubnet(plan, virtualNetworkId, { prefixLength: 26 });
  if (!room.ok) return room;
  const [addressPrefix] = rangesOf(room.value.command);
  if (addressPrefix === undefined) throw new Error('A new subnet has a range');
  const object = {
    id: nextId(plan, 'reservation'),
    name: `reserved-${plan.reservations.length + 1}`,
    addressPrefix,
    virtualNetworkId,
  };
  return ok({ command: { type: 'add', kind: 'reservation', object }, ref: { kind: 'reservation', id: object.id } });
}

function connect(plan: Plan, from: ObjectRef, to: ObjectRef): CreateResult | Result<never, Refusal> {
  const site = [from, to].find(({ kind }) => kind === 'site');
  if (site !== undefined) {
    const other = site === from ? to : from;
    const end = other.kind === 'gateway' ? other : ancestor(plan, other, 'virtualNetwork');
    return end === undefined
      ? refuse('A site is connected to a gateway, or to a network that has one.')
      : connectSite(plan, site.id, end.id);
  }
  const [a, b] = [ancestor(plan, from, 'virtualNetwork'), ancestor(plan, to, 'virtualNetwork')];
  if (a === undefined || b === undefined)
    return refuse('Networks are peered with networks, sites are connected to gateways.');
  return connectNetworks(plan, a.id, b.id);
}

function asCreation(created: CreateResult | Result<never, Refusal>): Result<Creation, Refusal> {
  if (!created.ok)
    return err('message' in created.error ? created.error : { message: describeEditError(created.error) });
  const { command, ref } = created.value;
  return ok({ command, ref, ranges: rangesOf(command) });
}

/** Ranges of what a command adds. */
function rangesOf(command: Command): readonly string[] {
  if (command.type === 'batch') return command.commands.flatMap(rangesOf);
  if (command.type !== 'add' || !('addressPrefixes' in command.object)) return [];
  return command.object.addressPrefixes;
}
