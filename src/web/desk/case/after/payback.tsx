import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { actWords, closedAct, lifeWords } from "#web/desk/case/life.ts"
import { papersOf, PaperForm } from "#web/desk/case/paper-form.tsx"
import { workWords } from "#web/desk/case/work/words.ts"
import { afterWords } from "./words.ts"

/** Payback: a worry, a frozen decision within a day, a finding within fifteen. */
export function Payback({ one, reload }: PartProps) {
  const say = afterWords().payback
  const [doing, begin] = useState<"suspected" | "frozen" | "found" | null>(null)
  const payback = one.screen.life?.retaliation
  const close = { one, reload, onClose: () => begin(null) }
  const text = [{ id: "text", label: workWords().text, rows: 4 }]
  if (!payback) return null
  return (
    <section aria-labelledby="payback">
      <h2 id="payback">
        {say.title} <span class="meta">{lifeWords().retaliation[payback.state]}</span>
      </h2>
      {payback.frozen ? (
        <p class="second">{fill(say.frozen, { time: when(payback.frozen, now.value) })}</p>
      ) : null}
      <Kept
        papers={[...papersOf(one, "retaliation.frozen"), ...papersOf(one, "retaliation.found")]}
      />
      <div class="acts">
        <Button
          kind="quiet"
          why={closedAct(one, "retaliation.suspected", {})}
          onPress={() => begin("suspected")}
        >
          {actWords()["retaliation.suspected"]}
        </Button>
        {closedAct(one, "retaliation.frozen", {}) === null ? (
          <Button onPress={() => begin("frozen")}>{actWords()["retaliation.frozen"]}</Button>
        ) : null}
        {closedAct(one, "retaliation.found", { as: "SUBSTANTIATED" }) === null ? (
          <Button kind="quiet" onPress={() => begin("found")}>
            {say.found}
          </Button>
        ) : null}
      </div>
      {doing === "suspected" ? (
        <PaperForm
          {...close}
          kind="retaliation.suspected"
          facts={{}}
          title={actWords()["retaliation.suspected"]}
          blanks={[]}
        />
      ) : null}
      {doing === "frozen" ? (
        <PaperForm
          {...close}
          kind="retaliation.frozen"
          facts={{}}
          title={actWords()["retaliation.frozen"]}
          blanks={text}
        />
      ) : null}
      {doing === "found" ? <Found {...close} /> : null}
    </section>
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
      room="mailbox"
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
