/** The log of the messages between editor and server, switched by `attest.trace.server`. */
import { EventEmitter, LogLevel, window, workspace, type LogOutputChannel } from "vscode";
import { SECTION, TRACE } from "../settings";

/**
 * A log channel whose level follows the setting, not the level that the user picked for the log:
 * the language client asks the channel's level whether to trace at all.
 */
export function createTraceChannel(): LogOutputChannel {
  const inner = window.createOutputChannel("Attest Protocol", { log: true });
  const level = (): LogLevel => {
    const wanted = workspace.getConfiguration(SECTION).get<string>("trace.server", "off");
    return wanted === "off" ? LogLevel.Info : LogLevel.Trace;
  };
  const changed = new EventEmitter<LogLevel>();
  const subscription = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(TRACE)) {
      changed.fire(level());
    }
  });
  return {
    name: inner.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    // Written one level up, where the channel's own level does not hide it.
    trace: (message, ...rest) => inner.info(message, ...rest),
    debug: (message, ...rest) => inner.info(message, ...rest),
    info: (message, ...rest) => inner.info(message, ...rest),
    warn: (message, ...rest) => inner.warn(message, ...rest),
    error: (message, ...rest) => inner.error(message, ...rest),
    append: (value) => inner.append(value),
    appendLine: (value) => inner.appendLine(value),
    replace: (value) => inner.replace(value),
    clear: () => inner.clear(),
    show: () => inner.show(true),
    hide: () => inner.hide(),
    dispose: () => {
      subscription.dispose();
      changed.dispose();
      inner.dispose();
    },
  };
}
