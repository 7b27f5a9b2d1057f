import { readFile } from 'node:fs/promises';

/** Makes Chromium write down everything its network stack does, of every session, past all guards of the application. */
export const netLogSwitch = (path: string): string => `--log-net-log=${path}`;

/** Addresses asked for, hosts looked up and sockets opened, as Chromium wrote them down; what stays in the process is left out. */
export async function readNetLog(path: string): Promise<readonly string[]> {
  const [head = '', ...lines] = (await readFile(path, 'utf8')).split('\n');
  const { logEventTypes } = JSON.parse(`${head.replace(/,\s*$/, '').replace(/^\{?/, '{')}}`).constants;
  const wanted = new Set(
    ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT', 'UDP_CONNECT'].map((name) => {
      const type: unknown = logEventTypes[name];
      if (typeof type !== 'number') throw new Error(`Chromium no longer knows ${name}`);
      return type;
    }),
  );
  return lines.flatMap((line) => {
    const text = line.replace(/,?\s*$/, '').replace(/^"events": \[/, '');
    // The last line may be cut off where the process was ended.
    if (!text.startsWith('{') || !text.endsWith('}')) return [];
    const { type, params } = JSON.parse(text);
    if (!wanted.has(type)) return [];
    const what = String(params?.url ?? params?.host ?? params?.address ?? params?.address_list ?? '');
    return what === '' || /^(app|devtools|data|blob|chrome):/.test(what) ? [] : [what];
  });
}
