import { useEffect, useState } from "preact/hooks"
import { MakeKey } from "#web/desk/keys/make-key.tsx"
import { SignIn } from "#web/desk/keys/sign-in-screen.tsx"
import { Channels, isTested } from "#web/desk/me/channels.tsx"
import { refreshMe } from "#web/desk/me/refresh.ts"
import { go } from "#web/desk/router.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { ByLink, NoLink, useToken } from "#web/desk/set-up/by-link.tsx"
import { say } from "#web/desk/set-up/say.ts"
import { twoWays } from "#web/desk/set-up/two-ways.ts"
import { now } from "#web/lib/clock.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Button } from "#web/ui/button.tsx"
import type { Me } from "#wire/session.ts"
import { Welcome } from "./welcome.tsx"

/** An invited person makes their key, says how they are rung, and reads their key aloud. */
export function Screen() {
  const { join, me: own } = say()
  const [token, begun] = useToken()
  if (token) {
    return (
      <ByLink
        token={token}
        title={join.title}
        otherwise={me.value ? <a href="/desk/join">{own.finishKey}</a> : null}
      >
        {(link) => <Welcome token={token} link={link} onBegun={begun} />}
      </ByLink>
    )
  }
  if (me.value === undefined) return <p class="second">{deskWords().loading}</p>
  if (me.value && twoWays(me.value) && !unlocked.value) return <SignIn locked />
  return me.value ? <Steps person={me.value} /> : <NoLink why={join.noLink} />
}

/** The three parts in their order; each stays in sight once it is done. */
function Steps({ person }: { readonly person: Me }) {
  const { join } = say()
  const [seen, setSeen] = useState(twoWays(person))
  // A recruiter asks and is never rung: no channel, and no key that others have to trust.
  const { recruiter } = person
  const made = twoWays(person) && seen
  const title = recruiter ? join.recruiter.title : join.title
  const rung = recruiter || person.channels.some((channel) => isTested(channel, now.value))
  useEffect(() => {
    // The colleague confirms at another desk; this one looks now and then.
    const again = made ? setInterval(() => void refreshMe(), 15_000) : undefined
    return () => clearInterval(again)
  }, [made])
  return (
    <div class="door stack">
      <h1>{title}</h1>
      {recruiter ? null : (
        <ol class="join-steps" aria-label={title}>
          <li aria-current={made ? undefined : "step"}>{join.steps.key}</li>
          <li aria-current={made && !rung ? "step" : undefined}>{join.steps.channel}</li>
          <li aria-current={made && rung ? "step" : undefined}>{join.steps.read}</li>
        </ol>
      )}
      {made ? null : <MakeKey me={person} onDone={() => setSeen(true)} />}
      {made && !recruiter ? <p class="second">{join.channelWhy}</p> : null}
      {made && !recruiter ? <Channels person={person} /> : null}
      {made && !recruiter ? <ReadAloud person={person} /> : null}
      {made ? (
        <Button why={rung ? null : join.finishWhy} onPress={() => go("/desk")}>
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
