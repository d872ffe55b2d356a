/** The note's counts in words and signs. */
import type { Figures } from "../views/protocol";

export function barText(figures: Figures): string {
  const parts = [
    ["$(pass)", figures.supported],
    ["$(circle-slash)", figures.partial],
    ["$(circle-large-outline)", figures.unsupported],
    ["$(error)", figures.contradicted],
  ] as const;
  const told = parts.filter(([, count]) => count > 0).map(([sign, count]) => `${sign} ${count}`);
  return told.length === 0 ? "Attest: no claims" : told.join("  ");
}

export function barTooltip(figures: Figures): string {
  const { claims, supported, partial, unsupported, contradicted, uncited } = figures;
  return [
    `Attest: ${claims} ${claims === 1 ? "claim" : "claims"} in this note`,
    `${supported} supported, ${partial} partly, ${unsupported} without a source, ${contradicted} contradicted`,
    `${uncited} without a citation`,
    "Click for the evidence.",
  ].join("\n");
}

/** The lines that get a sign in the margin, each with the worst verdict of the claims that begin there. */
export function worstByLine<V extends string>(
  claims: readonly { readonly verdict: V; readonly range: { readonly start: { readonly line: number } } }[],
  worstFirst: readonly V[],
): Map<number, V> {
  const lines = new Map<number, V>();
  for (const { verdict, range } of claims) {
    const known = lines.get(range.start.line);
    if (known === undefined || worstFirst.indexOf(verdict) < worstFirst.indexOf(known)) {
      lines.set(range.start.line, verdict);
    }
  }
  return lines;
}
