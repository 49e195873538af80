import { useState } from "preact/hooks"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedBy } from "#web/desk/case/closed.ts"
import { lacksAffected } from "#web/desk/case/reader.ts"
import { OpenMailbox } from "./open-form.tsx"
import { partyWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** Before anything can be told to an affected person who did not report, they need a mailbox of their own: here it is opened. */
export function MailboxFirst({ one, reload }: Props) {
  const say = partyWords()
  const [open, begin] = useState(false)
  if (!lacksAffected(one) && !open) return null
  return (
    <Banner lamp>
      <p>
        {say.first.why} {say.first.how}
      </p>
      <Button kind="quiet" why={closedBy(one).note} onPress={() => begin(true)}>
        {say.open.act}
      </Button>
      {open ? (
        <OpenMailbox one={one} reload={reload} party="affected" onClose={() => begin(false)} />
      ) : null}
    </Banner>
  )
}
