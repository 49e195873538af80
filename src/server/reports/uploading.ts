import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { withCode } from "#server/http/session.ts"
import type { Tx } from "#server/runtime.ts"
import { beginUpload, takePart } from "#server/uploads/take.ts"
import type { Uploader } from "#server/uploads/start.ts"
import { idOf, type CaseId } from "#core/ids.ts"

/**
 * Files of somebody with a code, in sealed parts: a reporter's, before the report is sent or after; and of anybody else with a
 * mailbox, whose files belong to nobody else until their list names them.
 */
export const uploading = new Hono<Env>()
  .post("/uploads", withCode, (c) => beginUpload(c, whose(c.var.code)))
  .put("/uploads/:upload/parts/:n", withCode, (c) => takePart(c, whose(c.var.code)))

const whose =
  (code: { locator: Buffer; vk: Buffer }) =>
  async (tx: Tx): Promise<Uploader> => {
    const box = await tx.sql
      .selectFrom("mailbox")
      .select("caseId")
      .where("locator", "=", code.locator)
      .where("vk", "=", code.vk)
      .where("party", "=", "reporter")
      .executeTakeFirst()
    return { locator: code.locator, caseId: box ? idOf<CaseId>(box.caseId) : null, person: null }
  }
