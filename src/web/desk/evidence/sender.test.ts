import assert from "node:assert/strict"
import { test } from "node:test"
import type { RoomName } from "#core/mailbox.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { Said } from "#web/desk/case/said.ts"

// A browser's platform, as far as these pages look for it when they load.
const none = { getItem: () => null, setItem: () => undefined }
const silent = class {
  addEventListener() {}
}
Object.assign(globalThis, { localStorage: none, BroadcastChannel: silent })
const { chooseLanguage } = await import("#web/lib/words.ts")
const { registerOf } = await import("./register.ts")
const { custodyNames, senderNames, senderOf } = await import("./sender.ts")
const { custodyCsv, registerCsv } = await import("./tables.ts")

let count = 0
/** Something that was said in a room, with one file; by the team, or by whoever is outside. */
function sent(room: RoomName, by: string | null = null): Said {
  count += 1
  const sha256 = count.toString(16).padStart(64, "0")
  const file = { name: `${count}.pdf`, type: "application/pdf", copy: "original", size: 1, sha256 }
  const view = { room, seq: count, epoch: 2, kind: "message", sha256: `v${count}`, at: count, by }
  return { view, form: {}, files: [{ ...file, parts: [] }] } as unknown as Said // all that is looked at here
}
const recorded = {
  view: { room: "desk", by: "Amina Bao" },
  form: { act: "respondent.recorded", facts: { n: 1 }, fields: { who: "Ma Jun, head of sales" } },
  files: [],
}
const said = [
  ...[sent("mailbox"), sent("party-2"), sent("party-3"), sent("party-4"), sent("party-9")],
  ...[sent("party-2", "Amina Bao"), sent("desk", "Chen Wei")],
]
const one = {
  screen: {
    parties: [
      { number: 2, party: "respondent" },
      { number: 3, party: "witness" },
      { number: 4, party: "affected" },
    ],
    life: { respondents: [{ n: 1, mailbox: 2 }], intake: "third-party" },
  },
  said: [recorded, ...said],
} as unknown as Case // all of a case that is looked at here

const inEnglish = [
  "Reporter",
  "Person named 1: Ma Jun, head of sales",
  "Witness, mailbox 3",
  "Affected person, mailbox 4",
  "", // a mailbox that this desk does not know names nobody
  "Amina Bao", // what the team put in somebody's mailbox is the team's
  "Chen Wei",
]

test("whoever sent a piece from outside is named by their mailbox, as the rest of the case names them", () => {
  const nameOf = senderNames(one)
  const { pieces } = registerOf(said)
  assert.deepEqual(
    pieces.map((piece) => senderOf(piece, nameOf)),
    inEnglish,
  )
  const arrivals = pieces.map(({ custody }) => custody[0] && custodyNames(custody[0], nameOf))
  assert.deepEqual(
    arrivals,
    inEnglish.map((name) => ({ from: name, by: name })),
  )
  chooseLanguage("zh")
  assert.deepEqual(
    pieces.slice(0, 4).map((piece) => senderOf(piece, nameOf)),
    ["报告人", "被举报人 1: Ma Jun, head of sales", "证人，3 号信箱", "当事人，4 号信箱"],
  )
  chooseLanguage("en")
})

test("the tables that are handed on name them the same", () => {
  const making = {
    ...{ zone: "UTC", placeOf: () => undefined, truthOf: () => undefined },
    nameOf: senderNames(one),
  }
  const cell = (name: string) => (name.includes(",") ? `"${name}"` : name)
  const lines = (csv: string) => csv.split("\r\n").slice(1, -1)
  const register = lines(registerCsv(registerOf(said), making))
  const custody = lines(custodyCsv(registerOf(said), making))
  for (const [at, name] of inEnglish.entries()) {
    assert.ok(register[at]?.includes(`,as it was,,${cell(name)},`))
    assert.ok(custody[at]?.startsWith(`E${at + 1},${cell(name)},"this case, sealed",`))
  }
})
