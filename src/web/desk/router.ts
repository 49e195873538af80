import { signal } from "@preact/signals"
import type { ComponentType } from "preact"

/** What a screen is given: the parts of its address. */
export type ScreenProps = { readonly params: Readonly<Record<string, string>> }
/** One address and the module that draws it; the module exports `Screen`. */
export type Route = {
  /** `/desk/cases/:id`: a colon names a part; one with a `?` behind it may lack, and choosing another keeps the screen. */
  readonly path: string
  readonly load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
  /** Stands in the navigation under this name, reached with `g` and this key. */
  readonly nav?: { readonly word: NavWord; readonly key: string }
  /** `anyone` needs no sign-in, `keyless` a sign-in but no unlocked key; a link of the desk opens the rest. */
  readonly for?: "anyone" | "keyless"
  /** Whose it is in the navigation; without it everybody's but a recruiter's. */
  readonly whose?:
    | "recruiter"
    | "centralDesk"
    | "hrOps"
    | "board"
    | "reports"
    | "checks"
    | "everybody"
}
/** The names that may stand in the navigation. */
export type NavWord =
  | "now"
  | "cases"
  | "instructions"
  | "paths"
  | "people"
  | "protection"
  | "board"
  | "me"
  | "check"
  | "central"
  | "reports"

/** Where this desk is: the state that outlives a reload. */
export const place = signal(location.pathname + location.search)

/** Goes to an address of the desk. */
export function go(path: string): void {
  history.pushState(null, "", path)
  place.value = location.pathname + location.search
}

/** An address that is one of the desk's; two with the same `screen` are drawn by the same screen. */
export type Found = {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
  readonly screen: string
}

/** The route of an address, with its parts. */
export function routeFor(routes: readonly Route[], path: string): Found | null {
  const [pathname = "", search = ""] = path.split("?")
  for (const route of routes) {
    const form = route.path
      .replaceAll(/\/:(\w+)\?/g, "(?:/(?<$1>[^/]+))?")
      .replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")
    const match = new RegExp(`^${form}/?$`).exec(pathname)
    if (!match) continue
    const params = { ...match.groups }
    const kept = route.path
      .replaceAll(/\/:\w+\?/g, "")
      .replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "")
    return { route, params, screen: `${kept}?${search}` }
  }
  return null
}

/** Follows the browser's own back and forward, and plain links within the desk. */
export function watchPlace(): void {
  addEventListener("popstate", () => {
    place.value = location.pathname + location.search
  })
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0
    if (!link || !plain || event.defaultPrevented || link.target || link.download) return
    const to = new URL(link.href)
    if (to.origin !== location.origin || !to.pathname.startsWith("/desk")) return
    if (to.hash && to.pathname === location.pathname) return
    event.preventDefault()
    go(to.pathname + to.search + to.hash)
  })
}
