import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import {
  fiveYearsAfter,
  reviewAhead,
  lapsedBefore,
  type Central,
  type CentralWord,
  type CheckAnswer,
  type ContestOutcome,
  type ReviewOutcome,
} from "#core/rehire.ts"
import { after } from "#core/time.ts"
import type { Tx } from "#server/runtime.ts"
import { tellRecruiters } from "./desk.ts"
import { erase } from "./erase.ts"
import { lookAgain } from "./look.ts"

type Two = readonly [PersonId, PersonId]

/** The central desk answers a recruiter: a hit is the same person, or there is nothing to say. Says whether it holds now. */
export async function answer(
  tx: Tx,
  me: PersonId,
  id: string,
  word: CheckAnswer,
): Promise<boolean> {
  const check = await tx.sql
    .selectFrom("recruiterCheck as c")
    .innerJoin("noRehire as e", "e.id", "c.entryId")
    .select("c.id")
    .where("c.id", "=", id)
    .where("c.answer", "is", null)
    .where("e.reviewAt", ">", lapsedBefore(tx.now))
    .forUpdate("c")
    .executeTakeFirst()
  if (!check) throw new Refusal("not-found")
  const two = await bothSay(tx, { subject: id, about: "answer", word, me })
  if (!two) return false
  const [answeredBy, answeredWith] = two
  await tx.sql
    .updateTable("recruiterCheck")
    .set({ answer: word, answeredAt: tx.now, answeredBy, answeredWith })
    // Only a call keeps what it is about, so that it can be taken back if the entry is overturned.
    .$if(word === "nothing", (change) => change.set({ entryId: null, byNumber: false }))
    .where("id", "=", id)
    .execute()
  if (word === "call") await tellRecruiters(tx, [id])
  return true
}

/** The central desk has heard the person's contest. Nobody hears a contest against their own decision. */
export async function hear(
  tx: Tx,
  me: PersonId,
  id: string,
  word: ContestOutcome,
): Promise<boolean> {
  const entry = await tx.sql
    .selectFrom("noRehire")
    .select(["decidedBy", "decidedWith"])
    .where("id", "=", id)
    .where("erasedAt", "is", null)
    .where("contestedAt", "is not", null)
    .where("contestOutcome", "is", null)
    .forUpdate()
    .executeTakeFirst()
  if (!entry) throw new Refusal("not-found")
  if (me === entry.decidedBy || me === entry.decidedWith) throw new Refusal("not-yours", "decided")
  const two = await bothSay(tx, { subject: id, about: "contest", word, me })
  if (!two) return false
  const [heardBy, heardWith] = two
  const heard = { contestOutcome: word, heardBy, heardWith, heardAt: tx.now }
  await tx.sql.updateTable("noRehire").set(heard).where("id", "=", id).execute()
  if (word === "overturned") await erase(tx, id, "overturned")
  return true
}

/** The central desk has looked whether an entry is still needed: for five more years at most, or erased. */
export async function review(
  tx: Tx,
  me: PersonId,
  id: string,
  word: ReviewOutcome,
): Promise<boolean> {
  const entry = await tx.sql
    .selectFrom("noRehire")
    .select("id")
    .where("id", "=", id)
    .where("erasedAt", "is", null)
    .where("reviewAt", "<=", after(tx.now, reviewAhead))
    .forUpdate()
    .executeTakeFirst()
  if (!entry) throw new Refusal("not-found")
  const two = await bothSay(tx, { subject: id, about: "review", word, me })
  if (!two) return false
  const [reviewedBy, reviewedWith] = two
  if (word === "erase") {
    await erase(tx, id, "review")
    return true
  }
  await tx.sql
    .updateTable("noRehire")
    .set({ reviewedBy, reviewedWith, reviewedAt: tx.now, reviewAt: fiveYearsAfter(tx.now) })
    .set({ rungAt: null })
    .where("id", "=", id)
    .execute()
  await lookAgain(tx, id)
  return true
}

type Word = {
  readonly subject: string
  readonly about: Central
  readonly word: CentralWord
  readonly me: PersonId
}

/** Holds when a second person says the same; another word begins anew. The subject is locked by whoever asks. */
async function bothSay(tx: Tx, { subject, about, word, me }: Word): Promise<Two | null> {
  const said = await tx.sql
    .selectFrom("centralWord as w")
    .innerJoin("person as p", "p.id", "w.byPerson")
    .select(["w.word", "p.id", "p.centralDesk"])
    .where("w.subject", "=", subject)
    .where("w.about", "=", about)
    .executeTakeFirst()
  // Whoever has left the central desk since then does not count any more.
  if (said && said.word === word && said.id !== me && said.centralDesk) {
    await tx.sql
      .deleteFrom("centralWord")
      .where("subject", "=", subject)
      .where("about", "=", about)
      .execute()
    return [said.id as PersonId, me] // the id of a row of people
  }
  const fresh = { word, byPerson: me, at: tx.now }
  await tx.sql
    .insertInto("centralWord")
    .values({ subject, about, orgId: tx.org, ...fresh })
    .onConflict((known) => known.columns(["subject", "about"]).doUpdateSet(fresh))
    .execute()
  return null
}
