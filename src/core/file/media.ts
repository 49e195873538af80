import { big, lettersAt, little, type Piece, startsWith, type Structure } from "./bytes.ts"

/** Sound, film and what phones put into the same boxes, by structure; null when it is none. */
export function mediaOf(piece: Piece): Structure | null {
  const { head, size } = piece
  if (startsWith(head, "fLaC")) return { kind: "flac" }
  if (startsWith(head, "OggS\0")) return { kind: "ogg" }
  if (startsWith(head, "RIFF") && startsWith(head, "WAVE", 8))
    return { kind: "wav", broken: little(head, 4, 4) + 8 > size }
  if (startsWith(head, "\u001aE\u00df\u00a3"))
    return { kind: lettersAt(head, 0, 64).includes("webm") ? "webm" : "other" }
  return boxes(piece) ?? mp3(piece)
}

const heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
const film = [
  "isom",
  "iso2",
  "iso4",
  "iso5",
  "iso6",
  "mp41",
  "mp42",
  "avc1",
  "dash",
  "M4V ",
  "MSNV",
]

/** The boxes of MP4: each says how long it is, and one begins where the last ended. */
function boxes({ head, size }: Piece): Structure | null {
  const first = lettersAt(head, 4, 8)
  if (!["ftyp", "moov", "mdat", "wide", "free"].includes(first)) return null
  const seen: string[] = []
  let at = 0
  while (at + 8 <= head.length) {
    const name = lettersAt(head, at + 4, at + 8)
    const length = big(head, at, 4)
    const long = length === 1 ? big(head, at + 8, 8) : length === 0 ? size - at : length
    if (!/^[\w \u00a9-]{4}$/.test(name) || long < 8)
      return seen.length > 1 ? null : { kind: "other" }
    seen.push(name)
    at += long
  }
  const kind = first === "ftyp" ? branded(lettersAt(head, 8, 12)) : "mov"
  return { kind, broken: at > size }
}

function branded(brand: string): Structure["kind"] {
  if (heic.includes(brand)) return "heic"
  if (/^M4[AB] $/.test(brand)) return "m4a"
  if (brand === "qt  ") return "mov"
  return film.includes(brand) || brand.startsWith("3gp") ? "mp4" : "other"
}

const rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const ratesOfTwo = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const tones = [44_100, 48_000, 32_000]

/** Three frames in a row, each where the one before ends: two bytes alone are anybody's. */
function mp3({ head }: Piece): Structure | null {
  const tagged = startsWith(head, "ID3")
  const bits = (at: number) => (head[at] ?? 0) & 0x7f
  let at = tagged ? 10 + bits(6) * 2 ** 21 + bits(7) * 2 ** 14 + bits(8) * 2 ** 7 + bits(9) : 0
  // A picture in front of the sound can be longer than what is looked at.
  if (tagged && at >= head.length) return { kind: "mp3" }
  for (let frame = 0; frame < 3; frame++) {
    const length = frameLength(head, at)
    if (length === null) return null
    at += length
    if (at >= head.length) return { kind: "mp3", broken: frame < 2 }
  }
  return { kind: "mp3" }
}

function frameLength(head: Uint8Array, at: number): number | null {
  const [sync = 0, second = 0, third = 0] = head.subarray(at, at + 3)
  if (sync !== 0xff || (second & 0xe6) !== 0xe2) return null
  const version = (second >> 3) & 3
  const rate = (version === 3 ? rates : ratesOfTwo)[third >> 4]
  const tone = tones[(third >> 2) & 3]
  if (version === 1 || !rate || !tone) return null
  const scale = version === 3 ? 1 : version === 2 ? 2 : 4
  const perFrame = version === 3 ? 144_000 : 72_000
  return Math.floor((perFrame * rate) / (tone / scale)) + ((third >> 1) & 1)
}
