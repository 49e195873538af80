import { useEffect, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"
import { MakeKey } from "#web/desk/keys/make-key.tsx"
import { SignIn } from "#web/desk/keys/sign-in-screen.tsx"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { Welcome } from "#web/desk/join/welcome.tsx"
import { post } from "#web/lib/api.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { InviteView } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { SetUpForm } from "./form.tsx"
import { LeftToDo } from "./left-to-do.tsx"
import { Organisation } from "./organisation.tsx"
import { say } from "./say.ts"
import { dropToken, takeToken } from "./token.ts"
import { twoWays } from "./two-ways.ts"

/** From the printed link to an open report page: the organisation, the first key, then whatever is left. */
export function Screen() {
  const [token, setToken] = useState(takeToken)
  const begun = () => {
    dropToken()
    setToken(null)
  }
  if (token) return <ByLink token={token} onBegun={begun} />
  if (me.value === undefined) return <p class="second">{deskWords().loading}</p>
  if (me.value === null) return <NoLink />
  if (twoWays(me.value) && !unlocked.value) return <SignIn locked />
  if (!twoWays(me.value)) return <KeyFirst person={me.value} />
  return (
    <>
      <h1>{say().list.title}</h1>
      <LeftToDo person={me.value} />
      {me.value.admin ? <Organisation /> : null}
    </>
  )
}

/** Making the key, before anything else can be done. */
function KeyFirst({ person }: { readonly person: Me }) {
  return (
    <div class="door stack">
      <h1>{say().title}</h1>
      <MakeKey
        me={person}
        onDone={(finished) => {
          me.value = finished
        }}
      />
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
        <h1>{say().title}</h1>
        <Banner alert>{fault}</Banner>
        {me.value ? null : <p class="second">{say().noLink}</p>}
      </div>
    )
  }
  if (!link) return <p class="second">{say().reading}</p>
  // A link that began a set-up before leads the same person on.
  if (link.purpose === "key") return <Welcome token={token} link={link} onBegun={onBegun} />
  return <SetUpForm token={token} onBegun={onBegun} />
}

/** Nobody is signed in and there is no link: either sign in to go on, or open the link again. */
function NoLink() {
  return (
    <div class="stack">
      <Banner>{say().noLink}</Banner>
      <SignIn locked={false} />
    </div>
  )
}
