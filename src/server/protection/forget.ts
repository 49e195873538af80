import type { Tx } from "#server/runtime.ts"

/** When no freeze can stand any more, what was asked goes too, with its copies. Runs once an hour. */
export async function forgetOldChecks({ client, now }: Tx): Promise<void> {
  await client.query({
    name: "forget checks",
    text: "delete from protection_check where frozen_until < $1",
    values: [now],
  })
}
