import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { defineConfig, type Plugin } from "vite"
import { numbersPage } from "./src/web/build/numbers-page.ts"
import { slim } from "./src/web/build/slim.ts"
import type { NumberLine, Place } from "./src/web/build/slim-types.ts"
import { librariesApart, onlyOurCurve, shortErrors } from "./vite.crypto.ts"

const root = import.meta.dirname
const web = join(root, "src/web")
/**
 * The reporter's page comes in pieces: what the first questions need, the other questions, sealing, and what stands beside
 * and after the questions. Those four are in memory before Send; what only some ask for comes when they do.
 */
const chunks = [
  {
    name: "first",
    priority: 3,
    test: /node_modules\/(preact|@preact)\/|preload-helper|rolldown\/runtime|content:(intake\.json\?start|jurisdictions\.json\?places)|src\/core\/(condition|refusal|question)|words\/report-start|report\/(main|memory|leave|shift|place|signal|start)\.tsx?$|report\/ask\/(ask|choices|flow)\.tsx?$/,
  },
  {
    name: "sealing",
    priority: 1,
    test: /node_modules\/(age-encryption|@noble|@scure)\/(?!.*\?(?:ed25519|open)$)|src\/crypto\/(?!strip|picture|open|party|epoch|file|noble|read|verify|chain)|report\/(sealing|base64url)\.ts$/,
  },
  {
    name: "rest",
    priority: 2,
    test: /src\/core\/(?!condition|refusal|question|window|when|calendar|law|life|owed)|content:level|report\/(rest|api|attached|clock|closure|due|her|late-words|lazy|level|marks|numbers|say|send|sending|session|transcript|when|who)\.tsx?$|report\/ask\/(combo|persons|review|ring-list|who-lists)\.tsx?$|report\/return\/opened|lib\/promise/,
  },
  {
    name: "beside",
    priority: 0,
    test: /report\/(help|keep|keep-screens|late|numbers-screens|receipt|sent|typed-back)\.tsx?$/,
  },
  {
    name: "hours",
    priority: 0,
    test: /src\/core\/(window|when|calendar)|report\/(hours|temporal|ask\/when)\.tsx?$/,
  },
  ...["en", "zh"].map((lang) => ({
    name: `numbers-${lang}`,
    priority: 0,
    test: new RegExp(`content:jurisdictions\\.json\\?numbers-${lang}`),
  })),
  { name: "add", priority: 0, test: /report\/(attach|ask\/(add|files|voice))\.tsx?$/ },
]

/** Each door is built by itself, so that nothing the desk needs changes what a reporter's browser loads. */
const door = (name: "report" | "desk") => ({
  outDir: join(root, "dist/web"),
  emptyOutDir: name === "report",
  rolldownOptions: {
    input: {
      [name]: join(web, name, "index.html"),
      // The desk's worker keeps its name: a browser comes back for it by its address.
      ...(name === "desk" ? { sw: join(web, "desk/sw.ts") } : {}),
    },
    output: {
      entryFileNames: ({ name }: { name: string }) =>
        name === "sw" ? "desk/sw.js" : "assets/[name]-[hash].js",
      // Every name stands in the page's list of hashes, which each reporter loads first: short ones.
      ...(name === "report"
        ? { codeSplitting: { groups: chunks }, chunkFileNames: "assets/[name]-[hash:6].js" }
        : {}),
    },
  },
})

export default defineConfig({
  root: web,
  publicDir: false,
  plugins: [
    content(),
    librariesApart(),
    onlyOurCurve(),
    shortErrors(),
    plainImports(),
    doors(),
    pdfTables(),
  ],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: { "@preact/signals": join(root, "node_modules/@preact/signals/dist/signals.mjs") },
  },
  // The reader of PDF is larger than what Vite warns about; only who looks at a PDF fetches it.
  build: {
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  environments: {
    client: { build: door("report") },
    ...(existsSync(join(web, "desk/main.tsx"))
      ? { desk: { consumer: "client" as const, build: door("desk") } }
      : {}),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== "ssr") await builder.build(environment)
      }
    },
  },
})

