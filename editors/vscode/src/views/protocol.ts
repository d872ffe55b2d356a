/** The server's own requests, and what it answers. Positions and ranges are the protocol's. */
import { Position, Range, Uri, type TextDocument } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export type Verdict = "supported" | "partial" | "unsupported" | "contradicted";
export type Stance = "supports" | "contradicts" | "related";

interface Place {
  readonly line: number;
  readonly character: number;
}
export interface Stretch {
  readonly start: Place;
  readonly end: Place;
}
export interface SourceLocation {
  readonly uri: string;
  readonly range: Stretch;
}

export interface Passage {
  readonly stance: Stance;
  readonly differences: readonly string[];
  readonly article: string;
  readonly title: string;
  readonly provenance: string;
  readonly segments: readonly { readonly text: string; readonly marked: boolean }[];
  readonly location: SourceLocation | null;
  readonly line: number;
  readonly cite: { readonly range: Stretch; readonly newText: string } | null;
}

export interface Evidence {
  readonly version: number;
  readonly range: Stretch;
  readonly text: string;
  readonly verdict: Verdict;
  readonly label: string;
  readonly score: number;
  readonly reason: string;
  readonly independent: number;
  readonly passages: readonly Passage[];
}

export interface NoteClaim {
  readonly text: string;
  readonly verdict: Verdict;
  readonly range: Stretch;
  readonly cited: boolean;
  /** A directive of the note spares it every finding. */
  readonly silenced: boolean;
}

export interface Figures {
  readonly claims: number;
  readonly supported: number;
  readonly partial: number;
  readonly unsupported: number;
  readonly contradicted: number;
  readonly uncited: number;
}

export interface NoteState {
  readonly version: number;
  readonly figures: Figures;
  readonly claims: readonly NoteClaim[];
}

export interface ArticleEntry {
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly date: string | null;
  readonly location: SourceLocation | null;
}
export interface EntityEntry {
  readonly name: string;
  readonly kind: "person" | "organisation" | "place" | "other";
  readonly role: string | null;
  readonly mentions: number;
  readonly location: SourceLocation | null;
}
export interface Corpus {
  readonly articles: { readonly items: readonly ArticleEntry[]; readonly count: number };
  readonly entities: { readonly items: readonly EntityEntry[]; readonly count: number };
}

/** Asks a running server; `undefined` when there is none, or when it has nothing to say. */
async function ask<T>(client: LanguageClient | undefined, method: string, params: unknown): Promise<T | undefined> {
  if (client?.isRunning() !== true) {
    return undefined;
  }
  try {
    return (await client.sendRequest<T | null>(method, params)) ?? undefined;
  } catch {
    // The note changed or the server stopped meanwhile: what changes next asks again.
    return undefined;
  }
}

export function evidenceAt(
  client: LanguageClient | undefined,
  document: TextDocument,
  position: Position,
): Promise<Evidence | undefined> {
  const { line, character } = position;
  const uri = client?.code2ProtocolConverter.asUri(document.uri);
  return ask(client, "attest/evidence", { textDocument: { uri }, position: { line, character } });
}

export function noteState(client: LanguageClient | undefined, document: TextDocument): Promise<NoteState | undefined> {
  const uri = client?.code2ProtocolConverter.asUri(document.uri);
  return ask(client, "attest/note", { textDocument: { uri } });
}

export function corpus(client: LanguageClient | undefined, query: string): Promise<Corpus | undefined> {
  return ask(client, "attest/corpus", { query });
}

export function toRange({ start, end }: Stretch): Range {
  return new Range(toPosition(start), toPosition(end));
}

export function toPosition({ line, character }: Place): Position {
  return new Position(line, character);
}

export function toUri({ uri }: SourceLocation): Uri {
  return Uri.parse(uri, true);
}
