import type { AppealGround } from "#core/life/word.ts"
import type { Heard } from "#wire/heard.ts"
import { Look } from "#web/report/return/look.tsx"
import { useSignal } from "#web/report/signal.ts"
import { way } from "#web/report/return/way.ts"
import { by } from "./by.ts"
import { typedIn } from "./typed.ts"
import { Press, TextField, type Told, toldOf, toldWords, Write } from "./write-form.tsx"
import { answerWords } from "./words.ts"

/** The record of what they said: right, or corrected in their own words. */
export function ReadBack({ who }: Pick<Heard, "who">) {
  const w = answerWords().record
  if (who === null) return null
  const facts = (as: "confirmed" | "corrected") => ({ who, as })
  return (
    <Write
      id="record"
      title={w.title}
      how={w.how}
      doing={{ kind: "interview.read-back", facts: facts("corrected") }}
    >
      <Press
        words={w.right}
        done={w.noted}
        doing={{ kind: "interview.read-back", facts: facts("confirmed") }}
      />
    </Write>
  )
}

/** Their words stand in the catalogue; the list of `core` would grow what every reporter loads. */
const appealGrounds = [
  "procedure",
  "new-evidence",
  "bias",
  "disproportion",
] as const satisfies readonly AppealGround[]

/** There is one appeal: it says why, and is looked at twice. */
export function Appeal({ appealBy, now }: Pick<Heard, "appealBy"> & { now: number }) {
  const w = answerWords()
  const { title, how, ground, grounds, sure, sureWhat, go } = w.appeal
  const form = useAppeal()
  const until = by(appealBy, now, w.appeal)
  return (
    <details class="act" open>
      <summary>{title}</summary>
      {until ? <p class="banner">{until}</p> : null}
      <p>{how}</p>
      <fieldset>
        <legend class="label">{ground}</legend>
        <div class="choices">
          {appealGrounds.map((one) => (
            <label key={one} class={form.because.value === one ? "choice on" : "choice"}>
              <input
                type="radio"
                name="ground"
                checked={form.because.value === one}
                onChange={() => (form.because.value = one)}
              />
              <span>{grounds[one]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField id="appeal" label={w.text} text={form.text} />
      <Look
        id="appeal-look"
        press={go}
        question={sure}
        what={[sureWhat]}
        asking={form.asking}
        yes={() => void form.send()}
      />
      <p class="small" role="status">
        {toldWords(form.told.value)}
      </p>
    </details>
  )
}

function useAppeal() {
  const text = typedIn("appeal")
  const because = useSignal<AppealGround>(appealGrounds[0])
  const asking = useSignal(false)
  const told = useSignal<Told>("")
  const send = async () => {
    asking.value = false
    if (text.value.trim() === "") return void (told.value = "empty")
    told.value = "sending"
    const doing = { kind: "appeal.filed", facts: { ground: because.value } } as const
    try {
      await way.value.write(doing.kind, doing.facts, { text: text.value.trim() })
      text.value = ""
    } catch (why) {
      told.value = toldOf(why)
      await way.value.load().catch(() => undefined) // whatever came in between is shown
    }
  }
  return { text, because, asking, told, send }
}
