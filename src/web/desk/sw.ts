/** The desk's worker: it shows that somebody is rung. It opens nothing and answers for nobody. */

type Rung = { readonly id: string; readonly ref: string; readonly lang: "en" | "zh" }
type Waiting = Event & { waitUntil(work: Promise<unknown>): void }
type Pushed = Waiting & { readonly data: { json(): unknown } | null }
type Clicked = Waiting & { readonly notification: Notification }
type Shown = { readonly url: string; focus(): Promise<unknown> }
type Worker = {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    matchAll(of: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Shown[]>
    openWindow(url: string): Promise<unknown>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(kind: "push", heard: (event: Pushed) => void): void
  addEventListener(kind: "notificationclick", heard: (event: Clicked) => void): void
  addEventListener(kind: "install" | "activate", heard: (event: Waiting) => void): void
}

const worker = globalThis as unknown as Worker // this file runs as a service worker and nowhere else

/** Words of the notification: nothing about a case, nothing a passer-by could read into it. */
const words = {
  en: { title: "Action needed", body: "Open your desk. Code {ref}." },
  zh: { title: "需要您处理", body: "请打开值守台。代码 {ref}。" },
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener("push", (event) => {
  const rung = readRung(event.data)
  event.waitUntil(Promise.all([show(rung), rung.id === "" ? undefined : tell(rung.id)]))
})

worker.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(openDesk())
})

function show({ ref, lang }: Rung): Promise<void> {
  const { title, body } = words[lang]
  return worker.registration.showNotification(title, {
    body: body.replace("{ref}", ref),
    tag: ref,
    lang: lang === "zh" ? "zh-Hans" : "en",
    requireInteraction: true,
  })
}

/** Says that the push arrived. Signed out or offline it cannot: then the page counts as not proved, as it should. */
async function tell(id: string): Promise<void> {
  const headers = { "content-type": "application/json", "x-tocsin": "desk" }
  const body = JSON.stringify({ id })
  await fetch("/desk/api/deliveries", { method: "POST", headers, body, credentials: "same-origin" })
}

/** To what needs the person now; a click answers nothing by itself. */
async function openDesk(): Promise<void> {
  const shown = await worker.clients.matchAll({ type: "window", includeUncontrolled: true })
  const desk = shown.find(({ url }) => new URL(url).pathname.startsWith("/desk"))
  await (desk ? desk.focus() : worker.clients.openWindow("/desk/now"))
}

function readRung(data: Pushed["data"]): Rung {
  const { id, ref, lang } = (data?.json() ?? {}) as Partial<Record<keyof Rung, unknown>> // each field is checked below
  return {
    id: typeof id === "string" ? id : "",
    ref: typeof ref === "string" ? ref : "",
    lang: lang === "zh" ? "zh" : "en",
  }
}
