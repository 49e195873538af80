import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { symbols } from "./crockford.ts"
import { deriveReceipt, newReceipt, printReceipt, readReceipt } from "./receipt.ts"

const codes = Array.from({ length: 12 }, () => printReceipt(newReceipt()).replaceAll(" ", ""))
codes.push("0".repeat(25))

test("a code is read back as it was printed, however it is typed", () => {
  for (let round = 0; round < 200; round += 1) {
    const receipt = newReceipt()
    const printed = printReceipt(receipt)
    assert.match(printed, /^(?:[0-9A-HJKMNP-TV-Z]{4} ){6}[0-9A-HJKMNP-TV-Z]$/)
    const typed = [
      printed,
      printed.toLowerCase(),
      printed.replaceAll(" ", "-"),
      printed.replaceAll(" ", ""),
      printed.replaceAll("0", "o").replaceAll("1", "l"),
      printed.replaceAll("0", "O").replaceAll("1", "I"),
      ` ${printed.replaceAll(" ", "\u3000")}\n`,
      printed.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ]
    for (const text of typed) assert.deepEqual(readReceipt(text), receipt, text)
  }
})

test("every single wrong symbol is noticed, at every place and with every other symbol", () => {
  for (const code of codes) {
    for (let at = 0; at < 25; at += 1) {
      for (const symbol of symbols) {
        if (symbol === code[at]) continue
        const wrong = code.slice(0, at) + symbol + code.slice(at + 1)
        assert.deepEqual(readReceipt(wrong), { bad: "check" }, wrong)
      }
    }
  }
})

test("every exchange of two different symbols is noticed, neighbours or not", () => {
  for (const code of codes) {
    for (let one = 0; one < 25; one += 1) {
      for (let other = one + 1; other < 25; other += 1) {
        if (code[one] === code[other]) continue
        const swapped = [...code]
        swapped[one] = code[other] ?? ""
        swapped[other] = code[one] ?? ""
        assert.deepEqual(readReceipt(swapped.join("")), { bad: "check" })
      }
    }
  }
})

test("what cannot be a code says why", () => {
  const code = codes[0] ?? ""
  assert.deepEqual(readReceipt(""), { bad: "length" })
  assert.deepEqual(readReceipt(code.slice(1)), { bad: "length" })
  assert.deepEqual(readReceipt(`${code}0`), { bad: "length" })
  assert.deepEqual(readReceipt(`U${code.slice(1)}`), { bad: "symbol" })
  assert.deepEqual(readReceipt(`*${code.slice(1)}`), { bad: "symbol" })
})

test("one code has the same keys each time, and others in another installation", async () => {
  const receipt = newReceipt()
  const [keys, again, elsewhere] = await Promise.all([
    deriveReceipt(receipt, "here"),
    deriveReceipt(receipt, "here"),
    deriveReceipt(receipt, "there"),
  ])
  assert.deepEqual(keys, again)
  const parts = (of: typeof keys) => [
    of.auth.vk,
    of.sig.vk,
    of.identity,
    of.recipient,
    Buffer.from(of.marker).toString("hex"),
    of.locator,
  ]
  assert.equal(new Set([...parts(keys), ...parts(elsewhere)]).size, 12)
  assert.match(keys.identity, /^AGE-SECRET-KEY-PQ-1/)
  assert.equal(keys.recipient.length, 1959)
})

test("no text at all makes the reader stumble", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const read = readReceipt(text)
      assert.ok("bad" in read || read.length === 15)
    }),
  )
})
