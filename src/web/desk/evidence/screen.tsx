import { useState } from "preact/hooks"
import { plainName } from "#core/file/kind.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { shortId } from "#web/desk/parts.tsx"
import { go, type ScreenProps } from "#web/desk/router.ts"
import { words } from "#web/desk/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { withCalendar } from "#web/desk/case/calendar.ts"
import { type Case, loadCase } from "#web/desk/case/case.ts"
import { closedBy } from "#web/desk/case/closed.ts"
import { AboutForm, CustodyForm } from "./forms.tsx"
import { ExportPart } from "./export-part.tsx"
import { Looking } from "./looking.tsx"
import { CustodyTable, RegisterTable } from "./register-tables.tsx"
import { type Evidence, registerOf } from "./register.ts"
import { Uncertain } from "./uncertain.tsx"
import { evidenceWords } from "./words.ts"

/** What a piece of evidence is asked about. */
export type Asked = { readonly act: "about" | "custody"; readonly piece: Evidence }

/** Everything of a case that is kept as evidence: what it is, who had it, when it was made, and how it is handed on. */
export function Screen({ params }: ScreenProps) {
  const id = params["id"] ?? ""
  const loaded = useLoad(async (signal) => {
    await withCalendar()
    return loadCase(id, signal)
  }, id)
  useShortcuts([{ key: "Escape", label: words().keys.back, act: () => go(`/desk/cases/${id}`) }])
  return (
    <Loading of={loaded}>
      {(one) => <Shown one={one} reload={() => void loaded.reload()} />}
    </Loading>
  )
}

type Props = { readonly one: Case; readonly reload: () => void }
function Shown({ one, reload }: Props) {
  const say = evidenceWords()
  const [asked, ask] = useState<Asked | null>(null)
  const register = registerOf(one.said)
  const why = closedBy(one).note
  const form = { one, reload, onClose: () => ask(null) }
  return (
    <>
      <div class="head">
        <h1>{say.register.title}</h1>
        <span class="id">{shortId(one.id)}</span>
        <span class="acts end">
          <a href={`/desk/cases/${one.id}`}>{say.register.back}</a>
        </span>
      </div>
      {one.papers ? (
        <div class="evidence stack">
          <p class="second line-long">{say.register.hint}</p>
          <section aria-labelledby="register">
            <h2 id="register">
              {say.register.list}{" "}
              <span class="meta">{counted(say.register.meta, register.pieces.length)}</span>
            </h2>
            <RegisterTable register={register} ask={ask} why={why} />
            {register.loose.map(({ file }) => (
              <p key={file.sha256}>{fill(say.register.loose, { name: plainName(file.name) })}</p>
            ))}
          </section>
          <Uncertain one={one} register={register} />
          <CustodyTable register={register} />
          <ExportPart one={one} why={why} reload={reload} />
        </div>
      ) : (
        <Banner>{say.register.notOpened}</Banner>
      )}
      <Looking one={one} reload={reload} />
      {asked?.act === "about" ? <AboutForm {...form} piece={asked.piece} /> : null}
      {asked?.act === "custody" ? <CustodyForm {...form} piece={asked.piece} /> : null}
    </>
  )
}
