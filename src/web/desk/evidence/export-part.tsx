import { useState } from "preact/hooks"
import { isRecipient } from "#crypto/keys.ts"
import { newWords } from "#crypto/words.ts"
import { serverNow } from "#web/lib/clock.ts"
import { heldKeys } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Choices, Field, Tick } from "#web/ui/field.tsx"
import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { type Case, loadCase } from "#web/desk/case/case.ts"
import type { ExportWish } from "./export.ts"
import { keepCustody } from "./forms.tsx"
import { wholeCase } from "./note.ts"
import { saveAs } from "./save.ts"
import type { What } from "./scope.ts"
import { WhatGoes } from "./what-goes.tsx"
import { evidenceWords } from "./words.ts"

type Props = { readonly one: Case; readonly why: string | null; readonly reload: () => void }
type To = "words" | "key" | "nobody"
type Made = {
  readonly name: string
  readonly sha256: string
  readonly words: string | null
  readonly signer: string
}

/** Handing a case on: sealed by default, to words made on the spot, and written into custody by itself. */
export function ExportPart({ one, why, reload }: Props) {
  const say = evidenceWords().export
  const [what, choose] = useState<What>({ how: "case" })
  const [opened, setOpened] = useState(true)
  const [to, seal] = useState<To>("words")
  const [key, setKey] = useState("")
  const [whom, setWhom] = useState("")
  const [purpose, setPurpose] = useState("")
  const { act, at, made, make } = useExport(one, reload)
  const some = what.how !== "chosen" || what.ids.length > 0
  const filled = whom.trim() !== "" && purpose.trim() !== "" && some
  const ready = filled && (to !== "key" || isRecipient(key.trim()))
  return (
    <section aria-labelledby="export" class="stack">
      <h2 id="export">{say.title}</h2>
      <p class="second line-long">{say.why}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !why) void make({ what, opened, to, key, whom, purpose })
        }}
      >
        <WhatGoes one={one} what={what} choose={choose} />
        {what.how === "case" ? (
          <Tick label={say.opened} help={say.openedHelp} checked={opened} onChange={setOpened} />
        ) : null}
        <SealTo to={to} seal={seal} recipient={key} type={setKey} />
        <Field label={say.to} max={200} value={whom} onInput={setWhom} />
        <Field label={say.purpose} max={400} value={purpose} onInput={setPurpose} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        {act.busy ? <p role="status">{at ? progressTold(at) : say.sealing}</p> : null}
        <Button type="submit" why={why ?? (ready ? null : say.opens)}>
          {say.go}
        </Button>
      </form>
      {made ? <Finished made={made} /> : null}
    </section>
  )
}

/** What it was for, and what went, so that the row alone says it. A row holds 500 characters. */
function purposeOf(purpose: string, what: What): string {
  if (what.how === "case") return purpose.trim()
  const went = what.how === "room" ? what.room : what.ids.join(", ")
  return `${purpose.trim()} (${went.length > 90 ? `${went.slice(0, 89)}…` : went})`
}

type Asked = {
  readonly what: What
  readonly opened: boolean
  readonly to: To
  readonly key: string
  readonly whom: string
  readonly purpose: string
}

/** Makes an export, writes its row of custody, and only then gives it out. */
function useExport(one: Case, reload: () => void) {
  const [at, setAt] = useState<readonly [number, number] | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const act = useAct()
  const make = ({ what, opened, to, key, whom, purpose }: Asked) =>
    act.run(async () => {
      setMade(null)
      const words = to === "words" ? newWords().join(" ") : null
      const wish: ExportWish = {
        what,
        opened: opened || what.how !== "case",
        to: words ? { words } : to === "key" ? { recipient: key.trim() } : null,
        progress: (done, all) => setAt([done, all]),
      }
      const { caseExport } = await import("./export.ts")
      // As it stands now, not as it stood when this screen was last drawn.
      const out = await caseExport(await loadCase(one.id, new AbortController().signal), wish)
      const row = { item: wholeCase, from: me.value?.name ?? "", at: serverNow(), hash: out.sha256 }
      const given = { ...row, to: whom.trim(), purpose: purposeOf(purpose, what) }
      await keepCustody(one.id, evidenceWords().custody.whole, given)
      saveAs([out.blob], out.name)
      setMade({ name: out.name, sha256: out.sha256, words, signer: heldKeys().sign.vk })
      setAt(null)
      reload()
    })
  return { act, at, made, make }
}

type SealToProps = {
  readonly to: To
  readonly seal: (to: To) => void
  readonly recipient: string
  readonly type: (recipient: string) => void
}

/** To whom it is sealed: words made on the spot, a key that somebody gave, or nobody. */
function SealTo({ to, seal, recipient, type }: SealToProps) {
  const say = evidenceWords().export
  const wrong = recipient.trim() !== "" && !isRecipient(recipient.trim())
  return (
    <>
      <Choices
        legend={say.sealTo}
        value={to}
        onChange={(next) => seal(next as To)} // one of the three options below
        options={[
          ["words", say.toWords, say.toWordsHelp],
          ["key", say.toKey, say.toKeyHelp],
          ["nobody", say.toNobody],
        ]}
      />
      {to === "key" ? (
        <Field
          label={say.key}
          rows={3}
          max={4000}
          value={recipient}
          onInput={type}
          plain
          error={wrong ? say.badKey : null}
        />
      ) : null}
    </>
  )
}

function progressTold([done, all]: readonly [number, number]): string {
  const say = evidenceWords().export
  return done < all ? fill(say.making, { done, all }) : say.sealing
}

/** What whoever hands it on has to tell by another way: the words, the hash, the signing key. */
function Finished({ made }: { readonly made: Made }) {
  const say = evidenceWords().export
  return (
    <div class="stack" role="status">
      <p>{fill(say.done, { name: made.name })}</p>
      {made.words ? (
        <>
          <h3>{say.words}</h3>
          <p class="hash" translate={false}>
            {made.words}
          </p>
          <p class="second">{say.wordsHelp}</p>
        </>
      ) : null}
      <dl class="facts">
        <div>
          <dt>{say.hash}</dt>
          <dd class="hash">{made.sha256}</dd>
        </div>
        <div>
          <dt>{say.signer}</dt>
          <dd class="hash">{made.signer}</dd>
        </div>
      </dl>
    </div>
  )
}
