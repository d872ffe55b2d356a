/** What a lens's “3 sources” opens: the sentences in a list over the note. */
import { Location, Uri, commands } from "vscode";
import { toPosition, toRange, toUri, type SourceLocation } from "../views/protocol";

/** The server's command, which this editor does by itself. */
export const SHOW_SOURCES = "attest.server.showSources";

export async function showSources(args: readonly unknown[]): Promise<void> {
  const [uri, position, places] = args as [string, { line: number; character: number }, readonly SourceLocation[]];
  const locations = places.map((place) => new Location(toUri(place), toRange(place.range)));
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri, true), toPosition(position), locations);
}
