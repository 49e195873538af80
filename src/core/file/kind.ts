/** What the desk can look at without running or fetching anything. */
export const shownKinds = [
  "jpeg",
  "png",
  "webp",
  "gif",
  "heic",
  "pdf",
  "mp3",
  "m4a",
  "ogg",
  "wav",
  "flac",
  "mp4",
  "webm",
  "mov",
  "text",
  "chat",
  "chat-page",
  "csv",
  "json",
  "mail",
] as const
export type ShownKind = (typeof shownKinds)[number]

/** What is kept and handed on, and never opened here. */
export const keptKinds = [
  "office",
  "archive",
  "page",
  "drawing",
  "program",
  "voice",
  "other",
] as const
export type KeptKind = (typeof keptKinds)[number]

export type FileKind = ShownKind | KeptKind

/** What a person takes a file for: two kinds of one sort are no lie. */
export const fileSorts = ["picture", "pdf", "media", "text", ...keptKinds] as const
export type FileSort = (typeof fileSorts)[number]

const sorts = {
  jpeg: "picture",
  png: "picture",
  webp: "picture",
  gif: "picture",
  heic: "picture",
  pdf: "pdf",
  mp3: "media",
  m4a: "media",
  ogg: "media",
  wav: "media",
  flac: "media",
  mp4: "media",
  webm: "media",
  mov: "media",
  text: "text",
  chat: "text",
  "chat-page": "page",
  csv: "text",
  json: "text",
  mail: "text",
} as const satisfies Record<ShownKind, FileSort>

/** Whether the desk shows files of this kind at all. */
export function isShown(kind: FileKind): kind is ShownKind {
  return kind in sorts
}

/** What a person takes a file of this kind for. */
export function sortOf(kind: FileKind): FileSort {
  return isShown(kind) ? sorts[kind] : kind
}

/** The name's last letters that mean a sort; others say nothing. */
const endings: Readonly<Record<FileSort, string>> = {
  picture: "jpg jpeg jfif jpe png webp gif heic heif avif bmp tif tiff",
  pdf: "pdf",
  media: "mp3 m4a aac ogg oga opus wav flac mp4 m4v webm mov 3gp mkv avi",
  text: "txt text log md csv tsv json jsonl eml srt vtt",
  office: "doc docx docm xls xlsx xlsm ppt pptx pptm odt ods odp rtf wps et dps pages numbers key",
  archive: "zip rar 7z gz tgz tar bz2 xz",
  page: "html htm xhtml mht mhtml xml",
  drawing: "svg svgz",
  program:
    "exe dll com scr msi bat cmd ps1 vbs vbe js jse mjs wsf hta lnk jar apk app dmg pkg sh py pif cpl reg url",
  voice: "amr silk slk",
  other: "",
}

const sortOfEnding = new Map(
  fileSorts.flatMap((sort) =>
    endings[sort]
      .split(" ")
      .filter((ending) => ending !== "")
      .map((ending) => [ending, sort] as const),
  ),
)

/** What a file's name says it is; null when it says nothing. */
export function sortOfName(name: string): FileSort | null {
  const [, ending = ""] = /\.([^.]+)$/.exec(plainName(name)) ?? []
  return sortOfEnding.get(ending.trim().toLowerCase()) ?? null
}

/** What a declared media type says; null when it says nothing. */
export function sortOfType(type: string): FileSort | null {
  const [plain = ""] = type.toLowerCase().split(";")
  const known = typeSorts.find(([form]) => form.test(plain.trim()))
  return known ? known[1] : null
}

const typeSorts: readonly (readonly [RegExp, FileSort])[] = [
  [/^image\/svg/, "drawing"],
  [/^image\//, "picture"],
  [/^application\/pdf$/, "pdf"],
  [/^audio\/(amr|silk)/, "voice"],
  [/^(audio|video)\//, "media"],
  [/^(text\/html|application\/xhtml\+xml|(text|application)\/xml)$/, "page"],
  [
    /^(text\/javascript|application\/(javascript|x-ms.*|x-sh|vnd\.microsoft\.portable-executable))$/,
    "program",
  ],
  [/^(text\/.*|application\/json|message\/rfc822)$/, "text"],
  [/^application\/(zip|x-tar|gzip|x-gzip|vnd\.rar|x-rar.*|x-7z.*)$/, "archive"],
  [/^application\/(msword|rtf|vnd\.(ms-|openxmlformats|oasis).*)/, "office"],
]

/** Signs that turn the order of letters round: with them `exe.jpg` can be read where `gpj.exe` is written. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A file's name in the order in which it is written. */
export function plainName(name: string): string {
  return name.replaceAll(turning, "")
}

/** Whether a name would be read in another order than it is written. */
export function isTurned(name: string): boolean {
  return /[\u202d\u202e\u2066-\u2069]/.test(name)
}
