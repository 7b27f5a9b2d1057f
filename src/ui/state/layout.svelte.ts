/** Panels that take the inspector's place while they are in use. */
export type SideTool = 'reach' | 'compare';

/** Which parts of the window are shown. Not kept between starts. */
export class LayoutController {
  palette = $state(true);
  inspector = $state(true);
  findings = $state(true);
  outline = $state(false);
  /** px; undefined: as the window suggests. */
  outlineWidth: number | undefined = $state();
  minimap = $state(true);
  grid = $state(true);
  /** Shown in place of the inspector; undefined: the inspector. */
  sideTool: SideTool | undefined = $state();
}
