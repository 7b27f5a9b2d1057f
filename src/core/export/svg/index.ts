export { BUNDLED_FONTS } from './bundled-fonts.ts';
export { exportSvg, layOutSheet } from './export-svg.ts';
export { createTitleBlock } from './title-block.ts';
export type { EmbeddedFont, Sheet, SvgOptions } from './export-svg.ts';
export type { TitleBlock } from './title-block.ts';
export { escapeXml, formatAttributes } from './xml.ts';
