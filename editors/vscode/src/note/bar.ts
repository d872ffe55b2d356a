/** The status bar: the note's counts, and how far the articles are read. */
import { StatusBarAlignment, window, type Disposable } from "vscode";
import type { NoteInFront } from "./state";
import { barText, barTooltip } from "./words";

export class CountBar implements Disposable {
  private readonly item = window.createStatusBarItem("attest.counts", StatusBarAlignment.Left, 10);
  private reading: string | undefined;
  private note: NoteInFront | undefined;

  constructor() {
    this.item.name = "Attest";
    this.item.command = "attest.evidence.focus";
  }

  show(note: NoteInFront | undefined): void {
    this.note = note;
    this.draw();
  }

  /** What is being read just now; `undefined` when it is done. */
  progress(words: string | undefined): void {
    this.reading = words;
    this.draw();
  }

  dispose(): void {
    this.item.dispose();
  }

  private draw(): void {
    const figures = this.note?.state.figures;
    if (this.reading !== undefined) {
      this.item.text = `$(sync~spin) ${this.reading}`;
      this.item.tooltip = "Attest reads the articles; the note is checked as soon as that is done.";
    } else if (figures !== undefined) {
      this.item.text = barText(figures);
      this.item.tooltip = barTooltip(figures);
    } else {
      this.item.hide();
      return;
    }
    this.item.show();
  }
}
