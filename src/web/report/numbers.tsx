import { signal } from "./signal.ts"
import type { NumberLine } from "#web/build/slim-types.ts"
import type { Lang } from "#wire/form.ts"
import { country, lang, placeName, ui } from "./memory.ts"
import { words, say } from "./say.ts"

const loaded = signal<Partial<Record<Lang, Record<string, NumberLine[]>>>>({})

/** Bring the numbers of every country, in the language of the page. */
export async function loadNumbers(): Promise<void> {
  const wanted = lang.value
  if (loaded.value[wanted]) return
  const got = await (wanted === "zh"
    ? import("#content/jurisdictions.json?numbers-zh")
    : import("#content/jurisdictions.json?numbers-en"))
  loaded.value = { ...loaded.value, [wanted]: got.numbers }
}

/** The numbers of the country she says she is in; none before she has said. */
export function numbersHere(): readonly NumberLine[] {
  return loaded.value[lang.value]?.[country.value ?? ""] ?? []
}

/** A sourced emergency number; only such a one is ever shown as the emergency number. */
export function emergency(kind: "police" | "ambulance"): NumberLine | undefined {
  const sure = numbersHere().filter(
    (line) => line.emergency && line.sourced && line.dial && line.channel === "voice",
  )
  return sure.find((line) => line.kind === kind) ?? sure.find((line) => line.kind === "emergency")
}

/** Somebody to talk to: a checked line that is no emergency number. */
export function helpline(): NumberLine | undefined {
  const kinds = ["rape_crisis", "women_helpline", "legal_aid"]
  const sure = numbersHere().filter((line) => !line.emergency && line.sourced && line.dial)
  // A line for the whole country before one for a part of it.
  return sure
    .toSorted((a, b) => Number(a.area !== undefined) - Number(b.area !== undefined))
    .find((line) => kinds.includes(line.kind))
}

/** The blanks that are numbers. */
export function numberBlanks(): Record<string, string> {
  const help = helpline()
  const none = words().localNumber
  return {
    police_number: emergency("police")?.show ?? none,
    ambulance_number: emergency("ambulance")?.show ?? none,
    helpline_number: help?.show ?? "",
    helpline_name: help?.label ?? "",
  }
}

/** Numbers to call, emergency ones first, each with what is known about it. */
export function Calls({ only }: { only?: "emergency" }) {
  const all = numbersHere()
  if (country.value === "other") return <p class="small">{words().noNumbers}</p>
  const sure = all.filter((line) => line.emergency && line.sourced)
  const lines = only
    ? sure
    : [
        ...sure,
        ...all.filter((line) => !sure.includes(line) && line.sourced),
        ...all.filter((line) => !line.sourced),
      ]
  return (
    <>
      <ul class="calls">
        {lines.map((line) => (
          <li key={line.label}>
            <Call line={line} />
          </li>
        ))}
      </ul>
      <p class="small">{say(words().numbersFor, { place: placeName(country.value ?? "") })}</p>
    </>
  )
}

function Call({ line }: { line: NumberLine }) {
  const href = line.dial ? `${line.channel === "sms" ? "sms" : "tel"}:${line.dial}` : line.url
  const hours =
    line.hours === "24x7" ? words().dayAndNight : line.hours === "unknown" ? undefined : line.hours
  const notes = [hours, line.area, line.sourced ? undefined : ui.value.unchecked_number].filter(
    (note) => note !== undefined,
  )
  return (
    <a href={href ?? "/numbers"} rel="noreferrer">
      <b>
        <bdi dir="ltr">{line.show ?? words().website}</bdi>
      </b>
      <span>
        {line.label}
        {notes.length > 0 ? <span class="second">{notes.join(" · ")}</span> : null}
      </span>
    </a>
  )
}
