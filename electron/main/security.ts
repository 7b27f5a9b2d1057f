import type { App, Session, WebContents } from 'electron';
import { appOrigin, appScheme } from './scheme.ts';

/**
 * What a page may ask the system for. Everything absent is denied; each line says why it is not.
 * The designer's page is the only page there is, so this is a second wall, not the first.
 */
const allowedPermissions: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'copies an address, a command line or a drawing when a person asks for it',
  fullscreen: 'shows the canvas on the whole screen when a person asks for it',
};

/** Chromium's own means of reaching the network without being asked; a planner of private networks has no use for any. */
const switches: readonly (readonly [string, string?])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  ['no-proxy-server'],
];
const everyNameIsUnknown = ['host-resolver-rules', 'MAP * ~NOTFOUND'] as const;

export function isPermissionAllowed(permission: string): boolean {
  return Object.hasOwn(allowedPermissions, permission);
}

/** The origins a page of the designer may come from: its own files, and while it is being developed the live-reload server. */
export function findOrigins(developmentServer: string | undefined): readonly string[] {
  return developmentServer === undefined ? [appOrigin] : [appOrigin, new URL(developmentServer).origin];
}

/** Whether a URL belongs to one of the origins. `URL.origin` is "null" for schemes of our own, hence the comparison by parts. */
export function isOfOrigins(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return origins.includes(`${protocol}//${host}`);
}

/** Requests that reach nothing outside the process, or the development server. */
export function isRequestAllowed(url: string, developmentServer: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (protocol === `${appScheme}:` || protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:')
    return true;
  return developmentServer !== undefined && host === new URL(developmentServer).host;
}

export function closeNetwork(app: App, developmentServer: string | undefined): void {
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  if (developmentServer === undefined) app.commandLine.appendSwitch(...everyNameIsUnknown);
}

export function guardSession(session: Session, developmentServer: string | undefined): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermissionAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermissionAllowed(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isRequestAllowed(details.url, developmentServer) });
  });
  // `spellcheck: false` of the window keeps its dictionaries from being used, not from being fetched.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Nothing the designer shows is a link to elsewhere: no page navigates, opens a window or embeds another. Only the live-reload
 * server of development may load its own page again.
 */
export function guardContents(contents: WebContents, developmentServer: string | undefined): void {
  const isReload = (url: string): boolean =>
    developmentServer !== undefined && isOfOrigins(url, [new URL(developmentServer).origin]);
  contents.on('will-navigate', (event) => {
    if (!isReload(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isReload(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
