// Brings a checkout in order: dependencies, the built web pages, the test browser. Each only when stale.
// Runs on whatever Node the machine has (18 or newer), before anything of ours is installed.
import { spawnSync } from "node:child_process"
import { createHash, randomBytes } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = "node_modules/.setup-stamp"
const builtStamp = "dist/web/.setup-stamp"
const lock = "dist/.setup-lock" // where git does not look and npm ci does not clear
const node = "node_modules/.bin/node"
const webSources = [
  "src/web",
  "src/core",
  "src/wire",
  "src/crypto",
  "content",
  "vite.config.ts",
  "vite.crypto.ts",
]
const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"]

/** Ends with one sentence a person can act on. */
class Stop extends Error {}

const wanted = process.argv.slice(2)
process.chdir(root)
try {
  demandMachine()
  if (isStale(wanted)) await withLock(() => bringInOrder(wanted))
} catch (error) {
  if (!(error instanceof Stop)) throw error
  console.error(`\nsetup: ${error.message}`)
  process.exitCode = 1
}

function bringInOrder(wanted) {
  if (dependenciesStale()) install()
  if (wanted.includes("web") && webStale()) buildWeb()
  if (wanted.includes("browser") && browserMissing()) unpackBrowser()
}

function isStale(wanted) {
  return (
    dependenciesStale() ||
    (wanted.includes("web") && webStale()) ||
    (wanted.includes("browser") && browserMissing())
  )
}

function demandMachine() {
  if (Number(process.versions.node.split(".")[0]) < 18) {
    throw new Stop(`Node ${process.version} is too old to begin with. Install Node 20 or newer.`)
  }
  const here = `${process.platform}-${process.arch}`
  if (!platforms.includes(here)) {
    throw new Stop(`Tocsin has no runtime for ${here}. It runs on ${platforms.join(", ")}.`)
  }
  const glibc = process.report?.getReport?.().header?.glibcVersionRuntime
  if (process.platform === "linux" && !glibc) {
    throw new Stop("This Linux has no glibc (Alpine?). Use a Debian, Ubuntu, Fedora or similar.")
  }
}

function dependenciesStale() {
  return read(stamp) !== sha(readFileSync("package-lock.json")) || !existsSync(node)
}

function install() {
  const want = sha(readFileSync("package-lock.json"))
  demandRoom(1500)
  console.log("setup: installing dependencies (npm ci; about a minute on a first run)")
  rmSync(stamp, { force: true }) // interrupted from here on, the next run begins again
  const begun = Date.now()
  const args = [
    "ci",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--engine-strict=false",
    "--ignore-scripts",
  ]
  const { npm, first } = findNpm()
  const made = spawnSync(npm, [...first, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "inherit", "pipe"],
    env: surroundings(),
    shell: process.platform === "win32" && first.length === 0,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (made.error?.code === "ENOENT") {
    throw new Stop("npm was not found. Install Node 20 or newer together with npm.")
  }
  if (made.status !== 0) throw new Stop(whyNpmFailed(made))
  if (!existsSync(node)) {
    throw new Stop(
      `The runtime for ${process.platform}-${process.arch} was not installed. Is npm set to leave out optional dependencies? Unset "omit=optional" and try again.`,
    )
  }
  const ran = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" })
  if (ran.status !== 0) {
    throw new Stop(`The installed Node does not run here: ${lastLines(ran.stderr || ran.error)}`)
  }
  writeWhole(stamp, want)
  console.log(`setup: dependencies are in place, Node ${ran.stdout.trim()} (${seconds(begun)})`)
}

/** npm tells each of its scripts which npm is running; without it, the one on the path. */
function findNpm() {
  const running = process.env.npm_execpath
  if (running && /npm-cli\.c?js$/.test(running)) return { npm: process.execPath, first: [running] }
  return { npm: process.platform === "win32" ? "npm.cmd" : "npm", first: [] }
}

/** Inside `npm test` npm marks the surroundings as a script's; `npm ci` must not inherit that. */
function surroundings() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|command)/i.test(name) && name !== "NODE_OPTIONS",
  )
  return { ...Object.fromEntries(kept), npm_config_production: undefined, NODE_ENV: undefined }
}

