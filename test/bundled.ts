import { readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"

/** The number of the PostgreSQL that runs on the rows in a folder. */
export const postmaster = (dir: string): number =>
  Number(readFileSync(join(dir, "pgdata/postmaster.pid"), "utf8").split("\n")[0])

/** One question on a connection of its own. */
export async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<unknown[]>({ text: question, rowMode: "array" })
  await client.end()
  return rows.flat()
}
