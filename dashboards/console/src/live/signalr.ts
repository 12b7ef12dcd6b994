import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { HubPort } from './dispatchLink';

/** A connection to `/hubs/dispatch`. Reconnecting is the link's business: SignalR's own gives up. */
export function createHub(): HubPort {
  const connection = new HubConnectionBuilder()
    .withUrl('/hubs/dispatch', {
      transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
    })
    .configureLogging(LogLevel.Warning)
    .build();
  connection.serverTimeoutInMilliseconds = 20_000;
  connection.keepAliveIntervalInMilliseconds = 5_000;
  return {
    start: () => connection.start(),
    stop: () => connection.stop(),
    invoke: (method, ...args) => connection.invoke(method, ...args),
    on: (method, handler) => connection.on(method, handler as (...args: unknown[]) => void),
    onclose: (handler) => connection.onclose(handler),
  };
}
