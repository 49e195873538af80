import type { ActFacts, ActKind } from "#core/life/act.ts"
import { wishes, type Wish } from "#core/life/word.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { listed, say } from "#web/report/say.ts"
import { useSignal } from "#web/report/signal.ts"
import { choose } from "./acts.tsx"
import { Look } from "./look.tsx"
import { type Seen, way } from "./way.ts"
import { back } from "./words.ts"

type Props = { view: Seen }

/** Where it stands in plain words, and what is theirs to decide: what should happen, taking it back, the last word. */
export function Choice({ view }: Props) {
  const told = useSignal("")
  const { life } = view
  const w = back().choice
  const run = <K extends ActKind>(kind: K, facts: ActFacts[K], done: string) =>
    void choose(kind, facts, done).then((said) => (told.value = said))
  const open = ["TRIAGE", "ACTIVE_RESPONSE", "OPTIONS", "SUPPORT_ONLY", "INFORMAL"]
  return (
    <section aria-labelledby="stands">
      <h2 id="stands">{w.title}</h2>
      <p>{!life.affected && life.state === "ACTIVE_RESPONSE" ? w.forOther : w.state[life.state]}</p>
      {life.told ? <p>{say(w.told, { at: instant(life.told, view.now, lang.value) })}</p> : null}
      {life.affected && open.includes(life.state) ? (
        <Wishes wish={life.wish} choose={(path) => run("wish.said", { path }, w.noted)} />
      ) : null}
      {life.affected && life.state === "INFORMAL" ? (
        <Agreed
          done={() => run("informal.confirmed", {}, w.noted)}
          end={() => run("informal.ended", {}, w.ended)}
        />
      ) : null}
      {life.state === "NOT_IN_SCOPE" ? (
        <Press words={w.contest} onPress={() => run("scope.contested", {}, w.contested)} />
      ) : null}
      {life.state === "CLOSED" ? (
        <Press
          words={w.reopen}
          onPress={() => run("case.reopened", { because: "new-facts" }, w.reopened)}
        />
      ) : null}
      {life.erases ? (
        <p class="small">{say(w.erases, { day: instant(life.erases, view.now, lang.value) })}</p>
      ) : null}
      {life.ties.map(({ person, name, ties }) => (
        <Waive
          key={person}
          name={name}
          ties={listed(ties.map((tie) => w.ties[tie]))}
          yes={() => run("tie.waived", { person: person as never }, w.noted)} // the server's own id of a person
        />
      ))}
      {life.lastWord.asked !== null && life.lastWord.given === null ? <LastWord /> : null}
      {life.withdrawn !== null && life.state === "RECEIVED" ? <p>{w.withdrawn}</p> : null}
      {life.affected && life.withdrawn === null && withdrawable.includes(life.state) ? (
        <Withdraw yes={() => run("report.withdrawn", {}, w.withdrawn)} />
      ) : null}
      <p class="small" role="status">
        {told.value}
      </p>
    </section>
  )
}

const withdrawable = [
  "RECEIVED",
  "TRIAGE",
  "ACTIVE_RESPONSE",
  "OPTIONS",
  "INFORMAL",
  "PLANNED",
  "INVESTIGATING",
  "POLICE_COORD",
  "PARTIES_COMMENT",
  "FINDINGS",
  "DECISION",
  "OUTCOME_NOTIFIED",
  "APPEAL",
]

/** What was agreed: done, or ended by whoever agreed to it. */
function Agreed({ done, end }: { done: () => void; end: () => void }) {
  const asking = useSignal(false)
  const w = back().choice
  return (
    <>
      <Press words={w.done} onPress={done} />
      <Look
        id="informal-end"
        press={w.end}
        question={w.endSure}
        what={w.endWhat}
        asking={asking}
        yes={end}
        link
      />
    </>
  )
}

function Press({ words, onPress }: { words: string; onPress: () => void }) {
  return (
    <div class="acts">
      <button type="button" class="btn quiet wide" onClick={onPress}>
        {words}
      </button>
    </div>
  )
}

/** What should happen: three ways, each in two short sentences, to be changed at any time. */
export function Wishes({ wish, choose }: { wish: Wish | null; choose: (path: Wish) => void }) {
  const w = back().choice
  return (
    <fieldset>
      <legend class="label">{w.wish}</legend>
      <div class="choices">
        {wishes.map((path) => (
          <label key={path} class={path === wish ? "choice on" : "choice"}>
            <input type="radio" name="wish" checked={path === wish} onChange={() => choose(path)} />
            <span>
              {w.path[path].name}
              <span class="help">{w.path[path].what}</span>
            </span>
          </label>
        ))}
      </div>
      <p class="small">{w.change}</p>
    </fieldset>
  )
}

/** Somebody of the team has a tie and asks to go on all the same: whether that is right is theirs to say. */
function Waive({ name, ties, yes }: { name: string; ties: string; yes: () => void }) {
  const asking = useSignal(false)
  const w = back().choice
  return (
    <div>
      <p>{say(w.tie, { name, ties })}</p>
      <Look
        id="waive"
        press={say(w.waive, { name })}
        question={say(w.waiveSure, { name })}
        what={[w.waiveWhat]}
        asking={asking}
        yes={yes}
      />
    </div>
  )
}

/** Taking it back: nothing is closed, protection goes on. */
function Withdraw({ yes }: { yes: () => void }) {
  const asking = useSignal(false)
  const own = way.value.at === "/api/case"
  const w = back().choice
  return (
    <Look
      id="withdraw"
      press={own ? w.withdraw : w.stop}
      question={own ? w.withdrawSure : w.stopSure}
      what={w.withdrawWhat}
      asking={asking}
      yes={yes}
      link
      stays={w.withdrawStays}
    />
  )
}

/** The last word, in one's own words; it may stay short, and may stay out. */
function LastWord() {
  const text = useSignal("")
  const failed = useSignal(false)
  const w = back().choice
  const send = () =>
    way.value.write("last-word.given", {}, { text: text.value }).then(
      () => (failed.value = false),
      () => (failed.value = true),
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label class="label" for="last-word">
        {w.lastWord}
      </label>
      <textarea
        id="last-word"
        rows={5}
        maxLength={5000}
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <div class="acts">
        <button type="submit" class="btn">
          {back().send}
        </button>
      </div>
      {failed.value ? (
        <p class="banner" role="alert">
          {back().notSent}
        </p>
      ) : null}
    </form>
  )
}
