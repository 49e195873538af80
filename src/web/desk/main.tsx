import { effect } from "@preact/signals"
import { render } from "preact"
import { startClock } from "#web/lib/clock.ts"
import { watchIdle } from "#web/lib/vault.ts"
import { lang } from "#web/lib/words.ts"
import { crash } from "./act.ts"
import { watchPlace } from "./router.ts"
import { watchSession, whoAmI } from "./session.ts"
import { Shell } from "./shell.tsx"
import { watchKeys } from "./shortcuts.ts"
import { wearTheme } from "./theme.ts"

effect(() => {
  document.documentElement.lang = lang.value === "zh" ? "zh-Hans" : "en"
})
wearTheme()
watchPlace()
watchKeys()
watchIdle()
watchSession()
startClock()
addEventListener("error", (event) => {
  crash.value = event.error
})
addEventListener("unhandledrejection", (event) => {
  crash.value = event.reason
})
render(<Shell />, document.body)
whoAmI().catch((why: unknown) => {
  crash.value = why
})
