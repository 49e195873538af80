import { Waiting } from "./rehire/waiting.tsx"
import { place, go, type Route } from "./router.ts"
import { routes } from "./routes.ts"
import { words as say } from "./say.ts"
import { me } from "./session.ts"
import { lock, unlocked } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import { useShortcuts } from "./shortcuts.ts"

/** The way around the desk. */
export function Nav() {
  const { nav, desk, keys } = say()
  const shown = routes.filter((route) => route.nav && isMine(route))
  useShortcuts([
    ...shown.map((route) => ({
      key: `g ${route.nav?.key}`,
      label: fill(keys.goTo, { place: name(route) }),
      act: () => go(route.path),
      quiet: true,
    })),
    ...(unlocked.value ? [{ key: "l", label: keys.lock, act: () => lock(true) }] : []),
  ])
  return (
    <nav aria-label={desk}>
      {shown.map((route) => (
        <a
          key={route.path}
          href={route.path}
          aria-current={place.value.startsWith(route.path) ? "page" : undefined}
        >
          <span>
            {name(route)}
            {route.whose === "centralDesk" ? <Waiting /> : null}
          </span>
          <kbd aria-hidden="true">g {route.nav?.key}</kbd>
        </a>
      ))}
    </nav>
  )
  function name(route: Route): string {
    return route.nav ? nav[route.nav.word] : ""
  }
}

/** Nobody is led where there is nothing for them. */
function isMine({ whose }: Route): boolean {
  const person = me.value
  if (!person || whose === "everybody") return true
  if (whose === "checks") return person.checks.asks || person.checks.answers
  return whose ? person[whose] : !person.recruiter
}
