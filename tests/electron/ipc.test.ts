import { describe, expect, it, vi } from 'vitest';
import { type CallHandlers, registerCalls } from '../../electron/main/ipc.ts';
import { calls, events } from '../../src/contract/calls.ts';
import { callChannel, callNames, eventNames } from '../../src/contract/names.ts';

type Listener = (event: { readonly sender: string }, payload: unknown) => Promise<unknown>;

function register(
  handlers: Partial<CallHandlers>,
): (name: (typeof callNames)[number], sender: string, payload: unknown) => Promise<unknown> {
  const listeners = new Map<string, Listener>();
  const page = 'page';
  // Only what `registerCalls` uses of Electron's objects exists here.
  const ipcMain = { handle: (channel: string, listener: unknown) => listeners.set(channel, listener as Listener) };
  registerCalls(ipcMain as never, (event) => event.sender === (page as never), handlers as CallHandlers);
  return async (name, sender, payload) => listeners.get(callChannel(name))?.({ sender }, payload);
}

describe('registerCalls', () => {
  it('passes a call of the page that fits the contract', async () => {
    const readFile = vi.fn(() => ({ ok: false as const, error: { kind: 'not-granted' as const, path: '/a' } }));
    const call = register({ readFile });
    expect(await call('readFile', 'page', { path: '/a' })).toEqual({
      ok: false,
      error: { kind: 'not-granted', path: '/a' },
    });
    expect(readFile).toHaveBeenCalledWith({ path: '/a' });
  });

  it('refuses every call of another sender before any handler sees it', async () => {
    const handler = vi.fn();
    const call = register(Object.fromEntries(callNames.map((name) => [name, handler])));
    for (const name of callNames) await expect(call(name, 'frame', undefined)).rejects.toThrow('not the designer');
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([
    ['readFile', undefined],
    ['readFile', { path: 5 }],
    ['readFile', { path: '' }],
    ['readFile', { path: '/a', encoding: 'binary' }],
    ['saveFile', { path: '/a', text: 'x' }],
    ['saveFile', { path: '/a', text: 'x', expectedStamp: 'short' }],
    ['setTheme', { theme: 'pink' }],
    ['clearJournal', { documentId: '../../etc' }],
    ['writeJournal', { documentId: 'a/b', name: '', path: null, stamp: null, text: '', editedAtMs: 0 }],
    ['exportFile', { suggestedName: 'x', label: 'x', extension: '../x', bytes: new Uint8Array() }],
    ['exportFile', { suggestedName: 'x', label: 'x', extension: 'png', bytes: [1, 2] }],
    ['describeCommands', { commands: [{ id: 'DROP', label: 'x', enabled: true }] }],
    ['start', { anything: true }],
  ] as const)('refuses a %s that does not fit: %j', async (name, payload) => {
    const handler = vi.fn();
    const call = register({ [name]: handler });
    await expect(call(name, 'page', payload)).rejects.toThrow('does not fit the contract');
    expect(handler).not.toHaveBeenCalled();
  });

  it('does not send an answer that breaks the contract', async () => {
    // A handler the compiler would refuse.
    const call = register({ readFile: (() => ({ ok: true, value: { path: '/a' } })) as never });
    await expect(call('readFile', 'page', { path: '/a' })).rejects.toThrow();
  });
});

it('has a schema for every name and a name for every schema', () => {
  expect(Object.keys(calls).sort()).toEqual([...callNames].sort());
  expect(Object.keys(events).sort()).toEqual([...eventNames].sort());
});
