// settings.mjs [--check]: writes the extension's settings into package.json from the server's schema
// (../attest.schema.json, which `attest-ls schema` prints); --check only says whether they differ. Keys, types,
// values and severities are the schema's; the words beside a known key stay as they are, a new key gets the schema's.
import { readFileSync, writeFileSync } from "node:fs";

const OWN = ["attest.server.path", "attest.trace.server", "attest.decorations.margin"];
const AS_FILE = "As `attest.toml` says.";

const schema = JSON.parse(readFileSync(new URL("../attest.schema.json", import.meta.url), "utf8"));
const path = new URL("package.json", import.meta.url);
const before = readFileSync(path, "utf8");
const manifest = JSON.parse(before);
const known = manifest.contributes.configuration.properties;

const camel = (kebab) => kebab.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** What `$ref` points to, its own description kept. */
function resolved(value) {
  if (Array.isArray(value)) {
    return value.map(resolved);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const { $ref, ...rest } = value;
  const target = $ref === undefined ? {} : schema.$defs[$ref.split("/").at(-1)];
  return Object.fromEntries(Object.entries({ ...target, ...rest }).map(([key, inner]) => [key, resolved(inner)]));
}

/** The values that are allowed, with what each means; `undefined` when any is. */
function choices(leaf) {
  const all = leaf.oneOf ?? leaf.anyOf?.flatMap((one) => one.oneOf ?? []);
  return all?.length > 0 ? all.filter((one) => one.const !== undefined) : undefined;
}

/** Type, values and default of one key. */
function shape(leaf, isRule) {
  const listed = choices(leaf);
  if (listed !== undefined) {
    const shape = { type: ["string", "null"], enum: [null, ...listed.map((one) => one.const)], default: null };
    return isRule ? shape : { ...shape, enumDescriptions: [AS_FILE, ...listed.map((one) => one.description)] };
  }
  const types = [leaf.type].flat();
  if (types.includes("array")) {
    return { type: "array", items: leaf.items, default: [] };
  }
  if (types.includes("boolean")) {
    return { type: ["boolean", "null"], enum: [null, true, false], default: null };
  }
  const least = leaf.minimum === undefined ? {} : { minimum: leaf.minimum };
  const most = leaf.maximum === undefined ? {} : { maximum: leaf.maximum };
  return { type: [types.find((type) => type !== "null"), "null"], default: null, ...least, ...most };
}

/** The words beside a key: those that it has, else the schema's; a rule's default severity is the schema's. */
function words(leaf, old, isRule) {
  const [told, rest] = (old?.markdownDescription ?? leaf.description ?? "").split(/ (?=Not set: )/);
  const unset = isRule ? `Not set: as \`attest.toml\` says, else \`${leaf.default}\`.` : rest;
  return `${told} ${unset ?? "Not set: as `attest.toml` says."}`;
}

const leaves = Object.entries(resolved(schema.properties)).flatMap(([key, value]) =>
  value.properties === undefined
    ? [[`attest.${camel(key)}`, value, false]]
    : Object.entries(value.properties).map(([inner, leaf]) => {
        const isRule = key === "rules"; // A rule's name is its code.
        return [`attest.${key}.${isRule ? inner : camel(inner)}`, leaf, isRule];
      }),
);
const last = Math.max(...Object.values(known).map((property) => property.order));
const made = new Map(
  leaves.map(([key, leaf, isRule], at) => {
    const old = known[key];
    const most = old?.maximum === undefined ? {} : { maximum: old.maximum };
    const place = { scope: "resource", order: old?.order ?? last + 1 + at };
    return [key, { ...shape(leaf, isRule), ...most, ...place, markdownDescription: words(leaf, old, isRule) }];
  }),
);
const kept = Object.keys(known).filter((key) => OWN.includes(key) || made.has(key));
const fresh = [...made.keys()].filter((key) => !kept.includes(key));
manifest.contributes.configuration.properties = Object.fromEntries(
  [...kept, ...fresh].map((key) => [key, OWN.includes(key) ? known[key] : made.get(key)]),
);

const after = `${JSON.stringify(manifest, null, 2)}\n`;
if (after !== before && process.argv.includes("--check")) {
  console.error("package.json has other settings than the server: npm run settings");
  process.exitCode = 1;
} else if (after !== before) {
  writeFileSync(path, after);
}
