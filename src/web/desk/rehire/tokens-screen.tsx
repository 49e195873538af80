import { useState } from "preact/hooks"
import { useAct, useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { words as deskWords } from "#web/desk/say.ts"
import { del, get } from "#web/lib/api.ts"
import { dayOf } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { Tokens, TokenView } from "#wire/rehire.ts"
import { MakeToken } from "./make-token.tsx"
import { rehireWords } from "./words.ts"

/** Which systems of HR may ask, in whose name, and since when they no longer may. */
export function Screen() {
  const { tokens } = rehireWords()
  const list = useLoad((signal) => get<Tokens>("/recruiter-tokens", { signal }), "tokens")
  const [ending, end] = useState<TokenView | null>(null)
  return (
    <>
      <h1>{tokens.title}</h1>
      <p>
        <a href="/desk/people">{tokens.back}</a>
      </p>
      <p class="second">{tokens.why}</p>
      <Loading of={list}>
        {(value) => (
          <>
            <List tokens={value.tokens} onEnd={end} />
            <MakeToken recruiters={value.recruiters} onMade={() => void list.reload()} />
          </>
        )}
      </Loading>
      {ending ? (
        <End
          token={ending}
          onClose={() => end(null)}
          onEnded={() => {
            end(null)
            void list.reload()
          }}
        />
      ) : null}
    </>
  )
}

type ListProps = {
  readonly tokens: readonly TokenView[]
  readonly onEnd: (token: TokenView) => void
}
function List({ tokens: rows, onEnd }: ListProps) {
  const { tokens } = rehireWords()
  const columns: Column<TokenView>[] = [
    { head: tokens.label, kind: "what", cell: ({ label }) => label },
    { head: tokens.recruiter, cell: ({ recruiter }) => recruiter },
    { head: tokens.made, cell: ({ madeAt }) => dayOf(madeAt) },
    { head: tokens.used, cell: ({ usedOn }) => usedOn ?? tokens.never },
    {
      head: tokens.state,
      cell: (one) =>
        one.revoked ? (
          tokens.ended
        ) : (
          <Button kind="bare" label={`${tokens.end}: ${one.label}`} onPress={() => onEnd(one)}>
            {tokens.end}
          </Button>
        ),
    },
  ]
  return (
    <Table
      caption={tokens.title}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={tokens.none}
    />
  )
}

type EndProps = {
  readonly token: TokenView
  readonly onClose: () => void
  readonly onEnded: () => void
}
function End({ token: { id, label }, onClose, onEnded }: EndProps) {
  const { tokens } = rehireWords()
  const act = useAct()
  const end = async () => {
    const done = await act.run(() => del(`/recruiter-tokens/${id}`))
    if (!done) return
    toast(fill(tokens.endDone, { label }))
    onEnded()
  }
  return (
    <Dialog title={fill(tokens.endTitle, { label })} onClose={onClose}>
      <p>{tokens.endWhy}</p>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void end()}>{tokens.end}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}
