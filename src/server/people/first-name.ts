/** What she reads of a person before anything is sent: the first name, or the whole of a name in Han, Kana or Hangul. */
export function firstNameOf(name: string): string {
  const whole = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
  return whole.test(name) ? name : (name.split(/\s+/)[0] ?? name)
}
