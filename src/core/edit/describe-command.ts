import {
  fieldWord,
  findObject,
  formatCount,
  KIND_WORDS,
  nameOf,
  type AddCommand,
  type Command,
  type ObjectKind,
  type ObjectRef,
  type Plan,
  type UpdateCommand,
} from '../plan/index.ts';
import { clustersGoingWith } from './commands/remove.ts';

/**
 * The name of an edit in the history and in menus ("Undo Move snet-aks to spoke-2"), given the plan before the edit.
 */
export function describeCommand(plan: Plan, command: Command): string {
  switch (command.type) {
    case 'add':
      return describeAdd(plan, command);
    case 'update':
      return describeUpdate(plan, command);
    case 'remove':
      return describeRemove(plan, command.refs);
    case 'moveSubnet': {
      const subnet = nameOf(plan, { kind: 'subnet', id: command.subnetId });
      const target = plan.virtualNetworks.find(({ id }) => id === command.virtualNetworkId);
      const stays = target?.subnets.some(({ id }) => id === command.subnetId) === true;
      return stays
        ? `Change address range of ${subnet}`
        : `Move ${subnet} to ${target?.name ?? command.virtualNetworkId}`;
    }
    case 'moveCluster': {
      const what: ObjectRef =
        command.poolId === undefined
          ? { kind: 'cluster', id: command.clusterId }
          : { kind: 'nodePool', id: command.poolId };
      return `Move ${nameOf(plan, what)} to ${nameOf(plan, { kind: 'subnet', id: command.subnetId })}`;
    }
    case 'readdressNetwork':
      return `Change address space of ${nameOf(plan, { kind: 'virtualNetwork', id: command.virtualNetworkId })} to ${command.to}`;
    case 'place':
      return describePlace(plan, Object.keys(command.boxes));
    case 'insert':
      return describeInsert(command.fragment);
    case 'setPlan':
      return command.values.name === undefined ? 'Change plan' : `Rename plan to ${command.values.name}`;
    case 'batch':
      return command.label;
  }
}

function describeAdd(plan: Plan, command: AddCommand): string {
  const word = KIND_WORDS[command.kind];
  if (command.kind === 'peering') {
    const end = (id: string): string => nameOf(plan, { kind: 'virtualNetwork', id });
    return `Add peering ${end(command.object.a)} – ${end(command.object.b)}`;
  }
  const name = 'name' in command.object ? command.object.name : '';
  const what = name === '' ? `Add ${word}` : `Add ${word} ${name}`;
  if (command.parentId === undefined) return what;
  return `${what} to ${nameOf(plan, { kind: command.kind === 'subnet' ? 'virtualNetwork' : 'cluster', id: command.parentId })}`;
}

function describeUpdate(plan: Plan, { kind, id, values }: UpdateCommand): string {
  const name = nameOf(plan, { kind, id });
  const fields = Object.keys(values);
  if (fields.length === 1 && 'name' in values && typeof values.name === 'string')
    return `Rename ${name} to ${values.name}`;
  if (kind === 'note') return 'Edit note';
  const words = new Set(fields.map((field) => fieldWord(kind, field)));
  const [word] = words;
  return words.size === 1 && word !== undefined ? `Change ${word} of ${name}` : `Change ${name}`;
}

function describeRemove(plan: Plan, refs: readonly ObjectRef[]): string {
  const [only] = refs;
  const clusters = clustersGoingWith(plan, refs);
  const also =
    clusters.length === 1
      ? ` and cluster ${clusters[0]?.name}`
      : clusters.length > 1
        ? ` and ${formatCount(clusters.length, 'cluster')} in it`
        : '';
  if (refs.length !== 1 || only === undefined || only.kind === 'plan') {
    return `Delete ${formatCount(refs.length, 'object')}${also.replace(' in it', ' in them')}`;
  }
  if (only.kind === 'note') return 'Delete note';
  return `Delete ${KIND_WORDS[only.kind]} ${nameOf(plan, only)}${also}`;
}

function describePlace(plan: Plan, ids: readonly string[]): string {
  const [only] = ids;
  if (ids.length !== 1 || only === undefined) return `Move ${formatCount(ids.length, 'object')}`;
  if (plan.layout.notes.some(({ id }) => id === only)) return 'Move note';
  const kinds: readonly ObjectKind[] = ['virtualNetwork', 'site', 'block', 'cluster'];
  const kind = kinds.find((one) => findObject(plan, { kind: one, id: only }) !== undefined);
  return `Move ${kind === undefined ? only : nameOf(plan, { kind, id: only })}`;
}

function describeInsert(fragment: Partial<Plan>): string {
  const named = [
    ...(fragment.virtualNetworks ?? []).map(({ name }) => `virtual network ${name}`),
    ...(fragment.clusters ?? []).map(({ name }) => `AKS cluster ${name}`),
    ...(fragment.sites ?? []).map(({ name }) => `site ${name}`),
    ...(fragment.blocks ?? []).map(({ name }) => `address block ${name}`),
    ...(fragment.layout?.notes ?? []).map(() => 'note'),
  ];
  const [first] = named;
  const clusters = fragment.clusters?.length ?? 0;
  const networks = fragment.virtualNetworks?.length ?? 0;
  // A network with its clusters is one thing to the person who copied it.
  if (first !== undefined && (named.length === 1 || (networks === 1 && named.length === 1 + clusters)))
    return `Add ${first}`;
  return named.length === 0 ? 'Add objects' : `Add ${formatCount(named.length, 'object')}`;
}
