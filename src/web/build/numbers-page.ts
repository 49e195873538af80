import { whoRunsEn, type WhoRunsWords } from "#web/words/who-runs-en.ts"
import { whoRunsZh } from "#web/words/who-runs-zh.ts"
import type { NumberLine } from "./slim-types.ts"

/** What the page of numbers says in one language. */
const said = {
  en: {
    lang: "en",
    title: "Numbers to call",
    lead: "Choose the country you are in. Emergency numbers come first.",
    emergency: "Emergency",
    unchecked: "We could not check this number.",
    hours: { "24x7": "Day and night" } as Record<string, string>,
    who: whoRunsEn,
    back: "To the report page",
    reviewed: "A lawyer and a doctor have not reviewed this page yet.",
  },
  zh: {
    lang: "zh-Hans",
    title: "可以拨打的电话",
    lead: "请选择您现在所在的国家或地区。紧急电话排在最前面。",
    emergency: "紧急电话",
    unchecked: "这个号码我们没有核实过。",
    hours: { "24x7": "全天 24 小时" } as Record<string, string>,
    who: whoRunsZh,
    back: "前往提交页面",
    reviewed: "本页尚未经律师和医生审核。",
  },
} as const

type Language = keyof typeof said
type PlaceNumbers = { name: Record<Language, string>; numbers: Record<Language, NumberLine[]> }

/** The page of numbers that needs no script: every country in both languages, and a place for the organisation's contact. */
export function numbersPage(
  places: readonly PlaceNumbers[],
  stylesheets: readonly string[],
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Numbers</title>
${stylesheets.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
</head>
<body class="letter">
<header class="bar"><div><p class="nb"><a href="#en">English</a> <a href="#zh" lang="zh-Hans">中文</a></p>
<a class="btn exit" href="https://www.wikipedia.org/" rel="noreferrer">Leave <span lang="zh-Hans">快速离开</span></a></div></header>
<main>
${section("en", places)}
${section("zh", places)}
<div id="who">
${whoRuns("en")}
${whoRuns("zh")}
</div>
<!--contact-->
</main>
</body>
</html>
`
}

function section(language: Language, places: readonly PlaceNumbers[]): string {
  const w = said[language]
  const heading = language === "en" ? "h1" : "h2"
  return `<section id="${language}" lang="${w.lang}" aria-labelledby="${language}-title">
<${heading} id="${language}-title">${w.title}</${heading}>
<p>${w.lead}</p>
${places.map((place) => country(language, place)).join("\n")}
<p class="small">${w.reviewed}</p>
<p class="small"><a href="#who-${language}">${w.who.title}</a></p>
</section>`
}

/** Who runs the server, and what it could do while nobody outside signs the list of keys. */
function whoRuns(language: Language): string {
  const w: WhoRunsWords = said[language].who
  const paragraphs = (sentences: readonly string[]) =>
    sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join("\n")
  return `<section id="who-${language}" lang="${said[language].lang}" aria-labelledby="who-${language}-title">
<h2 id="who-${language}-title">${w.title}</h2>
${paragraphs([w.runs, w.sealed, w.could, w.device])}
<h3>${w.todo}</h3>
${paragraphs([w.phone, w.compare, w.call])}
<p><a href="/">${said[language].back}</a></p>
</section>`
}

function country(language: Language, place: PlaceNumbers): string {
  const lines = place.numbers[language].toSorted((a, b) => rank(a) - rank(b))
  return `<details><summary>${escaped(place.name[language])}</summary>
<ul class="calls">
${lines.map((line) => lineOf(language, line)).join("\n")}
</ul>
</details>`
}

/** Sourced emergency numbers first; what could not be checked last. */
function rank(line: NumberLine): number {
  return line.emergency && line.sourced ? 0 : line.sourced ? 1 : 2
}

function lineOf(language: Language, line: NumberLine): string {
  const w = said[language]
  const href = line.dial
    ? `${line.channel === "sms" ? "sms" : "tel"}:${line.dial}`
    : (line.url ?? "")
  const notes = [
    line.emergency && line.sourced ? w.emergency : "",
    line.hours && line.hours !== "unknown" ? (w.hours[line.hours] ?? line.hours) : "",
    line.area ?? "",
    line.sourced ? "" : w.unchecked,
  ].filter((note) => note !== "")
  const note = notes.length > 0 ? `<span class="second">${escaped(notes.join(" · "))}</span>` : ""
  return `<li><a href="${escaped(href)}" rel="noreferrer"><b><bdi dir="ltr">${escaped(line.show ?? "www")}</bdi></b><span>${escaped(line.label)}${note}</span></a></li>`
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
}
