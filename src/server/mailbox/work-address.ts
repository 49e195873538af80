import { bareAddress } from "#server/channels/return-address.ts"
import type { Tx } from "#server/runtime.ts"

/** Where anybody may have a mailbox: that a colleague has one there says nothing about hers. */
const freeMail = new Set(
  `126.com 139.com 163.com 189.cn aliyun.com aol.com bluewin.ch btinternet.com daum.net duck.com fastmail.com
  foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net hey.com
  hotmail.co.uk hotmail.com hotmail.de hotmail.fr icloud.com laposte.net libero.it live.cn live.co.uk live.com
  mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.fr
  pm.me posteo.de proton.me protonmail.com qq.com rediffmail.com riseup.net rocketmail.com sina.cn sina.com
  sohu.com t-online.de tom.com tuta.com tutamail.com tutanota.com vip.163.com vip.qq.com vip.sina.com web.de
  wo.cn yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.hk yahoo.com.tw yahoo.de yahoo.fr yandex.com
  yandex.ru yeah.net ymail.com zoho.com`.split(/\s+/),
)

/** Whether the organisation could read mail there: an address of one of its people, or at a domain where they have theirs. */
export async function isWorkAddress(tx: Tx, address: string): Promise<boolean> {
  const domains = domainsOf(address).filter((domain) => !freeMail.has(domain))
  const ours = bareAddress(tx.runtime.config.mailFrom).toLowerCase()
  if (address === ours || domains.includes(domainOf(ours))) return true
  const { rowCount } = await tx.client.query(
    "select 1 from person where lower(email) = $1 or split_part(lower(email), '@', 2) = any($2::text[]) limit 1",
    [address, domains],
  )
  return Boolean(rowCount)
}

/** The domain of an address and every domain that it is part of. */
function domainsOf(address: string): string[] {
  const labels = domainOf(address).split(".")
  return labels.map((_, at) => labels.slice(at).join("."))
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1)
