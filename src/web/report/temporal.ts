/** Old browsers have no calendar of their own; they fetch one before the first day is counted. */
export async function withTemporal(): Promise<void> {
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global")
}
