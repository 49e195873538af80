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
  const { key } = await get<{ key: string }>("/push-key")
  if ((await Notification.requestPermission()) !== "granted") throw new NoPush("pushRefused")
  const { pushManager } = await registerWorker()
  try {
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    })
    const { endpoint, keys } = subscription.toJSON()
    return JSON.stringify({ endpoint, keys: { p256dh: keys?.["p256dh"], auth: keys?.["auth"] } })
  } catch (why) {
    if (why instanceof DOMException) throw new NoPush("pushFailed")
    throw why
  }
}
