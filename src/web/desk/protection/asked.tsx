import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { clock, isoDay, when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import { checkEn } from "#web/words/check-en.ts"
import { checkZh } from "#web/words/check-zh.ts"
import type { Answerer, CheckList, CheckView } from "#wire/protection.ts"
import { me } from "#web/desk/session.ts"
import { words } from "#web/desk/say.ts"
import { checkWords, reference } from "./words.ts"

type Props = { readonly list: CheckList; readonly answerers: readonly Answerer[] }

/** What somebody of HR asked, and the one word that came back. */
export function Asked({ list, answerers }: Props) {
  const { asked: say, kind: kinds } = checkWords()
  const [shown, show] = useState<CheckView | null>(null)
  const columns: Column<CheckView>[] = [
    { head: say.ref, kind: "id", cell: ({ id }) => reference(id) },
    { head: say.what, kind: "what", cell: ({ kind }) => kinds[kind] },
    { head: say.at, cell: ({ askedAt }) => when(askedAt, now.value) },
    {
      head: say.answer,
      cell: (one) => <Word of={one} answerers={answerers} onPrint={() => show(one)} />,
    },
  ]
  return (
    <section class="stack" aria-labelledby="asked">
      <h2 id="asked">
        {say.title} <span class="meta">{say.meta}</span>
      </h2>
      <Table
        caption={say.title}
        columns={columns}
        rows={list.checks}
        keyOf={({ id }) => id}
        empty={say.empty}
      />
      {shown ? <Sheet of={shown} answerers={answerers} onClose={() => show(null)} /> : null}
    </section>
  )
}

type WordProps = {
  readonly of: CheckView
  readonly answerers: readonly Answerer[]
  readonly onPrint: () => void
}
function Word({ of, answerers, onPrint }: WordProps) {
  const { asked: say } = checkWords()
  const { answer, answerAt, id } = of
  if (answer === null) {
    return (
      <>
        {fill(say.on, { time: when(answerAt, now.value) })} <span class="second">{say.onHelp}</span>
      </>
    )
  }
  return (
    <>
      <b>{say[answer]}</b>{" "}
      {answer === "freeze" ? (
        <span class="second">{fill(say.talk, { who: whoToTalkTo(answerers, say.nobody) })} </span>
      ) : null}
      <Button kind="quiet" label={fill(say.printLabel, { ref: reference(id) })} onPress={onPrint}>
        {say.print}
      </Button>
    </>
  )
}

/** The answer as a sheet for the file, in both languages: it is the same for every freeze. */
function Sheet({ of, answerers, onClose }: Omit<WordProps, "onPrint"> & { onClose: () => void }) {
  const { asked: say } = checkWords()
  return (
    <Dialog title={say.sheet} onClose={onClose} wide>
      <div class="letter-paper">
        <p>
          <b>{me.value?.org.name}</b>
        </p>
        {[checkEn, checkZh].map((both) => (
          <p key={both.title} lang={both === checkZh ? "zh-Hans" : "en"}>
            <b>{both.asked.sheet}</b>
            <br />
            {`${both.asked.ref} ${reference(of.id)} · ${both.kind[of.kind]}`}
            <br />
            {`${both.asked.day}: ${isoDay(of.answerAt)} ${clock(of.answerAt)}`}
            <br />
            {of.answer === "clear"
              ? both.asked.sheetClear
              : fill(both.asked.sheetFreeze, { who: whoToTalkTo(answerers, both.asked.nobody) })}
          </p>
        ))}
      </div>
      <div class="acts">
        <Button onPress={printSheet}>{say.print}</Button>
        <Button kind="quiet" onPress={onClose}>
          {words().close}
        </Button>
      </div>
    </Dialog>
  )
}

/** The officers, those from outside first, and when none is from outside those of the path who are; it never depends on what was asked. */
function whoToTalkTo(answerers: readonly Answerer[], nobody: string): string {
  const officers = answerers.filter(({ role }) => role === "officer")
  const outside = officers.some((one) => one.outside) ? [] : answerers.filter((one) => one.outside)
  const all = officers.length + outside.length > 0 ? [...officers, ...outside] : answerers
  const names = all
    .toSorted((a, b) => Number(b.outside) - Number(a.outside))
    .map(({ name }) => name)
  return names.length > 0 ? listed(names) : nobody
}

/** Only the sheet is printed: the style sheet hides everything beside it while this class stands. */
function printSheet(): void {
  document.documentElement.classList.add("letter-only")
  window.print()
  document.documentElement.classList.remove("letter-only")
}
