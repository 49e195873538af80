import { arrive, me } from "#web/desk/session.ts"
import { told } from "#web/desk/act.ts"
import { get } from "#web/lib/api.ts"
import { toast } from "#web/ui/toast.tsx"
import type { Me } from "#wire/session.ts"

/** Asks again how the server knows the person signed in; what opened their key stays. */
export async function refreshMe(): Promise<void> {
  try {
    const now = await get<Me>("/me")
    arrive({ ...now, sealedSeed: now.sealedSeed ?? me.value?.sealedSeed ?? null })
  } catch (why) {
    const said = told(why)
    if (said) toast(said)
  }
}
