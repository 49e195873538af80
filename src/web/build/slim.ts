import { elsewhereOf } from "#core/law-table.ts"
import type { Lang } from "#wire/form.ts"
import type {
  After,
  NumberLine,
  OutsideLaw,
  Page,
  PageOption,
  Place,
  Rest,
  Start,
  WindowText,
} from "./slim-types.ts"

type Two = Record<Lang, string>
type Raw = Record<string, unknown>

/** One content file as one language's pages need it; the name is what stands behind the question mark of the import. */
export function slim(file: string, want: string, content: Raw): unknown {
  const lang = want.endsWith("zh") ? "zh" : "en"
  if (file === "intake.json")
    return want === "start"
      ? startOf(content)
      : want.startsWith("after")
        ? afterOf(content, lang)
        : restOf(content, lang)
  if (file === "jurisdictions.json" && want.startsWith("outside"))
    return outsideOf(content, want === "outside-sourced")
  if (file === "jurisdictions.json")
    return want === "places" ? placesOf(content) : numbersOf(content, lang)
  if (file === "evidence_windows.json") {
    return { items: windowsOf(content, lang), show_when: content["show_when"] }
  }
  if (file === "level.json" && want !== "rules") return content[want] // its words, its targets
  if (file === "level.json") return rulesOf(content)
  throw new Error(`nothing is known about ${file}?${want}`)
}

/** The pages that stand in the first chunk, in both languages. */
const first = ["i00", "i00a", "i01"]

function startOf(content: Raw): Start {
  const of = (lang: Lang) => ({
    pages: rows(content, "pages")
      .filter((page) => first.includes(text(page, "id")))
      .map((page) => pageOf(page, lang)),
    ui: Object.fromEntries(rows(content, "ui").map((line) => [text(line, "id"), text(line, lang)])),
  })
  return { en: of("en"), zh: of("zh") }
}

function restOf(content: Raw, lang: Lang): Rest {
  return {
    pages: rows(content, "pages")
      .filter((page) => !first.includes(text(page, "id")))
      .map((page) => pageOf(page, lang)),
  }
}

function afterOf(content: Raw, lang: Lang): After[] {
  return rows(content, "after_submit").map((line) => ({
    id: text(line, "id"),
    text: text(line, lang),
    ...(line["show_if"] ? { show_if: line["show_if"] as never } : {}), // a condition, checked by the content's own test
    ...(line["variants"] ? { third: text(row(row(line, "variants"), "third"), lang) } : {}),
  }))
}

function pageOf(page: Raw, lang: Lang): Page {
  const kept = {
    id: text(page, "id"),
    type: text(page, "type"),
    text: text(page, lang),
    help: maybe(page, `help_${lang}`),
    options: optionsOf(page, lang),
    required: page["required"] === true ? true : undefined,
    show_if: page["show_if"] ?? undefined,
    exclusive: page["exclusive"],
    default: page["default"],
    max: page["max_chars"],
    maxItems: page["max_items"],
    fields: page["fields"] && rows(page, "fields").map((field) => fieldOf(field, lang)),
    notes:
      page["notes"] &&
      rows(page, "notes").map((note) =>
        clean({ id: text(note, "id"), for: maybe(note, "for_option"), text: text(note, lang) }),
      ),
    variants: variantsOf(page, lang),
    ring: page["component"] && {
      no: text(row(row(page, "component"), "row_action"), lang),
      undo: text(row(row(page, "component"), "row_undo"), lang),
      empty: text(row(row(page, "component"), "empty"), lang),
    },
  }
  return clean(kept) as Page // the fields above are those of Page; content/intake.json is checked at start
}

function fieldOf(field: Raw, lang: Lang): Raw {
  const variant = field["variants"] && row(field, "variants")["third"]
  return clean({
    id: text(field, "id"),
    for: maybe(field, "for_option"),
    text: text(field, lang),
    max: field["max_chars"],
    tick: field["type"] === "tick" ? true : undefined,
    options: field["options"] && optionsOf(field, lang),
    third: Array.isArray(variant)
      ? { options: optionsOf({ options: variant }, lang) }
      : variant && { text: text(variant as Raw, lang) }, // a row of JSON
  })
}

function variantsOf(page: Raw, lang: Lang): unknown {
  if (!page["variants"]) return undefined
  return Object.fromEntries(
    Object.entries(row(page, "variants")).map(([name, variant]) => {
      const said = variant as Raw // a row of JSON
      return [
        name,
        clean({
          text: maybe(said, lang),
          help: maybe(said, `help_${lang}`),
          options: said["options"] && optionsOf(said, lang),
        }),
      ]
    }),
  )
}

