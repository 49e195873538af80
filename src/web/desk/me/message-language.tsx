import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { LanguageField } from "#web/desk/set-up/language-field.tsx"
import { say } from "#web/desk/set-up/say.ts"
import { patch } from "#web/lib/api.ts"
import { chooseLanguage, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { Lang } from "#wire/form.ts"
import type { Me } from "#wire/session.ts"
import { refreshMe } from "./refresh.ts"

/** In which language a person's telephone speaks to them; kept at once, for every channel of theirs. */
export function MessageLanguage({ person }: { readonly person: Me }) {
  const { me: words } = say()
  const [wanted, want] = useState<Lang | null>(null)
  const act = useAct()
  const choose = async (language: Lang) => {
    // A desk that nobody switched follows this setting; it stays as it is being read now.
    chooseLanguage(lang.value)
    want(language)
    const done = await act.run(async () => {
      await patch("/me", { language })
      await refreshMe()
    })
    want(null)
    if (done) toast(words.messagesSaved)
  }
  return (
    <div class="which stack tight">
      <LanguageField
        label={words.messages}
        help={words.messagesWhy}
        value={wanted ?? person.language}
        onChange={(language) => void choose(language)}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </div>
  )
}
