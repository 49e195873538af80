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
  { path: "/desk/cases/:id/:part?", load: () => import("./case/screen.tsx") },
  {
    path: "/desk/instructions",
    load: () => import("./instructions/screen.tsx"),
    nav: { word: "instructions", key: "i" },
    whose: "hrOps",
  },
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
  {
    path: "/desk/central-desk",
    load: () => import("./rehire/central-screen.tsx"),
    nav: { word: "central", key: "d" },
    whose: "centralDesk",
  },
  {
    path: "/desk/check",
    load: () => import("./rehire/check-screen.tsx"),
    nav: { word: "check", key: "k" },
    whose: "recruiter",
  },
  {
    path: "/desk/protection",
    load: () => import("./protection/screen.tsx"),
    nav: { word: "protection", key: "r" },
    for: "keyless",
    whose: "checks",
  },
  {
    path: "/desk/board",
    load: () => import("./board/screen.tsx"),
    nav: { word: "board", key: "b" },
    for: "keyless",
    whose: "board",
  },
  {
    path: "/desk/reports",
    load: () => import("./reports/screen.tsx"),
    nav: { word: "reports", key: "a" },
    for: "keyless",
    whose: "reports",
  },
  { path: "/desk/people/hr-systems", load: () => import("./rehire/tokens-screen.tsx") },
  { path: "/desk/people/file", load: () => import("./people/file-screen.tsx"), for: "keyless" },
  {
    path: "/desk/me",
    load: () => import("./me/screen.tsx"),
    nav: { word: "me", key: "y" },
    for: "keyless",
    whose: "everybody",
  },
  { path: "/desk/set-up", load: () => import("./set-up/screen.tsx"), for: "anyone" },
  { path: "/desk/join", load: () => import("./join/screen.tsx"), for: "anyone" },
]
