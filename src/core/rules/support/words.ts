import type { ObjectRef } from '../../plan/index.ts';
import { listNames } from './refusal.ts';

/** The names of objects as one phrase. */
export function namesOf(objects: readonly { readonly name: string }[]): string {
  return listNames(objects.map((object) => object.name));
}

/** The ranges of an object as written: "10.1.0.0/24, fd00::/64"; "(no range)" where there is none. */
export function prefixesOf(object: { readonly addressPrefixes: readonly string[] }): string {
  return object.addressPrefixes.length === 0 ? '(no range)' : object.addressPrefixes.join(', ');
}

/** References to objects of one kind. */
export function refsOf(kind: ObjectRef['kind'], objects: readonly { readonly id: string }[]): readonly ObjectRef[] {
  return objects.map(({ id }) => ({ kind, id }));
}

/** What Azure lists in subnets, by its kind in the plan. */
export const RESOURCE_WORDS: ReadonlyMap<string, string> = new Map([
  ['virtualMachine', 'virtual machine'],
  ['scaleSet', 'scale set instance'],
  ['bastionHost', 'Bastion host'],
  ['azureFirewall', 'firewall'],
  ['virtualNetworkGateway', 'virtual network gateway'],
  ['routeServer', 'Route Server'],
  ['applicationGateway', 'application gateway'],
  ['loadBalancer', 'load balancer'],
  ['privateEndpoint', 'private endpoint'],
  ['apiServer', 'API server'],
]);

/** "1 virtual machine", "3 virtual machines"; for words that take an s. */
export function countOf(count: number, words: string): string {
  return `${count} ${words}${count === 1 ? '' : 's'}`;
}

/** What Azure keeps the first four addresses and the last one of a subnet for. */
export const RESERVED_ADDRESS_WORDS = {
  network: 'network address',
  gateway: "Azure's default gateway",
  dns: "Azure's DNS",
  broadcast: 'broadcast address',
} as const;
