import { render } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import type { Door } from "#wire/door.ts"
import { fetched } from "#web/report/api.ts"
import { shiftCounter } from "#web/report/shift.ts"
import { BoxView } from "./box-view.tsx"
import { type Box, type Session } from "./box.ts"
import { CodeForm } from "./code-form.tsx"
import { type Lang, wordsIn } from "./say.ts"

/** What a code opened. */
export type Open = { readonly keys: ReceiptKeys; readonly session: Session; readonly box: Box }

const neutral = "https://www.wikipedia.org/"
let exitUrl = neutral

/** Blank the page, and put the neutral page in its place. */
function leave(): void {
  document.documentElement.replaceChildren()
  location.replace(exitUrl)
}

/** The page of somebody outside who was given a code: told what there is, heard before anybody decides. */
function Page() {
  const [lang, setLang] = useState<Lang>(/^zh/i.test(navigator.language) ? "zh" : "en")
  const { door, failed } = useDoor()
  const [open, setOpen] = useState<Open | null>(null)
  const w = wordsIn(lang)
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  return (
    <>
      <header class="bar">
        <div>
          <p class="org">{door?.org.name ?? ""}</p>
          <a
            class="btn exit"
            href={exitUrl}
            rel="noreferrer"
            onClick={(event) => {
              event.preventDefault()
              leave()
            }}
          >
            {w.leave}
          </a>
        </div>
      </header>
      <main tabIndex={-1}>
        {open && door ? (
          <BoxView open={open} door={door} lang={lang} onOpen={setOpen} />
        ) : door ? (
          <CodeForm org={door.org.id} lang={lang} onOpen={setOpen} />
        ) : (
          <p class="say" role="status">
            {failed ? w.offline : w.loading}
          </p>
        )}
      </main>
      <footer>
        <button
          type="button"
          class="link"
          lang={w.otherLang}
          onClick={() => setLang(lang === "zh" ? "en" : "zh")}
        >
          {w.other}
        </button>
      </footer>
    </>
  )
}

/** Whose page this is. */
function useDoor(): { readonly door: Door | null; readonly failed: boolean } {
  const [door, setDoor] = useState<Door | null>(null)
  const [failed, fail] = useState(false)
  useEffect(() => {
    fetched<Door>("/api/door").then(
      (found) => {
        exitUrl = found.org.exitUrl || neutral
        document.title = found.org.name
        return setDoor(found)
      },
      () => fail(true), // said on the page
    )
  }, [])
  return { door, failed }
}

/** Three lone presses of Shift leave, as on the reporter's page; a page out of the browser's memory starts anew. */
function watch(): void {
  const counter = shiftCounter()
  addEventListener("keydown", (event) => {
    if (!event.repeat) counter.down(event.key, event.isComposing)
  })
  addEventListener("keyup", (event) => {
    if (counter.up(event.key, event.timeStamp)) leave()
  })
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
}

watch()
render(<Page />, document.body)
