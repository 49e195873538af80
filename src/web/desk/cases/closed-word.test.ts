import assert from "node:assert/strict"
import { test } from "node:test"
import { nowEn } from "#web/words/now-en.ts"
import { nowZh } from "#web/words/now-zh.ts"
import { closedWord } from "./closed-word.ts"

test("a word of the screen is found in the language that is read", () => {
  const en = [nowEn.state, nowEn.kind, { overdue: nowEn.overdueChip }]
  const zh = [nowZh.state, nowZh.kind, { overdue: nowZh.overdueChip }]
  const typed = [" In contact", "呼叫", "联系上", "超时", "something", "E2", "2f98", "Amina", " "]
  assert.deepEqual(
    typed.map((one) => [closedWord(one, en), closedWord(one, zh)]),
    [
      ["engaged", "in contact"],
      ["呼叫", "ringing"],
      ["联系上", "engaged"],
      ["超时", "overdue"],
      ["retaliation", "something"],
      ["e2", "e2"],
      ["2f98", "2f98"],
      ["amina", "amina"],
      ["", ""],
    ],
  )
})
