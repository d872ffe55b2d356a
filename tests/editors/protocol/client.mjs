// client.mjs SERVER WORKSPACE: a small client on the library that VS Code speaks with. Any byte on stdout
// that is no message, any unhandled error and any exit code but 0 fails it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [server, workspace] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'package.json'));
const lsp = require('vscode-languageserver-protocol/node');

const child = spawn(server, ['serve', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const exited = new Promise((resolve) => child.on('exit', resolve));
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(child.stdout),
  new lsp.StreamMessageWriter(child.stdin),
);
connection.onError(([error]) => assert.fail(`the stream is broken: ${error.message}`));
connection.onUnhandledNotification(({ method }) => assert.ok(method.startsWith('$/') || method.startsWith('window/'), method));
connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) => items.map(() => null));
connection.onRequest(lsp.RegistrationRequest.type, () => undefined);
connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => undefined);
connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => undefined);
const published = new Map();
let arrived = () => {};
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
  published.set(params.uri, params);
  arrived();
});
connection.listen();

const uri = (file) => pathToFileURL(join(workspace, file)).href;
const note = uri('notes/brief.md');
const text = readFileSync(join(workspace, 'notes/brief.md'), 'utf8');
await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid,
  rootUri: uri('.'),
  workspaceFolders: [{ uri: uri('.'), name: 'sample' }],
  capabilities: {
    workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { publishDiagnostics: { relatedInformation: true }, hover: { contentFormat: ['markdown'] } },
    window: { workDoneProgress: true },
  },
});
await connection.sendNotification(lsp.InitializedNotification.type, {});
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
  textDocument: { uri: note, languageId: 'markdown', version: 1, text },
});
while (!published.has(note)) {
  await new Promise((resolve) => (arrived = resolve));
}
const { diagnostics, version } = published.get(note);
assert.equal(version, 1);
assert.ok(diagnostics.length > 0 && diagnostics.every((each) => lsp.Diagnostic.is(each)));
const line = text.split('\n').findIndex((each) => each.includes('killed 43'));
const position = { line, character: text.split('\n')[line].indexOf('43') };
const hover = await connection.sendRequest(lsp.HoverRequest.type, { textDocument: { uri: note }, position });
assert.ok(lsp.Hover.is(hover) && hover.contents.value.includes('34'));
const symbols = await connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument: { uri: note } });
assert.ok(symbols.length > 0);
const lenses = await connection.sendRequest(lsp.CodeLensRequest.type, { textDocument: { uri: note } });
assert.ok(lsp.CodeLens.is(await connection.sendRequest(lsp.CodeLensResolveRequest.type, lenses[0])));
// Many questions at once, half of them given up.
const asked = Array.from({ length: 60 }, (_, number) => {
  const source = new lsp.CancellationTokenSource();
  const answer = connection.sendRequest(lsp.HoverRequest.type, { textDocument: { uri: note }, position }, source.token);
  if (number % 2 === 0) {
    source.cancel();
  }
  return answer.catch((error) => assert.equal(error.code, lsp.LSPErrorCodes.RequestCancelled));
});
await Promise.all(asked);
await connection.sendRequest(lsp.ShutdownRequest.type);
await connection.sendNotification(lsp.ExitNotification.type);
assert.equal(await exited, 0, 'the exit code');
console.log('node client: passed');
