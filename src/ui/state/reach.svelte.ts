import { parentOf, type ObjectRef } from '../../core/plan/index.ts';
import { findEndpoint, findReach, listEndpoints, type Answer, type Endpoint } from '../../core/reach/index.ts';
import type { DocumentController } from './document.svelte.ts';
import type { LayoutController } from './layout.svelte.ts';
import type { SelectionController } from './selection.svelte.ts';

/** What is asked in the reach panel, and the answer for the plan as it is now. */
export class ReachController {
  /** Key of an endpoint, or an address. */
  from: string | undefined = $state();
  to: string | undefined = $state();
  readonly #document: DocumentController;
  readonly #layout: LayoutController;
  readonly #selection: SelectionController;

  constructor(document: DocumentController, layout: LayoutController, selection: SelectionController) {
    this.#document = document;
    this.#layout = layout;
    this.#selection = selection;
  }

  get isOpen(): boolean {
    return this.#layout.sideTool === 'reach';
  }

  readonly endpoints: readonly Endpoint[] = $derived.by(() =>
    this.isOpen ? listEndpoints(this.#document.check.topology) : [],
  );
  readonly start: Endpoint | undefined = $derived.by(() => this.find(this.from));
  readonly end: Endpoint | undefined = $derived.by(() => this.find(this.to));
  readonly answer: Answer | undefined = $derived.by(() =>
    this.isOpen && this.start !== undefined && this.end !== undefined
      ? findReach(this.#document.check.topology, this.start, this.end)
      : undefined,
  );

  /** The endpoint a key, name or address stands for in the plan as it is now. */
  find(word: string | undefined): Endpoint | undefined {
    if (word === undefined) return undefined;
    const found = findEndpoint(this.#document.check.topology, word);
    return found.ok ? found.value : undefined;
  }

  /** Opens the panel, asking from what is selected; of two objects from the first to the second. */
  open(): void {
    this.#layout.sideTool = 'reach';
    const [first, second] = this.#selection.refs.flatMap((ref) => this.#endpointOf(ref)?.key ?? []);
    if (first === undefined) return;
    if (this.to === first) this.to = this.from;
    this.from = first;
    if (second !== undefined) this.to = second;
  }

  show(from: string, to: string): void {
    this.#layout.sideTool = 'reach';
    [this.from, this.to] = [from, to];
  }

  close(): void {
    if (this.isOpen) this.#layout.sideTool = undefined;
  }

  swap(): void {
    [this.from, this.to] = [this.to, this.from];
  }

  /** What stands for an object: pods of a cluster or pool, a subnet, a site; of a network its first subnet. */
  #endpointOf(ref: ObjectRef): Endpoint | undefined {
    const { plan } = this.#document;
    const endpoints = listEndpoints(this.#document.check.topology);
    const byKey = (key: string): Endpoint | undefined => endpoints.find((one) => one.key === key);
    switch (ref.kind) {
      case 'subnet':
        return byKey(`subnet:${ref.id}`);
      case 'site':
        return byKey(`site:${ref.id}`);
      case 'cluster':
        return byKey(`pods:${ref.id}`);
      case 'nodePool':
        return byKey(`pods:${ref.id}`) ?? byKey(`pods:${parentOf(plan, ref)?.id ?? ''}`);
      case 'virtualNetwork':
        return endpoints.find((one) => one.kind === 'subnet' && one.subnet.network.id === ref.id);
      default:
        return undefined;
    }
  }
}
