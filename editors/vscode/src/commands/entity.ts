/** “Find a name”: the people, organisations and places of the articles, as they are typed. */
import { window, type QuickPickItem } from "vscode";
import type { Lifecycle } from "../server/lifecycle";
import { corpus, toRange, toUri, type SourceLocation } from "../views/protocol";

interface Choice extends QuickPickItem {
  readonly location: SourceLocation | null;
}

export function findName(lifecycle: Lifecycle): void {
  const pick = window.createQuickPick<Choice>();
  pick.placeholder = "A person, organisation or place of the articles";
  pick.matchOnDescription = true;
  let asked = 0;
  const search = async (words: string): Promise<void> => {
    const number = ++asked;
    pick.busy = true;
    const found = await corpus(lifecycle.client, words);
    if (number === asked) {
      pick.busy = false;
      pick.items = (found?.entities.items ?? []).map(({ name, kind, role, mentions, location }) => ({
        label: name,
        description: role ?? kind,
        detail: `named ${mentions}×`,
        location,
        alwaysShow: true, // The server knows other spellings of the name.
      }));
    }
  };
  pick.onDidChangeValue((words) => void search(words));
  pick.onDidAccept(() => {
    const location = pick.selectedItems[0]?.location;
    pick.hide();
    if (location !== undefined && location !== null) {
      void window.showTextDocument(toUri(location), { selection: toRange(location.range), preview: true });
    }
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
  void search("");
}
