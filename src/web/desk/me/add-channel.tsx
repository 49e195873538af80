import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { canPush, NoPush, subscribe } from "./push.ts"
import { refreshMe } from "./refresh.ts"

const kinds = ["voice", "sms", "email", "push", "webhook"] as const
type Kind = (typeof kinds)[number]
type Fault = NoPush["fault"] | "badAddress" | "known"

/** Adds one more way to ring a person; it counts only once it has answered a test. */
export function AddChannel() {
  const { me: words } = say()
  const [kind, setKind] = useState<Kind>("email")
  const [address, setAddress] = useState("")
  const [fault, setFault] = useState<Fault | null>(null)
  const wrong = fault && words[fault]
  const act = useAct()
  const add = () =>
    act.run(async () => {
      setFault(null)
      try {
        const where = kind === "push" ? await subscribe() : address.trim()
        await post("/channels", { channel: kind, address: where })
      } catch (why) {
        setFault(faultOf(why))
        return
      }
      setAddress("")
      await refreshMe()
    })
  return (
    <form
      class="add-channel stack"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <h3>{words.add}</h3>
      <Select
        label={words.kind}
        value={kind}
        options={kinds.map((one) => [one, one === "push" ? words.thisBrowser : words.kinds[one]])}
        onChange={(chosen) => {
          // Only the kinds above stand in the list.
          setKind(chosen as Kind)
          setFault(null)
        }}
      />
      {kind === "push" ? (
        <ThisBrowser asking={act.busy} wrong={wrong} />
      ) : (
        <Field
          label={words.address[kind]}
          value={address}
          onInput={setAddress}
          plain
          type={kind === "email" ? "email" : kind === "webhook" ? "url" : "tel"}
          max={2000}
          error={wrong}
        />
      )}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit" kind="quiet" why={kind === "push" && !canPush() ? words.pushNo : null}>
        {kind === "push" ? words.addPush : words.addGo}
      </Button>
    </form>
  )
}

type ThisBrowserProps = { readonly asking: boolean; readonly wrong: string | null }
function ThisBrowser({ asking, wrong }: ThisBrowserProps) {
  const { me: words } = say()
  return (
    <>
      {canPush() ? <p class="second">{words.pushWhy}</p> : null}
      <p class="second" role="status">
        {asking ? words.pushAsking : ""}
      </p>
      {wrong ? <Banner alert>{wrong}</Banner> : null}
    </>
  )
}

function faultOf(why: unknown): Fault {
  if (why instanceof NoPush) return why.fault
  if (why instanceof Refused && why.problem === "malformed") return "badAddress"
  if (why instanceof Refused && why.problem === "already-done") return "known"
  throw why
}
