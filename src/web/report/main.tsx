import { render, type ComponentType } from "preact"
import { drawnBy, signal } from "./signal.ts"
import type { Door } from "#wire/door.ts"
import { answers, door, doorFailed, lang, sheetFailed, sheets, ui } from "./memory.ts"
import { leave, shiftLeaves, watchShift } from "./leave.ts"
import lateStyles from "#web/report/late.css?url"
import { followHistory, go, here } from "./place.ts"
import { StartPage } from "./start.tsx"

type RestScreens = { Screens: ComponentType; onward: (from: string) => void; Foot: ComponentType }
const screens = signal<RestScreens | null>(null)
const neutral = "https://www.wikipedia.org/"
const exitUrl = () => door.value?.org.exitUrl ?? neutral

/** Everything beyond the first pages; asked for right after the first paint, and again after a failure. */
async function loadRest(): Promise<void> {
  sheetFailed.value = false
  const wanted = lang.value
  try {
    const [rest, words] = await Promise.all([
      import("./rest.tsx"),
      wanted === "zh" ? import("./sheet-zh.ts") : import("./sheet-en.ts"),
    ])
    await styled()
    sheets.value = { ...sheets.value, [wanted]: words.sheet }
    screens.value = rest
  } catch {
    sheetFailed.value = true // shown with a way to try again; nothing typed is lost
  }
}

/** The styles of the later screens; a page without them can still be read, so a failure waits for nothing. */
function styled(): Promise<void> {
  if (document.getElementById("late")) return Promise.resolve()
  const link = document.createElement("link")
  link.id = "late"
  link.rel = "stylesheet"
  link.href = lateStyles
  return new Promise((done) => {
    link.addEventListener("load", () => done())
    link.addEventListener("error", () => {
      link.remove()
      done()
    })
    document.head.append(link)
  })
}

/** Before there is an organisation the door is closed, and only the numbers are shown. */
const nobodyYet: Door = {
  org: {
    id: "",
    name: "",
    country: "",
    zone: "",
    languages: ["en", "zh"],
    exitUrl: neutral,
    contact: "",
  },
  open: false,
  now: 0,
}

async function loadDoor(): Promise<void> {
  doorFailed.value = false
  try {
    const answer = await fetch("/api/door", { credentials: "omit", cache: "no-store" })
    const unfounded = answer.status === 409
    if (!answer.ok && !unfounded) throw new Error("door")
    const got = unfounded ? nobodyYet : ((await answer.json()) as Door) // our own server's answer; wire/door.ts names its form
    door.value = got
    if (!got.org.languages.includes(lang.value)) lang.value = got.org.languages[0] ?? "en"
    document.title = got.org.name || ui.value.numbers
  } catch {
    doorFailed.value = true
  }
}

function Letter() {
  const rest = screens.value
  const ready = rest !== null && sheets.value[lang.value] !== undefined
  const screen = here.value
  const isStart =
    screen.at === "ask" && ["i00", "i00a", "i01"].includes(screen.id) && door.value?.open !== false
  return (
    <>
      <Bar />
      <main id="main" tabIndex={-1}>
        {doorFailed.value ? <Retry act={loadDoor} /> : null}
        {isStart && screen.at === "ask" ? (
          door.value ? (
            <StartPage id={screen.id} later={later} />
          ) : (
            <p class="say">{doorFailed.value ? "" : ui.value.loading}</p>
          )
        ) : ready && door.value ? (
          <rest.Screens />
        ) : sheetFailed.value ? (
          <Retry act={loadRest} />
        ) : (
          <p class="say" role="status">
            {ui.value.loading}
          </p>
        )}
      </main>
      <footer>
        {ready && door.value?.open ? <rest.Foot /> : <a href="/numbers">{ui.value.numbers}</a>}
        <button type="button" class="link" onClick={() => (shiftLeaves.value = !shiftLeaves.value)}>
          {shiftLeaves.value ? ui.value.shiftOff : ui.value.shiftOn}
        </button>
        {(door.value?.org.languages.length ?? 0) > 1 ? (
          <button type="button" class="link" lang={ui.value.otherLang} onClick={changeLanguage}>
            {ui.value.other}
          </button>
        ) : null}
      </footer>
    </>
  )
}

function Bar() {
  return (
    <header class="bar">
      <div>
        <a
          class="skip"
          href="#main"
          onClick={(event) => {
            event.preventDefault()
            document.querySelector<HTMLElement>("main")?.focus()
          }}
        >
          {ui.value.skipTo}
        </a>
        <p class="org">{door.value?.org.name ?? ""}</p>
        <a
          class="btn exit"
          href={exitUrl()}
          rel="noreferrer"
          onClick={(event) => {
            event.preventDefault()
            leave(exitUrl())
          }}
        >
          {ui.value.exit}
        </a>
      </div>
    </header>
  )
}

function Retry({ act }: { act: () => Promise<void> }) {
  return (
    <div class="banner" role="alert">
      <p>{ui.value.failed}</p>
      <button type="button" class="btn quiet" onClick={() => void act()}>
        {ui.value.again}
      </button>
    </div>
  )
}

const later = {
  onward: (from: string) => {
    const rest = screens.value
    if (rest && sheets.value[lang.value]) return rest.onward(from)
    // The rest is not here yet: this screen waits for it and goes on by itself.
    go({
      at: "ask",
      id: from === "i01" && answers.value["i01"]?.codes?.[0] !== "yes" ? "i01a" : "i02",
    })
  },
  keep: () => go({ at: "keep" }),
  leave: () => leave(exitUrl()),
}

function changeLanguage(): void {
  lang.value = lang.value === "en" ? "zh" : "en"
  if (!sheets.value[lang.value]) void loadRest()
}

const root = document.getElementById("letter")
if (root) {
  root.replaceChildren()
  followHistory()
  watchShift(exitUrl)
  drawnBy(() => {
    document.documentElement.lang = lang.value === "zh" ? "zh-Hans" : "en"
    render(<Letter />, root)
  })
  const opened = loadDoor()
  requestAnimationFrame(() => requestAnimationFrame(() => void opened.then(loadRest)))
}
