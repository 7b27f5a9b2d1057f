import type { Component } from 'svelte';
import type { Dialog } from '../state/dialogs.svelte.ts';

type DialogOf<K extends Dialog['kind']> = Extract<Dialog, { readonly kind: K }>;
/** A view may ask for the kind, too. */
type ViewOf<K extends Dialog['kind']> = Component<Omit<DialogOf<K>, 'kind'>> | Component<DialogOf<K>>;

/** The view of every kind of dialog. It gets what the dialog holds as its props, and is a file of its own: the first frame does not wait for it. */
const loaders: { readonly [K in Dialog['kind']]: () => Promise<{ readonly default: ViewOf<K> }> } = {
  welcome: () => import('./welcome/WelcomeDialog.svelte'),
  commandPalette: () => import('./palette/CommandPalette.svelte'),
  find: () => import('./palette/CommandPalette.svelte'),
  keys: () => import('./KeysDialog.svelte'),
  rules: () => import('./RulesDialog.svelte'),
  why: () => import('./findings/WhyDrawer.svelte'),
  fixes: () => import('./findings/FixDialog.svelte'),
  suppress: () => import('./findings/SuppressDialog.svelte'),
  advisor: () => import('./advisor/AdvisorDialog.svelte'),
  sizing: () => import('./advisor/SizingDialog.svelte'),
  export: () => import('./export/ExportDialog.svelte'),
  reachMatrix: () => import('./reach/ReachMatrixDialog.svelte'),
  connect: () => import('./ConnectDialog.svelte'),
  unread: () => import('./UnreadDialog.svelte'),
  whatIf: () => import('./what-if/WhatIfDialog.svelte'),
  settings: () => import('./SettingsDialog.svelte'),
  about: () => import('./AboutDialog.svelte'),
};

export const dialogKinds = Object.keys(loaders) as readonly Dialog['kind'][]; // the keys of the table are the kinds

export async function loadView(kind: Dialog['kind']): Promise<Component<Dialog>> {
  // A view is only given dialogs of the kind it stands beside in the table.
  return (await loaders[kind]()).default as Component<Dialog>;
}
