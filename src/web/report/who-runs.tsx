import { useSignal } from "./signal.ts"
import { useEffect } from "preact/hooks"
import { door, lang, ui } from "./memory.ts"
import { back } from "./place.ts"
import { whoRunsEn } from "#web/words/who-runs-en.ts"
import { whoRunsZh } from "#web/words/who-runs-zh.ts"
import { loadReceivers, onPath } from "./who.ts"

const runs = () => (lang.value === "zh" ? whoRunsZh : whoRunsEn)

/** Who runs the server, what it could do, and what to do about it; with the keys that can be compared by voice. */
export function WhoRuns() {
  const w = runs()
  return (
    <>
      <h1 tabIndex={-1}>{w.title}</h1>
      {[w.runs, w.sealed, w.could, w.device].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <section aria-labelledby="todo">
        <h2 id="todo">{w.todo}</h2>
        {[w.phone, w.compare, w.call].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <KeysRead />
      {door.value?.org.contact ? <p class="small">{door.value.org.contact}</p> : null}
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={back}>
          {ui.value.back}
        </button>
      </div>
    </>
  )
}

/** Everybody on the path with what their key reads: the same groups that their own desk shows them. */
function KeysRead() {
  const reads = useSignal<ReadonlyMap<string, string>>(new Map())
  const failed = useSignal(false)
  const load = async () => {
    try {
      const [{ fingerprint }] = await Promise.all([import("#crypto/keys.ts"), loadReceivers()])
      reads.value = new Map(
        onPath.value.map((one) => [one.person, fingerprint(one.recipient, one.vk)]),
      )
      failed.value = false
    } catch {
      failed.value = true // said below, with a way to try again
    }
  }
  useEffect(() => void load(), [])
  const w = runs()
  return (
    <section aria-labelledby="keys-read">
      <h2 id="keys-read">{w.keys}</h2>
      {failed.value ? (
        <div class="banner" role="alert">
          <p>{w.noKeys}</p>
          <button type="button" class="btn quiet" onClick={() => void load()}>
            {ui.value.again}
          </button>
        </div>
      ) : null}
      <dl class="reads">
        {onPath.value.map((one) => (
          <div key={one.person}>
            <dt>
              {one.name} <span class="second">{one.title}</span>
            </dt>
            <dd class="mono">
              <bdi dir="ltr">{reads.value.get(one.person) ?? ui.value.loading}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
