import { randomBytes } from "node:crypto"
import { crockford } from "#crypto/crockford.ts"

/** Ten symbols for a poster: they keep the directory among those who can read the poster. */
export function newCompanyCode(): string {
  return crockford(randomBytes(10)).slice(0, 10)
}
