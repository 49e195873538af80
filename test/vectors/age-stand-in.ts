import { readFileSync, writeSync } from "node:fs"
import { Decrypter, identityToRecipient } from "age-encryption"

// Answers `age -d -i KEYS FILE` and `age-keygen -y` where the real ones are missing, so that the rest of
// docs/open-a-case.sh can still be tried. It is not age: the test says which of the two it used.
const [tool, ...given] = process.argv.slice(2)

if (tool === "age-keygen") {
  const identity = readFileSync(0, "utf8").trim()
  writeSync(1, `${await identityToRecipient(identity)}\n`)
} else {
  const [decrypt, by, keys = "", file = ""] = given
  if (decrypt !== "-d" || by !== "-i") throw new Error("only: age -d -i KEYS FILE")
  const decrypter = new Decrypter()
  for (const line of readFileSync(keys, "utf8").split("\n")) {
    if (line !== "" && !line.startsWith("#")) decrypter.addIdentity(line)
  }
  const opened = await decrypter.decrypt(new Uint8Array(readFileSync(file)))
  for (let at = 0; at < opened.length;) at += writeSync(1, opened.subarray(at))
}
