import type { ActFacts } from "#core/life/act.ts"
import { inWork } from "#core/life/state.ts"
import { useSignal } from "#web/report/signal.ts"
import { choose, Part } from "./acts.tsx"
import type { Seen } from "./way.ts"
import { back } from "./words.ts"

/** Going to the police is theirs to decide, on any day; what is decided here does not depend on it. */
export function Police({ view }: { view: Pick<Seen, "life"> }) {
  const told = useSignal("")
  const { life } = view
  const { police, noted } = back().choice
  if (!life.affected) return null
  const open = inWork.some((state) => state === life.state) && undecided.has(life.police.state)
  const say = (as: ActFacts["police.chosen"]["as"]) =>
    void choose("police.chosen", { as }, noted).then((said) => (told.value = said))
  return (
    <Part id="police" title={police.title} told={told.value}>
      <p>{police.state[life.police.state]}</p>
      <p class="small">{police.apart}</p>
      {open ? (
        <div class="acts">
          <button type="button" class="btn quiet" onClick={() => say("REPORTED_BY_AFFECTED")}>
            {police.told}
          </button>
          {life.police.state === "OFFERED" ? (
            <button type="button" class="btn quiet" onClick={() => say("DECLINED_FOR_NOW")}>
              {police.later}
            </button>
          ) : null}
        </div>
      ) : null}
    </Part>
  )
}

const undecided: ReadonlySet<string> = new Set(["NOT_ASKED", "OFFERED", "DECLINED_FOR_NOW"])
