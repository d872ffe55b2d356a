/** The connection to one running server. */
import { workspace, type LogOutputChannel } from "vscode";
import { LanguageClient, RevealOutputChannelOn, type StaticFeature } from "vscode-languageclient/node";
import { SHOW_SOURCES, showSources } from "../commands/sources";
import { SECTION, forServer } from "../settings";
import { progressWords } from "./progress";
import type { Server } from "./locate";

export function createClient(
  server: Server,
  log: LogOutputChannel,
  trace: LogOutputChannel,
  onProgress: (words: string | undefined) => void,
): LanguageClient {
  const client = new LanguageClient(
    SECTION, // also where the library looks for `trace.server`
    "Attest",
    { command: server.path, args: ["serve", "--stdio"] },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "untitled", language: "markdown" },
      ],
      initializationOptions: forServer(workspace.getConfiguration().get(SECTION)) ?? {},
      diagnosticCollectionName: "attest",
      outputChannel: log,
      traceOutputChannel: trace,
      // The log is one command away; opening it by itself would take the place of the user's panel.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        executeCommand: (command, args, next) => (command === SHOW_SOURCES ? showSources(args) : next(command, args)),
        handleWorkDoneProgress(token, params, next) {
          onProgress(progressWords(params));
          next(token, params);
        },
        workspace: {
          async configuration(params, token, next) {
            const answer = await next(params, token);
            // An empty object, not null: null would mean that this editor knows no settings.
            return Array.isArray(answer) ? answer.map((value) => forServer(value) ?? {}) : answer;
          },
        },
      },
    },
  );
  client.registerFeature(TELLS);
  return client;
}

/** Tells the server that VS Code shows the findings at a place above the hover, so that nothing is said twice. */
const TELLS: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const known = (capabilities.experimental ?? {}) as object;
    capabilities.experimental = { ...known, attestFindingsInHover: true };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};
