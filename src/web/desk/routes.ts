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
  { path: "/desk/cases/:id/evidence", load: () => import("./evidence/screen.tsx") },
  {
    path: "/desk/paths",
    load: () => import("./paths/screen.tsx"),
    nav: { word: "paths", key: "p" },
    for: "keyless",
  },
  {
    path: "/desk/people",
    load: () => import("./people/screen.tsx"),
    nav: { word: "people", key: "e" },
    for: "keyless",
  },
  { path: "/desk/people/file", load: () => import("./people/file-screen.tsx"), for: "keyless" },
  {
    path: "/desk/me",
    load: () => import("./me/screen.tsx"),
    nav: { word: "me", key: "y" },
    for: "keyless",
  },
  { path: "/desk/set-up", load: () => import("./set-up/screen.tsx"), for: "anyone" },
  { path: "/desk/join", load: () => import("./join/screen.tsx"), for: "anyone" },
]
