import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { createPlatform } from './platform/create-platform.ts';
import { AppState } from './state/app.svelte.ts';
import { linkDesktop, startApp } from './state/desktop-link.svelte.ts';
import { planningCore } from './state/real-planning-core.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const app = new AppState(createPlatform(), planningCore, {
  window,
  systemDark: matchMedia('(prefers-color-scheme: dark)'),
  now: () => Date.now(),
  today: localDate,
  setTimer: (run, ms) => setTimeout(run, ms),
  nextTurn: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      // A window that nobody sees draws no frames.
      setTimeout(resolve, 250);
    }),
  newId: () => crypto.randomUUID(),
});
mount(App, { target, props: { app } });
linkDesktop(app);
void startApp(app);

/** Today where the person is, YYYY-MM-DD. */
function localDate(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
