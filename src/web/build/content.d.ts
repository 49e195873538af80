declare module "#content/intake.json?start" {
  const start: import("./slim-types.ts").Start
  export { start }
}
declare module "#content/intake.json?en" {
  const rest: import("./slim-types.ts").Rest
  export { rest }
}
declare module "#content/intake.json?zh" {
  const rest: import("./slim-types.ts").Rest
  export { rest }
}
declare module "#content/jurisdictions.json?places" {
  const places: import("./slim-types.ts").Place[]
  export { places }
}
declare module "#content/jurisdictions.json?numbers-en" {
  const numbers: Record<string, import("./slim-types.ts").NumberLine[]>
  export { numbers }
}
declare module "#content/jurisdictions.json?numbers-zh" {
  const numbers: Record<string, import("./slim-types.ts").NumberLine[]>
  export { numbers }
}
declare module "#content/jurisdictions.json?outside" {
  const outside: import("./slim-types.ts").OutsideLaw[]
  export { outside }
}
declare module "#content/jurisdictions.json?outside-sourced" {
  const outside: import("./slim-types.ts").OutsideLaw[]
  export { outside }
}
declare module "#content/evidence_windows.json?en" {
  const windows: import("./slim-types.ts").Windows
  export { windows }
}
declare module "#content/evidence_windows.json?zh" {
  const windows: import("./slim-types.ts").Windows
  export { windows }
}
declare module "#content/level.json?words" {
  const words: Record<"e1" | "e2" | "e3" | "e4" | "r", Record<"en" | "zh", string>>
  export { words }
}
declare module "#content/level.json?targets" {
  const targets: import("#core/level.ts").LevelRules["targets"]
  export { targets }
}
declare module "#content/level.json?rules" {
  const rules: import("#core/level.ts").LevelRules["rules"]
  export { rules }
}
declare module "#content/intake.json?after-en" {
  const after: import("./slim-types.ts").After[]
  export { after }
}
declare module "#content/intake.json?after-zh" {
  const after: import("./slim-types.ts").After[]
  export { after }
}
declare module "*.css?url" {
  const href: string
  export default href
}
declare module "*?raw" {
  const text: string
  export default text
}
declare module "*.css"
