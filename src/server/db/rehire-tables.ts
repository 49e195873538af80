import type { Generated } from "kysely"

/** What most people are not, so that a new one need not say it. */
export type UsuallyNot = "centralDesk" | "recruiter"

/** The tables of no rehire; only `server/rehire` writes them. */
export type RehireTables = {
  noRehireKey: { one: Generated<boolean>; keyId: Buffer; madeAt: Date }
  noRehire: NoRehire
  recruiterToken: {
    id: string
    orgId: string
    tokenHash: Buffer
    purpose: Generated<string>
    label: string
    personId: string
    madeBy: string | null
    madeAt: Date
    usedOn: Generated<Date | null>
    revokedAt: Generated<Date | null>
  }
  recruiterCheck: {
    id: string
    orgId: string
    personId: string
    tokenId: string | null
    at: Date
    dueAt: Date
    keyId: Buffer
    personHashes: Buffer[] | null
    lookedAt: Generated<Date | null>
    entryId: Generated<string | null>
    byNumber: Generated<boolean>
    answer: Generated<string | null>
    answeredAt: Generated<Date | null>
    answeredBy: Generated<string | null>
    answeredWith: Generated<string | null>
    rungAt: Generated<Date | null>
    toldAt: Generated<Date | null>
  }
  centralWord: {
    subject: string
    about: string
    orgId: string
    word: string
    byPerson: string
    at: Date
  }
}

/** Who is not taken on again. Erased, all that may be empty is empty. */
type NoRehire = {
  id: string
  orgId: string
  keyId: Buffer | null
  personHashes: Buffer[] | null
  referenceHash: Buffer | null
  legalEntity: string | null
  basisClause: string | null
  findingLevel: number | null
  decidedBy: string | null
  decidedWith: string | null
  decidedAt: Date
  toldAt: Date
  contestUntil: Date
  contestedAt: Generated<Date | null>
  contestOutcome: Generated<string | null>
  heardBy: Generated<string | null>
  heardWith: Generated<string | null>
  heardAt: Generated<Date | null>
  appealState: string | null
  reviewAt: Date
  reviewedBy: Generated<string | null>
  reviewedWith: Generated<string | null>
  reviewedAt: Generated<Date | null>
  rungAt: Generated<Date | null>
  erasedAt: Generated<Date | null>
  whyErased: Generated<string | null>
}
