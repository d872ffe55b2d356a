/** How the note in front stands, asked for when it or its findings change, and told to whoever shows it. */
import { EventEmitter, languages, window, workspace, type Disposable, type TextEditor } from "vscode";
import type { Lifecycle } from "../server/lifecycle";
import { noteState, type NoteState } from "../views/protocol";

/** The server checks a note this long after typing at the earliest. */
const SETTLE_MS = 300;

/** How often a note is asked for that the server does not know. */
const TRIES = 5;

export interface NoteInFront {
  readonly editor: TextEditor;
  readonly state: NoteState;
}

export class NoteWatch implements Disposable {
  private readonly changed = new EventEmitter<NoteInFront | undefined>();
  /** The note in front and how it stands; `undefined` when there is no note. */
  readonly onDidChange = this.changed.event;
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  private readonly subscriptions: Disposable[];

  constructor(private readonly lifecycle: Lifecycle) {
    const isInFront = (uri: { toString(): string }): boolean =>
      uri.toString() === window.activeTextEditor?.document.uri.toString();
    this.subscriptions = [
      this.changed,
      window.onDidChangeActiveTextEditor(() => this.ask(0)),
      workspace.onDidChangeTextDocument(({ document }) => isInFront(document.uri) && this.ask(SETTLE_MS)),
      languages.onDidChangeDiagnostics(({ uris }) => uris.some(isInFront) && this.ask(SETTLE_MS)),
    ];
  }

  /** Asks after `ms`; a later call takes the place of an earlier one. */
  ask(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), ms);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((each) => each.dispose());
  }

  private async update(tries = 0): Promise<void> {
    const editor = window.activeTextEditor;
    const noteInView = window.visibleTextEditors.some((each) => each.document.languageId === "markdown");
    if (noteInView && (editor === undefined || editor.document.uri.scheme === "output")) {
      return; // A view or the log in front: the note beside it is still the one that is meant.
    }
    if (editor?.document.languageId !== "markdown") {
      this.changed.fire(undefined);
      return;
    }
    const number = ++this.asked;
    const state = await noteState(this.lifecycle.client, editor.document);
    if (number === this.asked && state === undefined && tries < TRIES) {
      // A note that was just opened may not be known to the server yet.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.update(tries + 1), SETTLE_MS);
    } else if (number === this.asked) {
      this.changed.fire(state === undefined ? undefined : { editor, state });
    }
  }
}
