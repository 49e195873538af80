import type { ReporterCase } from "#wire/report.ts"
import type { Tx } from "#server/runtime.ts"

/** Who has a key of the case now, with which of its epochs, and whether they have opened it. */
export async function keysOf(tx: Tx, caseId: string): Promise<ReporterCase["keys"]> {
  const { rows } = await tx.client.query<{
    slot: number
    epoch: number
    tier: number
    person: string
    name: string
    title: string
    released: boolean
    opened_at: Date | null
    sha256: string
    vk: Buffer | null
  }>({
    name: "reporter keys",
    // Whoever opened it with earlier keys has read it: new keys for everybody do not make that unread.
    text: `select g.slot, g.epoch, g.tier, p.id as person, p.name, p.title, g.released_at is not null as released,
                  min(g.opened_at) over (partition by g.person_id) as opened_at,
                  encode(sha256(g.sealed_grant), 'hex') as sha256, k.vk
           from standing_grant g join person p on p.id = g.person_id left join keyholder k on k.person_id = p.id
           where g.case_id = $1 order by g.epoch, g.slot`,
    values: [caseId],
  })
  return rows.map(({ opened_at, vk, ...k }) => ({
    ...k,
    openedAt: opened_at?.getTime() ?? null,
    vk: vk?.toString("hex") ?? "",
  }))
}
