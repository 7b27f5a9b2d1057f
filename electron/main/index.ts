import { app, Menu, nativeTheme, protocol, session } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { findFileArguments } from './arguments.ts';
import { openDesigner } from './designer.ts';
import { answerRequest, appScheme } from './scheme.ts';
import { closeNetwork, guardContents, guardSession } from './security.ts';
import { openSettings } from './settings.ts';

/** What a second start hands to the first; the paths are made absolute where they were typed. */
const handOverSchema = z.object({ files: z.array(z.string()) });

// Set by electron-vite while developing; a packaged application has no server to reload from.
const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const userData = app.commandLine.getSwitchValue('user-data-dir');
if (userData) app.setPath('userData', userData);

closeNetwork(app, developmentServer);
// Root can only run Chromium without its sandbox; forcing it on again would keep the page from starting at all.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

// Electron's own menu would be built only to be replaced.
Menu.setApplicationMenu(null);

const files = findFileArguments(process.argv, process.cwd(), app.getAppPath());

if (app.requestSingleInstanceLock({ files })) run();
else app.quit();

function run(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, developmentServer));
  app.on('window-all-closed', () => app.quit());
  const designer = start();
  app.on('second-instance', async (_event, _argv, _folder, data) => {
    const handedOver = handOverSchema.safeParse(data);
    const { handOver, focus } = await designer;
    if (handedOver.success) handOver(handedOver.data.files);
    focus();
  });
  // macOS hands files over this way, also before the application is ready.
  app.on('open-file', async (event, path) => {
    event.preventDefault();
    (await designer).handOver([path]);
  });
}

async function start(): Promise<ReturnType<typeof openDesigner>> {
  const [settings] = await Promise.all([openSettings(join(app.getPath('userData'), 'settings.json')), app.whenReady()]);
  nativeTheme.themeSource = settings.get().theme;
  guardSession(session.defaultSession, developmentServer);
  const root = join(import.meta.dirname, '../renderer');
  // Its successor `protocol.handle` makes a Request and a Response of every file, and loads all of Node's fetch for them while the page waits for its first one.
  protocol.registerBufferProtocol(appScheme, (request, answer) => answer(answerRequest(request, root)));
  return openDesigner({ settings, files, developmentServer });
}
