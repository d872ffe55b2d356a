/** “Cite this article”: writes a citation at the cursor of the note in front. */
import { window } from "vscode";

export async function citeArticle(id: string | undefined): Promise<void> {
  const editor = window.visibleTextEditors.find((each) => each.document.languageId === "markdown");
  if (editor === undefined || id === undefined) {
    void window.showInformationMessage("Open the note that should cite the article first.");
    return;
  }
  const key = /^[\p{L}\p{N}_.:/-]+$/u.test(id) ? `@${id}` : `@{${id}}`;
  await editor.edit((edit) => edit.insert(editor.selection.active, `[${key}]`));
}
