import { useState } from "preact/hooks"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { useAct } from "#web/desk/act.ts"
import { arrive, me, signOut } from "#web/desk/session.ts"
import { words as say } from "#web/desk/say.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Me } from "#wire/session.ts"
import { PasskeyStopped } from "./passkey.ts"
import { NotMyKey, signInWithPasskey, signInWithWords } from "./sign-in.ts"
import { areTwelve, splitWords, WordsField } from "./words-field.tsx"

/** Coming in, or unlocking after a pause: one prompt with a passkey, or twelve words. The address stays. */
export function SignIn({ locked }: { readonly locked: boolean }) {
  const { signIn } = say()
  const [byWords, setByWords] = useState(false)
  const [typed, setTyped] = useState("")
  const [wrong, setWrong] = useState<string | null>(null)
  const act = useAct()
  const come = (way: () => Promise<Me>) =>
    act.run(async () => {
      setWrong(null)
      try {
        arrive(await way())
        setTyped("")
      } catch (why) {
        setWrong(reason(why))
      }
    })
  return (
    <div class="door stack">
      <h1>{locked ? signIn.locked : signIn.title}</h1>
      <p class="second">{locked ? signIn.lockedWhy : signIn.backTo}</p>
      {locked && me.value ? <p>{me.value.name}</p> : null}
      <div class="acts">
        <Button onPress={() => void come(signInWithPasskey)}>
          {act.busy ? signIn.oneMoment : locked ? signIn.unlock : signIn.passkey}
        </Button>
        {byWords ? null : (
          <Button kind="quiet" onPress={() => setByWords(true)}>
            {signIn.words}
          </Button>
        )}
      </div>
      {byWords ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (areTwelve(typed)) void come(() => signInWithWords(splitWords(typed)))
          }}
        >
          <WordsField value={typed} onInput={setTyped} />
          <Button type="submit" why={areTwelve(typed) ? null : signIn.wordsWhy}>
            {signIn.wordsGo}
          </Button>
        </form>
      ) : null}
      {(wrong ?? act.error) ? <Banner alert>{wrong ?? act.error}</Banner> : null}
      {locked ? (
        <Button kind="bare" onPress={() => void act.run(signOut)}>
          {signIn.another}
        </Button>
      ) : null}
    </div>
  )
}

/** Failures that only signing in has; the rest have their sentence everywhere. */
function reason(why: unknown): string {
  const { signIn } = say()
  if (why instanceof PasskeyStopped) return why.fault === "no-prf" ? signIn.noPrf : signIn.noPasskey
  if (why instanceof NotMyKey) return signIn.notYours
  if (why instanceof CannotOpen) return signIn.notWords
  throw why
}
