/** The extension's settings, `attest.*`. What the server reads of them it asks for itself. */

export const SECTION = "attest";
export const SERVER_PATH = "attest.server.path";
export const TRACE = "attest.trace.server";

/**
 * The settings that somebody has set: `null`, empty text, empty lists and groups of only those are
 * left out, so that `attest.toml` and the server's own defaults decide about the rest.
 */
export function onlySet(value: unknown): unknown {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return undefined;
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    return value;
  }
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, onlySet(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** What the server is told: what is set, without what concerns this editor alone. */
export function forServer(value: unknown): unknown {
  const set = onlySet(value);
  if (typeof set !== "object" || set === null || Array.isArray(set)) {
    return set;
  }
  const { decorations: _, ...rest } = set as Record<string, unknown>;
  return Object.keys(rest).length === 0 ? undefined : rest;
}
