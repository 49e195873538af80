import { useEffect } from "preact/hooks"
import { start } from "#content/intake.json?start"
import type { Page } from "#web/build/slim-types.ts"
import { Ask, answerTo } from "./ask/ask.tsx"
import { holds } from "#core/condition.ts"
import { nextPage, pagesFor } from "#core/question.ts"
import { filled } from "./ask/flow.ts"
import { Persons } from "./ask/persons.tsx"
import { Review } from "./ask/review.tsx"
import { RingList } from "./ask/ring-list.tsx"
import { anchor, isHelpDue } from "./due.ts"
import { Lazy, loadAdd } from "./lazy.tsx"
import { keeper, keeping, sealingAhead } from "./her.ts"
import { answers, country, door, lang, ui } from "./memory.ts"
import { numberBlanks, loadNumbers } from "./numbers.tsx"
import { go, here, swap, type Screen } from "./place.ts"
import { sheet, words } from "./say.ts"
import { sent } from "./send.ts"

const loadReturn = () => import("./return/page.tsx").then((chunk) => chunk.loadReturn())
const loadLate = () => import("./late.tsx").then((chunk) => chunk.loadLate())
const loadWhen = () => import("./ask/when.tsx").then((chunk) => chunk.loadWhen())

const loadTold = () => import("./told.tsx").then((chunk) => chunk.Told)
/** Whoever speaks of somebody else may go the short way: one page, then who, and files. */
let short = false

function every(): Page[] {
  return [...start[lang.value].pages, ...sheet().rest.pages]
}

function pages(): Page[] {
  return short ? every().filter(({ id }) => id <= "i04" || /1[238]|24/.test(id)) : every()
}

/** Go on from a page to the next one that is asked; what was asked for on the way comes in between. */
export function onward(from: string): void {
  if (keeping.value !== "no") void keep(from)
  if (from === "i06" && answers.value["i06"]?.codes?.[0] === "yes") {
    // Back from the card leads here again; going on from here leads past it.
    go({ at: "hours" })
    return
  }
  if (from === "i04" && answers.value["i04"]?.codes?.[0] !== "me") return go({ at: "told" })
  step(from)
}

function step(from: string): void {
  const next = nextPage(pages(), answers.value, from)
  if (isHelpDue(from, next?.id)) go({ at: "help" })
  else if (next) go({ at: "ask", id: next.id })
}

async function keep(page: string): Promise<boolean> {
  keeping.value = "saving"
  return (await keeper()).saveDraft(page)
}

/** Go on past something that stood between two pages. */
export function past(from: string): void {
  const next = nextPage(pages(), answers.value, from)
  if (next) swap({ at: "ask", id: next.id })
}

const lateAt = (at: Screen["at"]) => ({ at, past })

/** Every screen beyond the first pages. */
export function Screens() {
  const screen = here.value
  if (!door.value?.open && (screen.at === "ask" || door.value?.org.id === ""))
    return <Lazy key="closed" load={loadLate} props={lateAt("ask")} />
  if (screen.at === "ask") return <Question id={screen.id} />
  if (screen.at === "told")
    return (
      <Lazy
        key="told"
        load={loadTold}
        props={{
          pages: every(),
          blanks,
          onward: (way: boolean) => {
            short = way
            step("i04")
          },
        }}
      />
    )
  if (screen.at === "code" || screen.at === "case")
    return <Lazy key="return" load={loadReturn} props={{}} />
  return <Lazy key="late" load={loadLate} props={lateAt(screen.at)} />
}

const blanks = (text: string) => filled(text, { ...numberBlanks() })

function Question({ id }: { id: string }) {
  useEffect(() => {
    void loadNumbers()
    // Only fetched ahead; asked for again where they are needed.
    void loadLate().catch(() => undefined)
    void sealingAhead().catch(() => undefined)
  }, [lang.value])
  const page = every().find((one) => one.id === id)
  if (!page) return null
  if (page.type === "review")
    return sent.value ? (
      <Lazy key="late" load={loadLate} props={lateAt("sent")} />
    ) : (
      <Review page={page} edit={() => go({ at: "ask", id: "i01" })} />
    )
  const asked = pagesFor(pages(), answers.value)
  return (
    <Ask
      key={id}
      page={page}
      turn={{ blanks, onward: () => onward(id) }}
      eyebrow={id === "i04" ? words().second : undefined}
      below={<Below page={page} at={asked.indexOf(page)} of={asked.length} />}
    >
      <Body page={page} />
    </Ask>
  )
}

