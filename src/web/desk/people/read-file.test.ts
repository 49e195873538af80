import assert from "node:assert/strict"
import { test } from "node:test"
import Papa from "papaparse"
import { columnOf } from "./columns.ts"
import { readStaffFile, type StaffFile } from "./read-file.ts"
import { splitCells } from "./split.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readStaffFile(bytes(text), (csv) => splitCells(Papa, csv))
const file = (text: string): StaffFile => {
  const found = read(text)
  assert.ok(typeof found !== "string", JSON.stringify(found))
  return found
}

test("heads are known in both languages, however they are written", () => {
  for (const head of ["E-Mail", "e_mail", " EMAIL ", "电子邮箱", "Work email", "邮箱"]) {
    assert.equal(columnOf(head), "email", head)
  }
  assert.deepEqual(
    ["Name", "直属上级邮箱", "部门", "Country / Region", "语言", "职务", "Salary"].map(columnOf),
    ["name", "manager", "unit", "country", "language", "title", null],
  )
})

test("columns come in any order, with a mark at the start, semicolons and names of countries", () => {
  const text =
    "\ufeff部门;邮箱;姓名;国家;语言;上级\n法务;li@x.example;李 雷;中国;中文;han@x.example\n\n;han@x.example;韩梅梅;gb;English;\n"
  const { rows, places, faults, ignored } = file(text)
  assert.deepEqual([faults, ignored, places], [[], [], [2, 4]])
  assert.deepEqual(rows[0], {
    name: "李 雷",
    email: "li@x.example",
    manager: "han@x.example",
    unit: "法务",
    country: "CN",
    language: "zh",
    title: "",
  })
  assert.deepEqual([rows[1]?.manager, rows[1]?.country, rows[1]?.language], [null, "GB", "en"])
})

test("a file without a column of managers says nothing about managers", () => {
  assert.equal("manager" in (file("Name,E-mail\nAda,ada@x.example\n").rows[0] ?? {}), false)
})

test("faults name the row of the spreadsheet, the column and what stands there; nothing else is lost", () => {
  const { rows, faults, ignored } = file(
    'Name,E-mail,Country,Language,Salary\n"Ada\nLovelace",ada@x.example,,,1\n,bob(at)x,Atlantis,tlh,2\nCy,cy@x.example,FR,,3\n',
  )
  assert.equal(rows.length, 3)
  assert.deepEqual(ignored, ["Salary"])
  assert.deepEqual(
    faults.map(({ row, field, fault, found }) => [row, field, fault, found]),
    [
      [2, "name", "one line", "Ada\nLovelace"],
      [3, "name", "empty", ""],
      [3, "email", "e-mail", "bob(at)x"],
      [3, "country", "country", "Atlantis"],
      [3, "language", "language", "tlh"],
    ],
  )
})

test("what cannot be read as a whole is said in one word", () => {
  const gbk = Uint8Array.of(0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd3, 0xca, 0xcf, 0xe4)
  const split = (csv: string) => splitCells(Papa, csv)
  assert.equal(readStaffFile(gbk, split), "not-utf8")
  assert.equal(readStaffFile(Uint8Array.of(0xff, 0xfe, 0x4e, 0), split), "not-utf8")
  assert.equal(read(""), "empty")
  assert.equal(read("Name,E-mail\n\n"), "empty")
  assert.equal(read("E-mail,Unit\na@x.example,X\n"), "no-name")
  assert.equal(read("Name\nAda\n"), "no-email")
  assert.equal(read('Name,E-mail\n"Ada,ada@x.example\n'), "quotes")
  assert.equal(read(`Name,E-mail\n${"A,a@x.example\n".repeat(20_001)}`), "too-many")
})

test("ten thousand rows are read in a moment", () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, n) => `Person ${n},p${n}@x.example,Unit ${n % 40}`,
  )
  const begun = performance.now()
  assert.equal(file(`Name,E-mail,Unit\n${lines.join("\n")}\n`).rows.length, 10_000)
  assert.ok(performance.now() - begun < 3000)
})