/** `#content/x.json?want`: the part of a content file that one page needs, in one language. */
function content(): Plugin {
  const known = "\0content:"
  return {
    name: "content",
    enforce: "pre",
    resolveId: (id) =>
      /^#content\/\w+\.json\?/.test(id) ? known + id.slice("#content/".length) : null,
    load(id) {
      if (!id.startsWith(known)) return null
      const [file = "", want = ""] = id.slice(known.length).split("?")
      const names: Record<string, string> = {
        "intake.json": want === "start" ? "start" : want.startsWith("after") ? "after" : "rest",
        "level.json": want,
        "evidence_windows.json": "windows",
      }
      const ofLaw =
        want === "places" ? "places" : want.startsWith("outside") ? "outside" : "numbers"
      const name = names[file] ?? ofLaw
      return {
        code: `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(part(file, want)))})`,
        moduleType: "js",
      }
    },
  }
}

function part(file: string, want: string): unknown {
  return slim(file, want, JSON.parse(readFileSync(join(root, "content", file), "utf8")))
}

/** No chunk brings styles of its own, so nothing needs to be fetched beside it: a dynamic import is just that. */
function plainImports(): Plugin {
  return {
    name: "plain-imports",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "client",
    load: (id) =>
      id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load()" : null,
  }
}

/** What the desk's reader of PDF fetches by name: its worker, the letter tables of Asian fonts, and readers of two old picture forms. */
function pdfTables(): Plugin {
  const from = join(root, "node_modules/pdfjs-dist")
  const { version } = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as {
    version: string
  }
  const to = `assets/pdf-${version}`
  const tables = readdirSync(join(from, "cmaps")).filter((name) => name.endsWith(".bcmap"))
  const files = [
    ...tables.map((name) => ["cmaps", name] as const),
    ["legacy/build", "pdf.worker.min.mjs"] as const,
    ...["openjpeg", "jbig2"].map((name) => ["wasm", `${name}_nowasm_fallback.js`] as const),
  ]
  return {
    name: "pdf-tables",
    applyToEnvironment: ({ name }) => name === "desk",
    generateBundle() {
      for (const [folder, name] of files) {
        const fileName = folder === "cmaps" ? `${to}/cmaps/${name}` : `${to}/${name}`
        this.emitFile({ type: "asset", fileName, source: readFileSync(join(from, folder, name)) })
      }
    },
  }
}

/** The report's door stands at the root, and the numbers on a page that needs no script. */
function doors(): Plugin {
  return {
    name: "doors",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const report = bundle["report/index.html"]
        if (!report || report.type !== "asset") return
        const late = Object.keys(bundle).find((name) => /^assets\/late-.*\.css$/.test(name))
        const styles = [...String(report.source).matchAll(/href="([^"]+\.css)"/g)].map(
          ([, href = ""]) => href,
        )
        if (!late || styles.length === 0)
          this.error("the page of numbers needs the letter's styles")
        report.fileName = "index.html"
        report.source = listed(withoutFacade(String(report.source), Object.values(bundle)), bundle)
        this.emitFile({
          type: "asset",
          fileName: "numbers.html",
          source: numbersPage(allNumbers(), [...styles, `/${late}`]),
        })
      },
    },
  }
}

/** The page asks for the chunk that holds its first code, not for a file that only points there: one request less. */
function withoutFacade(html: string, files: readonly { type: string; fileName: string }[]): string {
  const first = files.find((file) => /^assets\/first-.*\.js$/.test(file.fileName))
  return first
    ? html.replace(/(<script type="module"[^>]*src=")[^"]+/, `$1/${first.fileName}`)
    : html
}

/**
 * Every script of the reporter's page with its hash, in the page itself: one that was changed anywhere between the build and
 * the browser does not run, and with the server's Integrity-Policy neither does one that is not listed.
 */
function listed(html: string, bundle: Readonly<Record<string, Output>>): string {
  const integrity: Record<string, string> = {}
  for (const { type, fileName, code = "" } of Object.values(bundle)) {
    if (type !== "chunk" || fileName.startsWith("assets/report-")) continue
    integrity[`/${fileName}`] = `sha256-${createHash("sha256").update(code).digest("base64")}`
  }
  const map = `<script type="importmap">${JSON.stringify({ integrity })}</script>`
  return html.replace('<script type="module"', `${map}\n    $&`)
}

type Output = { readonly type: string; readonly fileName: string; readonly code?: string }

function allNumbers(): Parameters<typeof numbersPage>[0] {
  const [en, zh] = ["numbers-en", "numbers-zh"].map(
    (want) => part("jurisdictions.json", want) as Record<string, NumberLine[]>, // what slim makes of it
  )
  const places = part("jurisdictions.json", "places") as Place[] // what slim makes of it
  return places.map(([id, nameEn, nameZh]) => ({
    name: { en: nameEn, zh: nameZh },
    numbers: { en: en?.[id] ?? [], zh: zh?.[id] ?? [] },
  }))
}
