import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { staffKeys } from "#crypto/keys.ts"
import type { Actor } from "#server/demo/actor.ts"
import { openDemo } from "#server/demo/open.ts"
import { filled, foundedIn, migrated, testDatabase, type TestDatabase } from "./database.ts"

/** The fictional company, founded once in a run of the tests: a database of one's own with it, and who can sign in. */
export async function founded(): Promise<{
  readonly database: TestDatabase
  readonly actors: ReadonlyMap<string, Actor>
}> {
  // Who starts all test files names the run; a file that is run by itself is its own.
  const name = foundedIn(process.env["TOCSIN_TEST_RUN"] ?? String(process.pid))
  const said = await filled(name, await migrated(), found)
  const kept = JSON.parse(said) as Kept[] // written by `found`
  const actors = await Promise.all(kept.map(actorOf))
  return {
    database: await testDatabase(name),
    actors: new Map(actors.map((actor) => [actor.name, actor])),
  }
}

type Kept = Pick<Actor, "name" | "words" | "cookie"> & { readonly seed: string }

async function found(databaseUrl: string): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-founded-"))
  const demo = await openDemo({ dataDir, port: 0, host: "127.0.0.1", databaseUrl })
  const kept = [...demo.actors.values()].map(({ name, words, cookie, seed }): Kept => ({
    ...{ name, words, cookie },
    seed: Buffer.from(seed).toString("hex"),
  }))
  await demo.close()
  rmSync(dataDir, { recursive: true, force: true })
  return JSON.stringify(kept)
}

async function actorOf({ seed: hex, ...kept }: Kept): Promise<Actor> {
  const seed = new Uint8Array(Buffer.from(hex, "hex"))
  return { ...kept, seed, keys: await staffKeys(seed) }
}
