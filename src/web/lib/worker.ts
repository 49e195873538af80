type Policy = { createScriptURL(url: string): string }
type Policies = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

const address = "/desk/sw.js"
let policy: Policy | undefined

/** Registers the one worker of the desk, which shows that somebody is rung while no desk is open. */
export async function registerWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(trustedWorker(address), { scope: "/desk/" })
  return navigator.serviceWorker.ready
}

/** What else may be run as a worker: the reader of PDF. */
const reader = /^\/assets\/pdf-\d+\.\d+\.\d+\/pdf\.worker\.min\.mjs$/

/** The page's rules let exactly these two addresses be run as workers. */
export function trustedWorker(wanted: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies } // absent in older browsers, which ask for no policy
  policy ??= trustedTypes?.createPolicy("tocsin-worker", { createScriptURL: known })
  return policy ? policy.createScriptURL(wanted) : known(wanted)
}

function known(url: string): string {
  if (url !== address && !reader.test(url)) throw new TypeError("only the desk's own workers")
  return url
}
