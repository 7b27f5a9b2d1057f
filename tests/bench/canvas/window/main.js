import { app, BrowserWindow } from 'electron';

/** An Electron window with nothing in it but the page it is given; the size is that of the designer's window. */
// Without the limit of the screen's refresh rate a frame takes as long as its work does.
app.commandLine.appendSwitch('disable-frame-rate-limit');
app.commandLine.appendSwitch('disable-gpu-vsync');
// A window nobody looks at draws all the same.
app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
app.commandLine.appendSwitch('disable-renderer-backgrounding');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { backgroundThrottling: false } });
  void window.loadURL(process.env.BENCH_PAGE ?? 'data:text/html,<title>empty</title>');
});
