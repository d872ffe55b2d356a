import assert from "node:assert/strict";
import { test } from "node:test";
import { locate } from "../src/server/locate";
import type { Machine, Outcome } from "../src/server/machine";

/** A computer with just these programs; each value is what the program answers to `--version`. */
function machine(programs: Record<string, Partial<Outcome>>, more: Partial<Machine> = {}): Machine {
  return {
    windows: false,
    home: "/home/ann",
    env: { PATH: "/usr/bin:/opt/tools/bin" },
    canRun: (path) => Promise.resolve(path in programs),
    run: (path, args) => {
      assert.deepEqual(args, ["--version"]);
      return Promise.resolve({ code: 0, stdout: "", stderr: "", ...programs[path] });
    },
    ...more,
  };
}

const good = { stdout: "attest-ls 0.1.0\n" };

test("the setting comes before the PATH", async () => {
  const here = machine({ "/usr/bin/attest-ls": good, "/build/attest-ls": { stdout: "attest-ls 0.2.0-dev\n" } });
  assert.deepEqual(await locate(here, "/build/attest-ls"), { server: { path: "/build/attest-ls", version: "0.2.0-dev" } });
});

test("without a setting the first program on the PATH is taken", async () => {
  const here = machine({ "/opt/tools/bin/attest-ls": good });
  assert.deepEqual(await locate(here, " "), { server: { path: "/opt/tools/bin/attest-ls", version: "0.1.0" } });
});

test("cargo's folder is looked in when the PATH has none", async () => {
  const usual = machine({ "/home/ann/.cargo/bin/attest-ls": good });
  assert.deepEqual(await locate(usual, ""), { server: { path: "/home/ann/.cargo/bin/attest-ls", version: "0.1.0" } });
  const moved = machine({ "/cargo/bin/attest-ls": good }, { env: { CARGO_HOME: "/cargo" } });
  assert.deepEqual(await locate(moved, ""), { server: { path: "/cargo/bin/attest-ls", version: "0.1.0" } });
});

test("on Windows the PATH has semicolons and the program an extension", async () => {
  const here = machine(
    { "D:\\tools\\attest-ls.exe": good },
    { windows: true, home: "C:\\Users\\ann", env: { Path: "C:\\Windows;D:\\tools" } },
  );
  assert.deepEqual(await locate(here, ""), { server: { path: "D:\\tools\\attest-ls.exe", version: "0.1.0" } });
});

test("the setting may start at home or in the workspace", async () => {
  const here = machine({ "/home/ann/bin/attest-ls": good, "/folder/$&/target/attest-ls": good });
  assert.ok("server" in (await locate(here, "~/bin/attest-ls")));
  assert.ok("server" in (await locate(here, "${workspaceFolder}/target/attest-ls", "/folder/$&")));
  assert.ok("server" in (await locate(here, "target/attest-ls", "/folder/$&")));
});

test("a setting that names nothing is a failure even when the PATH has a server", async () => {
  const here = machine({ "/usr/bin/attest-ls": good });
  assert.deepEqual(await locate(here, "/gone/attest-ls"), { failure: { kind: "no-such-file", path: "/gone/attest-ls" } });
});

test("no server anywhere: the failure says where it was looked for", async () => {
  assert.deepEqual(await locate(machine({}), ""), {
    failure: { kind: "not-installed", folders: ["/usr/bin", "/opt/tools/bin", "/home/ann/.cargo/bin"] },
  });
});

test("a server whose --version fails is a failure with its own words", async () => {
  const path = "/usr/bin/attest-ls";
  const here = machine({ [path]: { code: 127, stderr: "libc.so.6: version `GLIBC_2.39' not found\n" } });
  assert.deepEqual(await locate(here, ""), {
    failure: { kind: "does-not-run", path, code: 127, output: "libc.so.6: version `GLIBC_2.39' not found" },
  });
});

test("a program that is not the server is a failure", async () => {
  const here = machine({ "/usr/bin/less": { stdout: "less 590\n" } });
  assert.deepEqual(await locate(here, "/usr/bin/less"), {
    failure: { kind: "another-program", path: "/usr/bin/less", output: "less 590" },
  });
});
