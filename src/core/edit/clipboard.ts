import {
  checkObject,
  createEmptyPlan,
  findClusterOfPool,
  findNetworkOfSubnet,
  insidesOf,
  LIST_OF_KIND,
  LISTED_KINDS,
  listOfKind,
  nextId,
  parseJson,
  parsePlan,
  type Command,
  type LayoutBox,
  type NodePool,
  type ObjectRef,
  type Plan,
  type Subnet,
} from '../plan/index.ts';
import { applyCommand } from './apply-command.ts';
import { err, ok, type Result } from '../result.ts';
import { placeSubnet, shiftsBetween } from './commands/move-subnet.ts';
import { removedIds } from './commands/remove.ts';
import type { EditError } from './edit-error.ts';
import { subnetNames, uniqueName } from './names.ts';
import { shiftAddressText } from './shift.ts';

/** What was copied: whole objects as a plan, and subnets and node pools that were selected without what they live in. */
export interface PlanFragment {
  readonly plan: Partial<Plan>;
  readonly subnets: readonly Subnet[];
  readonly pools: readonly NodePool[];
}

/**
 * Copies a selection, closed over its insides: a network with its subnets, the gateways, firewalls, application gateways and reservations in it, the
 * clusters that live only in it, and the peerings between copied networks.
 */
export function copyFragment(plan: Plan, refs: readonly ObjectRef[]): PlanFragment {
  const named = new Set(refs.map(({ id }) => id));
  const inside = new Set(refs.flatMap((ref) => insidesOf(plan, ref).map(({ id }) => id)));
  const networks = refs.filter(({ kind }) => kind === 'virtualNetwork');
  // What would go with the networks lives in them, except what joins them to others.
  const copied = new Set([...named, ...removedIds(plan, networks)]);
  const isCopied = (id: string): boolean => copied.has(id) || inside.has(id);

  const fragment: Partial<Plan> = {};
  for (const kind of LISTED_KINDS) {
    const kept = listOfKind(plan, kind).filter((object) => {
      if (!copied.has(object.id)) return false;
      return !('aToB' in object) || named.has(object.id) || (isCopied(object.a) && isCopied(object.b));
    });
    if (kept.length > 0) Object.assign(fragment, { [LIST_OF_KIND[kind]]: kept });
  }
  const boxes = Object.fromEntries(Object.entries(plan.layout.boxes).filter(([id]) => copied.has(id)));
  const notes = plan.layout.notes.filter(({ id }) => named.has(id));
  if (Object.keys(boxes).length > 0 || notes.length > 0) fragment.layout = { boxes, notes };
  const loose = (kind: 'subnet' | 'nodePool'): readonly string[] =>
    refs.filter((ref) => ref.kind === kind && !inside.has(ref.id)).map(({ id }) => id);
  return {
    plan: fragment,
    subnets: loose('subnet').flatMap(
      (id) => findNetworkOfSubnet(plan, id)?.subnets.filter((one) => one.id === id) ?? [],
    ),
    pools: loose('nodePool').flatMap((id) => findClusterOfPool(plan, id)?.pools.filter((one) => one.id === id) ?? []),
  };
}

/** Whether a selection held nothing that can be copied. */
export function isEmptyFragment({ plan, subnets, pools }: PlanFragment): boolean {
  return Object.keys(plan).length === 0 && subnets.length === 0 && pools.length === 0;
}

const MARKER = 'netwright-fragment';

/** The clipboard text of a fragment: JSON with a marker, so that a paste knows its own. */
export function formatFragment(fragment: PlanFragment): string {
  return `${JSON.stringify({ format: MARKER, formatVersion: 1, ...fragment }, null, 2)}\n`;
}

