import { guards } from "#core/life/guard.ts"
import { walk } from "./walk.ts"
const own = guards as Record<string, unknown>
const names = process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(guards)
for (const name of names) {
  const was = own[name]
  own[name] = () => true
  let found = "-"
  try {
    walk(11, 40000)
  } catch (e) {
    found =
      (e as { law?: string }).law ??
      String((e as Error).stack)
        .split("\n")
        .slice(0, 3)
        .join("|")
  }
  own[name] = was
  console.log(name.padEnd(24), found)
}
