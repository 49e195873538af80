import { useSignal } from "#web/report/signal.ts"
import { dayName } from "#web/report/clock.ts"
import { failureOf } from "#web/report/api.ts"
import { keeper, sealing } from "#web/report/her.ts"
import { door, lang } from "#web/report/memory.ts"
import { go } from "#web/report/place.ts"
import { say } from "#web/report/say.ts"
import { loadCase } from "./case.ts"
import { opened } from "./opened.ts"
import { back } from "./words.ts"

/** The code as she wrote it down. A slip is found here, before anything is sent. */
export function CodeEntry() {
  const typed = useSignal("")
  const told = useSignal("")
  const busy = useSignal(false)
  const draft = useSignal<{ page: string; expiresAt: number } | null>(null)
  const w = back()
  const open = async (event: Event) => {
    event.preventDefault()
    if (busy.value) return
    busy.value = true
    told.value = w.opening
    try {
      told.value = await tryCode(typed.value, (found) => (draft.value = found))
    } catch (why) {
      const kind = failureOf(why)
      told.value = kind === "code" ? w.wrong : w.offline
    }
    busy.value = false
  }
  if (draft.value) return <Draft {...draft.value} />
  return (
    <form onSubmit={(event) => void open(event)} novalidate>
      <h1 tabIndex={-1}>{asked().title}</h1>
      <p class="say">{asked().how}</p>
      <label class="field">
        <b>{w.code}</b>
        <input
          type="text"
          class="typed-code"
          dir="ltr"
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          maxLength={80}
          value={typed.value}
          aria-describedby="told"
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      <p class="missing" id="told" role="alert">
        {told.value}
      </p>
      <div class="acts">
        <button class="btn wide" type="submit">
          {w.open}
        </button>
      </div>
    </form>
  )
}

/** Who comes to `/answer` was given a code on paper; whoever comes to `/return` wrote it down. */
function asked(): { title: string; how: string; unknown: string } {
  return location.pathname === "/answer" ? back().answer : back()
}

/** A draft came back: it was not sent, and this is where she stopped. */
function Draft({ page, expiresAt }: { page: string; expiresAt: number }) {
  const w = back()
  return (
    <>
      <h1 tabIndex={-1}>{w.draft}</h1>
      <p class="say">{say(w.draftUntil, { day: dayName(expiresAt, lang.value) })}</p>
      <div class="acts">
        <button type="button" class="btn wide" onClick={() => go({ at: "ask", id: page })}>
          {w.goOn}
        </button>
      </div>
    </>
  )
}

/** Open what the code holds; what is wrong comes back as a sentence. */
async function tryCode(
  typed: string,
  resumed: (draft: { page: string; expiresAt: number }) => void,
): Promise<string> {
  const w = back()
  const { keysOf, signIn } = await sealing()
  const found = await keysOf(typed, door.value?.org.id ?? "")
  if ("bad" in found)
    return say(w.bad[found.bad], { count: [...typed.replaceAll(/[\s-]/g, "")].length })
  const { holds } = await signIn(found.keys)
  if (holds === "draft") {
    resumed(await (await keeper()).resumeDraft(found))
    return ""
  }
  if (holds === "answer") {
    opened.value = { ...found, answers: true }
    go({ at: "case" })
    return ""
  }
  if (holds !== "case") return asked().unknown
  opened.value = found
  await loadCase()
  go({ at: "case" })
  return ""
}
