import { MakeKey } from "#web/desk/keys/make-key.tsx"
import { SignIn } from "#web/desk/keys/sign-in-screen.tsx"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { Welcome } from "#web/desk/join/welcome.tsx"
import { unlocked } from "#web/lib/vault.ts"
import type { Me } from "#wire/session.ts"
import { ByLink, NoLink, useToken } from "./by-link.tsx"
import { SetUpForm } from "./form.tsx"
import { LeftToDo } from "./left-to-do.tsx"
import { Organisation } from "./organisation.tsx"
import { say } from "./say.ts"
import { twoWays } from "./two-ways.ts"

/** From the printed link to an open report page: the organisation, the first key, then whatever is left. */
export function Screen() {
  const [token, begun] = useToken()
  if (token) return <FromLink token={token} onBegun={begun} />
  if (me.value === undefined) return <p class="second">{deskWords().loading}</p>
  if (me.value === null) return <NoLink why={say().noLink} />
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

type FromLinkProps = { readonly token: string; readonly onBegun: () => void }
function FromLink({ token, onBegun }: FromLinkProps) {
  const { title, noLink } = say()
  return (
    <ByLink
      token={token}
      title={title}
      otherwise={me.value ? null : <p class="second">{noLink}</p>}
    >
      {(link) =>
        // A link that began a set-up before leads the same person on.
        link.purpose === "key" ? (
          <Welcome token={token} link={link} onBegun={onBegun} />
        ) : (
          <SetUpForm token={token} onBegun={onBegun} />
        )
      }
    </ByLink>
  )
}
