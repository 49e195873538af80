import type { PartyCase } from "#wire/party.ts"
import type { ObjectView } from "#wire/report.ts"
import { readLife } from "#server/cases/life-view.ts"
import { objectsOf } from "#server/cases/objects.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import type { Tx } from "#server/runtime.ts"
import { partyLife } from "./party-life.ts"
import type { Theirs } from "./party-mine.ts"

/** All that they see: their own mailbox and who answers. Nothing of the case, of anybody else, or of how many there are. */
export async function partyCase(tx: Tx, theirs: Theirs): Promise<PartyCase> {
  const { caseId, room } = theirs
  const objects = await objectsOf(tx, caseId, [room])
  return {
    mailbox: theirs.id,
    epoch: theirs.epoch,
    grant: theirs.grant.toString("base64url"),
    takenAt: theirs.takenAt?.getTime() ?? null,
    closedAt: theirs.closedAt?.getTime() ?? null,
    closedBy: theirs.closedBy,
    after: (await readLife(tx, caseId)).mailboxes.some(
      ({ n, instead }) => n === theirs.number && instead !== undefined,
    ),
    answers: await answersOf(tx, caseId),
    life: await partyLife(tx, theirs),
    objects: objects.map(asTheirs),
    signers: await writersOf(tx, caseId, room),
    now: tx.now.getTime(),
  }
}

/** To them there is one mailbox, and whoever writes to them has a first name. */
function asTheirs({ seq, epoch, kind, sha256, bytes, at, by, readAt }: ObjectView) {
  return { seq, epoch, kind, sha256, bytes, at, by: by && firstNameOf(by), readAt }
}

async function answersOf(tx: Tx, caseId: string): Promise<PartyCase["answers"]> {
  const { rows } = await tx.client.query<{ name: string; title: string }>({
    name: "who answers",
    text: `select p.name, p.title from alert a join person p on p.id = a.owner_id and p.left_at is null
           where a.case_id = $1 and a.kind = 'report'`,
    values: [caseId],
  })
  return rows[0] ? { firstName: firstNameOf(rows[0].name), title: rows[0].title } : null
}

/** The keys of those of the team who wrote here, also of whoever has left since; how many hold the case stays unsaid. */
async function writersOf(tx: Tx, caseId: string, room: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ vk: string }>({
    name: "writers of a party",
    text: `with w as (select distinct by_person as id from sealed_object
                      where case_id = $1 and room = $2 and by_person is not null)
           select distinct encode(vk, 'hex') as vk from (
             select s.vk from w join case_file c on c.id = $1
               join path_slot s on s.version_id = c.version_id and s.person_id = w.id
             union all
             select k.vk from w join keyholder k on k.person_id = w.id) v`,
    values: [caseId, room],
  })
  return rows.map(({ vk }) => vk)
}
