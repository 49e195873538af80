import assert from "node:assert/strict"
import { test } from "node:test"
import { wechat, whatsapp } from "../../../test/core/file-samples.ts"
import { chatOf, textOfPage } from "./chat.ts"

test("a WhatsApp export is read as rows; a second line belongs to its message, marks stay words", () => {
  const chat = chatOf(whatsapp)
  assert.equal(chat?.form, "whatsapp")
  assert.deepEqual(chat?.rows[0], {
    who: "",
    when: "05/11/2026, 22:31",
    what: "Messages and calls are end-to-end encrypted.",
  })
  assert.deepEqual(chat?.rows[2], {
    who: "Li Na",
    when: "05/11/2026, 22:39",
    what: "Please stop writing to me\ntonight and later.",
  })
  assert.equal(chat?.rows.at(-1)?.what, "<script>alert(1)</script>")
})

test("the forms of other phones and languages are known", () => {
  const forms = [
    "[05/11/2026, 22:38:09] Ma Jun: one\n[05/11/2026, 22:39:00] Li Na: two",
    "\u200e[2026/11/5 下午10:38:09] 马军: 一\n[2026/11/5 下午10:39:00] 李娜: 二",
    "11/5/26, 10:38 PM - Ma Jun: one\n11/5/26, 10:39 PM - Li Na: two",
    "2026年11月5日 22:38 - 马军: 一\n2026年11月5日 22:39 - 李娜: 二",
  ]
  for (const text of forms) {
    const rows = chatOf(text)?.rows ?? []
    assert.deepEqual(
      rows.map(({ who }) => who),
      [rows[0]?.who, /李|Li/.exec(text)?.[0] === "李" ? "李娜" : "Li Na"],
      text,
    )
    assert.match(rows[0]?.when ?? "", /10:38|22:38/)
  }
})

test("a WeChat copy has name and time above the words, in either order", () => {
  const rows = chatOf(wechat)?.rows
  assert.deepEqual(rows, [
    { who: "马军", when: "2026-11-05 22:38:09", what: "你在房间吗？" },
    { who: "李娜", when: "2026-11-05 22:39:30", what: "请不要再给我发消息。" },
  ])
  const other = chatOf("2026-11-05 22:38:09 马军\n一\n\n2026-11-05 22:39:30 李娜\n二\n三\n")
  assert.deepEqual(other?.rows[1], { who: "李娜", when: "2026-11-05 22:39:30", what: "二\n三" })
  const dingtalk = chatOf("Ma Jun(马军) 11-05 22:38\none\nLi Na(李娜) 11-05 22:39\ntwo")
  assert.deepEqual(dingtalk?.rows[0], { who: "Ma Jun(马军)", when: "11-05 22:38", what: "one" })
})

test("a letter in which a time is named is no chat", () => {
  assert.equal(chatOf("On 05/11/2026, 22:31 he came up.\nI said no.\n"), null)
  assert.equal(chatOf(""), null)
})

test("a page gives its words and nothing of its scripts", () => {
  const words = textOfPage(
    "<p>a &lt;b&gt; &#20320;</p><script>evil()</script><style>x{}</style><!-- c --><br>d",
  )
  assert.deepEqual(
    words.split("\n").filter((line) => line !== ""),
    ["a <b> 你", "d"],
  )
  assert.equal(textOfPage("1 < 2 <b>and</b> <!-- never ended").trim(), "1 < 2 and")
})

test("a page made to keep the reader waiting is read at once", () => {
  const began = performance.now()
  for (const mark of ["<!--", "<script", "<", "</", "<a", "&#1"]) textOfPage(mark.repeat(500_000))
  assert.ok(performance.now() - began < 5_000)
})
