import { Visitor, type ESTree, type Plugin } from "vite"

// What the build leaves out of the libraries that seal.

/**
 * A reporter's browser signs with its own Ed25519, so sealing needs of noble's curve only X25519, which has a ladder of
 * its own: the multiplication by way of Ed25519, a shortcut, is taken out of the library's file. Ed25519 itself, for
 * browsers without one and for reading a report again, is a second copy that nothing else shares.
 */
export function curveApart(): Plugin {
  return {
    name: "curve-apart",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "client",
    async resolveId(source, importer) {
      if (!importer || !/^@noble\/|^\./.test(source)) return null
      const beside = importer.endsWith(apart)
      const first = importer.endsWith("src/crypto/noble.ts") && source.startsWith("@noble/")
      if (beside || first) {
        const found = await this.resolve(
          source,
          beside ? importer.slice(0, -apart.length) : importer,
        )
        return found && found.id + apart
      }
      if (source !== "@noble/curves/ed25519.js") return null
      const found = await this.resolve(source, importer, { skipSelf: true })
      return found && found.id + x25519Only
    },
    async load(id) {
      const mark = [apart, x25519Only].find((one) => id.endsWith(one))
      if (!mark) return null
      const code = await this.fs.readFile(id.slice(0, -mark.length), { encoding: "utf8" })
      if (mark === apart) return code
      const without = code.replace(/\n {8}scalarMultBase: \(k\) => \{.*?\n {8}\},/s, "")
      if (without === code) this.error("@noble/curves writes X25519 in another way now")
      return without
    },
  }
}

const x25519Only = "?x25519"
const apart = "?ed25519"

/** We seal to one kind of recipient. The curves of the others stay out of the page: a fifth of what sealing weighs. */
export function onlyOurCurve(): Plugin {
  return {
    name: "only-our-curve",
    transform(code, id) {
      if (id.endsWith("age-encryption/dist/index.js")) {
        const others =
          /import \{ ((?:Scrypt|X25519|Tag|Hybrid)\w+, (?:Scrypt|X25519|HybridTag)\w+) \} from "\.\/recipients\.js";/g
        const without = code.replaceAll(others, (line, names: string) =>
          names.startsWith("HybridIdentity")
            ? line
            : names
                .split(", ")
                .map((name) => `const ${name} = undefined;`)
                .join(" "),
        )
        if (/new (?!Hybrid)\w+Identity/.test(without) && !without.includes("const ScryptIdentity"))
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
