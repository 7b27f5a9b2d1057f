import { formatAddress, nthAddress } from '../../address/index.ts';
import type { NetworkView, Topology } from '../../topology/types.ts';

export interface Appliance {
  readonly address: string;
  readonly home: NetworkView;
}

/** The firewall of the networks given, else of one next door: its address as drawn, or the first usable one of its subnet, which Azure gives it. */
export function findAppliance(topology: Topology, networkIds: readonly string[]): Appliance | undefined {
  const own = networkIds.flatMap((id) => topology.networks.get(id) ?? []);
  const near = own.flatMap(({ links }) => links.flatMap(({ remoteId }) => topology.networks.get(remoteId) ?? []));
  for (const home of [...own, ...near]) {
    const drawn = home.firewalls.find(({ privateIp }) => privateIp !== undefined)?.privateIp;
    const block = home.subnets.find(({ subnet }) => subnet.name === 'AzureFirewallSubnet')?.space.blocks4[0];
    const first = block === undefined ? undefined : nthAddress(block, 4);
    const address = drawn ?? (first === undefined ? undefined : formatAddress(first));
    if (address !== undefined) return { address, home };
  }
  return undefined;
}
