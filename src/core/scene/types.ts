import type { CapacityReport } from '../capacity/types.ts';
import type { ObjectRef, Plan } from '../plan/index.ts';
import type { Finding, Severity } from '../rules/types.ts';
import type { Topology } from '../topology/types.ts';
import type { Primitive } from './primitive.ts';
import type { ColorToken } from './theme.ts';

/** A rectangle in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Everything a scene is made from. With the scene before it, unchanged objects are kept by identity. */
export interface SceneInput {
  /** Only its layout is read; a preview of a drag may pass the plan with other places and the same topology. */
  readonly plan: Pick<Plan, 'layout'>;
  readonly topology: Topology;
  readonly capacity: CapacityReport;
  readonly findings: readonly Finding[];
  readonly previous?: Scene;
}

/** The drawing: items people place, and the lines between them. Items and edges are in reading order (top to bottom, left to right). */
export interface Scene {
  readonly items: readonly SceneItem[];
  readonly edges: readonly SceneEdge[];
  /** Around all items, lines and labels; zero-sized at the origin when there is nothing. */
  readonly bounds: Box;
}

/** How many findings an object has, and the worst of them. */
export interface SceneBadge {
  readonly count: number;
  readonly severity: Severity;
}

/** `cluster`: one whose node subnet is not in the plan; all others are parts of their network. */
export type SceneItemKind = 'virtualNetwork' | 'site' | 'block' | 'note' | 'cluster';

/**
 * Something people place. `primitives` are in coordinates of the item (its top left corner is 0, 0) and in painting order; badges are among them.
 * Identity is meaning: the same item object means the same picture at the same place; the same `primitives` array means the same picture.
 */
export interface SceneItem extends Box {
  /** Unique in the scene: `<kind>:<object id>`. */
  readonly key: string;
  readonly ref: ObjectRef;
  readonly kind: SceneItemKind;
  readonly name: string;
  readonly collapsed: boolean;
  /** Corner radius of the frame, for selection outlines. */
  readonly radius: number;
  readonly primitives: readonly Primitive[];
  /** What is inside, in reading order. */
  readonly parts: readonly ScenePart[];
  /** For a screen reader: role, name, ranges, use, findings. */
  readonly spoken: string;
  /** Findings of the object itself and of everything inside. */
  readonly badge?: SceneBadge;
}

/**
 * - `strip`: one prefix to scale; an x inside it is an address (`addressAtStrip`).
 * - `segment`: a subnet's or reservation's range in the strip. `free`: a gap in it.
 * - `subnet`, `cluster`, `gateway`, `firewall`: cards and the lines in them.
 * - `attachment`: a badge on a subnet's card. Its object may be attached to other subnets too, so several parts may stand for it; it is the subnet's
 *   own for a delegation and for private endpoints.
 */
export type ScenePartKind = 'strip' | 'segment' | 'free' | 'subnet' | 'cluster' | 'gateway' | 'firewall' | 'attachment';

/** Something inside an item that can be selected, dragged or dropped onto; coordinates of its item. */
export interface ScenePart extends Box {
  /** Unique in the scene. A subnet's card is `subnet:<id>`, its place in the strip `segment:<id>:<range>`, a badge on it `<kind>:<object id>@<id>`. */
  readonly key: string;
  readonly kind: ScenePartKind;
  /** The object it stands for; a strip or a free gap stands for its network. */
  readonly ref: ObjectRef;
  /** The object it lies in: network, or subnet for a cluster, gateway or firewall. */
  readonly parentRef: ObjectRef;
  /** Key of the part it lies in; undefined directly in the item. */
  readonly parentKey?: string;
  readonly name: string;
  readonly radius: number;
  /** strip: the prefix; segment: the range; free: `first - last`; cards: their ranges. */
  readonly ranges: readonly string[];
  /** Its own primitives and those of all it holds: `item.primitives.slice(from, to)`. Badges are not among them: they are painted last, after all parts. */
  readonly from: number;
  readonly to: number;
  readonly spoken: string;
  readonly badge?: SceneBadge;
}

/** `vpn`: networks joined by VNet-to-VNet VPN. `connectedGroup`: a mesh, drawn as a chain through its members. `conflict`: the two sides of a finding. */
export type SceneEdgeKind = 'peering' | 'siteLink' | 'vpn' | 'connectedGroup' | 'conflict';

export interface SceneEdgeEnd extends Point {
  /** Item at this end. */
  readonly itemKey: string;
  readonly side: 'left' | 'right' | 'top' | 'bottom';
  /** The very object meant, where it is inside the item (gateway, cluster, subnet). */
  readonly ref: ObjectRef;
}

export interface SceneEdgeLabel extends Box {
  /** Shortened to fit; whole in `SceneEdge.spoken`. */
  readonly text: string;
}

/** A line between two items, in coordinates of the scene. */
export interface SceneEdge {
  /** Unique in the scene. */
  readonly key: string;
  /** The peering, the site, the gateway, or the target of the (first) finding. */
  readonly ref: ObjectRef;
  readonly kind: SceneEdgeKind;
  readonly from: SceneEdgeEnd;
  readonly to: SceneEdgeEnd;
  /** Corners of the orthogonal route, ends included. */
  readonly points: readonly Point[];
  /** The same as SVG path data with rounded corners. */
  readonly path: string;
  readonly label?: SceneEdgeLabel;
  readonly tone: ColorToken;
  readonly dash?: readonly number[];
  readonly strokeWidth: number;
  /** Dots at both ends (peerings). */
  readonly dots: boolean;
  /** Rules of the findings that a conflict stands for; empty for other kinds. */
  readonly rules: readonly string[];
  readonly spoken: string;
  readonly badge?: SceneBadge;
}
