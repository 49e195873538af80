/** Makes sure that there is a calendar in this browser: the newest have one, the others fetch it once. */
export async function withCalendar(): Promise<void> {
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global")
}
