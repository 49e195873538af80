import { signal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { me } from "#web/desk/session.ts"
import { get, Offline, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { PathScreen } from "#wire/path.ts"
import { say } from "./say.ts"

const open = signal<boolean | null>(null)

/** Leads an administrator back to what is left to do, as long as nobody can report. */
export function SetUpBanner() {
  const { list } = say()
  useEffect(() => {
    if (!me.value?.admin) return
    void look()
  }, [])
  if (!me.value?.admin || open.value !== false) return null
  return (
    <Banner>
      {list.banner} <a href="/desk/set-up">{list.bannerGo}</a>
    </Banner>
  )
}

async function look(): Promise<void> {
  try {
    const { inForce } = await get<PathScreen>("/path")
    open.value = inForce !== null
  } catch (why) {
    // The screen beneath says the same of its own request.
    if (!(why instanceof Offline || why instanceof Refused)) throw why
  }
}
