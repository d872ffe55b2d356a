/** The connection to one running server. */
import { workspace, type LogOutputChannel } from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { SECTION, onlySet } from "../settings";
import type { Server } from "./locate";

export function createClient(server: Server, log: LogOutputChannel, trace: LogOutputChannel): LanguageClient {
  return new LanguageClient(
    SECTION, // also where the library looks for `trace.server`
    "Attest",
    { command: server.path, args: ["serve", "--stdio"] },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "untitled", language: "markdown" },
      ],
      initializationOptions: onlySet(workspace.getConfiguration().get(SECTION)) ?? {},
      diagnosticCollectionName: "attest",
      outputChannel: log,
      traceOutputChannel: trace,
      // The log is one command away; opening it by itself would take the place of the user's panel.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        workspace: {
          async configuration(params, token, next) {
            const answer = await next(params, token);
            // An empty object, not null: null would mean that this editor knows no settings.
            return Array.isArray(answer) ? answer.map((value) => onlySet(value) ?? {}) : answer;
          },
        },
      },
    },
  );
}
