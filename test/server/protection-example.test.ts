import assert from "node:assert/strict"
import { execFile, spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { test } from "node:test"
import { promisify } from "node:util"
import { openCheck } from "#crypto/open-check.ts"
import type { CheckView, TokenShown } from "#wire/protection.ts"
import { dutiesOf, protectionWorld } from "../world/protection.ts"

const has = (tool: string) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0
const missing = ["sh", "curl", "jq", "base64", "sha256sum"].filter((tool) => !has(tool))
const skip = missing.length > 0 && `the example needs ${missing.join(", ")}`

/** Seals as `age -r RECIPIENT` does where the real one is missing, so that the rest of the example can be tried. It is not age. */
const standIn = `import { Encrypter } from ${JSON.stringify(import.meta.resolve("age-encryption"))}
import { readFileSync, writeSync } from "node:fs"
const encrypter = new Encrypter()
encrypter.addRecipient(process.argv[3])
const sealed = await encrypter.encrypt(new Uint8Array(readFileSync(0)))
for (let at = 0; at < sealed.length;) at += writeSync(1, sealed.subarray(at))
`

test("the example of docs/api.md asks, and whoever it asks can open it", { skip }, async (t) => {
  await using w = await protectionWorld({ serving: { listen: true } })
  const made = await w.request("/desk/api/protection/tokens", {
    method: "POST",
    as: "hana",
    body: JSON.stringify({ label: "Payroll" }),
  })
  const { token } = (await made.json()) as TokenShown
  const page = readFileSync(resolve(import.meta.dirname, "../../docs/api.md"), "utf8")
  const script = /```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? ""
  const own = mkdtempSync(join(tmpdir(), "tocsin-example-"))
  try {
    const real = has("age")
    t.diagnostic(real ? "sealed by age" : "age is not here: sealed by a stand-in")
    if (!real) {
      writeFileSync(join(own, "age.mjs"), standIn)
      // The first line of a script names no path with a space in it; a shell does.
      writeFileSync(
        join(own, "age"),
        `#!/bin/sh\nexec "${process.execPath}" "${own}/age.mjs" "$@"\n`,
      )
      chmodSync(join(own, "age"), 0o700)
    }
    const { stdout } = await promisify(execFile)(
      "sh",
      ["-c", script.replace("https://report.example", w.base)],
      { env: { ...process.env, TOCSIN_KEY: token, PATH: `${own}:${process.env["PATH"]}` } },
    )
    const view = JSON.parse(stdout) as CheckView
    assert.equal(view.kind, "dismissal")
    assert.equal(view.answer, null)
    for (const officer of ["su", "olu"]) {
      const [duty] = (await dutiesOf(w, officer)).duties
      assert.ok(duty?.by.system)
      const path = `/desk/api/protection/duties/${duty.id}/copy`
      const copy = await w.request(path, { as: officer })
      const opened = await openCheck(
        w.person(officer).keys.identity,
        new Uint8Array(await copy.arrayBuffer()),
        { id: view.id, kind: "dismissal" },
      )
      assert.equal(opened.sender, null)
      assert.match(opened.body, /"name":"Lin Yao"/)
    }
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
})
