import { plainName } from "#core/file/kind.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { look } from "#web/desk/evidence/looking.tsx"
import { evidenceWords } from "#web/desk/evidence/words.ts"
import type { Said } from "./said.ts"
import { caseWords } from "./words.ts"

/** The files of something that was said, each to be looked at in a window of its own. */
export function Files({ of }: { readonly of: Said }) {
  const say = caseWords().file
  const { view, copies } = evidenceWords()
  if (of.files.length === 0) return null
  return (
    <ul class="files">
      {of.files.map((file, at) => (
        <li key={`${at} ${file.sha256}`}>
          <span dir="auto">{plainName(file.name)}</span>
          <span class="meta">
            {fill(say.big, { mb: Math.max(0.1, Math.round(file.size / 104_857.6) / 10) })},{" "}
            {copies[file.copy]}
          </span>
          <Button
            kind="quiet"
            label={`${view.look}: ${plainName(file.name)}`}
            onPress={() => look({ file, room: of.view.room, epoch: of.view.epoch })}
          >
            {view.look}
          </Button>
        </li>
      ))}
    </ul>
  )
}
