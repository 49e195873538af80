// Prints the public holidays of a country in some years, the weekend days worked instead, and the days off in only a part
// of it, a row a year, as JSON; null for a country nobody knows. It runs as a process of its own: the library knows every country, which is forty megabytes a
// server need not keep.
import announced from "chinese-days/dist/chinese-days.json" with { type: "json" }
import Holidays from "date-holidays"

/** Days that the library calls public and on which grown-up people in the private sector work all day. */
const worked: Readonly<Record<string, readonly string[]>> = { CN: ["06-01"] }

const [country = "", parts = "", ...years] = process.argv.slice(2)
const known = country in new Holidays().getCountries()
const found = years.map((year) => {
  const { holidays, workdays } = notice(year) ?? { holidays: lawful(Number(year)), workdays: [] }
  return { holidays, workdays, regional: regional(Number(year), holidays) }
})
process.stdout.write(JSON.stringify(known ? found : null))

/** The days off in only a part of the country: of the parts that are named, or of all that the library knows. */
function regional(year: number, holidays: readonly string[]): string[] {
  const names =
    parts === "*" ? Object.keys(new Holidays().getStates(country) ?? {}) : parts.split(",")
  const each = names.filter(Boolean).map((part) => new Set(lawful(year, part)))
  const somewhere = new Set([...holidays, ...each.flatMap((days) => [...days])])
  const everywhere = (day: string) => holidays.includes(day) && each.every((days) => days.has(day))
  return [...somewhere].filter((day) => !everywhere(day)).toSorted()
}

/** China's days off and the weekends worked for them, by the State Council's notice, which comes each November for the next year. */
function notice(year: string): { holidays: string[]; workdays: string[] } | null {
  if (country !== "CN") return null
  const holidays = of(announced.holidays)
  return holidays.length > 0 ? { holidays, workdays: of(announced.workdays) } : null

  function of(days: object): string[] {
    return Object.keys(days).filter((day) => day.startsWith(`${year}-`))
  }
}

function lawful(year: number, part?: string): string[] {
  const kind = { types: ["public"] as "public"[] }
  return (part ? new Holidays(country, part, kind) : new Holidays(country, kind))
    .getHolidays(year)
    .flatMap(({ date, start, end }) => {
      // A holiday of half a day leaves a working day; one of several days is that many dates.
      const days = Math.round((end.getTime() - start.getTime()) / 86_400_000 - 0.25)
      const first = Temporal.PlainDate.from(date.slice(0, 10))
      const dates = Array.from({ length: days }, (_, at) => first.add({ days: at }).toString())
      return dates.filter((day) => !worked[country]?.includes(day.slice(5)))
    })
}
