import type { Route } from "./router.ts"

/** Every screen of the desk, each fetched when it is first needed. */
export const routes: readonly Route[] = [
  {
    path: "/desk/now",
    load: () => import("./now/screen.tsx"),
    nav: { word: "now", key: "n" },
  },
  {
    path: "/desk/cases",
    load: () => import("./cases/screen.tsx"),
    nav: { word: "cases", key: "c" },
  },
  { path: "/desk/cases/:id", load: () => import("./case/screen.tsx") },
]
