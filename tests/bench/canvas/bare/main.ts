import '@xyflow/svelte/dist/style.css';
import type { Edge, Node } from '@xyflow/svelte';
import { mount } from 'svelte';
import Bare from './Bare.svelte';

/** What the bench puts on this page, for the same objects as in the plan it gives the designer. */
interface BareWindow extends Window {
  showFlow?: (nodes: Node[], edges: Edge[]) => void;
  moveOne?: () => void;
}

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app');
// The page is a test's own; the two functions are how the bench reaches into it.
const page = window as BareWindow;
page.showFlow = (nodes, edges) => {
  const flow = mount(Bare, { target, props: { nodes, edges } });
  page.moveOne = () => flow.moveOne();
};
