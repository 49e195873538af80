import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { ComponentChildren } from "preact"
import { useSignal } from "#web/report/signal.ts"
import { above } from "#core/level.ts"
import type { ReporterCase } from "#wire/report.ts"
import { instant } from "#web/report/clock.ts"
import { levelName } from "#web/report/level.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { sendAs } from "#web/report/session.ts"
import type { Asking } from "#web/report/api.ts"
import { opened } from "./opened.ts"
import { type Held, way } from "./way.ts"
import { back } from "./words.ts"

/** Do one thing on the server and look again; a sentence says how it went. */
export async function act(path: string, asking: Asking, done: string): Promise<string> {
  const mine = opened.value
  if (!mine) return back().failed
  const told = await sendAs(mine.keys, path, { method: "POST", ...asking }).then(
    () => done,
    () => back().failed,
  )
  await way.value.load().catch(() => undefined) // shown again at the next look
  return told
}

/** Does something that comes without words, in whosever mailbox is open; a sentence says how it went. */
export function choose<K extends ActKind>(
  kind: K,
  facts: ActFacts[K],
  done: string,
): Promise<string> {
  return act(`${way.value.at}/acts`, choosing(kind, facts), done)
}

/** A choice of theirs without a paper, as it is sent. */
export function choosing<K extends ActKind>(kind: K, facts?: ActFacts[K]): Asking {
  return { headers: { "x-tocsin-act": JSON.stringify({ kind, facts }) } }
}

/** What she can press: whether they reached her, what changed, and how urgent it is. */
export function Acts({ view }: { view: ReporterCase }) {
  return (
    <>
      {view.asked.map((call) => (
        <Reached call={call} view={view} key={call.seq} />
      ))}
      <Changed />
      <Level view={view} />
    </>
  )
}

function Reached({ call, view }: { call: ReporterCase["asked"][number]; view: ReporterCase }) {
  const told = useSignal("")
  const w = back()
  const answer = async (reached: boolean) =>
    (told.value = await act("/api/case/contact-answers", { json: { seq: call.seq, reached } }, ""))
  return (
    <Part id={`reached-${call.seq}`} title={w.reached} told={told.value}>
      <p class="small">{say(w.reachedHow, { at: instant(call.at, view.now, lang.value) })}</p>
      <div class="acts">
        <button type="button" class="btn quiet" onClick={() => void answer(true)}>
          {w.yes}
        </button>
        <button type="button" class="btn quiet" onClick={() => void answer(false)}>
          {w.no}
        </button>
      </div>
    </Part>
  )
}

/** "Something changed": payback, or what feels like it. */
export function Changed({ how }: { how?: string }) {
  const told = useSignal("")
  const w = back()
  return (
    <Part id="changed" title={w.changed} told={told.value}>
      <p class="small">{how ?? w.changedHow}</p>
      <div class="acts">
        <button
          type="button"
          class="btn quiet wide"
          onClick={() =>
            void act(`${way.value.at}/retaliation`, {}, w.changedDone).then(
              (said) => (told.value = said),
            )
          }
        >
          {w.changed}
        </button>
      </div>
    </Part>
  )
}

/** How urgent it is; it can be made more urgent here, never less. */
export function Level({ view }: { view: Pick<Held, "level" | "life"> }) {
  const told = useSignal("")
  const w = back()
  const chosen = useSignal("")
  const levels = view.life.state === "CLOSED" ? [] : above(view.level)
  const raise = async () => {
    const level = levels.find((one) => one === chosen.value)
    if (level)
      told.value = await act(`${way.value.at}/level`, { method: "PUT", json: { level } }, w.raised)
  }
  return (
    <Part id="level" title={w.level} told={told.value}>
      <p>{levelName(view.level)}</p>
      {levels.length === 0 ? null : (
        <details>
          <summary>{w.raise}</summary>
          <div class="choices" role="radiogroup" aria-labelledby="level">
            {levels.map((level) => (
              <label class={chosen.value === level ? "choice on" : "choice"} key={level}>
                <input
                  type="radio"
                  name="raise"
                  checked={chosen.value === level}
                  onChange={() => (chosen.value = level)}
                />{" "}
                {levelName(level)}
              </label>
            ))}
          </div>
          <div class="acts">
            <button
              type="button"
              class="btn quiet"
              aria-disabled={chosen.value === ""}
              onClick={() => void raise()}
            >
              {w.raise}
            </button>
          </div>
        </details>
      )}
    </Part>
  )
}

/** One thing to press, and below it how the last press went. */
export function Part({
  id,
  title,
  told,
  children,
}: {
  id: string
  title: string
  told: string
  children: ComponentChildren
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      <p class="small" role="status">
        {told}
      </p>
    </section>
  )
}
