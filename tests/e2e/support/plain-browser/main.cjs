/** Chromium without anything of the desktop: no preload, no scheme, no guards. Opens the address given last. */
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  return window.loadURL(process.argv.at(-1));
});
