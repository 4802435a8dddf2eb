import type { salesInvoiceLine } from "@/db/schema"

type Stored = typeof salesInvoiceLine.$inferInsert

/** What a seller enters on a line of a sales invoice; numbers as plain decimal strings, amounts not yet worked out. */
export type DemoSalesLine = Pick<Stored, "type"> &
  Partial<
    Pick<
      Stored,
      | "no"
      | "description"
      | "quantity"
      | "unitOfMeasureCode"
      | "qtyPerUnitOfMeasure"
      | "unitPrice"
      | "lineDiscountPercent"
      | "vatProdPostingGroup"
      | "genProdPostingGroup"
    >
  >
