import { containsBlock, type Block } from '../address/index.ts';
import { PRIVATE4 } from '../azure/index.ts';
import { err, ok, type Result } from '../result.ts';
import type { Topology } from '../topology/index.ts';
import { blockOfAddress, INTERNET, listEndpoints, subnetEndpoint } from './endpoints.ts';
import type { Endpoint } from './types.ts';

export type EndpointError =
  /** No endpoint is called so; `near` are names that look alike, the nearest first. */
  | { readonly kind: 'unknown-name'; readonly near: readonly string[] }
  /** Several endpoints are called so; each is found by its key. */
  | { readonly kind: 'ambiguous'; readonly keys: readonly string[] }
  /** A private address that nothing of the plan holds. */
  | { readonly kind: 'unknown-address' };

const MAX_NEAR = 5;

/**
 * The endpoint a word names: a name such as `spoke-a/snet-vm` (case ignored), a key, or an address, which stands for the service, subnet or site that holds it and
 * else, when it is public, for the internet. Subnets that are not listed, because only clusters or Azure's devices live in them, are found by name too.
 */
export function findEndpoint(topology: Topology, word: string): Result<Endpoint, EndpointError> {
  const written = word.trim();
  const block = blockOfAddress(written);
  if (block !== undefined) return findByAddress(topology, block, written);
  const all = listEndpoints(topology);
  const byKey = all.find(({ key }) => key === written);
  if (byKey !== undefined) return ok(byKey);
  const lower = written.toLowerCase();
  const named = all.filter(({ name }) => name.toLowerCase() === lower);
  const [first] = named.length > 0 ? named : findUnlisted(topology, lower);
  if (named.length > 1) return err({ kind: 'ambiguous', keys: named.map(({ key }) => key) });
  if (first !== undefined) return ok(first);
  return err({ kind: 'unknown-name', near: findNear(all, lower) });
}

function findUnlisted(topology: Topology, lower: string): readonly Endpoint[] {
  return [...topology.networks.values()]
    .flatMap(({ subnets }) => subnets)
    .filter(({ network, subnet }) => `${network.name}/${subnet.name}`.toLowerCase() === lower)
    .map((subnet) => subnetEndpoint(subnet));
}

function findByAddress(topology: Topology, block: Block, text: string): Result<Endpoint, EndpointError> {
  const service = listEndpoints(topology).find((one) => one.kind === 'service' && one.service.address === text);
  if (service !== undefined) return ok(service);
  for (const { subnets } of topology.networks.values()) {
    const subnet = subnets.find(({ space }) => space.blocks.some((own) => containsBlock(own, block)));
    if (subnet !== undefined) return ok({ ...subnetEndpoint(subnet), name: text, key: `address:${text}`, block });
  }
  const site = listEndpoints(topology).find(
    (one) => one.kind === 'site' && one.site.space.blocks.some((own) => containsBlock(own, block)),
  );
  if (site !== undefined) return ok(site);
  const isPublic = block.family === 4 && !PRIVATE4.some((range) => containsBlock(range, block));
  return isPublic ? ok(INTERNET) : err({ kind: 'unknown-address' });
}

/** Names that hold a part of the word, or differ from it by few letters. */
function findNear(all: readonly Endpoint[], lower: string): readonly string[] {
  const parts = lower.split('/').filter((part) => part.length > 2);
  return all
    .map(({ name }) => ({ name, distance: distanceOf(name.toLowerCase(), lower, parts) }))
    .filter(({ distance }) => distance <= Math.max(3, lower.length / 2))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MAX_NEAR)
    .map(({ name }) => name);
}

function distanceOf(name: string, word: string, parts: readonly string[]): number {
  const shared = parts.filter((part) => name.includes(part)).length;
  return countEdits(name, word) / (1 + 2 * shared);
}

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
