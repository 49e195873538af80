import type { Held } from "#web/report/her.ts"
import { Files } from "./files.tsx"
import { Voice } from "./voice.tsx"

/** Adding a file, or one's voice; loaded where it can be done. */
export function Add({ what, to }: { what: "file" | "voice"; to?: Held }) {
  return what === "voice" ? <Voice /> : <Files {...(to ? { to } : {})} />
}
