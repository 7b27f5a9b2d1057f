export { MAX_AREA_PX, MAX_SIDE_PX, sizePng } from './png-size.ts';
export type { PngSize, PngTooLarge } from './png-size.ts';
