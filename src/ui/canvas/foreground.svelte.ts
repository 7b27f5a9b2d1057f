import type { Scene } from '../../core/scene/index.ts';

/** More than so many changed things are painted anew as a whole; lines that a drag moves are one picture, however many they are. */
const most = 40;
const restMs = 250;
const none: ReadonlySet<string> = new Set();

/**
 * What has changed since the background was painted: a dragged network and its lines, an object just edited. It is drawn apart, over a background that
 * stays as it is without it, so that a frame of a drag costs what moves and not what is in view. At rest the background takes it in.
 */
export class Foreground {
  #kept: { readonly background: Scene; readonly keys: ReadonlySet<string> } = $state.raw({
    background: { items: [], edges: [], bounds: { x: 0, y: 0, width: 0, height: 0 } },
    keys: none,
  });
  #known: ReadonlySet<unknown> = none;
  #generation = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The drawing behind; items and lines in `keys` are not part of it. */
  get background(): Scene {
    return this.#kept.background;
  }
  /** Keys of the items and lines drawn apart. */
  get keys(): ReadonlySet<string> {
    return this.#kept.keys;
  }

  /** Call when the drawing has changed. While `isHeld` (a drag goes on) nothing is taken in; a plan of another `generation` is, whole. */
  follow(scene: Scene, isHeld: boolean, generation: number): void {
    clearTimeout(this.#timer);
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#takeIn(scene);
      return;
    }
    const { background, keys } = this.#kept;
    if (scene === background && keys.size === 0) return;
    const changed = [...scene.items, ...scene.edges].filter((drawn) => !this.#known.has(drawn)).map(({ key }) => key);
    const present = new Set([...scene.items, ...scene.edges].map(({ key }) => key));
    const gone = [...background.items, ...background.edges]
      .filter(({ key }) => !present.has(key))
      .map(({ key }) => key);
    // What has been drawn apart once stays so: it may move back and forth.
    const grown = new Set([...keys, ...changed, ...gone]);
    const lines = isHeld ? scene.edges.filter(({ key }) => grown.has(key)).length : 0;
    if (grown.size - lines > most) {
      this.#takeIn(scene);
      return;
    }
    if (grown.size > keys.size) this.#kept = { background, keys: grown };
    if (!isHeld) this.#timer = setTimeout(() => this.#takeIn(scene), restMs);
  }

  #takeIn(scene: Scene): void {
    this.#known = new Set<unknown>([...scene.items, ...scene.edges]);
    this.#kept = { background: scene, keys: none };
  }
}
