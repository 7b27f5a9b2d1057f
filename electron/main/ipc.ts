import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { calls } from '../../src/contract/calls.ts';
import type { CallRequest, CallResponse } from '../../src/contract/desktop.ts';
import { type CallName, callChannel, callNames } from '../../src/contract/names.ts';

/** One function for every call of the contract; the compiler sees to it that none is missing. */
export type CallHandlers = {
  readonly [C in CallName]: (request: CallRequest<C>) => CallResponse<C> | Promise<CallResponse<C>>;
};

/** Whether a call comes from the one frame that may make it. */
type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) => boolean;

/**
 * Connects the handlers to the page. A call from another frame or page, or one that does not fit the contract, never reaches its
 * handler: both are programmer's errors or attacks, so they reject.
 */
export function registerCalls(ipcMain: Pick<IpcMain, 'handle'>, isTrusted: SenderCheck, handlers: CallHandlers): void {
  for (const name of callNames) registerCall(ipcMain, isTrusted, name, handlers);
}

function registerCall<C extends CallName>(
  ipcMain: Pick<IpcMain, 'handle'>,
  isTrusted: SenderCheck,
  name: C,
  handlers: CallHandlers,
): void {
  const { request: requestSchema, response: responseSchema } = calls[name];
  ipcMain.handle(callChannel(name), async (event, payload: unknown) => {
    if (!isTrusted(event)) throw new Error(`${name}: refused, the sender is not the designer's page`);
    const request = requestSchema.safeParse(payload);
    if (!request.success) throw new Error(`${name}: the request does not fit the contract: ${request.error.message}`);
    // The schema that has just accepted the data is the one the handler's parameter type is inferred from.
    const response = await handlers[name](request.data as CallRequest<C>);
    return responseSchema.parse(response);
  });
}
