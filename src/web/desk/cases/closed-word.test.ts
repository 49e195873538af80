import assert from "node:assert/strict"
import { test } from "node:test"
import { nowEn } from "#web/words/now-en.ts"
import { nowZh } from "#web/words/now-zh.ts"
import { closedWord } from "./closed-word.ts"

const en = [nowEn.state, nowEn.kind, { overdue: nowEn.overdueChip }]
const zh = [nowZh.state, nowZh.kind, { overdue: nowZh.overdueChip }]
const team = ["Amina Bao", "陈伟"]

test("a word of the screen is found in the language that is read", () => {
  const typed = [" In contact", "呼叫", "联系上", "超时", "something", " "]
  assert.deepEqual(
    typed.map((one) => [closedWord(one, en, team), closedWord(one, zh, team)]),
    [
      ["engaged", null],
      [null, "ringing"],
      [null, "engaged"],
      [null, "overdue"],
      ["retaliation", null],
      [null, null],
    ],
  )
})

test("an id and a colleague are asked for; any other name never leaves the browser", () => {
  const typed = ["E2", "2f98", "abcdef", "amina", "伟", "ada", "Ma Jun", "马俊", "4th floor"]
  assert.deepEqual(
    typed.map((one) => closedWord(one, en, team)),
    ["e2", "2f98", "abcdef", "amina", "伟", null, null, null, null],
  )
})
