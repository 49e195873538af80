import { setTimeout as pause } from "node:timers/promises"
import { Hono, type Context } from "hono"
import { compress } from "hono/compress"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { minute } from "#core/time.ts"
import type { DirectoryIndex, DirectoryShard } from "#wire/door.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { same, sha256 } from "#server/secret.ts"

/** No shard is longer than this many bytes of JSON. */
export const shardBytes = 60_000

/** The names she can pick from, in fixed parts that everybody fetches alike; only with the code on the poster. */
export const directory = new Hono<Env>()
  .get("/directory", async (c) => {
    const { version, shards, people } = await read(c)
    return c.json({ version, shards: shards.length, people } satisfies DirectoryIndex)
  })
  .get("/directory/:n", compress(), async (c) => {
    const { n } = parse(v.object({ n: v.pipe(v.string(), v.regex(/^\d{1,4}$/)) }), c.req.param())
    const shard = (await read(c)).shards[Number(n)]
    if (shard === undefined) throw new Refusal("not-found")
    return c.body(shard, 200, { "content-type": "application/json" })
  })

/** The directory of one version, in its parts. */
export type Directory = {
  readonly version: number
  readonly people: number
  readonly shards: readonly string[]
}

/** What was cut into shards last, for each organisation: a version never changes, so it can be kept. */
const kept = new Map<string, Directory>()

/** The whole directory as it stands, in its shards. */
export async function directoryOf(tx: Tx): Promise<Directory> {
  const { rows } = await tx.client.query<{ version: number }>({
    name: "directory version",
    text: "select roster_version as version from organisation where id = $1",
    values: [tx.org],
  })
  const version = rows[0]?.version ?? 0
  const known = kept.get(tx.org)
  return known?.version === version ? known : cut(tx, version)
}

async function read(c: Context<Env>): Promise<Directory> {
  const { runtime, org } = c.var
  const shown = (c.req.header("x-company-code") ?? "").toUpperCase()
  const found = await atomically(runtime, org, async (tx) => {
    const { rows } = await tx.client.query<{ code: string; version: number }>({
      name: "company code",
      text: "select company_code as code, roster_version as version from organisation where id = $1",
      values: [org],
    })
    const [row] = rows
    if (!row || !same(sha256(row.code), sha256(plain(shown)))) return null
    const known = kept.get(org)
    return known?.version === row.version ? known : cut(tx, row.version)
  })
  if (found) return found
  await pause(nextPause(org))
  throw new Refusal("company-code")
}

/** A code as somebody copied it from a poster: spaces and hyphens mean nothing, and look-alikes are read as what is meant. */
function plain(code: string): string {
  return code.replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1").slice(0, 40)
}

async function cut(tx: Tx, version: number): Promise<Directory> {
  const { rows } = await tx.client.query<{ line: DirectoryShard["people"][number] }>(
    `select json_build_array(id, name, title, unit, manager_id, concat(
       case when hr then 'h' end, case when executive then 'e' end,
       case when outside then 'o' end, case when board then 'b' end)) as line
     from person where left_at is null order by id`,
  )
  const shards = shardsOf(
    rows.map((row) => JSON.stringify(row.line)),
    version,
  )
  const made = { version, people: rows.length, shards }
  if (kept.size > 200) kept.clear()
  kept.set(tx.org, made)
  return made
}

function shardsOf(lines: readonly string[], version: number): string[] {
  const shards: string[] = []
  const whole = (part: readonly string[]) => `{"version":${version},"people":[${part.join(",")}]}`
  let part: string[] = []
  let bytes = 100
  for (const line of lines) {
    const size = Buffer.byteLength(line) + 1
    if (bytes + size > shardBytes) {
      shards.push(whole(part))
      part = []
      bytes = 100
    }
    part.push(line)
    bytes += size
  }
  return [...shards, whole(part)]
}

const wrong = new Map<string, { times: number; at: number }>()

/** Each wrong code makes the next wrong one wait longer, to two seconds; a minute without one and it is forgotten. A right code never waits. */
function nextPause(org: string): number {
  const now = performance.now()
  const before = wrong.get(org)
  const times = before && now - before.at < minute ? before.times + 1 : 1
  if (wrong.size > 1000) wrong.clear()
  wrong.set(org, { times, at: now })
  return Math.min(2000, 25 * 2 ** Math.min(times, 7))
}
