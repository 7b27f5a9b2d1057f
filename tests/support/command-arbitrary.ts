import fc from 'fast-check';
import {
  copyFragment,
  createCluster,
  createFirewall,
  createGateway,
  createNetwork,
  createSite,
  createSubnet,
  connectNetworks,
  pasteFragment,
} from '../../src/core/edit/index.ts';
import { listRefs, nextId, type Command, type Plan } from '../../src/core/plan/index.ts';

/** Numbers from which a command is made for whatever plan there is at that moment. */
export type CommandSeed = readonly [type: number, a: number, b: number, c: number];

export const commandSeed: fc.Arbitrary<CommandSeed> = fc.tuple(fc.nat(19), fc.nat(40), fc.nat(40), fc.nat(5));

/** A command that might be sent for a plan: mostly sensible, sometimes one that must be refused. Undefined where the plan has nothing to try it on. */
export function commandFrom(plan: Plan, [type, a, b, c]: CommandSeed): Command | undefined {
  const refs = listRefs(plan);
  const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const network = at(plan.virtualNetworks, a);
  const other = at(plan.virtualNetworks, b);
  const subnets = plan.virtualNetworks.flatMap((one) => one.subnets);
  const subnet = at(subnets, a);
  const cluster = at(plan.clusters, b);
  const made = (result: { ok: boolean; value?: { command: Command } }): Command | undefined => result.value?.command;
  switch (type) {
    case 0:
      return made(createNetwork(plan, { at: { x: a, y: b } }));
    case 1:
      return network && made(createSubnet(plan, network.id, { prefixLength: 22 + c }));
    case 2:
      return made(
        createCluster(
          plan,
          subnet ? { kind: 'subnet', id: subnet.id } : { kind: 'virtualNetwork', id: network?.id ?? '' },
        ),
      );
    case 3:
      return network && made(createGateway(plan, network.id, c > 2 ? 'vpn' : 'expressRoute'));
    case 4:
      return network && made(createFirewall(plan, network.id));
    case 5:
      return network && other && made(connectNetworks(plan, network.id, other.id));
    case 6:
      return made(createSite(plan));
    case 7:
    case 8: {
      const removed = [at(refs, a), c > 3 ? at(refs, b) : undefined].filter((ref) => ref !== undefined);
      return removed.length === 0 ? undefined : { type: 'remove', refs: removed };
    }
    case 9:
    case 10:
      return subnet && other && { type: 'moveSubnet', subnetId: subnet.id, virtualNetworkId: other.id };
    case 11:
      return subnet && cluster && { type: 'moveCluster', clusterId: cluster.id, subnetId: subnet.id };
    case 12:
    case 13: {
      const from = network && at(network.addressPrefixes, c);
      if (network === undefined || from === undefined) return undefined;
      return {
        type: 'readdressNetwork',
        virtualNetworkId: network.id,
        from,
        to: `10.${a}.${(b * 16) % 256}.0/${20 + (c % 3)}`,
        carrySubnets: b % 2 === 0,
      };
    }
    case 14:
      return network && { type: 'place', boxes: { [network.id]: { x: a * 10, y: b * 10 } } };
    case 15: {
      const copied = [at(refs, a), at(refs, b)].filter((ref) => ref !== undefined);
      const pasted = pasteFragment(plan, copyFragment(plan, copied), {
        offset: { x: 20, y: 20 },
        ...(at(refs, a + b) ? { target: at(refs, a + b) } : {}),
      });
      return pasted.ok ? pasted.value : undefined;
    }
    case 16:
      return (
        network && {
          type: 'update',
          kind: 'virtualNetwork',
          id: network.id,
          values: c > 2 ? { subnets: network.subnets.slice(1) } : { name: `renamed ${b}` },
        }
      );
    case 17:
      return (
        cluster && {
          type: 'update',
          kind: 'cluster',
          id: cluster.id,
          values: c > 2 ? { pools: [] } : { apiServerSubnetId: subnet?.id },
        }
      );
    case 18:
      return {
        type: 'setPlan',
        values: c > 2 ? { description: undefined } : { name: `plan ${a}`, description: `d${b}` },
      };
    default: {
      // Refused: an id that is taken, or a reference to nothing.
      const object = {
        id: c > 2 ? (at(refs, a)?.id ?? 'x') : nextId(plan, 'peering'),
        a: 'gone',
        b: 'gone',
        aToB: null,
        bToA: null,
      };
      return {
        type: 'batch',
        label: 'Two',
        commands: [
          { type: 'setPlan', values: { name: 'never' } },
          { type: 'add', kind: 'peering', object },
        ],
      };
    }
  }
}
