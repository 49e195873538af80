import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post, Refused } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { clock } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { ChannelView } from "#wire/session.ts"
import { refreshMe } from "./refresh.ts"

const pause = 30_000
const answerWithin = 15 * 60_000

type Props = { readonly channel: ChannelView; readonly name: string }

/** A test of one channel: a code goes out by it and is typed back. */
export function TestChannel({ channel, name }: Props) {
  const { me: words } = say()
  const act = useAct()
  const { testSentAt, testedAt } = channel
  const waiting = testSentAt !== null && now.value - testSentAt < pause
  const asked =
    testSentAt !== null &&
    now.value - testSentAt < answerWithin &&
    (testedAt === null || testedAt < testSentAt)
  const send = () =>
    act.run(async () => {
      await post(`/channels/${channel.id}/tests`)
      await refreshMe()
    })
  return (
    <>
      {asked ? <Answer channel={channel} sentAt={testSentAt} /> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button
        kind="quiet"
        label={`${asked ? words.testAgain : words.test}: ${name}`}
        why={waiting ? words.testWait : null}
        onPress={() => void send()}
      >
        {asked ? words.testAgain : words.test}
      </Button>
    </>
  )
}

type AnswerProps = { readonly channel: ChannelView; readonly sentAt: number }
function Answer({ channel, sentAt }: AnswerProps) {
  const { me: words } = say()
  const [code, setCode] = useState("")
  const [wrong, setWrong] = useState(false)
  const act = useAct()
  const typed = code.replaceAll(/[\s-]/g, "").toUpperCase()
  const ready = /^[0-9A-HJKMNP-TV-Z]{6}$/.test(typed)
  const check = () =>
    act.run(async () => {
      setWrong(false)
      try {
        await post(`/channels/${channel.id}/tests/answer`, { code: typed })
      } catch (why) {
        if (!(why instanceof Refused && why.problem === "wrong-code")) throw why
        setWrong(true)
        return
      }
      toast(words.proved)
      await refreshMe()
    })
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void check()
      }}
    >
      <Field
        label={words.code}
        value={code}
        onInput={setCode}
        plain
        max={12}
        help={fill(words.sent, { time: clock(sentAt) })}
        error={wrong ? words.wrongCode : act.error}
      />
      <Button type="submit" why={ready ? null : words.codeShort}>
        {words.check}
      </Button>
    </form>
  )
}
