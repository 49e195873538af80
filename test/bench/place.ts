import { mkdtempSync, rmSync } from "node:fs"
import { readFileSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { startEmbedded, type Embedded } from "#server/db/embedded.ts"
import { world, type World, type WorldWith } from "../world.ts"
import { progress } from "./figure.ts"

let running: Promise<{ folder: string; embedded: Embedded }> | undefined

/** The PostgreSQL of the whole run: the product's own, on a new folder, with every commit synced to the disk. */
async function server(): Promise<{ folder: string; embedded: Embedded }> {
  running ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"))
    return { folder, embedded: await startEmbedded(folder, { say: progress, homes: [tmpdir()] }) }
  })()
  return running
}

/** Stops it and takes its folder away. */
export async function closePlace(): Promise<void> {
  const place = await running
  await place?.embedded.stop()
  if (place) rmSync(place.folder, { recursive: true, force: true })
}

/** A new empty database of the run's PostgreSQL. */
export async function newDatabase(name: string): Promise<string> {
  const { embedded } = await server()
  const client = new pg.Client(embedded.url)
  await client.connect()
  try {
    const durable = await client.query<{ fsync: string }>("show fsync")
    if (durable.rows[0]?.fsync !== "on") throw new Error("This PostgreSQL does not sync.")
    await client.query(`drop database if exists bench_${name} with (force)`)
    await client.query(`create database bench_${name} template template0`)
  } finally {
    await client.end()
  }
  return embedded.url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1bench_${name}`)
}

/** Lets a group's database go: its rows are not the next group's load. */
export async function dropDatabase(name: string): Promise<void> {
  const { embedded } = await server()
  const client = new pg.Client(embedded.url)
  await client.connect()
  await client.query(`drop database if exists bench_${name} with (force)`)
  await client.end()
}

/** Ten keyholders on four tiers, two of them rung at once. */
export const tenPeople: NonNullable<WorldWith["path"]> = [
  ["ann", "bea"],
  ["cleo", "dan", "eve"],
  { people: ["finn", "gus", "hal"], kind: "outside" },
  { people: ["ida", "jon"], kind: "board" },
]

/** An organisation on a database of its own, with a real clock and no loops here: the measured server is another process. */
export async function benchWorld(name: string, wanted: WorldWith = {}): Promise<BenchWorld> {
  const url = await newDatabase(name)
  const serving = { prepare: () => Promise.resolve(), loops: false, listen: false }
  const it = await world({ path: tenPeople, ...wanted, url, serving })
  return {
    ...it,
    url,
    async end() {
      await it.close()
      await dropDatabase(name)
    },
  }
}

export type BenchWorld = World & { readonly url: string; end(): Promise<void> }

/** CPU that PostgreSQL has used so far, all its processes together, in milliseconds. */
export async function postgresCpu(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid")
  const keeper = stat(rows[0]?.pid ?? 0)?.parent
  await client.end()
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const own = all.flatMap((pid) => {
    const seen = stat(pid)
    return seen && (pid === keeper || seen.parent === keeper) ? [seen] : []
  })
  return own.reduce((sum, seen) => sum + seen.cpu + (seen.pid === keeper ? seen.ended : 0), 0)
}

type Seen = { pid: number; parent: number; cpu: number; ended: number }

/** What the kernel says of a process: CPU of its own and of its ended children, in milliseconds. */
export function stat(pid: number): Seen | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    const words = text.slice(text.lastIndexOf(")") + 2).split(" ")
    const ticks = (at: number) => Number(words[at] ?? 0) * 10 // a hundred ticks a second on Linux
    return {
      pid,
      parent: Number(words[1]),
      cpu: ticks(11) + ticks(12),
      ended: ticks(13) + ticks(14),
    }
  } catch {
    return undefined // it ended while the list was read
  }
}
