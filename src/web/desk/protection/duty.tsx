import { useState } from "preact/hooks"
import { askedOf, type CheckAnswer } from "#core/protection.ts"
import { now } from "#web/lib/clock.ts"
import { isoDay, when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { CheckBody, CheckDuty } from "#wire/protection.ts"
import { me } from "#web/desk/session.ts"
import { shortId } from "#web/desk/parts.tsx"
import { AnswerDialog } from "./answer-dialog.tsx"
import { sameName, tooClose } from "./directory.ts"
import type { Hands } from "./hands.ts"
import type { OpenedDuty } from "./open-duty.ts"
import { matchesOf } from "./match.ts"
import type { People } from "./screen.tsx"
import { checkWords, reference } from "./words.ts"

type Props = People & {
  readonly of: CheckDuty
  readonly all: readonly CheckDuty[]
  readonly opened: ReadonlyMap<string, OpenedDuty>
  readonly hands: Hands | null
  readonly reload: () => void
}

/** One thing HR asked: opened here, compared here, and answered with one word. */
export function Duty(props: Props) {
  const { of, opened, hands, reload } = props
  const { duty: say, kind } = checkWords()
  const [saying, setSaying] = useState<CheckAnswer | null>(null)
  const one = opened.get(of.check)
  const body = one?.body ?? null
  const close = body ? isClose(props, body) : false
  const why = !one
    ? say.opening
    : !body
      ? say.cannot
      : close
        ? say.close
        : hands
          ? null
          : say.comparing
  return (
    <article class="stack tight" aria-labelledby={`duty-${of.id}`}>
      <h3 id={`duty-${of.id}`}>
        {kind[of.kind]}
        {body ? ` · ${body.name}` : ""} <span class="meta">{reference(of.check)}</span>
      </h3>
      <p class="second">{fill(say.by, { name: of.by.name, time: when(of.askedAt, now.value) })}</p>
      <p>{fill(say.due, { time: when(of.answerAt, now.value) })}</p>
      {!one ? <p class="second">{say.opening}</p> : null}
      {one && !body ? (
        <Banner lamp alert>
          {say.cannot}
        </Banner>
      ) : null}
      {one && body ? <Told {...props} one={one} body={body} /> : null}
      {close ? <Banner lamp>{say.close}</Banner> : null}
      <div class="acts">
        <Button kind="quiet" why={why} onPress={() => setSaying("clear")}>
          {say.clear}
        </Button>
        <Button onPress={() => setSaying("freeze")}>{say.freeze}</Button>
      </div>
      {saying ? (
        <AnswerDialog
          of={of}
          word={saying}
          subject={body}
          matched={body && hands ? matchesOf(body, hands.people).length : 0}
          onClose={() => setSaying(null)}
          onDone={reload}
        />
      ) : null}
    </article>
  )
}

type ToldProps = Props & { readonly one: OpenedDuty; readonly body: CheckBody }
function Told(props: ToldProps) {
  const { of, one, body, all, opened, hands } = props
  const { duty: say, word } = checkWords()
  const missing = notAsked(props, body)
  const before = all.filter(({ check }) => check !== of.check && isSubject(opened.get(check), body))
  return (
    <>
      <p>
        {fill(say.planned, { day: body.on })}
        {body.on < isoDay(of.askedAt) ? ` ${say.past}` : ""}
      </p>
      <p class="label">{say.reasons}</p>
      <p class="words" dir="auto">
        {body.reasons}
      </p>
      <p class="second">{signedLine(of, one.sender)}</p>
      {missing.length > 0 ? (
        <Banner lamp>{fill(say.missing, { who: listed(missing) })}</Banner>
      ) : null}
      {before.map((earlier) => (
        <p key={earlier.check}>
          {fill(say.again, {
            time: when(earlier.askedAt, now.value),
            word: earlier.said ? word[earlier.said] : say.unsaid,
          })}
        </p>
      ))}
      {hands ? <Matches of={body} hands={hands} /> : null}
    </>
  )
}

function Matches({ of, hands }: { readonly of: CheckBody; readonly hands: Hands }) {
  const { duty: say } = checkWords()
  const found = matchesOf(of, hands.people)
  if (found.length === 0) {
    if (hands.opened === 0) return null
    return <p>{hands.opened === 1 ? say.noneOne : fill(say.none, { n: hands.opened })}</p>
  }
  return (
    <Banner>
      <b>{say.matches}</b>
      <ul>
        {found.map((one) => (
          <li key={`${one.id} ${one.as}`}>
            <a href={`/desk/cases/${one.id}`}>{shortId(one.id)}</a> {say.match[one.as]}
            {one.sure ? null : <span class="second"> {fill(say.maybe, { said: one.said })}</span>}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function signedLine({ by }: CheckDuty, sender: string | null): string {
  const { duty: say } = checkWords()
  const { name, system, vk } = by
  if (sender !== null) return fill(sender === vk ? say.signed : say.otherKey, { name })
  if (system) return fill(say.bySystem, { name })
  return fill(vk === null ? say.unsigned : say.otherKey, { name })
}

/** Whether it is about me, or about somebody close to me: then it should have gone to others. */
function isClose({ people }: People, body: CheckBody): boolean {
  return tooClose(people, body).has(me.value?.id ?? "")
}

/** Officers who are not close to the person and still were not asked, by name. */
function notAsked({ people, answerers, of }: Props, body: CheckBody): string[] {
  const should = askedOf(answerers, tooClose(people, body))
  return should.filter(({ person }) => !of.also.includes(person)).map(({ name }) => name)
}

function isSubject(earlier: OpenedDuty | undefined, { person, name }: CheckBody): boolean {
  const other = earlier?.body
  if (!other) return false
  if (other.person && person) return other.person === person
  return sameName(other.name, name)
}
