import type { Held } from "#web/report/her.ts"
import { loadLateWords } from "#web/report/late-words.ts"
import { FileRows, Files } from "./files.tsx"
import { Voice } from "./voice.tsx"

/** What is added to words, once its own words are here. */
export async function loadAdd(): Promise<typeof Add> {
  await loadLateWords()
  return Add
}

/** Adding a file or one's voice, or only how far the files are. */
function Add({ what, to }: { what: "file" | "voice" | "rows"; to?: Held }) {
  if (what === "rows") return <FileRows />
  return what === "voice" ? <Voice /> : <Files {...(to ? { to } : {})} />
}
