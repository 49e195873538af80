import type { Answers } from "./condition.ts"

export const contentLanguages = ["en", "zh"] as const
export type ContentLanguage = (typeof contentLanguages)[number]
type Texts = { readonly [L in ContentLanguage]: string }

export type OptionWords = Texts & { readonly code: string }
/** Other words for whoever speaks of somebody else; what they leave out stays as it is. */
export type Variant = Partial<Texts> & {
  readonly help_en?: string
  readonly help_zh?: string
  readonly options?: readonly OptionWords[]
}
export type FieldWords = Texts & {
  readonly id: string
  readonly for_option?: string | null
  readonly type?: string
  readonly max_chars?: number
  readonly options?: readonly OptionWords[]
  readonly variants?: Readonly<Record<string, Texts | readonly OptionWords[] | undefined>>
}
export type NoteWords = Texts & {
  readonly id: string
  readonly for_option: string | null
  readonly hide_if_empty?: readonly string[]
}

/** Whatever the content says in two languages and, for some readers, in other words. */
export type Worded = Texts & {
  readonly id: string
  readonly help_en?: string
  readonly help_zh?: string
  readonly options?: readonly OptionWords[]
  readonly fields?: readonly FieldWords[]
  readonly notes?: readonly NoteWords[]
  readonly variants?: Readonly<Record<string, Variant | undefined>>
}

/** A page in one language and in the words for whoever writes. Codes and ids are those of the content. */
export type PageText = {
  readonly text: string
  readonly help: string
  readonly options: readonly OptionText[]
  readonly fields: readonly {
    readonly id: string
    readonly forOption: string | null
    readonly tick: boolean
    readonly maxChars: number | null
    readonly text: string
    readonly options: readonly OptionText[]
  }[]
  readonly notes: readonly {
    readonly id: string
    readonly forOption: string | null
    readonly hideIfEmpty: readonly string[]
    readonly text: string
  }[]
}
export type OptionText = { readonly code: string; readonly text: string }

/** For each answer to "did it happen to you", the wordings that fit, the closest first. */
export type VariantOrder = Readonly<Record<string, readonly string[]>>

/** What a page says to whoever writes: about themselves, or about the person they speak of. */
export function textOf(
  { variant_order }: { readonly variant_order: VariantOrder },
  page: Worded,
  lang: ContentLanguage,
  answers: Answers,
): PageText {
  const names = variant_order[answers["i04"]?.codes?.[0] ?? "me"] ?? []
  const variant = firstOf(page.variants, names)
  const help = lang === "en" ? "help_en" : "help_zh"
  return {
    text: variant?.[lang] ?? page[lang],
    help: variant?.[help] ?? page[help] ?? "",
    options: optionTexts(page.options, variant?.options, lang),
    fields: (page.fields ?? []).map((field) => fieldText(field, names, lang)),
    notes: (page.notes ?? []).map((note) => ({
      id: note.id,
      forOption: note.for_option,
      hideIfEmpty: note.hide_if_empty ?? [],
      text: note[lang],
    })),
  }
}

function fieldText(
  field: FieldWords,
  names: readonly string[],
  lang: ContentLanguage,
): PageText["fields"][number] {
  const variant = firstOf(field.variants, names)
  return {
    id: field.id,
    forOption: field.for_option ?? null,
    tick: field.type === "tick",
    maxChars: field.max_chars ?? null,
    text: (variant && isTexts(variant) ? variant : field)[lang],
    options: optionTexts(field.options, variant && !isTexts(variant) ? variant : undefined, lang),
  }
}

/** Other words take the place of an option's words by its code, and never its code. */
function optionTexts(
  options: readonly OptionWords[] = [],
  instead: readonly OptionWords[] = [],
  lang: ContentLanguage,
): OptionText[] {
  return options.map((option) => {
    const other = instead.find((one) => one.code === option.code)
    return { code: option.code, text: (other ?? option)[lang] }
  })
}

function firstOf<V>(
  variants: Readonly<Record<string, V | undefined>> | undefined,
  names: readonly string[],
): V | undefined {
  return names.map((name) => variants?.[name]).find((variant) => variant !== undefined)
}

function isTexts(variant: Texts | readonly OptionWords[]): variant is Texts {
  return "en" in variant
}
