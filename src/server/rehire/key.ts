import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto"
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from "node:fs"
import { dirname, join } from "node:path"
import type pg from "pg"
import { comparable, type Identity } from "#core/identity.ts"
import type { OrgId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Config } from "#server/config.ts"
import type { Tx } from "#server/runtime.ts"
import { same } from "#server/secret.ts"

/** What people are hashed with. It stays in a file: a stolen database alone says nothing about anybody. */
export type RehireKey = { readonly key: Buffer; readonly id: Buffer }

/** The key, made with its first use. Where the database knows another one, nothing is asked and nothing is written. */
export async function rehireKey(tx: Tx): Promise<RehireKey> {
  const file = keyFile(tx.runtime.config)
  const known = await knownId(tx)
  const key = readKey(file) ?? (known ? null : makeKey(file))
  if (key && !known) await makeKnown(tx, key)
  const id = known ?? (await knownId(tx))
  if (key && id && same(id, key.id)) return key
  tx.runtime.log({ what: "no-rehire-key", found: key !== null })
  throw new Refusal("not-now", "key")
}

/** One person as this organisation's list holds them: nobody without the key can make or test it. */
export function hashOf({ key }: RehireKey, org: OrgId, who: Identity): Buffer {
  const mac = createHmac("sha256", key)
  for (const field of ["tocsin no-rehire 1", org, ...comparable(who)]) {
    const bytes = Buffer.from(field, "utf8")
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    mac.update(length).update(bytes)
  }
  return mac.digest()
}

/** The start refuses a key that is missing or is another one while somebody is on the list: it would answer for nobody. */
export async function demandRehireKey(owner: pg.Pool, config: Config): Promise<void> {
  const { rows } = await owner.query<{ id: Buffer; entries: boolean }>(
    `select key_id as id, exists (select 1 from no_rehire where person_hashes is not null) as entries from no_rehire_key`,
  )
  const file = keyFile(config)
  const key = readKey(file)
  const [known] = rows
  if (!known || (key && same(key.id, known.id))) return
  if (known.entries) {
    const what = key ? "holds another key" : "is missing"
    throw new Error(
      `The key of the no-rehire list ${what}: ${file}. Bring back the file that belongs to this database, or set NO_REHIRE_KEY_FILE; docs/operate.md says what losing it means.`,
    )
  }
  // Nobody is on the list: the next use makes a key, or takes the one that is there.
  await owner.query("delete from no_rehire_key")
}

const keyFile = ({ noRehireKeyFile, dataDir }: Config): string =>
  noRehireKeyFile ?? join(dataDir, "no-rehire.key")

function readKey(file: string): RehireKey | null {
  if (!existsSync(file)) return null
  const text = readFileSync(file, "utf8").trim()
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new Error(`${file} is no key of a no-rehire list: it has to hold 64 hex digits.`)
  }
  const key = Buffer.from(text, "hex")
  const id = createHash("sha256").update("tocsin no-rehire key id").update(key).digest()
  return { key, id: id.subarray(0, 8) }
}

/** On the disk before anything is hashed with it; of two nodes that make one at once, the first one's stands. */
function makeKey(file: string): RehireKey | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${randomUUID()}`
  const handle = openSync(fresh, "wx", 0o600)
  try {
    writeSync(handle, `${randomBytes(32).toString("hex")}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(fresh, file)
  } catch (error) {
    const there = error instanceof Error && "code" in error && error.code === "EEXIST"
    if (!there) throw error
  } finally {
    unlinkSync(fresh)
  }
  const folder = openSync(dirname(file), "r")
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
  return readKey(file)
}

async function knownId({ sql }: Tx): Promise<Buffer | null> {
  const row = await sql.selectFrom("noRehireKey").select("keyId").executeTakeFirst()
  return row?.keyId ?? null
}

async function makeKnown({ sql, now }: Tx, { id }: RehireKey): Promise<void> {
  await sql
    .insertInto("noRehireKey")
    .values({ keyId: id, madeAt: now })
    .onConflict((known) => known.doNothing())
    .execute()
}