function optionsOf(page: Raw, lang: Lang): PageOption[] {
  return rows(page, "options").map((option) => [text(option, "code"), text(option, lang)])
}

function placesOf(content: Raw): Place[] {
  return rows(content, "packs")
    .filter((pack) => pack["place"] === "country")
    .map((pack) => [text(pack, "id"), two(pack, "name").en, two(pack, "name").zh])
}

function rulesOf(content: Raw): unknown {
  return rows(content, "rules").map(({ level, id, if: condition }) => ({
    level,
    id,
    if: condition,
  }))
}

function numbersOf(content: Raw, lang: Lang): Record<string, NumberLine[]> {
  const lines = rows(content, "packs")
    .filter((pack) => pack["place"] === "country")
    .map(
      (pack) =>
        [text(pack, "id"), rows(pack, "numbers").map((line) => numberOf(line, lang))] as const,
    )
  return Object.fromEntries(lines)
}

function numberOf(line: Raw, lang: Lang): NumberLine {
  return clean({
    kind: text(line, "kind"),
    label: two(line, "label")[lang],
    dial: maybe(line, "dial"),
    show: maybe(line, "national"),
    url: maybe(line, "url"),
    channel: text(line, "channel"),
    hours: maybe(line, "hours"),
    area: maybe(line, "area") === "national" ? undefined : maybe(line, "area"),
    emergency: line["emergency"] === true ? true : undefined,
    sourced: line["sourced"] === true ? true : undefined,
  }) as NumberLine // the fields above are those of NumberLine
}

/** The clocks of a party's own ways outside; for whoever reported only what was read in a source. */
function outsideOf(content: Raw, onlySourced: boolean): OutsideLaw[] {
  return rows(content, "packs").flatMap((pack) => {
    const clocks = rows(pack, "clocks").filter(
      (clock) =>
        outside.has(elsewhereOf[text(clock, "id")] ?? "") &&
        (!onlySourced || text(row(clock, "source"), "state") === "sourced"),
    )
    if (clocks.length === 0) return []
    const kept = [
      "id",
      "event",
      "amount",
      "unit",
      "less_days",
      "article",
      "number_basis",
      "applies",
    ]
    return [
      {
        id: text(pack, "id"),
        name: two(pack, "name"),
        clocks: clocks.map((clock) => ({
          ...clean(Object.fromEntries(kept.map((name) => [name, clock[name]]))),
          source: { state: text(row(clock, "source"), "state") },
        })) as unknown as OutsideLaw["clocks"], // the fields of a clock, which the server checks at its start
      },
    ]
  })
}
const outside: ReadonlySet<string> = new Set(["claim", "outside-appeal"])

function windowsOf(content: Raw, lang: Lang): WindowText[] {
  return rows(content, "items").map(
    (item) =>
      clean({
        id: text(item, "id"),
        group: text(item, "group"),
        kind: text(item, "kind"),
        anchor: text(item, "anchor"),
        default: item["default"],
        best: item["best"],
        closes: item["closes"],
        last_resort: item["last_resort"],
        windows: rows(item, "windows").map(({ place, amount, unit }) => ({ place, amount, unit })),
        name: two(item, "name")[lang],
        before: two(item, "before")[lang],
        after: two(item, "after")[lang],
        notes:
          item["notes"] &&
          rows(item, "notes").map((note) => ({ place: note["place"], text: text(note, lang) })),
        unsourced: row(item, "source")["state"] === "knowledge" ? true : undefined,
      }) as WindowText, // the fields above are those of WindowText
  )
}

function rows(of: Raw, name: string): Raw[] {
  return (of[name] ?? []) as Raw[] // lists of rows in reviewed JSON
}
function row(of: Raw, name: string): Raw {
  return (of[name] ?? {}) as Raw // a row in reviewed JSON
}
function two(of: Raw, name: string): Two {
  return of[name] as Two // both languages stand in every text of the content
}
function text(of: Raw, name: string): string {
  return maybe(of, name) ?? ""
}
function maybe(of: Raw, name: string): string | undefined {
  return typeof of[name] === "string" && of[name] !== "" ? of[name] : undefined
}
function clean<T extends object>(of: T): T {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => value !== undefined && value !== null),
  ) as T // only absent fields are dropped
}
