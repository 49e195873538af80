import type { ComponentChildren } from "preact"
import { useEffect, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"
import { SignIn } from "#web/desk/keys/sign-in-screen.tsx"
import { sentenceFor } from "#web/desk/say.ts"
import { post } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { InviteView } from "#wire/person.ts"
import { say } from "./say.ts"
import { dropToken, takeToken } from "./token.ts"

/** The secret of the link by which somebody came, until what it was for has begun. */
export function useToken(): readonly [token: string | null, begun: () => void] {
  const [token, setToken] = useState(takeToken)
  const begun = () => {
    dropToken()
    setToken(null)
  }
  return [token, begun]
}

type Props = {
  readonly token: string
  readonly title: string
  /** Where to go from here when the link does not work. */
  readonly otherwise: ComponentChildren
  readonly children: (link: InviteView) => ComponentChildren
}

/** Reads a link, and says why when it cannot be used. */
export function ByLink({ token, title, otherwise, children }: Props) {
  const [link, setLink] = useState<InviteView | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  useEffect(() => {
    post<InviteView>("/invitations/look", { token }).then(setLink, (why: unknown) => {
      if (told(why) !== null) setFailed(why)
    })
  }, [token])
  if (failed) {
    return (
      <div class="door stack">
        <h1>{title}</h1>
        <Banner alert>{sentenceFor(failed)}</Banner>
        {otherwise}
      </div>
    )
  }
  return link ? <>{children(link)}</> : <p class="second">{say().reading}</p>
}

/** Nobody is signed in and there is no link: either sign in to go on, or open the link again. */
export function NoLink({ why }: { readonly why: string }) {
  return (
    <div class="stack">
      <Banner>{why}</Banner>
      <SignIn locked={false} />
    </div>
  )
}
