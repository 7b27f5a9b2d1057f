export { ICON_STROKE_WIDTH, ICONS } from './icons.ts';
export { THEMES } from './theme.ts';
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
