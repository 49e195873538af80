import { useState } from "preact/hooks"
import type { OwedKind } from "#core/owed.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { actWords, closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { workWords } from "#web/desk/case/work/words.ts"
import { afterWords } from "./words.ts"

/** Payback: a worry, a frozen decision within a day, a finding within fifteen. */
export function Payback({ one, reload }: PartProps) {
  const say = afterWords().payback
  const [doing, begin] = useState<Doing | null>(null)
  const payback = one.screen.life?.retaliation
  const close = { one, reload, onClose: () => begin(null) }
  const text = [{ id: "text", label: workWords().text, rows: 4 }]
  if (!payback) return null
  return (
    <section aria-labelledby="payback">
      <h2 id="payback">
        {say.title} <span class="meta">{lifeWords().retaliation[payback.state]}</span>
      </h2>
      <Due one={one} kind="duty:freeze" words={say.freezeBy} />
      <Due one={one} kind="duty:retaliation" words={say.findBy} />
      {payback.frozen ? (
        <p class="second">{fill(say.frozen, { time: when(payback.frozen, now.value) })}</p>
      ) : null}
      <Kept
        papers={[...papersOf(one, "retaliation.frozen"), ...papersOf(one, "retaliation.found")]}
      />
      <Choices one={one} begin={begin} />
      {doing === "suspected" || doing === "frozen" ? (
        <PaperForm
          {...close}
          kind={`retaliation.${doing}`}
          facts={{}}
          title={actWords()[`retaliation.${doing}`]}
          blanks={doing === "frozen" ? text : []}
        />
      ) : null}
      {doing === "found" ? <Found {...close} /> : null}
    </section>
  )
}

type Doing = "suspected" | "frozen" | "found"
type ChoicesProps = Pick<PartProps, "one"> & { readonly begin: (doing: Doing) => void }
function Choices({ one, begin }: ChoicesProps) {
  const say = afterWords().payback
  const payback = one.screen.life?.retaliation
  if (!payback) return null
  const isLookedInto = payback.state === "CONCERN" || payback.state === "SUBCASE_OPEN"
  return (
    <div class="acts">
      {isLookedInto ? null : (
        <Button
          kind="quiet"
          why={closedAct(one, "retaliation.suspected", {})}
          onPress={() => begin("suspected")}
        >
          {actWords()["retaliation.suspected"]}
        </Button>
      )}
      {closedAct(one, "retaliation.frozen", {}) === null ? (
        <Button {...(payback.frozen ? { kind: "quiet" } : {})} onPress={() => begin("frozen")}>
          {payback.frozen ? say.frozenMore : actWords()["retaliation.frozen"]}
        </Button>
      ) : null}
      {isLookedInto ? (
        <Button
          kind="quiet"
          why={closedAct(one, "retaliation.found", { as: "SUBSTANTIATED" })}
          onPress={() => begin("found")}
        >
          {say.found}
        </Button>
      ) : null}
    </div>
  )
}

function Found(props: ActProps) {
  const say = afterWords().payback
  const [as, choose] = useState<"SUBSTANTIATED" | "NOT_SUBSTANTIATED">("SUBSTANTIATED")
  return (
    <PaperForm
      {...props}
      kind="retaliation.found"
      facts={{ as }}
      title={say.found}
      blanks={[{ id: "text", label: say.reasons, rows: 6 }]}
    >
      <Select
        label={say.finding}
        value={as}
        options={[
          ["SUBSTANTIATED", say.foundYes],
          ["NOT_SUBSTANTIATED", say.foundNo],
        ]}
        onChange={(code) => choose(code === "SUBSTANTIATED" ? code : "NOT_SUBSTANTIATED")}
      />
    </PaperForm>
  )
}

type DueProps = Pick<PartProps, "one"> & { readonly kind: OwedKind; readonly words: string }
/** By when it has to be done, while it is not. */
function Due({ one, kind, words }: DueProps) {
  const open = one.screen.owed.find((owed) => owed.kind === kind && owed.met === null)
  if (!open) return null
  return (
    <p>
      {words}{" "}
      <span class="due" data-s={open.due < now.value ? "over" : "ahead"}>
        {when(open.due, now.value)}
      </span>
    </p>
  )
}
