import { Visitor, type ESTree, type Plugin } from "vite"

// What the build leaves out of the libraries that seal.

/**
 * A reporter's browser signs with its own Ed25519, so sealing needs of noble's curve only X25519, which has a ladder of
 * its own: the multiplication by way of Ed25519, a shortcut, is taken out of the library's file. What only some browsers
 * or only a return need is a second copy of the library that nothing else shares: Ed25519, and opening what is sealed.
 */
export function librariesApart(): Plugin {
  return {
    name: "libraries-apart",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "client",
    async resolveId(source, importer) {
      if (!importer || !/^(@noble\/|age-encryption$|\.)/.test(source)) return null
      const copy = copies.find(
        (one) =>
          (importer.endsWith(one.mark) && one.spreads.test(source)) ||
          (importer.endsWith(one.from) && one.takes.test(source)),
      )
      const mark = copy?.mark ?? (source === "@noble/curves/ed25519.js" ? x25519Only : "")
      const from = importer.replace(/\?\w+$/, "")
      if (!mark && from === importer) return null
      const found = await this.resolve(source, from, { skipSelf: true })
      return found && found.id + mark
    },
    async load(id) {
      const mark = [x25519Only, ...copies.map((one) => one.mark)].find((one) => id.endsWith(one))
      if (!mark) return null
      const code = await this.fs.readFile(id.slice(0, -mark.length), { encoding: "utf8" })
      if (mark !== x25519Only) return code
      const without = code.replace(/\n {8}scalarMultBase: \(k\) => \{.*?\n {8}\},/s, "")
      if (without === code) this.error("@noble/curves writes X25519 in another way now")
      return without
    },
  }
}

const x25519Only = "?x25519"

/** Which file of ours takes a copy of what, and what the files of the copy take from the copy as well. */
const copies = [
  { mark: "?ed25519", from: "src/crypto/noble.ts", takes: /^@noble\//, spreads: /^(@noble\/|\.)/ },
  { mark: "?open", from: "src/crypto/open.ts", takes: /^age-encryption$/, spreads: /^\./ },
]

/**
 * We seal to one kind of recipient, and at the desk to words as well. The curves of the others stay out of the page: a fifth
 * of what sealing weighs.
 */
export function onlyOurCurve(): Plugin {
  return {
    name: "only-our-curve",
    transform(code, known) {
      const id = known.replace(/\?\w+$/, "")
      if (id.endsWith("age-encryption/dist/index.js")) {
        const others =
          /import \{ ((?:Scrypt|X25519|Tag|Hybrid)\w+, (?:Scrypt|X25519|HybridTag)\w+) \} from "\.\/recipients\.js";/g
        const desk = this.environment.name === "desk"
        const without = code.replaceAll(others, (line, names: string) =>
          names.startsWith("HybridIdentity") || (desk && names.includes("ScryptRecipient"))
            ? line
            : names
                .split(", ")
                .map((name) => `const ${name} = undefined;`)
                .join(" "),
        )
        if (/new (?!Hybrid)\w+Identity/.test(without) && !/(const|\{) ScryptIdentity/.test(without))
          this.error("age-encryption names its recipients in another way now")
        return { code: without, map: null }
      }
      if (id.endsWith("age-encryption/dist/recipients.js")) {
        const without = code
          .replace("MLKEM768P256, MLKEM768X25519", "MLKEM768X25519")
          .replace(
            /import \{ p256 \} from "@noble\/curves\/nist.js";/,
            "const MLKEM768P256 = undefined, p256 = undefined;",
          )
        if (without.includes("nist.js"))
          this.error("age-encryption imports its curves in another way now")
        return { code: without, map: null }
      }
      if (!id.endsWith("post-quantum/hybrid.js")) return null
      return {
        code: code.replaceAll(
          /(?<== )QSF\(|(?<=, )ecdhKem\(|(?<== )createKitchenSink\(/g,
          "/* @__PURE__ */ $&",
        ),
        map: null,
      }
    },
  }
}

/** What the libraries say to programmers about misuse is not shown to anybody: it stays out of the page. */
export function shortErrors(): Plugin {
  return {
    name: "short-errors",
    transform(code, id) {
      if (!/node_modules\/@(noble|scure)\//.test(id)) return null
      let short = code
      for (const [from, to] of saidToProgrammers(this.parse(code)).toReversed())
        short = `${short.slice(0, from)}"misuse"${short.slice(to)}`
      return { code: short, map: null }
    },
  }
}

/** Where the text of an error that is thrown begins and ends, in the order of the file. */
function saidToProgrammers(program: ESTree.Program): [number, number][] {
  const found: [number, number][] = []
  new Visitor({
    NewExpression({ callee, arguments: [text] }) {
      if (text && callee.type === "Identifier" && /^(Type|Range)?Error$/.test(callee.name))
        found.push([text.start, text.end])
    },
  }).visit(program)
  return found
}
