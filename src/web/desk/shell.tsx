import type { ComponentType } from "preact"
import { useEffect, useErrorBoundary, useRef, useState } from "preact/hooks"
import { offline } from "#web/lib/api.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Toasts } from "#web/ui/toast.tsx"
import { crash } from "./act.ts"
import { Doorbell } from "./doorbell.tsx"
import { Failed, Missing } from "./failed.tsx"
import { KeyBar } from "./key-bar.tsx"
import { SignIn } from "./keys/sign-in-screen.tsx"
import { Nav } from "./nav.tsx"
import { type Found, go, place, routeFor, type ScreenProps } from "./router.ts"
import { routes } from "./routes.ts"
import { words as say } from "./say.ts"
import { me } from "./session.ts"
import { Strip } from "./strip.tsx"

/** The whole desk: the strip with the clock, the way around, the screen, the keys. */
export function Shell() {
  const { skip, undo } = say()
  const at = place.value.split("?")[0] ?? ""
  const main = useRef<HTMLElement>(null)
  const signedIn = !!me.value && (unlocked.value || !me.value.key)
  useEffect(() => main.current?.focus({ preventScroll: true }), [at, signedIn])
  useEffect(() => {
    document.title = me.value?.org.name ?? "​"
  }, [me.value?.org.name])
  return (
    <>
      <a class="skip" href="#main">
        {skip}
      </a>
      <Strip />
      {signedIn ? <Nav /> : null}
      <Frame mainRef={main} />
      <KeyBar />
      <Toasts undo={undo} />
      {me.value ? <Doorbell /> : null}
    </>
  )
}

/** The screen, or what stands in its place: signing in, a lock, a fault. */
function Frame({ mainRef }: { readonly mainRef: { current: HTMLElement | null } }) {
  const caseLike = /^\/desk\/cases\/./.test(place.value) && !!me.value && unlocked.value
  return (
    <main id="main" tabIndex={-1} data-keys ref={mainRef} class={caseLike ? "case" : undefined}>
      {offline.value ? (
        <Banner lamp alert>
          {say().offline}
        </Banner>
      ) : null}
      <Content />
    </main>
  )
}

function Content() {
  const [broken, mend] = useErrorBoundary()
  const fault: unknown = crash.value ?? broken
  if (fault !== null && fault !== undefined) {
    return (
      <Failed
        why={fault}
        onAgain={() => {
          crash.value = null
          mend()
        }}
      />
    )
  }
  const found = routeFor(routes, place.value)
  const open = found?.route.for
  if (open !== "anyone") {
    if (me.value === undefined) return <p class="second">{say().loading}</p>
    if (me.value === null) return <SignIn locked={false} />
    // A key that was never finished cannot be unlocked: its owner starts again where that is done.
    const unfinished = open === "keyless" && me.value.ways.filter((way) => way.verified).length < 2
    if (me.value.key && !unlocked.value && !unfinished) return <SignIn locked />
  }
  if (found) return <Screen key={found.screen} {...found} />
  if (/^\/desk\/?$/.test(place.value)) return <Home />
  return <Missing />
}

/** `/desk` itself: to what needs me now, or to finishing a key. */
function Home() {
  useEffect(() => {
    const ways = me.value?.ways.filter(({ verified }) => verified).length ?? 0
    const begin = me.value?.admin ? "/desk/set-up" : "/desk/join"
    const work = me.value?.recruiter ? "/desk/check" : "/desk/now"
    go(me.value?.key && ways >= 2 ? work : begin)
  }, [])
  return null
}

function Screen({ route, params }: Found) {
  const [Drawn, draw] = useState<ComponentType<ScreenProps> | null>(null)
  useEffect(() => {
    let here = true
    route.load().then(
      (screen) => here && draw(() => screen.Screen),
      (why: unknown) => {
        crash.value = why
      },
    )
    return () => {
      here = false
    }
  }, [route])
  return Drawn ? <Drawn params={params} /> : <p class="second">{say().loading}</p>
}
