import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct } from "#web/desk/act.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "#web/desk/set-up/field-faults.ts"
import { post } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { tokenMade, type Tokens, type TokenShown } from "#wire/rehire.ts"
import { rehireWords } from "./words.ts"

type Props = { readonly recruiters: Tokens["recruiters"]; readonly onMade: () => void }
const empty = { person: "", label: "" }

/** Makes a token for a system of HR; it is shown once and kept nowhere. */
export function MakeToken({ recruiters, onMade }: Props) {
  const { tokens } = rehireWords()
  const [typed, type] = useState(empty)
  const [faults, setFaults] = useState<Faults>({})
  const [shown, show] = useState<TokenShown | null>(null)
  const act = useAct()
  const set = (change: Partial<typeof empty>) => {
    type((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, change))
    show(null)
  }
  const make = () =>
    act.run(async () => {
      const read = v.safeParse(tokenMade, typed)
      setFaults(read.success ? {} : faultsBy(read.issues))
      if (!read.success) return focusFirstFault()
      show(await post<TokenShown>("/recruiter-tokens", read.output))
      type(empty)
      onMade()
    })
  const closed = recruiters.length ? null : tokens.noRecruiters
  return (
    <form
      class="door stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!closed) void make()
      }}
    >
      <h2>{tokens.make}</h2>
      <Field
        label={tokens.label}
        value={typed.label}
        onInput={(label) => set({ label })}
        max={60}
        error={sentence(faults["label"])}
      />
      <Select
        label={tokens.person}
        value={typed.person}
        options={[["", tokens.choose], ...recruiters.map(({ id, name }) => [id, name] as const)]}
        onChange={(person) => set({ person })}
        error={faults["person"] ? tokens.fault.empty : null}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div>
        <Button type="submit" why={closed}>
          {tokens.go}
        </Button>
      </div>
      <div role="status">{shown ? <Shown token={shown.token} /> : null}</div>
    </form>
  )
}

function Shown({ token }: { readonly token: string }) {
  const { tokens } = rehireWords()
  return (
    <Banner>
      <b>{tokens.shown}</b>
      <Field label={tokens.token} value={token} onInput={() => undefined} plain />
      <p class="second">
        {fill(tokens.where, { address: `${location.origin}/hook/recruiter-checks` })}
      </p>
    </Banner>
  )
}

function sentence(fault: string | undefined): string | null {
  const { fault: words } = rehireWords().tokens
  if (fault === undefined) return null
  return words[fault as keyof typeof words] ?? words.empty // a word without a sentence: it is not filled
}
