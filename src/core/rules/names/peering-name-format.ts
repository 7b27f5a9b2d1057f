import type { Link } from '../../plan/index.ts';
import type { LinkView, NetworkView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { refusal } from '../support/refusal.ts';
import type { Fix, Found } from '../types.ts';
import { makeUnique, PEERING_NAME, proposeName } from './name-shape.ts';

type OwnLink = LinkView & { readonly link: Link };

/** Each link is judged once, with the network it belongs to. Two links to one network are `peering-duplicate`, whatever they are called. */
export const peeringNameFormat = defineRule({
  id: 'peering-name-format',
  title: 'Peering name not allowed or used twice',
  severity: 'E1',
  scope: 'virtualNetwork',
  why: 'A peering link is a child of its virtual network: its name follows the rules of subnet names and may be used once in that network. Azure takes a second link of the same name for a change of the first.',
  sources: [{ key: 'NAME' }, { key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Two links to-hub in one network',
        plan: {
          networks: {
            spoke: { prefixes: ['10.1.0.0/16'] },
            'hub-1': { prefixes: ['10.2.0.0/16'] },
            'hub-2': { prefixes: ['10.3.0.0/16'] },
          },
          peerings: [
            { id: 'p1', a: 'spoke', b: 'hub-1', aToB: { name: 'to-hub' } },
            { id: 'p2', a: 'spoke', b: 'hub-2', aToB: { name: 'to-hub' } },
          ],
        },
        targets: ['p2'],
        severity: 'error',
      },
      {
        title: 'Blank in the name',
        plan: {
          networks: {
            a: { name: 'net-a', prefixes: ['10.1.0.0/16'] },
            b: { name: 'net-b', prefixes: ['10.2.0.0/16'] },
          },
          peerings: [{ id: 'p1', a: 'a', b: 'b', aToB: { name: 'to b' } }],
        },
        targets: ['p1'],
      },
    ],
    passing: [
      {
        title: 'to-hub and to-hub-2',
        plan: {
          networks: {
            spoke: { prefixes: ['10.1.0.0/16'] },
            'hub-1': { prefixes: ['10.2.0.0/16'] },
            'hub-2': { prefixes: ['10.3.0.0/16'] },
          },
          peerings: [
            { a: 'spoke', b: 'hub-1', aToB: { name: 'to-hub' } },
            { a: 'spoke', b: 'hub-2', aToB: { name: 'to-hub-2' } },
          ],
        },
      },
    ],
  },
  check: (view) => {
    if (view.network.external === true) return [];
    const firstByName = new Map<string, OwnLink>();
    const outcomes: Found[] = [];
    for (const link of view.links) {
      if (!isOwn(link)) continue;
      const key = link.link.name.toLowerCase();
      const first = firstByName.get(key);
      if (first === undefined) firstByName.set(key, link);
      if (!PEERING_NAME.pattern.test(link.link.name)) outcomes.push(sayShape(view, link));
      if (first !== undefined && first.remoteId !== link.remoteId) outcomes.push(sayTwice(view, link, first));
    }
    return outcomes;
  },
});

function isOwn(link: LinkView): link is OwnLink {
  return link.link !== null;
}

function sayShape(view: NetworkView, link: OwnLink): Found {
  const { name } = link.link;
  return found({
    ...refusal(
      isExisting(link),
      `Peering name "${name}" from ${view.network.name} to ${link.remote.name} is not allowed: Azure takes ${PEERING_NAME.words}.`,
    ),
    target: { kind: 'peering', id: link.peering.id },
    related: [view.ref],
    fixes: () => rename(link, proposeName(name, PEERING_NAME, takenBeside(view, link))),
  });
}

function sayTwice(view: NetworkView, link: OwnLink, first: OwnLink): Found {
  return found({
    ...refusal(
      isExisting(link),
      `Two peerings of ${view.network.name}, to ${first.remote.name} and to ${link.remote.name}, are both called "${link.link.name}": a name may be used once in a virtual network.`,
    ),
    target: { kind: 'peering', id: link.peering.id },
    related: [view.ref, { kind: 'peering', id: first.peering.id }],
    fixes: () => rename(link, makeUnique(link.link.name, PEERING_NAME, takenBeside(view, link, first))),
  });
}

function takenBeside(view: NetworkView, ...[except, also]: readonly OwnLink[]): ReadonlySet<string> {
  const others = view.links
    .filter((link) => link !== except && link.link !== null)
    .map((link) => link.link?.name.toLowerCase() ?? '');
  return new Set(also === undefined ? others : [...others, also.link.name.toLowerCase()]);
}

function isExisting({ link, peering }: OwnLink): boolean {
  return peering.origin === 'existing' || link.state !== undefined;
}

function rename(view: OwnLink, name: string): readonly Fix[] {
  if (isExisting(view)) return [];
  const { peering, link } = view;
  const renamed = { ...link, name };
  const values = peering.aToB === link ? { aToB: renamed } : { bToA: renamed };
  return [{ title: `Rename to ${name}`, commands: [{ type: 'update', kind: 'peering', id: peering.id, values }] }];
}
