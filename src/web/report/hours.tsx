import { signal } from "./signal.ts"
import { useEffect } from "preact/hooks"
import { holds } from "#core/condition.ts"
import { windowsFor, type Window as Limit } from "#core/window.ts"
import type { Windows, WindowText } from "#web/build/slim-types.ts"
import type { Lang } from "#wire/form.ts"
import { answerTo } from "./ask/ask.tsx"
import { shownBack, When } from "./ask/when.tsx"
import { filled } from "./ask/flow.ts"
import { instant, lasting } from "./clock.ts"
import { anchor } from "./due.ts"
import { late } from "./late-words.ts"
import { answers, country, lang, ui } from "./memory.ts"
import { Calls, loadNumbers } from "./numbers.tsx"
import { say } from "./say.ts"
import { inForce } from "./level.ts"
import { withTemporal } from "./temporal.ts"

const loaded = signal<Partial<Record<Lang, Windows>>>({})

async function loadWindows(): Promise<void> {
  const wanted = lang.value
  if (loaded.value[wanted]) return
  await withTemporal()
  const got = await (wanted === "zh"
    ? import("#content/evidence_windows.json?zh")
    : import("#content/evidence_windows.json?en"))
  loaded.value = { ...loaded.value, [wanted]: got.windows }
}

/** Help that works best soon: until when, and whom to call. It prints without the organisation's name. */
export function Hours({ onward }: { onward: () => void }) {
  const language = lang.value
  useEffect(() => {
    void loadWindows()
    void loadNumbers()
  }, [language])
  const now = Date.now()
  const from = anchor(now)
  const w = late().hours
  const last = answers.value["i05"]?.codes?.[0] === "often" ? "i05a" : "i05"
  const content = loaded.value[language]
  const lines = content ? linesOf(content, from, now) : []
  return (
    <div class="hours">
      <h1 tabIndex={-1}>{w.title}</h1>
      <p class="say">{w.choice}</p>
      <p class="small">{from ? say(w.countedFrom, { when: shownBack(from) }) : w.noTime}</p>
      <details class="noprint">
        <summary>{from ? w.change : w.tell}</summary>
        <When of={last} />
      </details>
      <section aria-labelledby="win">
        <h2 id="win">{w.until}</h2>
        {content ? null : (
          <p class="small" role="status">
            {ui.value.loading}
          </p>
        )}
        <ol class="line windows">
          {lines.map((line) => (
            <Window line={line} now={now} key={line.item.id} />
          ))}
        </ol>
      </section>
      <Come />
      <section aria-labelledby="num">
        <h2 id="num">{ui.value.numbers}</h2>
        <Calls />
        <p class="small">{ui.value.not_reviewed}</p>
      </section>
      <div class="acts noprint">
        <button type="button" class="btn wide" onClick={onward}>
          {w.backToReport}
        </button>
        <button type="button" class="btn quiet wide" onClick={() => print()}>
          {w.print}
        </button>
      </div>
    </div>
  )
}

/** Somebody can come along, and the video can be kept: ticked here, it is part of what is sent. */
function Come() {
  const w = late().hours
  return (
    <section aria-labelledby="go" class="noprint">
      <h2 id="go">{w.come}</h2>
      <p>{w.comeWhy}</p>
      <label class="choice lone">
        <input
          type="checkbox"
          checked={wants("med")}
          onChange={(event) => want("med", event.currentTarget.checked)}
        />{" "}
        {w.askCome}
      </label>
      <label class="choice lone">
        <input
          type="checkbox"
          checked={answers.value["i19"]?.codes?.[0] === "name"}
          onChange={(event) =>
            answerTo("i19", { codes: event.currentTarget.checked ? ["name"] : [] })
          }
        />{" "}
        {w.askVideo}
      </label>
    </section>
  )
}

/** One limit counted from the latest time she remembers, and from the earliest; without a time it has no dates. */
type Line = { item: WindowText; late: Limit | undefined; early: Limit | undefined }

/** The limits that fit what she told, in the order in which they are of use. */
function linesOf(content: Windows, from: [number, number] | undefined, now: number): Line[] {
  const items = content.items.filter(shown)
  if (!from) return items.map((item) => ({ item, late: undefined, early: undefined }))
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const counted = (at: number) =>
    windowsFor(
      { ...content, items },
      {
        place: { country: country.value ?? null },
        zone,
        anchors: { event_end: Temporal.Instant.fromEpochMilliseconds(at) },
        now: Temporal.Instant.fromEpochMilliseconds(now),
      },
      inForce(),
    )
  const early = new Map(counted(from[0]).map((limit) => [limit.id, limit]))
  return counted(from[1]).flatMap((late) => {
    const item = items.find((one) => one.id === late.id)
    return item ? [{ item, late, early: early.get(late.id) }] : []
  })
}

const soon = 3 * 86_400_000

function Window({ line, now }: { line: Line; now: number }) {
  const w = late().hours
  const { item } = line
  const edge = (limit: Limit | undefined) =>
    ((item.kind === "opens_after" ? limit?.opens : limit?.until) ?? undefined)?.epochMilliseconds
  const end = edge(line.late)
  const first = edge(line.early) ?? end
  const open = item.kind === "open_until" && line.late?.state === "open"
  const until = end === undefined ? "…" : instant(end, now, lang.value)
  const state =
    line.late?.state === "passed" ? "done" : open && (end ?? 0) - now < soon ? "now" : "owed"
  const notes = item.notes?.filter((note) => note.place === country.value) ?? []
  return (
    <li data-s={state}>
      <h3>{item.name}</h3>
      {open && end !== undefined && first !== undefined ? (
        <span class="left">
          <span>
            {first < end
              ? say(w.betweenUntil, { early: instant(first, now, lang.value), late: until })
              : say(w.untilAt, { until })}
          </span>
          <span>
            {say(w.left, {
              left: lasting((first > now ? first : end) - now, lang.value),
            })}
          </span>
        </span>
      ) : null}
      <p class="small">
        {filled(line.late?.text === "after" ? item.after : item.before, { until, opens: until })}
      </p>
      {notes.map((note) => (
        <p class="small" key={note.text}>
          {note.text}
        </p>
      ))}
      {item.unsourced ? <p class="small">{w.unsourced}</p> : null}
    </li>
  )
}

const places: Record<string, string[]> = {
  cctv_hotel: ["hotel"],
  cctv_venue: ["dinner"],
  cctv_office: ["office"],
  door_log: ["hotel"],
  ride_audio: ["travel"],
  ride_trip: ["travel"],
}

/** Which windows fit what she told: medical ones always, the rest when an answer calls for them. */
function shown(item: WindowText): boolean {
  const said = answers.value
  if (item.anchor === "report_received") return false
  if (item.group === "toxicology")
    return holds({ any: [{ i11: ["drug", null] }, { i08: ["gaps"] }] }, said)
  if (item.group === "venue") return holds({ i10: places[item.id] ?? [] }, said)
  if (item.group === "digital") return holds({ i10: ["online"] }, said)
  return true
}

function wants(code: string): boolean {
  return answers.value["i20"]?.codes?.includes(code) ?? false
}

function want(code: string, on: boolean): void {
  const codes = (answers.value["i20"]?.codes ?? []).filter((one) => one !== code)
  answerTo("i20", { ...answers.value["i20"], codes: on ? [...codes, code] : codes })
}
