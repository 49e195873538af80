import { back } from "#web/report/return/words.ts"
import { Paragraphs } from "#web/report/return/letter.tsx"
import { useSignal } from "#web/report/signal.ts"
import type { Box } from "./mailbox.ts"
import { type Doing, press } from "./write.ts"
import { answerWords } from "./words.ts"

/** Protection that was offered to an affected person who did not report: a yes and a no are the same size. */
export function Offers({ now }: { now: Box }) {
  const told = useSignal<"" | "done" | "failed">("")
  const w = answerWords()
  const names = back().protection
  const choose = (doing: Doing) =>
    press(doing).then(
      () => (told.value = "done"),
      () => (told.value = "failed"), // said below
    )
  return (
    <>
      {now.view.life.offered.map(({ n, code }) => {
        const words = now.letters.findLast((one) => one.act === "measure.proposed" && one.n === n)
        return (
          <div class="msg" role="group" aria-label={names.name[code]} key={n}>
            <h3>{names.name[code]}</h3>
            <Paragraphs text={words?.text ?? names.what[code] ?? ""} />
            <div class="acts">
              {(["measure.accepted", "measure.refused"] as const).map((kind) => (
                <button
                  type="button"
                  class="btn quiet"
                  onClick={() => void choose({ kind, facts: { n } })}
                  key={kind}
                >
                  {kind === "measure.accepted" ? names.yes : names.no}
                </button>
              ))}
            </div>
          </div>
        )
      })}
      <p class="small" role="status">
        {told.value === "done" ? w.noted : told.value === "failed" ? w.failed : ""}
      </p>
    </>
  )
}
