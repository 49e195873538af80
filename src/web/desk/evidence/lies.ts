import { type FileSort, plainName, sortOf } from "#core/file/kind.ts"
import type { Lie, Truth } from "#core/file/truth.ts"
import { fill } from "#web/lib/words.ts"
import { evidenceWords } from "./words.ts"

/** Why a file is not shown as what it says it is: what says so, and what it is. */
export function lieTold(lie: Lie, name: string): string {
  return fill(evidenceWords().lies.notShown, { why: why(lie, name) })
}

/** Why a file was not added to the case, and which of its fields says what is not so. */
export function refusedTold(lie: Lie, name: string): string {
  const { refused, fields } = evidenceWords().lies
  return fill(refused, { field: fields[lie.field], why: why(lie, name) })
}

function why({ field, says, is }: Lie, name: string): string {
  const { lies, sorts } = evidenceWords()
  const blanks = { name: plainName(name), says: sorts[says], is: sorts[is] }
  return fill(says === is && field === "name" ? lies.turned : lies[field], blanks)
}

/** The name a file is saved under: one that lies, or would run, gets an ending that no program opens. */
export function safeName(name: string, { kind, lies }: Truth): string {
  const plain = plainName(name).replaceAll(/[\\/:*?"<>|]/g, "_")
  return lies !== null || runs.includes(sortOf(kind)) ? `${plain}.bin` : plain
}

const runs: readonly FileSort[] = ["program", "page", "drawing", "other"]
