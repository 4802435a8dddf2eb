import { sentIn } from "@/test/attachments"
import type { Records } from "./records"
import { misses, names } from "./row"

const request = (of: Records) => ({ type: "purchase_request", no: of.requestNo })
const draft = (of: Records) => ({ type: "purchase_invoice", no: of.draftNo })
const posted = (of: Records) => ({ type: "posted_purchase_document", no: of.postedNo })
const nothing = () => ({ name: "", file: sentIn(Buffer.alloc(0)) })

const blank = { body: "", assignedTo: "" }
const noRequest = { type: "purchase_request", no: "nothing" }
const noPosted = { type: "posted_purchase_document", no: "nothing" }

/** Comments and files on requests, drafts and posted documents. */
export const paperRows = {
  readAttachments: [
    names("o✓✓–", of => [request(of)]),
    names("o✓✓–", of => [draft(of)]),
    names("–✓✓✓", of => [posted(of)]),
  ],
  openAttachment: [
    names("–✓✓✓", of => [posted(of), of.attachmentId]),
    misses("✓✓✓–", { type: "purchase_request", no: "nothing" }, 0),
    misses("✓✓✓–", { type: "purchase_invoice", no: "nothing" }, 0),
  ],
  receiveAttachment: [
    names("o✓✓–", of => [request(of), nothing()]),
    names("o✓✓–", of => [draft(of), nothing()]),
    names("–✓✓–", of => [posted(of), nothing()]),
  ],
  // Of what is posted nothing is removed: who might is told so.
  removeAttachment: [
    names("–✓✓–", of => [posted(of), of.attachmentId]),
    misses("✓✓✓–", { type: "purchase_request", no: "nothing" }, 0),
    misses("✓✓✓–", { type: "purchase_invoice", no: "nothing" }, 0),
  ],
  readComments: [
    names("o✓✓–", of => [request(of)]),
    names("o✓✓–", of => [draft(of)]),
    names("–✓✓✓", of => [posted(of)]),
  ],
  writeComment: [
    names("o✓✓–", of => [request(of), blank]),
    names("o✓✓–", of => [draft(of), blank]),
    names("–✓✓✓", of => [posted(of), blank]),
  ],
  editComment: [misses("✓✓✓–", noRequest, 0, "Hello"), misses("–✓✓✓", noPosted, 0, "Hello")],
  strikeComment: [misses("✓✓✓–", noRequest, 0), misses("–✓✓✓", noPosted, 0)],
  tickTask: [misses("✓✓✓–", noRequest, 0, true), misses("–✓✓✓", noPosted, 0, true)],
  withdrawAttachment: names("––✓–", of => [of.postedNo, of.attachmentId, ""]),
}
