/** “Open the source of the claim”: the sentence in an article that the words at the cursor rest on. */
import { Position, Range, Uri, ViewColumn, window, type TextEditor } from "vscode";
import { DefinitionRequest, type LanguageClient } from "vscode-languageclient/node";

/**
 * Opens the best source beside the note. *Go to Definition* offers all of them; this is for the
 * reader who wants one look and both texts in view.
 */
export async function openSource(client: LanguageClient | undefined): Promise<void> {
  const editor = window.activeTextEditor;
  if (client === undefined || !client.isRunning()) {
    void window.showWarningMessage("Attest is not running here. “Attest: Restart Server” starts it.");
    return;
  }
  if (editor === undefined || editor.document.languageId !== "markdown") {
    void window.showInformationMessage("Put the cursor on a claim, a name, a quotation or a citation in a note first.");
    return;
  }
  const source = await bestSourceAt(client, editor);
  if (source === undefined) {
    void window.showInformationMessage("Attest found no source for the words at the cursor.");
    return;
  }
  await window.showTextDocument(source.uri, { selection: source.range, viewColumn: ViewColumn.Beside, preview: true });
}

/** The server gives the best one first. */
async function bestSourceAt(client: LanguageClient, editor: TextEditor): Promise<{ uri: Uri; range: Range } | undefined> {
  const answer = await client.sendRequest(
    DefinitionRequest.type,
    client.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active),
  );
  const [best] = answer === null ? [] : Array.isArray(answer) ? answer : [answer];
  if (best === undefined) {
    return undefined;
  }
  const [uri, { start, end }] =
    "targetUri" in best ? [best.targetUri, best.targetSelectionRange] : [best.uri, best.range];
  return {
    uri: client.protocol2CodeConverter.asUri(uri),
    range: new Range(new Position(start.line, start.character), new Position(end.line, end.character)),
  };
}
