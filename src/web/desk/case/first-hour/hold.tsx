import { useState } from "preact/hooks"
import { holdReasons, type HoldReason } from "#core/life/word.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { hourWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }
type Step = "issue" | "confirm" | "waive" | "release"

/** Whether evidence is kept, and the steps that lead there: asked for, ordered, confirmed, ended by two. */
export function Hold({ one, reload }: Props) {
  const say = hourWords().hold
  const [step, begin] = useState<Step | null>(null)
  const state = one.screen.life?.hold ?? "NONE"
  const open = (kind: "hold.issued" | "hold.confirmed" | "hold.released") =>
    closedAct(one, kind, {}) === null
  return (
    <div>
      <h2>{say.title}</h2>
      <p class="second">{fill(say.now, { state: lifeWords().hold[state] })}</p>
      <div class="acts">
        {open("hold.issued") ? (
          <>
            <Button kind="quiet" onPress={() => begin("issue")}>
              {say.issue}
            </Button>
            <Button kind="bare" onPress={() => begin("waive")}>
              {say.waive}
            </Button>
          </>
        ) : null}
        {open("hold.confirmed") ? (
          <Button kind="quiet" onPress={() => begin("confirm")}>
            {say.confirm}
          </Button>
        ) : null}
        {open("hold.released") ? (
          <Button kind="bare" onPress={() => begin("release")}>
            {say.release}
          </Button>
        ) : null}
      </div>
      {state === "ISSUED" || state === "CONFIRMED" ? <p class="meta">{say.stays}</p> : null}
      {step === "issue" ? (
        <Issue one={one} reload={reload} onClose={() => begin(null)} />
      ) : step ? (
        <Reasoned step={step} one={one} reload={reload} onClose={() => begin(null)} />
      ) : null}
    </div>
  )
}

type FormProps = Props & { readonly onClose: () => void }

/** The order itself: whose, which systems, from when to when. Sealed for the team; only IT is told, by the responder. */
function Issue({ one, reload, onClose }: FormProps) {
  const say = hourWords().hold
  const [whose, setWhose] = useState("")
  const [systems, setSystems] = useState("")
  const [from, setFrom] = useState("")
  const [to, setTo] = useState("")
  const ready = [whose, systems, from, to].every((part) => part.trim() !== "") && from <= to
  const order = async () => {
    const fields = { whose, systems, from, to }
    const text = [whose, systems, `${from} – ${to}`].join("\n")
    await doIn(one.id, {
      kind: "hold.issued",
      facts: {},
      paper: { room: "desk", text, form: { fields } },
    })
    return say.done.issue
  }
  return (
    <ActForm
      title={say.issue}
      note={say.silent}
      go={say.issue}
      why={ready ? null : say.opens}
      act={order}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Field label={say.whose} rows={2} max={2000} value={whose} onInput={setWhose} />
      <Field
        label={say.systems}
        help={say.systemsHelp}
        rows={2}
        max={2000}
        value={systems}
        onInput={setSystems}
      />
      <Field label={say.from} type="datetime-local" value={from} onInput={setFrom} />
      <Field label={say.to} type="datetime-local" value={to} onInput={setTo} />
    </ActForm>
  )
}

/** A step that is a reason: how it was confirmed, why nothing need be kept, why it can end. */
function Reasoned({
  step,
  one,
  reload,
  onClose,
}: FormProps & { readonly step: Exclude<Step, "issue"> }) {
  const say = hourWords().hold
  const [text, setText] = useState("")
  const [because, choose] = useState<HoldReason>("no-traces")
  const label = { confirm: say.how, waive: say.why, release: say.whyRelease }[step]
  const send = async () => {
    const paper = { room: "desk", text } as const
    if (step === "waive") {
      await doIn(one.id, { kind: "hold.waived", facts: { because }, paper })
      return say.done.waive
    }
    const kind = step === "confirm" ? "hold.confirmed" : "hold.released"
    const { waits } = await doIn(one.id, { kind, facts: {}, paper })
    return waits ? say.done.waits : say.done[step]
  }
  return (
    <ActForm
      title={say[step]}
      {...(step === "release" ? { note: say.two } : {})}
      go={say[step]}
      why={text.trim() === "" ? say.opensText : null}
      act={send}
      onDone={reload}
      onClose={onClose}
    >
      {step === "waive" ? (
        <Select
          label={say.why}
          value={because}
          options={holdReasons.map((one) => [one, lifeWords().holdReason[one]] as const)}
          onChange={(code) => choose(holdReasons.find((one) => one === code) ?? because)}
        />
      ) : null}
      <Field label={label} rows={3} max={4000} value={text} onInput={setText} />
    </ActForm>
  )
}
