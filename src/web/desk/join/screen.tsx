import { useEffect, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"
import { MakeKey } from "#web/desk/keys/make-key.tsx"
import { SignIn } from "#web/desk/keys/sign-in-screen.tsx"
import { Channels, isTested } from "#web/desk/me/channels.tsx"
import { refreshMe } from "#web/desk/me/refresh.ts"
import { go } from "#web/desk/router.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { twoWays } from "#web/desk/set-up/two-ways.ts"
import { dropToken, takeToken } from "#web/desk/set-up/token.ts"
import { post } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { InviteView } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { Welcome } from "./welcome.tsx"

/** An invited person makes their key, says how they are rung, and reads their key aloud. */
export function Screen() {
  const { join } = say()
  const [token, setToken] = useState(takeToken)
  const begun = () => {
    dropToken()
    setToken(null)
  }
  if (token) return <ByLink token={token} onBegun={begun} />
  if (me.value === undefined) return <p class="second">{deskWords().loading}</p>
  if (me.value && twoWays(me.value) && !unlocked.value) return <SignIn locked />
  if (me.value) return <Steps person={me.value} />
  return (
    <div class="stack">
      <Banner>{join.noLink}</Banner>
      <SignIn locked={false} />
    </div>
  )
}

type ByLinkProps = { readonly token: string; readonly onBegun: () => void }
function ByLink({ token, onBegun }: ByLinkProps) {
  const [link, setLink] = useState<InviteView | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    post<InviteView>("/invitations/look", { token }).then(setLink, (why: unknown) =>
      setFault(told(why)),
    )
  }, [token])
  if (fault) {
    return (
      <div class="door stack">
        <h1>{say().join.title}</h1>
        <Banner alert>{fault}</Banner>
        {me.value ? <a href="/desk/join">{say().me.finishKey}</a> : null}
      </div>
    )
  }
  if (!link) return <p class="second">{say().reading}</p>
  return <Welcome token={token} link={link} onBegun={onBegun} />
}

/** The three parts in their order; each stays in sight once it is done. */
function Steps({ person }: { readonly person: Me }) {
  const { join } = say()
  const [seen, setSeen] = useState(twoWays(person))
  const made = twoWays(person) && seen
  const rung = person.channels.some((channel) => isTested(channel, now.value))
  useEffect(() => {
    // The colleague confirms at another desk; this one looks now and then.
    const again = made ? setInterval(() => void refreshMe(), 15_000) : undefined
    return () => clearInterval(again)
  }, [made])
  return (
    <div class="door stack">
      <h1>{join.title}</h1>
      <ol class="join-steps" aria-label={join.title}>
        <li aria-current={made ? undefined : "step"}>{join.steps.key}</li>
        <li aria-current={made && !rung ? "step" : undefined}>{join.steps.channel}</li>
        <li aria-current={made && rung ? "step" : undefined}>{join.steps.read}</li>
      </ol>
      {made ? null : <MakeKey me={person} onDone={() => setSeen(true)} />}
      {made ? <p class="second">{join.channelWhy}</p> : null}
      {made ? <Channels person={person} /> : null}
      {made ? <ReadAloud person={person} /> : null}
      {made ? (
        <Button why={rung ? null : join.finishWhy} onPress={() => go("/desk/now")}>
          {join.finish}
        </Button>
      ) : null}
    </div>
  )
}

function ReadAloud({ person }: { readonly person: Me }) {
  const { join } = say()
  if (!person.key) return null
  return (
    <section class="stack" aria-labelledby="read-aloud">
      <h2 id="read-aloud">{join.readTitle}</h2>
      <p>
        <bdi class="fingerprint">{person.key.fingerprint}</bdi>
      </p>
      <p class="second">{join.readWhy}</p>
      <p class="due" data-s={person.key.confirmed ? "kept" : "ahead"}>
        {person.key.confirmed ? join.readDone : join.readOpen}
      </p>
    </section>
  )
}
