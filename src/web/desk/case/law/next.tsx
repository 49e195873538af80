import { counted, fill, listed } from "#web/lib/words.ts"
import { Loading } from "#web/desk/loading.tsx"
import type { Case } from "#web/desk/case/case.ts"
import type { CaseLaw } from "#wire/law.ts"
import { useLaw } from "./load.ts"
import { caseLawWords, dueWords, lineWords, packName } from "./words.ts"

/** What the law asks for next, what is late first, with the way to all of it. */
export function LawNext({ one }: { readonly one: Case }) {
  const loaded = useLaw(one)
  return (
    <div>
      <h2>{caseLawWords().title}</h2>
      <Loading of={loaded}>{(law) => <Next law={law} id={one.id} />}</Loading>
    </div>
  )
}

const shown = 3

function Next({ law, id }: { readonly law: CaseLaw; readonly id: string }) {
  const say = caseLawWords()
  const open = law.lines.filter(({ state }) => state === "over" || state === "ahead")
  const unread = law.packs.filter(({ review }) => !review.reviewed)
  return (
    <>
      {open.length === 0 ? <p class="empty">{say.nothing}</p> : null}
      <ul class="promises">
        {open.slice(0, shown).map((line) => (
          <li key={`${line.clock} ${line.respondent}`}>
            <span>{lineWords(line)}</span>
            <span class="due" data-s={line.state}>
              <span class="sr">{say.states[line.state]} </span>
              {dueWords(line)}
            </span>
            <span class="second">
              {line.article}, {packName(law, line.pack)}
            </span>
          </li>
        ))}
      </ul>
      {unread.length > 0 ? (
        <p class="meta">
          {fill(say.notReviewed, { packs: listed(unread.map((pack) => packName(law, pack.id))) })}
        </p>
      ) : null}
      <p>
        <a href={`/desk/cases/${id}/law`}>{say.all}</a>{" "}
        {open.length > shown ? (
          <span class="meta">{counted(say.more, open.length - shown)}</span>
        ) : null}
      </p>
    </>
  )
}
