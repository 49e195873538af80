type Policy = { createScriptURL(url: string): string }
type Policies = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

const address = "/desk/sw.js"
let policy: Policy | undefined

/** Registers the one worker of the desk, which shows that somebody is rung while no desk is open. */
export async function registerWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(trusted(), { scope: "/desk/" })
  return navigator.serviceWorker.ready
}

/** The page's rules let exactly this one address be run as a worker. */
function trusted(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies } // absent in older browsers, which ask for no policy
  policy ??= trustedTypes?.createPolicy("tocsin-worker", {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError("only the desk's own worker")
      return url
    },
  })
  return policy ? policy.createScriptURL(address) : address
}
