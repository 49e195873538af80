import { signal } from "#web/report/signal.ts"
import { invariant } from "#core/refusal.ts"
import type { ReturnWords } from "#web/words/return-en.ts"
import type { Lang } from "#wire/form.ts"
import { lang } from "#web/report/memory.ts"

const loaded = signal<Partial<Record<Lang, ReturnWords>>>({})

/** Bring the words of the return page, in the language of the page. */
export async function loadReturnWords(): Promise<void> {
  const wanted = lang.value
  if (loaded.value[wanted]) return
  const words =
    wanted === "zh"
      ? (await import("#web/words/return-zh.ts")).returnZh
      : (await import("#web/words/return-en.ts")).returnEn
  loaded.value = { ...loaded.value, [wanted]: words }
}

/** The words of the return page; those of the other language until these are here. */
export function back(): ReturnWords {
  const found = loaded.value[lang.value] ?? loaded.value.en ?? loaded.value.zh
  invariant(found, "words are loaded before the return page is drawn")
  return found
}
