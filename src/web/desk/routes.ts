import type { Route } from "./router.ts"

/** Every screen of the desk, each fetched when it is first needed; its module exports `Screen`. */
export const routes: readonly Route[] = []
