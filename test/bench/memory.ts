import { setTimeout as pause } from "node:timers/promises"
import { elsewhere, type Group } from "./figure.ts"
import { startNode } from "./node.ts"
import { benchWorld } from "./place.ts"

/** What the program holds when nothing happens. */
export const memory: Group = {
  name: "memory",
  async *run() {
    const it = await benchWorld("memory")
    const node = await startNode({ url: it.url })
    try {
      await pause(5000)
      const { rss, pss } = node.memory()
      const what = `resident five seconds after the start; value: its share of it; ${elsewhere}`
      const reference = { what, value: Math.round(pss), peer: 125 }
      yield { name: "memory.rest", value: rss, unit: "MB", target: 150, reference }
    } finally {
      await node.end()
      await it.end()
    }
  },
}
