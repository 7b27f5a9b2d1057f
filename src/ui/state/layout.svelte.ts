/** Which parts of the window are shown. Not kept between starts. */
export class LayoutController {
  palette = $state(true);
  inspector = $state(true);
  findings = $state(true);
  outline = $state(false);
  minimap = $state(true);
  grid = $state(true);
}
