import { useState } from "preact/hooks"
import { get } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { CheckList } from "#wire/protection.ts"
import { useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { AskForm } from "./ask-form.tsx"
import { Asked } from "./asked.tsx"
import type { People } from "./screen.tsx"
import { SystemKeys } from "./system-keys.tsx"

/** HR's side: to ask, and to read what came of it. */
export function HrSide({ answerers, people }: People) {
  const asked = useLoad((signal) => get<CheckList>("/protection/checks", { signal }), "checks")
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <AskForm
        answerers={answerers}
        people={people}
        onSent={(sentence) => {
          setSaid(sentence)
          if (sentence) void asked.reload()
        }}
      />
      {said ? <Banner alert>{said}</Banner> : null}
      <Loading of={asked}>{(list) => <Asked list={list} answerers={answerers} />}</Loading>
      <SystemKeys />
    </>
  )
}