/** What stands between the question and the button, by the kind of page. */
function Body({ page }: { page: Page }) {
  if (page.id === "i01a") return <RingList page={page} />
  if (page.type === "persons") return <Persons page={page} />
  if (page.type === "files") return <Lazy load={loadAdd} props={{ what: "file" as const }} />
  if (page.type !== "text" && page.type !== "longtext") return null
  return (
    <>
      <label class="field">
        <b class="sr">{page.text}</b>
        <textarea
          rows={page.type === "longtext" ? 8 : 3}
          maxLength={page.max ?? 5000}
          value={answers.value[page.id]?.text ?? ""}
          onInput={(event) =>
            answerTo(page.id, { ...answers.value[page.id], text: event.currentTarget.value })
          }
        />
      </label>
      {page.id === "i07" ? <Lazy load={loadAdd} props={{ what: "voice" as const }} /> : null}
    </>
  )
}

/** Under the button: a time to tell more exactly, how the saving goes, and the way to skip. */
function Below({ page, at, of }: { page: Page; at: number; of: number }) {
  const code = answers.value[page.id]?.codes?.[0] ?? ""
  const timed =
    (page.id === "i05" || page.id === "i05a") && ["h24", "h72", "h120", "d30"].includes(code)
  return (
    <>
      {timed ? (
        <details>
          <summary>{words().whenTell}</summary>
          <Lazy load={loadWhen} props={{ of: page.id }} />
        </details>
      ) : null}
      {page.required ? null : <p class="small">{words().mayStayOpen}</p>}
      <p class="small">{filled(words().pageOf, { at: String(at + 1), of: String(of) })}</p>
      {keeping.value === "no" ? null : (
        <p class="small" role="status">
          {words().keep[keeping.value]}
        </p>
      )}
    </>
  )
}

/** The links below every page. */
export function Foot() {
  const screen = here.value
  const w = words()
  const asking = screen.at === "ask" && screen.id !== "i00"
  const drugged = { any: [{ i11: ["drug"] }, { i08: ["gaps"] }] }
  const timed = anchor(Date.now()) !== undefined || holds(drugged, answers.value)
  const due = country.value !== undefined && timed && screen.at !== "hours"
  return (
    <>
      {asking ? (
        <button type="button" class="link" onClick={() => history.back()}>
          {ui.value.back}
        </button>
      ) : null}
      {asking && keeping.value === "no" ? (
        <button type="button" class="link" onClick={() => go({ at: "keep" })}>
          {ui.value.save}
        </button>
      ) : null}
      {asking && keeping.value !== "no" ? (
        <button
          type="button"
          class="link"
          onClick={() =>
            void keep(screen.id).then((done) => (done ? go({ at: "kept" }) : undefined))
          }
        >
          {ui.value.save}
        </button>
      ) : null}
      {asking && answers.value["i01"] ? (
        <button type="button" class="link" onClick={() => go({ at: "ask", id: "i13" })}>
          {ui.value.who}
        </button>
      ) : null}
      {due ? (
        <button type="button" class="link" onClick={() => go({ at: "hours" })}>
          {w.hoursTitle}
        </button>
      ) : null}
      <Aside at="numbers" href="/numbers" text={ui.value.numbers} />
      <Aside at="who" href="/numbers#who" text={w.whoRuns} />
    </>
  )
}

/** A page that also stands by itself; opened here so that nothing typed is lost by looking at it. */
function Aside({ at, href, text }: { at: "numbers" | "who"; href: string; text: string }) {
  if (here.value.at === at) return null
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault()
        go({ at })
      }}
    >
      {text}
    </a>
  )
}
