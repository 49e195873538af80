import type { OrgId, PersonId } from "#core/ids.ts"
import type { Runtime } from "#server/runtime.ts"

/** Who is signed in at the desk. */
export type Responder = {
  readonly id: PersonId
  readonly admin: boolean
  readonly protection: boolean
  /** Sits on the board: sees its figures. */
  readonly board: boolean
  /** Answers what recruiters ask, with a second person. */
  readonly centralDesk: boolean
  /** Asks before somebody is taken on, and sees nothing else. */
  readonly recruiter: boolean
  /** Carries out measures for HR: receives instructions. */
  readonly hrOps: boolean
  readonly language: "en" | "zh"
  /** Has a key in force: may see the desk's lists. */
  readonly keyholder: boolean
}

/** What every request carries; `me` exists only behind `signedIn`, `code` only behind `withCode`. */
export type Env = {
  Variables: {
    runtime: Runtime
    org: OrgId
    me: Responder
    /** In whose name an HR system asks; exists only behind `bySystem`. */
    by: PersonId
    /** The code that proved itself: its locator and login key. */
    code: { readonly locator: Buffer; readonly vk: Buffer }
  }
}
