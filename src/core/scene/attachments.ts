import type { ObjectRef } from '../plan/index.ts';
import type { SubnetView } from '../topology/types.ts';
import type { FindingIndex } from './finding-index.ts';
import type { IconName } from './icons.ts';
import { measureText } from './measure.ts';
import { FONTS, type Pen } from './pen.ts';
import type { ColorToken } from './theme.ts';
import { countOf, joinSpoken } from './words.ts';

/** What is tied to a subnet and not drawn as a box of its own: a badge on the subnet's card. */
export interface Attachment {
  readonly icon: IconName;
  /** The attached object; the subnet itself for what is only one of its settings. */
  readonly ref: ObjectRef;
  /** Short, for the card. */
  readonly name: string;
  /** "route table rt-spokes" */
  readonly spoken: string;
}

const ICON_SIZE = 12;
const NAME_GAP = 3;
const BADGE_GAP = 7;
/** Between the badges and what stands before them. */
const ROW_GAP = 10;
/** Further names would leave no quiet card; the icon says what it is, its tooltip which one. */
const MAX_NAME_WIDTH = 96;

/**
 * What is attached to a subnet, in the order of its badges: the way packets take, what filters them, the way out, what lives there, who the subnet is given to,
 * private endpoints. Empty for nothing and for what is not known.
 */
export function listAttachments(view: SubnetView): readonly Attachment[] {
  const { subnet, ref } = view;
  const objects = (
    icon: IconName,
    kind: 'routeTable' | 'networkSecurityGroup' | 'natGateway' | 'applicationGateway' | 'dnsResolverEndpoint',
    words: string,
    list: readonly { readonly id: string; readonly name: string }[],
  ): readonly Attachment[] =>
    list.map(({ id, name }) => ({ icon, ref: { kind, id }, name, spoken: `${words} ${name}` }));
  const endpoints = subnet.privateEndpoints ?? 0;
  return [
    ...objects('routeTable', 'routeTable', 'route table', view.routeTables),
    ...objects('securityGroup', 'networkSecurityGroup', 'network security group', view.networkSecurityGroups),
    ...objects('natGateway', 'natGateway', 'NAT gateway', view.natGateways),
    ...objects('applicationGateway', 'applicationGateway', 'application gateway', view.applicationGateways),
    ...objects('dnsEndpoint', 'dnsResolverEndpoint', 'DNS resolver endpoint', view.dnsResolverEndpoints),
    ...(subnet.delegations ?? []).map((service) => ({
      icon: 'delegation' as const,
      ref,
      name: service.split('/').at(-1) ?? service,
      spoken: `delegated to ${service}`,
    })),
    ...(endpoints === 0
      ? []
      : [
          {
            icon: 'privateEndpoint' as const,
            ref,
            name: String(endpoints),
            spoken: countOf(endpoints, 'private endpoint'),
          },
        ]),
  ];
}

/** The attachments as a screen reader says them with their subnet; undefined without any. */
export function speakAttachments(attachments: readonly Attachment[]): string | undefined {
  return attachments.length === 0 ? undefined : joinSpoken(...attachments.map(({ spoken }) => spoken));
}

/** How a row of a card is shared: its text, and which badges have room for their names. */
export interface SharedRow {
  readonly text: string;
  /** px the badges take, with the gap before them; 0 without badges. */
  readonly taken: number;
  readonly named: ReadonlySet<Attachment>;
}

/**
 * Shares `room` px between a text and the badges at its right. All icons are kept. The text takes its longest form with all names, or a shorter one that
 * still says what it counts, or its longest form with the icons and as many names as fit.
 * @param forms the text from its longest form to its shortest, at least one; the last is cut where even that does not fit
 */
export function shareRow(forms: readonly string[], attachments: readonly Attachment[], room: number): SharedRow {
  const nameable = attachments.filter(({ name }) => measureText(name, FONTS.meta) <= MAX_NAME_WIDTH);
  const fits = (text: string, named: ReadonlySet<Attachment>): boolean =>
    measureText(text, FONTS.meta) + widthOfBadges(attachments, named) <= room;
  const all = new Set(nameable);
  // The shortest form is figures alone: it says what it counts only beside icons that leave no room for more.
  const last = forms.at(-1) ?? '';
  const plain = forms.length > 1 ? forms.filter((form) => !form.endsWith(last)) : forms;
  const withAll = plain.find((text) => fits(text, all));
  if (withAll !== undefined) return { text: withAll, taken: widthOfBadges(attachments, all), named: all };
  const none: ReadonlySet<Attachment> = new Set();
  const text = forms.find((form) => fits(form, none)) ?? forms.at(-1) ?? '';
  const named = new Set<Attachment>();
  for (const attachment of nameable) if (fits(text, new Set([...named, attachment]))) named.add(attachment);
  return { text, taken: widthOfBadges(attachments, named), named };
}

const widthOfBadge = ({ name }: Attachment, isNamed: boolean): number =>
  ICON_SIZE + (isNamed ? NAME_GAP + measureText(name, FONTS.meta) : 0);

function widthOfBadges(attachments: readonly Attachment[], named: ReadonlySet<Attachment>): number {
  return attachments.reduce(
    (sum, attachment, index) =>
      sum + (index === 0 ? ROW_GAP : BADGE_GAP) + widthOfBadge(attachment, named.has(attachment)),
    0,
  );
}

/** Draws the badges of a subnet with their right end at `right`; one whose object has findings takes their colour. */
export function drawAttachments(
  pen: Pen,
  attachments: readonly Attachment[],
  { named }: SharedRow,
  { right, baseline }: { readonly right: number; readonly baseline: number },
  { subnet, findings }: { readonly subnet: SubnetView; readonly findings: FindingIndex },
): void {
  let x = right - Math.max(0, widthOfBadges(attachments, named) - ROW_GAP);
  for (const attachment of attachments) {
    const { icon, ref, name, spoken } = attachment;
    const isNamed = named.has(attachment);
    const width = widthOfBadge(attachment, isNamed);
    const color = toneOf(attachment, subnet, findings);
    pen.part(
      {
        x: x - 2,
        y: baseline - 11.5,
        width: width + 4,
        height: 16,
        kind: 'attachment',
        key: `${ref.kind}:${ref.id}@${subnet.subnet.id}`,
        ref,
        parentRef: subnet.ref,
        parentKey: `subnet:${subnet.subnet.id}`,
        name,
        ranges: [],
        radius: 4,
        spoken,
      },
      () => {
        pen.icon(icon, x, baseline - 9.8, ICON_SIZE, color, spoken);
        if (isNamed) pen.text(x + ICON_SIZE + NAME_GAP, baseline, name, FONTS.meta, { color });
      },
    );
    x += width + BADGE_GAP;
  }
}

/** Findings of an attached object are shown on one card that uses it; there the badge says which of the card's findings are its. */
function toneOf({ ref }: Attachment, subnet: SubnetView, findings: FindingIndex): ColorToken {
  if (ref.kind === 'subnet') return 'ink3';
  const own = findings.of(subnet.ref).filter(({ target }) => target.kind === ref.kind && target.id === ref.id);
  if (own.some(({ severity }) => severity === 'error')) return 'err';
  return own.some(({ severity }) => severity === 'warning') ? 'warn' : 'ink3';
}
