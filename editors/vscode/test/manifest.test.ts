import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Setting {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly markdownDescription?: string;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}
// Tests run in the extension's folder, as npm does it.
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const settings = manifest.contributes.configuration.properties;

test("every contributed command is registered, and no other", () => {
  const registered = [...readFileSync("src/extension.ts", "utf8").matchAll(/registerCommand\("([^"]+)"/g)];
  assert.deepEqual(
    registered.map((match) => match[1]).sort(),
    manifest.contributes.commands.map((each) => each.command).sort(),
  );
});

test("every setting is described", () => {
  for (const [key, setting] of Object.entries(settings)) {
    assert.match(setting.markdownDescription ?? "", /\.$/, key);
  }
});

test("settings that the server reads are unset by default, so that attest.toml counts", () => {
  for (const [key, setting] of Object.entries(settings)) {
    if (!["attest.server.path", "attest.trace.server", "attest.decorations.margin"].includes(key)) {
      assert.ok(setting.default === null || (Array.isArray(setting.default) && setting.default.length === 0), key);
    }
  }
});

test("the lock file names no registry but npm's own", () => {
  const hosts = [...readFileSync("package-lock.json", "utf8").matchAll(/"resolved": "https?:\/\/([^/"]+)/g)];
  assert.deepEqual(hosts.map((match) => match[1]).filter((host) => host !== "registry.npmjs.org"), []);
});
