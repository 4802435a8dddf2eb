import { boolean, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { glAccount } from "./accounts"
import { account, code, companyId } from "./columns"
import { vatProdPostingGroup } from "./posting-group"

/** What vendors charge or allow on a document besides the goods: freight, a small-order fee, a deposit, a bonus. */
export const charge = pgTable(
  "charge",
  {
    companyId: companyId(),
    code: code(),
    /** What stands on the line, by the document's language. */
    textEn: text("text_en").notNull(),
    textNl: text("text_nl").notNull(),
    glAccountNo: account("gl_account_no").notNull(),
    vatProdPostingGroup: text("vat_prod_posting_group").notNull(),
    /** An allowance: it may stand with a negative quantity. */
    negativeAllowed: boolean("negative_allowed").notNull().default(false),
    blocked: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.code] }),
    foreignKey({ columns: [t.companyId, t.glAccountNo], foreignColumns: [glAccount.companyId, glAccount.no] }),
    foreignKey({
      columns: [t.companyId, t.vatProdPostingGroup],
      foreignColumns: [vatProdPostingGroup.companyId, vatProdPostingGroup.code],
    }),
  ],
)
