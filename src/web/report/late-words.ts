import { signal } from "./signal.ts"
import { invariant } from "#core/refusal.ts"
import type { After } from "#web/build/slim-types.ts"
import type { LateWords } from "#web/words/late-en.ts"
import type { Lang } from "#wire/form.ts"
import { lang } from "./memory.ts"

type LateSheet = { late: LateWords; after: After[] }
const loaded = signal<Partial<Record<Lang, LateSheet>>>({})

/** Bring the words of the later screens, in the language of the page. */
export async function loadLateWords(): Promise<void> {
  const wanted = lang.value
  if (loaded.value[wanted]) return
  const sheet =
    wanted === "zh"
      ? (await import("./late-zh.ts")).lateSheet
      : (await import("./late-en.ts")).lateSheet
  loaded.value = { ...loaded.value, [wanted]: sheet }
}

/** Whether they are here. */
export function lateHere(): boolean {
  return loaded.value[lang.value] !== undefined
}

/** The words of the later screens. */
export function late(): LateWords {
  return lateSheet().late
}

/** The sentences that are said after sending. */
export function afterwards(): readonly After[] {
  return lateSheet().after
}

function lateSheet(): LateSheet {
  const found = loaded.value[lang.value] ?? loaded.value.en ?? loaded.value.zh
  invariant(found, "later words are loaded before a later screen is drawn")
  return found
}
