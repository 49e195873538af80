import { once } from "node:events"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { bringDown, bringUp, type Keeper } from "./keeper.ts"
import { choosePlace, type PlaceOptions } from "./postgres-place.ts"
import { makeDatabase, makeRows, urlOf } from "./postgres-rows.ts"

/** A PostgreSQL that answers at `url`, as the role that owns the database `tocsin`. */
export type Embedded = {
  readonly url: string
  /** True when another process runs it and we are its guest. */
  readonly attached: boolean
  stop(): Promise<void>
}

export type EmbeddedOptions = PlaceOptions & {
  /** Told, in one sentence, what an operator should know: a fall-back, a crash, a restart. */
  readonly say?: (sentence: string) => void
  /** For rows that nobody will miss: tests may give up durability for speed. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts the bundled PostgreSQL on the rows in `dir`, or joins the one that already runs there. */
export async function startEmbedded(dir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = resolve(dir)
  mkdirSync(folder, { recursive: true })
  const place = choosePlace(folder, options)
  if (place.notice) options.say?.(place.notice)
  const keeper: Keeper = {
    place,
    log: join(folder, "postgres.log"),
    settings: { ...durable, ...options.settings },
    say: options.say ?? (() => undefined),
    socket: "",
    stopping: new AbortController(),
    gone: Promise.resolve(),
  }
  makeRows(place)
  await bringUp(keeper)
  await makeDatabase(keeper.socket)
  const watching = watch(keeper)
  return {
    url: urlOf(keeper.socket, "tocsin"),
    attached: keeper.child === undefined,
    async stop() {
      keeper.stopping.abort()
      await watching
      await bringDown(keeper)
    },
  }
}

const durable = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  port: "5432",
  fsync: "on",
  synchronous_commit: "on",
  shared_buffers: "64MB",
  max_connections: "100",
  timezone: "UTC",
  log_timezone: "UTC",
}

/** Who answered for this long was well: what ends it then is no part of the trouble before. */
const well = 2000
/** Nobody waits longer than this for a start that would succeed, and a machine bears one in such a time. */
const longest = 2000

/**
 * PostgreSQL went away without being asked: it is brought back at once, and again after a wait that grows only
 * while it does not start or ends as soon as it answers.
 */
async function watch(keeper: Keeper): Promise<void> {
  const { signal } = keeper.stopping
  const asked = once(signal, "abort")
  const voice = newVoice(keeper.say)
  let [wait, since] = [0, performance.now()]
  for (;;) {
    await Promise.race([keeper.gone, asked])
    if (signal.aborted) return
    if (performance.now() - since > well) wait = 0
    const when = wait === 0 ? "at once" : `in ${wait} ms`
    voice.complain(`PostgreSQL stopped without being asked; it is started again ${when}.`)
    do {
      // Whoever ran it is first to run it again: a guest takes over from one who is gone.
      await pause(Math.max(wait, keeper.guest ? 100 : 0), undefined, { signal }).catch(
        () => undefined, // asked to stop, which the next line sees
      )
      if (signal.aborted) return
      wait = Math.min(wait * 2 || 100, longest)
    } while (!(await broughtBack(keeper, voice, wait)))
    since = performance.now()
  }
}

async function broughtBack(keeper: Keeper, voice: Voice, wait: number): Promise<boolean> {
  try {
    await bringUp(keeper)
    voice.relieve("PostgreSQL answers again.")
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (!keeper.stopping.signal.aborted) voice.complain(`${why}\nIt is tried again in ${wait} ms.`)
    return false
  }
}

type Voice = { complain(sentence: string): void; relieve(sentence: string): void }

/** Trouble is told as it comes, and sparsely when it lasts: a log must not fill the disk that PostgreSQL needs. */
function newVoice(say: (sentence: string) => void): Voice {
  let told: number[] = []
  let owed = false
  return {
    complain(sentence) {
      const now = performance.now()
      told = told.filter((at) => now - at < 60_000)
      if (told.length >= 10) return
      told.push(now)
      owed = true
      say(sentence)
    },
    relieve(sentence) {
      if (owed) say(sentence)
      owed = false
    },
  }
}