/** Reads clipboard text; undefined for any text that is neither a fragment nor a whole plan file. */
export function parseFragment(text: string): PlanFragment | undefined {
  const json = parseJson(text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return undefined;
  // An object from JSON: string keys, unknown values.
  const document = json.value as Record<string, unknown>;
  if (document.format !== MARKER) {
    const whole = parsePlan(text);
    return whole.ok ? { plan: whole.value.plan, subnets: [], pools: [] } : undefined;
  }
  const { plan, subnets, pools } = document;
  if (
    document.formatVersion !== 1 ||
    typeof plan !== 'object' ||
    plan === null ||
    !Array.isArray(subnets) ||
    !Array.isArray(pools)
  )
    return undefined;
  // References to outside the fragment are allowed here, so lists are checked by pasting them; the schema is checked by `insert`.
  const checkedSubnets = subnets.map((one) => checkObject('subnet', one));
  const checkedPools = pools.map((one) => checkObject('nodePool', one));
  const fragment = {
    plan: plan as Partial<Plan>,
    subnets: checkedSubnets.flatMap((one) => (one.ok ? [one.value] : [])),
    pools: checkedPools.flatMap((one) => (one.ok ? [one.value] : [])),
  };
  if (fragment.subnets.length !== subnets.length || fragment.pools.length !== pools.length) return undefined;
  return applyCommand(createEmptyPlan(), { type: 'insert', fragment: fragment.plan, readdress: false }).ok
    ? fragment
    : undefined;
}

export interface PasteOptions {
  /** The selected object: loose subnets go into its network, loose node pools into its cluster. */
  readonly target?: ObjectRef;
  /** How far from the original the copy is put, in px. */
  readonly offset: { readonly x: number; readonly y: number };
  /** The first word of the history entry. */
  readonly verb?: 'Paste' | 'Duplicate';
}

/**
 * The command that adds a fragment as a copy with free ranges. Errors: `nothing-to-paste-into` (a loose subnet or pool without a network or cluster
 * selected), `no-room`, and what the single steps answer.
 */
export function pasteFragment(plan: Plan, fragment: PlanFragment, options: PasteOptions): Result<Command, EditError> {
  const commands: Command[] = [];
  let current = plan;
  const step = (command: Command): EditError | undefined => {
    const applied = applyCommand(current, command);
    if (!applied.ok) return applied.error;
    current = applied.value;
    commands.push(command);
    return undefined;
  };
  if (Object.keys(fragment.plan).length > 0) {
    const error = step({ type: 'insert', fragment: fragment.plan, readdress: true, offset: options.offset });
    if (error !== undefined) return err(error);
  }
  for (const subnet of fragment.subnets) {
    const error = pasteSubnet(plan, current, subnet, options, step);
    if (error !== undefined) return err(error);
  }
  for (const pool of fragment.pools) {
    const error = pastePool(plan, current, pool, options, step);
    if (error !== undefined) return err(error);
  }
  return ok({ type: 'batch', label: `${options.verb ?? 'Paste'} ${describeFragment(fragment)}`, commands });
}

type RunStep = (command: Command) => EditError | undefined;

function pasteSubnet(
  plan: Plan,
  current: Plan,
  subnet: Subnet,
  { target }: PasteOptions,
  step: RunStep,
): EditError | undefined {
  const networkId =
    target?.kind === 'virtualNetwork'
      ? target.id
      : ((target?.kind === 'subnet' ? findNetworkOfSubnet(plan, target.id)?.id : undefined) ??
        findNetworkOfSubnet(plan, subnet.id)?.id);
  const network = current.virtualNetworks.find(({ id }) => id === networkId);
  if (network === undefined) return { kind: 'nothing-to-paste-into', what: 'A subnet' };
  const {
    networkSecurityGroupIds,
    routeTableIds,
    natGatewayIds,
    resourceId: _resourceId,
    origin: _origin,
    ...rest
  } = subnet;
  const keep = (
    list: 'networkSecurityGroups' | 'routeTables' | 'natGateways',
    ids: readonly string[] | undefined,
  ): string[] | undefined => ids?.filter((id) => plan[list].some((one) => one.id === id));
  // A copy brings its sizes; the ranges stay only where they are free.
  const placed = placeSubnet(current, { ...subnet, id: '' }, network);
  if (!placed.ok) return placed.error;
  const shifts = shiftsBetween(subnet.addressPrefixes, placed.value);
  const copy: Subnet = {
    ...rest,
    id: nextId(current, 'subnet'),
    name: uniqueName(subnet.name, subnetNames(network)),
    addressPrefixes: [...placed.value],
    staticAddresses: subnet.staticAddresses?.map((one) => ({ ...one, address: shiftAddressText(one.address, shifts) })),
    networkSecurityGroupIds: keep('networkSecurityGroups', networkSecurityGroupIds),
    routeTableIds: keep('routeTables', routeTableIds),
    natGatewayIds: keep('natGateways', natGatewayIds),
  };
  // A field that is undefined is a missing field.
  const object = Object.fromEntries(Object.entries(copy).filter(([, value]) => value !== undefined)) as Subnet;
  return step({ type: 'add', kind: 'subnet', object, parentId: network.id });
}

function pastePool(
  plan: Plan,
  current: Plan,
  pool: NodePool,
  { target }: PasteOptions,
  step: RunStep,
): EditError | undefined {
  const clusterId =
    target?.kind === 'cluster'
      ? target.id
      : ((target?.kind === 'nodePool' ? findClusterOfPool(plan, target.id)?.id : undefined) ??
        findClusterOfPool(plan, pool.id)?.id);
  const cluster = current.clusters.find(({ id }) => id === clusterId);
  if (cluster === undefined) return { kind: 'nothing-to-paste-into', what: 'A node pool' };
  const known = (id: string): boolean => findNetworkOfSubnet(current, id) !== undefined;
  const { nodeSubnetId, podSubnetIds, origin: _origin, ...rest } = pool;
  const copy: NodePool = {
    ...rest,
    id: nextId(current, 'nodePool'),
    name: nextPoolName(pool, cluster.pools),
    ...(nodeSubnetId !== undefined && known(nodeSubnetId) ? { nodeSubnetId } : {}),
    ...(podSubnetIds === undefined ? {} : { podSubnetIds: podSubnetIds.filter(known) }),
  };
  return step({ type: 'add', kind: 'nodePool', object: copy, parentId: cluster.id });
}

/**
 * Pool names hold no hyphen, and at most 12 characters (6 for Windows).
 * @source AKS documentation, create-node-pools.md, limitations (2026)
 */
export function nextPoolName({ name, os }: Pick<NodePool, 'name' | 'os'>, pools: readonly NodePool[]): string {
  const taken = new Set(pools.map((pool) => pool.name));
  if (!taken.has(name)) return name;
  const stem = name.replace(/\d+$/, '');
  for (let number = 2; ; number++) {
    const candidate = `${stem.slice(0, (os === 'Windows' ? 6 : 12) - String(number).length)}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function describeFragment({ plan, subnets, pools }: PlanFragment): string {
  const names = [
    ...(plan.virtualNetworks ?? []),
    ...(plan.clusters ?? []).filter(() => (plan.virtualNetworks ?? []).length === 0),
    ...(plan.sites ?? []),
    ...(plan.blocks ?? []),
    ...subnets,
    ...pools,
  ].map(({ name }) => name);
  const count = names.length + (plan.layout?.notes.length ?? 0);
  return count === 1 ? (names[0] ?? 'note') : `${count} objects`;
}

/** Where placed objects of a fragment stand, to put a paste under the pointer. Undefined when nothing in it has a position. */
export function boundsOfFragment({ plan }: PlanFragment): { readonly x: number; readonly y: number } | undefined {
  const positions: readonly Pick<LayoutBox, 'x' | 'y'>[] = [
    ...Object.values(plan.layout?.boxes ?? {}),
    ...(plan.layout?.notes ?? []),
  ];
  if (positions.length === 0) return undefined;
  return { x: Math.min(...positions.map(({ x }) => x)), y: Math.min(...positions.map(({ y }) => y)) };
}
