import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { fromBase64, toBase64 } from "./base64.ts"

test("bytes come back, and are written as every other engine writes them", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toBase64(bytes)
      assert.equal(text, Buffer.from(bytes).toString("base64url"))
      assert.deepEqual(fromBase64(text), new Uint8Array(bytes))
    }),
  )
})
