import { readConfig } from "./config.ts"
import { makeSetUpLink } from "./people/set-up.ts"
import type { LogLine } from "./runtime.ts"
import { serve } from "./serve.ts"

/** One line of JSON for each thing an operator may want to know: ids and closed words only. */
const log = (line: LogLine) =>
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  const served = await serve(readConfig(process.env), { log, say })
  const token = await makeSetUpLink(served.runtime)
  say(`Tocsin is open at ${served.url}`)
  if (token) say(`Set it up here, once: ${served.url}/desk/set-up#${token}`)
  let ending = false
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (ending) return
      ending = true
      void served.close().then(() => process.exit(0))
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
