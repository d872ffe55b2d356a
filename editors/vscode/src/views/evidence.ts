/** The Evidence view: what the sources say of the claim at the cursor. */
import {
  ViewColumn,
  WorkspaceEdit,
  languages,
  window,
  workspace,
  type Disposable,
  type TextEditor,
  type WebviewView,
  type WebviewViewProvider,
} from "vscode";
import type { Lifecycle } from "../server/lifecycle";
import { randomBytes } from "node:crypto";
import { page, renderEvidence, renderNothing } from "./evidenceHtml";
import { evidenceAt, toRange, toUri, type Evidence } from "./protocol";

/** Longer than the gap between two arrow keys, shorter than a glance. */
const FOLLOW_MS = 120;
const SETTLE_MS = 400;

interface Message {
  readonly act: "ready" | "open" | "cite";
  readonly at?: number;
}

export class EvidenceView implements WebviewViewProvider, Disposable {
  static readonly id = "attest.evidence";
  private view: WebviewView | undefined;
  private shown: Evidence | undefined;
  private html = renderNothing("Put the cursor on a claim in a note.");
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  private readonly subscriptions: Disposable[];

  constructor(private readonly lifecycle: Lifecycle) {
    this.subscriptions = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor, FOLLOW_MS)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor, FOLLOW_MS)),
      workspace.onDidChangeTextDocument(({ document }) => this.changed((uri) => uri === document.uri.toString())),
      languages.onDidChangeDiagnostics(({ uris }) =>
        this.changed((shown) => uris.some((uri) => uri.toString() === shown)),
      ),
    ];
  }

  resolveWebviewView(view: WebviewView): void {
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [] };
    view.webview.html = page(randomBytes(16).toString("hex"));
    view.webview.onDidReceiveMessage((message: Message) => void this.receive(message));
    view.onDidChangeVisibility(() => window.activeTextEditor && this.follow(window.activeTextEditor, 0));
    view.onDidDispose(() => (this.view = undefined));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((each) => each.dispose());
  }

  private changed(concerns: (uri: string) => boolean): void {
    const editor = window.activeTextEditor;
    if (editor !== undefined && concerns(editor.document.uri.toString())) {
      this.follow(editor, SETTLE_MS);
    }
  }

  private follow(editor: TextEditor, after: number): void {
    if (editor.document.languageId !== "markdown" || this.view?.visible !== true) {
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(editor), after);
  }

  private async update(editor: TextEditor): Promise<void> {
    const number = ++this.asked;
    const found = await evidenceAt(this.lifecycle.client, editor.document, editor.selection.active);
    if (number !== this.asked) {
      return; // The cursor has gone on.
    }
    this.shown = found;
    this.post(found === undefined ? renderNothing("No claim stands at the cursor.") : renderEvidence(found));
  }

  private post(html: string): void {
    if (html !== this.html) {
      this.html = html;
      void this.view?.webview.postMessage(html);
    }
  }

  private async receive({ act, at }: Message): Promise<void> {
    if (act === "ready") {
      void this.view?.webview.postMessage(this.html);
      if (window.activeTextEditor !== undefined) {
        this.follow(window.activeTextEditor, 0);
      }
      return;
    }
    const passage = this.shown?.passages[at ?? 0];
    if (passage === undefined) {
      return;
    }
    if (act === "open" && passage.location !== null) {
      const selection = toRange(passage.location.range);
      await window.showTextDocument(toUri(passage.location), { selection, viewColumn: ViewColumn.Beside, preview: true });
    } else if (act === "cite" && passage.cite !== null) {
      await this.cite(passage.cite);
    }
  }

  private async cite({ range, newText }: NonNullable<Evidence["passages"][number]["cite"]>): Promise<void> {
    const editor = window.visibleTextEditors.find((each) => each.document.languageId === "markdown" && each === window.activeTextEditor)
      ?? window.visibleTextEditors.find((each) => each.document.languageId === "markdown");
    if (editor === undefined || editor.document.version !== this.shown?.version) {
      void window.showInformationMessage("The note has changed since; put the cursor on the claim again.");
      return;
    }
    const edit = new WorkspaceEdit();
    edit.insert(editor.document.uri, toRange(range).start, newText);
    await workspace.applyEdit(edit);
  }
}
