import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct } from "#web/desk/act.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "#web/desk/set-up/field-faults.ts"
import { post, Refused } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { identity, type Asked } from "#wire/rehire.ts"
import { lastDayBefore, rehireWords } from "./words.ts"

const empty = { family: "", given: "", born: "", number: "" }
type Typed = typeof empty

type Props = {
  /** Whether the central desk can answer at all. */
  readonly desk: boolean
  readonly onAsked: () => void
}

/** Asks about one person. Once asked, what was typed is gone from the page too. */
export function AskForm({ desk, onAsked }: Props) {
  const { check } = rehireWords()
  const [typed, type] = useState(empty)
  const [faults, setFaults] = useState<Faults>({})
  const [asked, setAsked] = useState<Asked | null>(null)
  const act = useAct()
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onInput: (value: string) => {
      type((before) => ({ ...before, [name]: value }))
      setFaults((before) => without(before, { [name]: value }))
      setAsked(null)
    },
    error: sentence(faults[name]),
  })
  const ask = () =>
    act.run(async () => {
      const wrong = await sent(typed, setAsked)
      setFaults(wrong)
      if (Object.keys(wrong).length) return focusFirstFault()
      type(empty)
      onAsked()
    })
  return (
    <form
      class="door stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (desk) void ask()
      }}
    >
      <div class="pair">
        <Field label={check.family} {...field("family")} max={100} plain required />
        <Field label={check.given} {...field("given")} max={100} plain required />
      </div>
      <p class="help">{check.names}</p>
      <Field label={check.born} help={check.bornHelp} {...field("born")} type="date" required />
      <Field label={check.number} help={check.kept} {...field("number")} max={40} plain />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div>
        <Button type="submit" why={desk ? null : check.noDesk}>
          {check.go}
        </Button>
      </div>
      <div role="status">
        {asked ? <Banner>{fill(check.asked, { day: lastDayBefore(asked.by) })}</Banner> : null}
      </div>
    </form>
  )
}

/** Sends it, or says what has to be mended; nothing typed is lost over it. */
async function sent(typed: Typed, onAsked: (asked: Asked) => void): Promise<Faults> {
  const { number, ...named } = typed
  const read = v.safeParse(identity, number.trim() === "" ? named : typed)
  if (!read.success) return faultsBy(read.issues)
  try {
    onAsked(await post<Asked>("/recruiter-checks", read.output))
    return {}
  } catch (why) {
    // Only the server's clock knows whether a day is still to come.
    if (why instanceof Refused && why.problem === "malformed" && why.fields.includes("born"))
      return { born: "day" }
    throw why
  }
}

function sentence(fault: string | undefined): string | null {
  const { fault: words } = rehireWords().check
  if (fault === undefined) return null
  return words[fault as keyof typeof words] ?? words.empty // a word without a sentence: it is not filled
}
