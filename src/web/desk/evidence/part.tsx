import { useState } from "preact/hooks"
import { plainName } from "#core/file/kind.ts"
import { counted, fill } from "#web/lib/words.ts"
import { closedBy } from "#web/desk/case/closed.ts"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { AboutForm, CustodyForm } from "./forms.tsx"
import { ExportPart } from "./export-part.tsx"
import { CustodyTable, RegisterTable } from "./register-tables.tsx"
import { type Evidence, registerOf } from "./register.ts"
import { senderNames } from "./sender.ts"
import { Uncertain } from "./uncertain.tsx"
import { evidenceWords } from "./words.ts"

/** What a piece of evidence is asked about. */
export type Asked = { readonly act: "about" | "custody"; readonly piece: Evidence }

/** Everything of a case that is kept as evidence: what it is, who had it, when it was made, and how it is handed on. */
export function EvidencePart({ one, reload }: PartProps) {
  const say = evidenceWords()
  const [asked, ask] = useState<Asked | null>(null)
  const register = registerOf(one.said)
  const nameOf = senderNames(one)
  const why = closedBy(one).note
  const form = { one, reload, onClose: () => ask(null) }
  return (
    <div class="evidence stack">
      <section aria-labelledby="register">
        <h2 id="register">
          {say.register.list}{" "}
          <span class="meta">{counted(say.register.meta, register.pieces.length)}</span>
        </h2>
        <p class="second line-long">{say.register.hint}</p>
        <RegisterTable register={register} nameOf={nameOf} ask={ask} why={why} />
        {register.loose.map(({ file }) => (
          <p key={file.sha256}>{fill(say.register.loose, { name: plainName(file.name) })}</p>
        ))}
      </section>
      <Uncertain one={one} register={register} />
      <CustodyTable register={register} nameOf={nameOf} />
      <ExportPart one={one} why={why} reload={reload} />
      {asked?.act === "about" ? <AboutForm {...form} piece={asked.piece} /> : null}
      {asked?.act === "custody" ? <CustodyForm {...form} piece={asked.piece} /> : null}
    </div>
  )
}
