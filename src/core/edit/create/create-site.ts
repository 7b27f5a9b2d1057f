import { formatBlock } from '../../address/index.ts';
import { nextId, type LayoutNote, type Plan, type Site } from '../../plan/index.ts';
import { err, ok } from '../../result.ts';
import { nextName } from '../names.ts';
import { findFree, knownRanges, PRIVATE_SPACES, spacesOf } from '../ranges.ts';
import { lengthsFrom } from './create-network.ts';
import type { CreateResult, Point } from './created.ts';

/**
 * An on-premises site, not connected yet, with a free /24 to be overwritten by the real ranges; outside of the plan's address blocks, which are for
 * Azure. Errors: `no-room`.
 */
export function createSite(plan: Plan, { at }: { readonly at?: Point } = {}): CreateResult {
  const blocks = spacesOf(plan.blocks);
  const range = findFree(PRIVATE_SPACES.toReversed(), [...knownRanges(plan), ...blocks], lengthsFrom(24, 28));
  if (range === undefined) return err({ kind: 'no-room', place: 'Private address space', needed: '/24' });
  const object: Site = {
    id: nextId(plan, 'site'),
    name: nextName(
      'site',
      plan.sites.map(({ name }) => name),
    ),
    addressPrefixes: [formatBlock(range)],
    gatewayIds: [],
  };
  const command = {
    type: 'add',
    kind: 'site',
    object,
    ...(at === undefined ? {} : { box: { x: at.x, y: at.y } }),
  } as const;
  return ok({ command, ref: { kind: 'site', id: object.id } });
}

const NOTE_SIZE = { width: 220, height: 96 } as const;

/** A note at a place. Never fails. */
export function createNote(plan: Plan, text: string, at: Point = { x: 0, y: 0 }): Extract<CreateResult, { ok: true }> {
  const object: LayoutNote = { id: nextId(plan, 'note'), text, x: at.x, y: at.y, ...NOTE_SIZE };
  return ok({ command: { type: 'add', kind: 'note', object }, ref: { kind: 'note', id: object.id } });
}
