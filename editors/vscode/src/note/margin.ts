/** Signs in the margin: the verdict of the claims that begin on a line. Each is another shape. */
import { Range, Uri, window, workspace, type Disposable, type ExtensionContext, type TextEditorDecorationType } from "vscode";
import { SECTION } from "../settings";
import type { Verdict } from "../views/protocol";
import type { NoteInFront } from "./state";
import { worstByLine } from "./words";

const WORST_FIRST: readonly Verdict[] = ["contradicted", "unsupported", "partial", "supported"];

export class Margin implements Disposable {
  private readonly types: ReadonlyMap<Verdict, TextEditorDecorationType>;

  constructor(context: ExtensionContext) {
    const icon = (verdict: Verdict, theme: string): Uri =>
      Uri.joinPath(context.extensionUri, "images", "verdicts", `${verdict}-${theme}.svg`);
    const type = (verdict: Verdict): TextEditorDecorationType =>
      window.createTextEditorDecorationType({
        gutterIconSize: "70%",
        light: { gutterIconPath: icon(verdict, "light") },
        dark: { gutterIconPath: icon(verdict, "dark") },
      });
    this.types = new Map(WORST_FIRST.map((verdict) => [verdict, type(verdict)]));
  }

  show(note: NoteInFront | undefined): void {
    if (note === undefined) {
      return; // What is not in front keeps its signs.
    }
    const { editor, state } = note;
    const on = workspace.getConfiguration(SECTION, editor.document.uri).get<boolean>("decorations.margin", true);
    const lines = worstByLine(on ? state.claims.filter((claim) => !claim.silenced) : [], WORST_FIRST);
    for (const [verdict, type] of this.types) {
      const ranges = [...lines]
        .filter(([line, worst]) => worst === verdict && line < editor.document.lineCount)
        // The start alone: a sign on each row of a wrapped line says nothing more.
        .map(([line]) => new Range(line, 0, line, 0));
      editor.setDecorations(type, ranges);
    }
  }

  dispose(): void {
    this.types.forEach((type) => type.dispose());
  }
}
