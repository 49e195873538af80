import { useState } from "preact/hooks"
import { del, get, post, Refused } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { TokenShown, TokenView } from "#wire/protection.ts"
import { useAct, useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { focusFirstFault } from "#web/desk/set-up/field-faults.ts"
import { checkWords } from "./words.ts"

/** The keys with which HR systems ask in this person's name. */
export function SystemKeys() {
  const { system: say } = checkWords()
  const { keys, act, label, type, fault, made, make, end } = useKeys()
  return (
    <section class="stack" aria-labelledby="system">
      <h2 id="system">{say.title}</h2>
      <p class="second">{say.why}</p>
      <Loading of={keys}>
        {({ tokens }) => <Keys of={tokens} onEnd={(one) => void end(one)} />}
      </Loading>
      {made ? <Made of={made} /> : null}
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <Field label={say.label} value={label} max={60} onInput={type} error={fault} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div class="acts">
          <Button kind="quiet" type="submit">
            {say.make}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** What is written, what was made, and what can be done with the keys. */
function useKeys() {
  const { system: say } = checkWords()
  const act = useAct()
  const [label, setLabel] = useState("")
  const [fault, setFault] = useState<string | null>(null)
  const [made, setMade] = useState<TokenShown | null>(null)
  const load = (signal: AbortSignal) =>
    get<{ tokens: TokenView[] }>("/protection/tokens", { signal })
  const keys = useLoad(load, "tokens")
  const type = (typed: string) => {
    setLabel(typed)
    setFault(null)
  }
  const make = () =>
    act.run(async () => {
      if (label.trim() === "") {
        setFault(say.unnamed)
        return focusFirstFault()
      }
      try {
        setMade(await post<TokenShown>("/protection/tokens", { label }))
        setLabel("")
      } catch (why) {
        if (!(why instanceof Refused && why.fields.includes("many-keys"))) throw why
        setFault(say.many)
      }
      await keys.reload()
    })
  const end = ({ id }: TokenView) =>
    act.run(async () => {
      await del(`/protection/tokens/${id}`)
      if (made?.id === id) setMade(null)
      toast(say.ended)
      await keys.reload()
    })
  return { keys, act, label, type, fault, made, make, end }
}

type KeysProps = { readonly of: readonly TokenView[]; readonly onEnd: (one: TokenView) => void }
function Keys({ of, onEnd }: KeysProps) {
  const { system: say } = checkWords()
  if (of.length === 0) return <p class="empty">{say.empty}</p>
  return (
    <ul class="promises">
      {of.map((one) => (
        <li key={one.id}>
          <b>{one.label}</b>
          <span class="second">
            {one.usedAt === null
              ? say.unused
              : fill(say.used, { time: when(one.usedAt, now.value) })}
          </span>
          <Button
            kind="quiet"
            label={fill(say.endLabel, { label: one.label })}
            onPress={() => onEnd(one)}
          >
            {say.end}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** A new key, shown this once. */
function Made({ of: { label, token } }: { readonly of: TokenShown }) {
  const { system: say } = checkWords()
  const copy = async () => {
    await navigator.clipboard.writeText(token)
    toast(say.copied)
  }
  return (
    <Banner alert>
      <div class="stack tight">
        <p>{fill(say.shown, { label })}</p>
        <Field label={say.key} value={token} onInput={() => undefined} plain />
        <div class="acts">
          <Button onPress={() => void copy()}>{say.copy}</Button>
        </div>
      </div>
    </Banner>
  )
}
