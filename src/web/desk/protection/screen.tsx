import { get } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { Answerer, Answerers } from "#wire/protection.ts"
import { Missing } from "#web/desk/failed.tsx"
import { me } from "#web/desk/session.ts"
import { words } from "#web/desk/say.ts"
import { loadDirectory, type Someone } from "./directory.ts"
import { Duties } from "./duties.tsx"
import { HrSide } from "./hr-side.tsx"
import { useOnce } from "./once.ts"
import { checkWords } from "./words.ts"

/** The check before a dismissal: for HR to ask, and for those who answer. */
export function Screen() {
  const own = me.value?.checks
  const say = checkWords()
  const around = useOnce(loadAround, "around")
  if (!own?.asks && !own?.answers) return <Missing />
  return (
    <>
      <h1>{say.title}</h1>
      <Banner>{say.rule}</Banner>
      {around.fault ? (
        <Banner lamp alert>
          {around.fault}
        </Banner>
      ) : null}
      {around.value ? (
        <>
          <WhoIsMissing answerers={around.value.answerers} />
          {own.answers ? <Duties {...around.value} /> : null}
          {own.asks ? <HrSide {...around.value} /> : null}
        </>
      ) : around.fault ? null : (
        <p class="second">{own.asks ? say.ask.directory : words().loading}</p>
      )}
    </>
  )
}

/** Who can be asked, and everybody they might be asked about. */
export type People = {
  readonly answerers: readonly Answerer[]
  readonly people: readonly Someone[]
}

async function loadAround(signal: AbortSignal): Promise<People> {
  const [{ answerers }, people] = await Promise.all([
    get<Answerers>("/protection/answerers", { signal }),
    loadDirectory(signal),
  ])
  return { answerers, people }
}

function WhoIsMissing({ answerers }: Pick<People, "answerers">) {
  const say = checkWords()
  const officers = answerers.filter(({ role }) => role === "officer")
  if (officers.length === 0) return <Banner lamp>{say.noOfficer}</Banner>
  return officers.some(({ outside }) => outside) ? null : <Banner lamp>{say.noOutside}</Banner>
}
