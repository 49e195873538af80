import { useEffect, useState } from "preact/hooks"
import { get } from "#web/lib/api.ts"
import { registerWorker } from "#web/lib/worker.ts"

/** Why this browser cannot be rung; the name of the sentence that says so. */
export class NoPush extends Error {
  override readonly name = "NoPush"
  readonly fault: "pushNo" | "pushRefused" | "pushFailed"
  constructor(fault: NoPush["fault"]) {
    super(fault)
    this.fault = fault
  }
}

/** Whether this browser can be rung while the desk is closed. */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
}

/** Lets this browser be rung: the subscription, as the address of a channel. */
export async function subscribe(): Promise<string> {
  if (!canPush()) throw new NoPush("pushNo")
  // Asked before anything else: some browsers ask only in the very moment of the press.
  if ((await Notification.requestPermission()) !== "granted") throw new NoPush("pushRefused")
  const { key } = await get<{ key: string }>("/push-key")
  try {
    const { pushManager } = await registerWorker()
    return addressOf(await askFor(pushManager, key))
  } catch (why) {
    if (why instanceof DOMException) throw new NoPush("pushFailed")
    throw why
  }
}

/** The address at which this very browser is rung; null where it is not. Asked again when there are more or fewer channels. */
export function useOwnPush(channels: number): string | null {
  const [own, setOwn] = useState<string | null>(null)
  useEffect(() => {
    if (!canPush()) return
    let here = true
    const found = navigator.serviceWorker
      .getRegistration("/desk/")
      .then((worker) => worker?.pushManager.getSubscription())
    found.then(
      (subscription) => here && setOwn(subscription ? addressOf(subscription) : null),
      () => here && setOwn(null), // a browser that forbids the question is not rung
    )
    return () => {
      here = false
    }
  }, [channels])
  return own
}

async function askFor(pushManager: PushManager, key: string): Promise<PushSubscription> {
  const wanted = { userVisibleOnly: true, applicationServerKey: key }
  try {
    return await pushManager.subscribe(wanted)
  } catch (why) {
    const before = await pushManager.getSubscription()
    if (!before) throw why
    // It was made for a server with another key, which rings nobody any more.
    await before.unsubscribe()
    return pushManager.subscribe(wanted)
  }
}

function addressOf(subscription: PushSubscription): string {
  const { endpoint, keys } = subscription.toJSON()
  return JSON.stringify({ endpoint, keys: { p256dh: keys?.["p256dh"], auth: keys?.["auth"] } })
}
