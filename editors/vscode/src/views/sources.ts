/** The Sources view: the articles by date, the names by type, the claims of the note by verdict. */
import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  commands,
  window,
  type Disposable,
  type TreeDataProvider,
  type Uri,
} from "vscode";
import type { Lifecycle } from "../server/lifecycle";
import { corpus, toRange, toUri, type Corpus, type NoteClaim, type SourceLocation, type Verdict } from "./protocol";

const KINDS = [
  ["person", "People", "person"],
  ["organisation", "Organisations", "organization"],
  ["place", "Places", "location"],
  ["other", "Other names", "symbol-constant"],
] as const;

const VERDICTS: readonly (readonly [Verdict, string, string, string])[] = [
  ["contradicted", "Contradicted", "error", "list.errorForeground"],
  ["unsupported", "No source found", "circle-large-outline", "list.warningForeground"],
  ["partial", "Partly supported", "circle-slash", "list.warningForeground"],
  ["supported", "Supported", "pass", "charts.green"],
];

/** A line of the tree; a group has children. */
export class Entry extends TreeItem {
  children: Entry[] = [];
  /** The id of an article, for citing it. */
  article: string | undefined;

  constructor(label: string, group = false) {
    super(label, group ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  }
}

export class SourcesView implements TreeDataProvider<Entry>, Disposable {
  static readonly id = "attest.sources";
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private query = "";
  private corpus: Promise<Corpus | undefined> | undefined;
  private claims: { readonly uri: Uri; readonly claims: readonly NoteClaim[] } | undefined;

  constructor(private readonly lifecycle: Lifecycle) {}

  /** The claims of the note in front. */
  showClaims(uri: Uri | undefined, claims: readonly NoteClaim[]): void {
    this.claims = uri === undefined ? undefined : { uri, claims };
    this.changed.fire(undefined);
  }

  /** Asks the server for the corpus again. */
  refresh(): void {
    this.corpus = undefined;
    this.changed.fire(undefined);
  }

  async filter(): Promise<void> {
    const prompt = "Articles by title, outlet, id or date; names; words of claims";
    const query = await window.showInputBox({ title: "Attest: Filter Sources", prompt, value: this.query });
    if (query !== undefined) {
      this.query = query.trim();
      void commands.executeCommand("setContext", "attest.sourcesFiltered", this.query !== "");
      this.refresh();
    }
  }

  clearFilter(): void {
    this.query = "";
    void commands.executeCommand("setContext", "attest.sourcesFiltered", false);
    this.refresh();
  }

  getTreeItem(entry: Entry): Entry {
    return entry;
  }

  async getChildren(entry?: Entry): Promise<Entry[]> {
    if (entry !== undefined) {
      return entry.children;
    }
    this.corpus ??= corpus(this.lifecycle.client, this.query);
    const found = await this.corpus;
    const groups = found === undefined ? [] : [this.articles(found), ...this.names(found)];
    return [...groups, ...this.verdicts()].map((group) => {
      if (this.query !== "") {
        group.collapsibleState = TreeItemCollapsibleState.Expanded;
      }
      return group;
    });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private articles({ articles }: Corpus): Entry {
    const group = new Entry("Articles", true);
    group.iconPath = new ThemeIcon("library");
    group.collapsibleState = TreeItemCollapsibleState.Expanded;
    group.description = counted(articles.items.length, articles.count);
    group.children = articles.items.map((article) => {
      const item = new Entry(article.title);
      item.description = [article.date, article.outlet].filter((part) => part !== null).join(" · ");
      item.iconPath = new ThemeIcon("file-text");
      item.contextValue = "article";
      item.article = article.id;
      item.tooltip = `${article.title}\n${article.id}`;
      opening(item, article.location);
      return item;
    });
    return group;
  }

  private names({ entities }: Corpus): Entry[] {
    return KINDS.flatMap(([kind, label, icon]) => {
      const found = entities.items.filter((entity) => entity.kind === kind);
      if (found.length === 0) {
        return [];
      }
      const group = new Entry(label, true);
      group.iconPath = new ThemeIcon(icon);
      group.description = String(found.length);
      group.children = found.map((entity) => {
        const item = new Entry(entity.name);
        item.description = entity.role ?? `${entity.mentions}×`;
        item.iconPath = new ThemeIcon(icon);
        item.contextValue = "entity";
        opening(item, entity.location);
        return item;
      });
      return [group];
    });
  }

  private verdicts(): Entry[] {
    const { uri, claims } = this.claims ?? { uri: undefined, claims: [] };
    const wanted = this.query.toLowerCase();
    const fitting = claims.filter((claim) => claim.text.toLowerCase().includes(wanted));
    return VERDICTS.flatMap(([verdict, label, icon, colour]) => {
      const found = fitting.filter((claim) => claim.verdict === verdict);
      if (found.length === 0 || uri === undefined) {
        return [];
      }
      const group = new Entry(label, true);
      group.iconPath = new ThemeIcon(icon, new ThemeColor(colour));
      group.description = `${found.length} of this note`;
      group.children = found.map((claim) => {
        const item = new Entry(claim.text);
        item.tooltip = new MarkdownString().appendText(claim.text);
        item.iconPath = new ThemeIcon(icon, new ThemeColor(colour));
        if (!claim.cited) {
          item.description = "uncited";
        }
        opening(item, { uri: uri.toString(), range: claim.range });
        return item;
      });
      return [group];
    });
  }
}

function opening(item: Entry, location: SourceLocation | null): void {
  if (location !== null) {
    const options = { selection: toRange(location.range), preview: true };
    item.command = { command: "vscode.open", title: "Open", arguments: [toUri(location), options] };
  }
}

function counted(shown: number, all: number): string {
  return shown === all ? String(all) : `${shown} of ${all}`;
}
