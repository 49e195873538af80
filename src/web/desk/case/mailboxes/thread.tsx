import { useEffect } from "preact/hooks"
import { partyRoom } from "#core/mailbox.ts"
import { now } from "#web/lib/clock.ts"
import { post } from "#web/lib/api.ts"
import { when } from "#web/lib/times.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { actWords } from "#web/desk/case/life.ts"
import { type Box, faultIn, labelOf, saidIn } from "./boxes.ts"
import { mailboxWords } from "./words.ts"

/** What was said in one mailbox, with who wrote it. What is shown here is marked as read. */
export function Thread({ one, box, reload, onClose }: ActProps & { readonly box: Box }) {
  const say = mailboxWords()
  const all = saidIn(box, one.said)
  useEffect(() => {
    const room = partyRoom(box.view.number)
    const seqs = one.screen.objects
      .filter((view) => view.room === room && view.by === null && view.readAt === null)
      .map(({ seq }) => seq)
    // Not marked is only not marked: it is asked for again with the next look.
    if (seqs.length > 0) void post(`/cases/${one.id}/reads`, { room, seqs }).catch(() => undefined)
  }, [])
  const close = () => {
    onClose()
    reload()
  }
  return (
    <Dialog title={labelOf(box)} onClose={close} wide>
      {faultIn(box, one.said) ? (
        <Banner lamp alert>
          {say.fault}
        </Banner>
      ) : null}
      {all.length === 0 ? <p class="empty">{say.empty}</p> : null}
      {all.map(({ view, text, form, fault }) => (
        <div class="msg" key={view.sha256}>
          <p class="from">
            <b>
              {view.by}
              {form.act ? ` · ${actWords()[form.act]}` : ""}
            </b>
            <time dateTime={new Date(view.at).toISOString()}>{when(view.at, now.value)}</time>
          </p>
          {fault ? null : (
            <p class="words" dir="auto">
              {text}
            </p>
          )}
        </div>
      ))}
    </Dialog>
  )
}
