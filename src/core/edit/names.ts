import type { Plan, VirtualNetwork } from '../plan/index.ts';

/** Characters of the longest name a plan holds. */
const MAX_NAME = 260;

/**
 * The name itself when it is free, else the first of `name-2`, `name-3`... that is; a number at the end is counted on. Azure compares names
 * without case.
 * @example uniqueName('spoke-1', ['Spoke-1']) // 'spoke-2'
 */
export function uniqueName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((one) => one.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  const [, stem = name, written] = /^(.*?)-(\d{1,6})$/.exec(name) ?? [];
  // The number must fit into the longest name the plan format holds.
  const short = stem.slice(0, MAX_NAME - 8);
  for (let number = written === undefined ? 2 : Number(written) + 1; ; number++) {
    const candidate = `${short}-${number}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

/**
 * The first free name of a numbered family.
 * @example nextName('spoke', ['hub', 'spoke-1']) // 'spoke-2'
 */
export function nextName(stem: string, taken: Iterable<string>): string {
  return uniqueName(`${stem}-1`, taken);
}

/** The usual name of the peering link that leads to a network. */
export function linkName(networkName: string): string {
  return `to-${networkName}`.slice(0, MAX_NAME);
}

export function networkNames(plan: Plan): readonly string[] {
  return plan.virtualNetworks.map(({ name }) => name);
}

export function subnetNames(network: VirtualNetwork): readonly string[] {
  return network.subnets.map(({ name }) => name);
}
