import { counted, fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Table } from "#web/ui/table.tsx"
import type { CaseLaw } from "#wire/law.ts"
import { caseLawWords, dueWords, farWhen, lawWords, lineWords, packName } from "./words.ts"

type Line = CaseLaw["lines"][number]

/** Every limit that the laws of a case set, what is late first, with its article, its source and who has to act. */
export function Lines({ law }: { readonly law: CaseLaw }) {
  const say = caseLawWords()
  return (
    <>
      <Conflicts law={law} />
      <Table<Line>
        caption={say.table}
        rows={law.lines}
        keyOf={(line) => `${line.clock} ${line.respondent}`}
        empty={say.nothing}
        columns={[
          { head: say.heads.due, cell: (line) => <Due line={line} />, kind: "what" },
          { head: say.heads.what, cell: lineWords, kind: "what" },
          { head: say.heads.who, cell: ({ owner }) => lawWords().owner[owner] },
          { head: say.heads.law, cell: (line) => <From law={law} line={line} />, kind: "what" },
        ]}
      />
      <Waits law={law} />
    </>
  )
}

function Due({ line }: { readonly line: Line }) {
  const say = caseLawWords()
  const { state, done, due } = line
  const tone = state === "runs" ? "ahead" : state === "ended" ? undefined : state
  return (
    <>
      <span class="due" data-s={tone}>
        <time dateTime={new Date(due).toISOString()}>{dueWords(line)}</time>
      </span>
      <span class="second">
        {say.states[state]}
        {done === null ? "" : `, ${fill(say.doneAt, { time: farWhen(done) })}`}
      </span>
    </>
  )
}

function From({ law, line }: { readonly law: CaseLaw; readonly line: Line }) {
  const words = lawWords()
  const { article, pack, basis, source, url } = line
  return (
    <>
      {article}, {packName(law, pack)}
      <span class="second">
        {words.basis[basis]};{" "}
        {url ? (
          <a href={url} rel="noreferrer">
            {words.source[source]}
          </a>
        ) : (
          words.source[source]
        )}
      </span>
    </>
  )
}

/** Two rules that no date can keep are not decided here: a lawyer decides. */
function Conflicts({ law }: { readonly law: CaseLaw }) {
  return (
    <>
      {law.conflicts.map(({ step, min, max }) => (
        <Banner lamp key={step}>
          {fill(lawWords().conflict, {
            minDue: farWhen(min.due),
            min: lineWords({ clock: min.clock, respondent: null }),
            maxDue: farWhen(max.due),
            max: lineWords({ clock: max.clock, respondent: null }),
          })}
        </Banner>
      ))}
    </>
  )
}

function Waits({ law }: { readonly law: CaseLaw }) {
  const say = caseLawWords()
  if (law.waits.length === 0) return null
  return (
    <details>
      <summary>{counted(say.waits, law.waits.length)}</summary>
      <ul class="promises">
        {law.waits.map(({ clock, event, pack }) => (
          <li key={clock}>
            <span>{lineWords({ clock, respondent: null })}</span>
            <span class="second">
              {fill(say.waitsFor, {
                event: say.event[event as keyof typeof say.event] ?? event, // a test names every event that can wait
              })}{" "}
              {packName(law, pack)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
