import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import fc from "fast-check"
import { Refusal } from "#core/refusal.ts"
import { floors, padded, paddedSize, padme } from "./pad.ts"
import { type Entry, readTar, writeTar } from "./tar.ts"

const bounds = { entries: 10, bytes: 2 ** 20 }
const entries = fc.uniqueArray(
  fc.record(
    {
      name: fc.stringMatching(/^[a-z0-9][a-zA-Z0-9._-]{0,20}(\/[a-z0-9][a-z]{0,8})?$/),
      bytes: fc.uint8Array({ maxLength: 1200 }),
    },
    { noNullPrototype: true },
  ),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
)
const refused = (code: string) => (why: unknown) => why instanceof Refusal && why.code === code

test("what is written is read back, with any padding behind", () => {
  fc.assert(
    fc.property(entries, fc.nat(20), (files, blocks) => {
      const tar = writeTar(files)
      assert.deepEqual(readTar(tar, bounds), files)
      const more = new Uint8Array(tar.length + blocks * 512)
      more.set(tar)
      assert.deepEqual(readTar(more, bounds), files)
    }),
  )
})

test("any change of any header byte, of the padding or of the end is refused", () => {
  const files: Entry[] = [{ name: "meta.txt", bytes: new Uint8Array(700).fill(7) }]
  const tar = writeTar(files)
  for (let at = 0; at < tar.length; at += 1) {
    if (at >= 512 && at < 512 + 700) continue // the content itself: the signature keeps that
    const changed = tar.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.throws(() => readTar(changed, bounds), Refusal, `byte ${at}`)
  }
  for (let length = 0; length < tar.length; length += 1) {
    assert.throws(() => readTar(tar.slice(0, length), bounds), Refusal, `length ${length}`)
  }
})

test("names that leave the folder, twins and too much are refused", () => {
  const one = (name: string) => [{ name, bytes: new Uint8Array() }]
  for (const name of [
    "../up",
    "/root",
    "a/../b",
    ".hidden",
    "-rf",
    "a//b",
    "",
    "ü",
    "a b",
    "x".repeat(101),
  ]) {
    assert.throws(() => writeTar(one(name)), refused("bad-seal"), name)
  }
  const twins = writeTar([...one("a"), ...one("b")])
  twins.copyWithin(512, 0, 512)
  assert.throws(() => readTar(twins, bounds), refused("bad-seal"))
  const many = writeTar(
    Array.from({ length: 11 }, (_, at) => ({ name: `f${at}`, bytes: new Uint8Array() })),
  )
  assert.throws(() => readTar(many, bounds), refused("too-large"))
  assert.throws(() => readTar(many, { entries: 20, bytes: 1024 }), refused("too-large"))
})

test("no bytes at all make the reader stumble", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1024, maxLength: 2048 }), (bytes) => {
      assert.throws(() => readTar(bytes, bounds), Refusal)
    }),
  )
})

const skip =
  spawnSync("tar", ["--version"]).error === undefined ? false : "tar is not on this machine"

test("tar unpacks every padded size without a complaint", { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-tar-"))
  try {
    for (const length of [0, 1, 511, 512, 513, 4000, 5000, 9999, 70_001, 300_000]) {
      const bytes = new Uint8Array(length).fill(65)
      const path = join(folder, "a.tar")
      writeFileSync(path, padded(writeTar([{ name: "body.txt", bytes }]), floors.message))
      const run = spawnSync("tar", ["-xf", path, "-C", folder])
      assert.deepEqual([run.status, run.stderr.toString()], [0, ""], `${length}`)
      assert.ok(readFileSync(join(folder, "body.txt")).equals(bytes))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("padding: never below the floor, never a quarter more, in whole blocks, few sizes", () => {
  const floor = floors.message
  fc.assert(
    fc.property(fc.nat(50_000_000), (length) => {
      const size = paddedSize(length, floor)
      assert.ok(size >= length && size >= floor && size % 512 === 0)
      assert.ok(size <= Math.max(floor, length * 1.12 + 512))
      assert.equal(paddedSize(size, floor), size, "a padded size stays")
      assert.ok(paddedSize(length + 1, floor) >= size)
    }),
  )
  const sizes = new Set<number>()
  for (let length = 1; length < 2 ** 20; length += 97) sizes.add(paddedSize(length, 2 ** 16))
  assert.ok(sizes.size < 140, `${sizes.size}`)
  assert.deepEqual([9, 100, 1000, 65_537, 8_388_608].map(padme), [10, 104, 1024, 67_584, 8_388_608])
})
