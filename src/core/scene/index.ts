export { buildScene } from './build-scene.ts';
export { drawEdgeDots, drawEdgeLabel } from './edge-picture.ts';
export { ICON_STROKE_WIDTH, ICONS } from './icons.ts';
export { fitText, fitTextEnd, measureText, wrapText } from './measure.ts';
export { sizeOfNetwork } from './network-frame.ts';
export { FONTS } from './pen.ts';
export { sizeOfBlock, sizeOfSite } from './small-pictures.ts';
export { addressAtStrip } from './strip.ts';
export { THEMES } from './theme.ts';
export type { FittedText } from './measure.ts';
export type { IconName } from './icons.ts';
export type {
  CirclePrimitive,
  Font,
  FontFamily,
  FontWeight,
  IconPrimitive,
  LinePrimitive,
  PathPrimitive,
  Primitive,
  RectPrimitive,
  Stroke,
  TextPrimitive,
} from './primitive.ts';
export type { ColorToken, Theme, ThemeName } from './theme.ts';
export type {
  Box,
  Point,
  Scene,
  SceneBadge,
  SceneEdge,
  SceneEdgeEnd,
  SceneEdgeKind,
  SceneEdgeLabel,
  SceneInput,
  SceneItem,
  SceneItemKind,
  ScenePart,
  ScenePartKind,
} from './types.ts';
