// The PostgreSQL that test processes share when no runner gave them one. It leaves ten seconds after the last.
import { renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { startEmbedded } from "#server/db/embedded.ts"
import { sharedFolder, unsafeButQuick } from "./database.ts"

const note = join(sharedFolder, "url")
const server = await startEmbedded(sharedFolder, { settings: unsafeButQuick, homes: [tmpdir()] })
if (!server.attached) {
  writeFileSync(`${note}.new`, server.url, { mode: 0o600 })
  renameSync(`${note}.new`, note)
  for (let alone = 0; alone < 10; alone = (await guests()) === 0 ? alone + 1 : 0) await pause(1000)
  rmSync(note, { force: true })
}
await server.stop()

async function guests(): Promise<number> {
  const client = new pg.Client(server.url)
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  await client.end()
  return rows[0]?.count ?? 0
}