function whyNpmFailed({ stderr, signal, status }) {
  const said = lastLines(stderr ?? "")
  if (/are in sync/.test(stderr)) {
    const first = /(?:Missing|Invalid): .*/.exec(stderr)?.[0] ?? ""
    return `package.json and package-lock.json do not agree (${first.trim()}). Restore both from git.`
  }
  if (signal) return `npm ci was stopped (${signal}). Run the same command again.`
  if (/ENOSPC/.test(stderr)) return `The disk is full. Free about 1.5 GB and try again.\n${said}`
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(stderr)) {
    return `The npm registry could not be reached. Check the network or the proxy.\n${said}`
  }
  if (/EACCES|EPERM|EROFS/.test(stderr)) {
    return `npm may not write here. Is the folder yours?\n${said}`
  }
  return `npm ci failed (${status}).\n${said}`
}

function webStale() {
  if (!existsSync("vite.config.ts") || !existsSync("src/web")) return false // nothing to build
  if (!filesUnder("src/web").some((path) => path.endsWith(".html"))) return false
  return read(builtStamp) !== webState()
}

function webState() {
  const files = webSources.filter((path) => existsSync(path)).flatMap(filesUnder)
  const counted = files.filter((path) => !/\.test\.tsx?$/.test(path)).sort()
  const state = counted.map((path) => `${path} ${sha(readFileSync(path))}`)
  return sha([...state, sha(readFileSync("package-lock.json"))].join("\n"))
}

function buildWeb() {
  const state = webState()
  console.log("setup: building the web pages")
  const begun = Date.now()
  const args = ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"]
  const built = spawnSync(node, args, { stdio: "inherit" })
  if (built.status !== 0) throw new Stop("The web pages could not be built; the reason is above.")
  if (!existsSync("dist/web")) throw new Stop("vite.config.ts should build into dist/web.")
  writeWhole(builtStamp, state)
  console.log(`setup: web pages built (${seconds(begun)})`)
}

function browserMissing() {
  return existsSync("test/browser-files.ts") && !existsSync("node_modules/.cache/browser/ready")
}

function unpackBrowser() {
  console.log("setup: unpacking the test browser")
  const begun = Date.now()
  const unpacked = spawnSync(node, ["test/browser-files.ts"], { stdio: "inherit" })
  if (unpacked.status !== 0) throw new Stop("The test browser could not be unpacked; see above.")
  console.log(`setup: the test browser is ready (${seconds(begun)})`)
}

/** One set-up at a time: a folder is made by exactly one process. */
async function withLock(work) {
  for (let told = false; ;) {
    try {
      mkdirSync(dirname(lock), { recursive: true })
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code === "EACCES" || error.code === "EROFS" || error.code === "EPERM") {
        throw new Stop(`This folder cannot be written to: ${root}`)
      }
      if (error.code === "ENOSPC") throw new Stop("The disk is full. Free about 1.5 GB.")
      if (error.code !== "EEXIST") throw error
    }
    if (!told) console.log("setup: waiting for another set-up in this folder")
    told = true
    if (holderIsGone()) breakLock()
    await new Promise((resume) => setTimeout(resume, 200))
  }
  writeFileSync(join(lock, "holder"), String(process.pid))
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.once("exit", release)
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => process.exit(130))
  await work()
  release()
}

/** The holder wrote its number; one that could not within five seconds died in between. */
function holderIsGone() {
  const holder = Number(read(join(lock, "holder")))
  try {
    const age = Date.now() - statSync(lock).mtimeMs
    if (!holder) return age > 5000
    process.kill(holder, 0)
    // After a restart of the machine the number may be another program's.
    const words = existsSync("/proc/self/cmdline") && read(`/proc/${holder}/cmdline`)
    return typeof words === "string" ? !words.includes("setup.mjs") : age > 30 * 60_000
  } catch (error) {
    return error.code === "ESRCH" // ENOENT: it was released this moment, and the loop goes on
  }
}

/** Two who find it left over must not both break it: only one rename succeeds. */
function breakLock() {
  const aside = `${lock}-${randomBytes(4).toString("hex")}`
  try {
    renameSync(lock, aside)
    rmSync(aside, { recursive: true, force: true })
  } catch (error) {
    if (error.code !== "ENOENT") throw error
  }
}

function demandRoom(megabytes) {
  if (!statfsSync) return
  const { bavail, bsize } = statfsSync(".")
  const free = Math.floor((bavail * bsize) / 1e6)
  if (free < megabytes) {
    throw new Stop(`The disk has ${free} MB left and the set-up needs ${megabytes} MB.`)
  }
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)))
}

function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined
}

function sha(bytes) {
  return createHash("sha256").update(bytes).digest("hex")
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`
}

function lastLines(text) {
  return String(text).trim().split("\n").slice(-6).join("\n")
}
