/** “Open sample workspace”: a small invented case, copied to a folder of the user's choice. */
import { Uri, commands, window, workspace, type ExtensionContext } from "vscode";

export async function openSample(context: ExtensionContext): Promise<void> {
  const chosen = await window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: "Put the Sample Here",
    title: "A folder for the sample workspace",
  });
  const folder = chosen?.[0];
  if (folder === undefined) {
    return;
  }
  const target = Uri.joinPath(folder, "attest-sample");
  try {
    await workspace.fs.copy(Uri.joinPath(context.extensionUri, "sample"), target, { overwrite: false });
  } catch {
    // It was copied before; what the user made of it stays.
  }
  await commands.executeCommand("vscode.openFolder", target, { forceNewWindow: true });
}
