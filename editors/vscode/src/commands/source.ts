/** “Open the source of the claim”: the sentence in an article that the words at the cursor rest on. */
import { Location, Position, Range, ViewColumn, commands, window, type TextEditor } from "vscode";
import { DefinitionRequest, type LanguageClient } from "vscode-languageclient/node";

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
  const sources = await sourcesAt(client, editor);
  const [first] = sources;
  if (first === undefined) {
    void window.showInformationMessage("Attest found no source for the words at the cursor.");
  } else if (sources.length === 1) {
    // Beside the note, so that both can be read together.
    await window.showTextDocument(first.uri, { selection: first.range, viewColumn: ViewColumn.Beside, preview: true });
  } else {
    const { document, selection } = editor;
    await commands.executeCommand("editor.action.peekLocations", document.uri, selection.active, sources, "peek");
  }
}

async function sourcesAt(client: LanguageClient, editor: TextEditor): Promise<Location[]> {
  const answer = await client.sendRequest(
    DefinitionRequest.type,
    client.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active),
  );
  const definitions = answer === null ? [] : Array.isArray(answer) ? answer : [answer];
  return definitions.map((definition) => {
    const [uri, { start, end }] =
      "targetUri" in definition
        ? [definition.targetUri, definition.targetSelectionRange]
        : [definition.uri, definition.range];
    return new Location(
      client.protocol2CodeConverter.asUri(uri),
      new Range(new Position(start.line, start.character), new Position(end.line, end.character)),
    );
  });
}
