import { useEffect } from "preact/hooks"
import { me } from "#web/desk/session.ts"
import { WaysList } from "#web/desk/keys/ways-list.tsx"
import { say } from "#web/desk/set-up/say.ts"
import { twoWays } from "#web/desk/set-up/two-ways.ts"
import { keysOn, switchKeys } from "#web/desk/shortcuts.ts"
import { changeTheme, theme } from "#web/desk/theme.ts"
import { chooseLanguage, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Choices, Tick } from "#web/ui/field.tsx"
import { Channels } from "./channels.tsx"
import { refreshMe } from "./refresh.ts"

/** How a person comes in, how they are rung, and how the desk looks to them. */
export function Screen() {
  const { me: words } = say()
  const person = me.value
  useEffect(() => void refreshMe(), [])
  if (!person) return null
  return (
    <>
      <h1>{words.title}</h1>
      <p class="second">
        {person.name}, {person.email}
      </p>
      {twoWays(person) ? null : (
        <Banner lamp>
          {words.notFinished} <a href="/desk/join">{words.finishKey}</a>
        </Banner>
      )}
      <div class="two-one">
        <Channels person={person} />
        <div class="stack">
          <WaysList me={person} />
        </div>
      </div>
      <Looks />
    </>
  )
}

function Looks() {
  const { me: words } = say()
  return (
    <section class="looks" aria-labelledby="looks">
      <h2 id="looks">{words.looks}</h2>
      <div class="pair">
        <Choices
          legend={words.language}
          value={lang.value}
          options={[
            ["en", "English"],
            ["zh", "简体中文"],
          ]}
          onChange={(code) => chooseLanguage(code === "zh" ? "zh" : "en")}
        />
        <Choices
          legend={words.theme}
          value={theme.value}
          options={[
            ["dark", words.dark],
            ["light", words.light],
          ]}
          onChange={(wanted) => {
            if (wanted !== theme.value) changeTheme()
          }}
        />
      </div>
      <Tick label={words.keys} checked={keysOn.value} onChange={switchKeys} />
      <p class="meta">{words.here}</p>
    </section>
  )
}
