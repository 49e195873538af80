import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Refused } from "#web/lib/api.ts"
import { useLoad } from "#web/desk/act.ts"
import { inForce, linesOf } from "#web/desk/case/answers.ts"
import { screenOf } from "#web/desk/case/case.ts"
import { openedHere, type Said } from "#web/desk/case/said.ts"
import { caseWords } from "#web/desk/case/words.ts"
import { listWords, shortId } from "#web/desk/parts.tsx"
import { findIn, type Found } from "./find.ts"
import { caseLink } from "./table.tsx"

const most = 50

/** Where the words stand in what this browser has opened. Nothing that was typed leaves it. */
export function FoundHere({ typed }: { readonly typed: string }) {
  const { list: say } = listWords()
  const { value } = useLoad(
    (signal) => stillMine(findIn(openedHere(), typed, textsOf), signal),
    typed,
  )
  if (!value) return null
  return (
    <section aria-labelledby="found">
      <h2 id="found">{say.found}</h2>
      {value.length === 0 ? (
        <p class="second" role="status">
          {say.foundNone}
        </p>
      ) : null}
      {value.length > most ? <p class="second">{fill(say.foundMost, { n: most })}</p> : null}
      <ul class="found">
        {value.slice(0, most).map((one) => (
          <li key={one.said.view.sha256}>
            <Place of={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Place({ of: { id, said, before, match, after } }: { readonly of: Found }) {
  const { mail } = caseWords()
  const { kind, by, at } = said.view
  return (
    <>
      <a href={caseLink({ id })}>
        {shortId(id)} · {mail.kinds[kind]}
      </a>{" "}
      <span class="second">
        {by ?? mail.reporter} ·{" "}
        <time dateTime={new Date(at).toISOString()}>{when(at, now.value)}</time>
      </span>
      <p class="words" dir="auto">
        {before}
        <mark>{match}</mark>
        {after}
      </p>
    </>
  )
}

/** What can be read in it, as the case's screen shows it. */
function textsOf({ text, form: { answers }, files }: Said): string[] {
  const told = answers ? linesOf(inForce(answers)).flatMap(({ said }) => said ?? []) : []
  return [...told, text, ...files.map(({ name }) => name)]
}

/** A case that left my hands since is found no more: the server is asked for each by its id. */
async function stillMine(found: readonly Found[], signal: AbortSignal): Promise<Found[]> {
  const ids = [...new Set(found.map(({ id }) => id))]
  const held = await Promise.all(
    ids.map((id) =>
      screenOf(id, signal).then(
        () => true,
        (why: unknown) => {
          if (why instanceof Refused && why.status === 404) return false
          throw why
        },
      ),
    ),
  )
  const mine = new Set(ids.filter((_, at) => held[at]))
  return found.filter(({ id }) => mine.has(id))
}
