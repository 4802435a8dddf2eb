import type { ComponentProps, ReactElement } from "react"
import drawings from "./icons.svg"

/** As large as its class says, in the colour of the text around it. */
export type Icon = (props: ComponentProps<"svg">) => ReactElement

/**
 * Lucide's icons by its names. A page refers to a drawing of one file that browsers keep, instead of carrying each with it and drawing it
 * once more in the browser. After a change of this list: `npm run icons`.
 */
function icon(name: string): Icon {
  return props => (
    <svg aria-hidden="true" {...props}>
      <use href={`${drawings.src}#${name}`} />
    </svg>
  )
}

export const ArrowDown = icon("arrow-down")
export const ArrowDownUp = icon("arrow-down-up")
export const ArrowUp = icon("arrow-up")
export const Ban = icon("ban")
export const Barcode = icon("barcode")
export const Banknote = icon("banknote")
export const Bell = icon("bell")
export const BookOpen = icon("book-open")
export const CalendarClock = icon("calendar-clock")
export const Check = icon("check")
export const CheckCheck = icon("check-check")
export const ChevronDown = icon("chevron-down")
export const ChevronLeft = icon("chevron-left")
export const ChevronRight = icon("chevron-right")
export const ChevronUp = icon("chevron-up")
export const ChevronsUpDown = icon("chevrons-up-down")
export const Circle = icon("circle")
export const CircleCheck = icon("circle-check")
export const CircleDashed = icon("circle-dashed")
export const CircleSlash = icon("circle-slash")
export const CircleUser = icon("circle-user")
export const ClockAlert = icon("clock-exclamation-point")
export const Copy = icon("copy")
export const Ellipsis = icon("ellipsis")
export const Contact = icon("contact")
export const Eye = icon("eye")
export const Factory = icon("factory")
export const FileCheck = icon("file-check")
export const FileCheck2 = icon("file-check-corner")
export const FileInput = icon("file-input")
export const FileMinus = icon("file-minus")
export const FileOutput = icon("file-output")
export const FileSearch = icon("file-search")
export const FileSpreadsheet = icon("file-spreadsheet")
export const FileText = icon("file-text")
export const FileUp = icon("file-up")
export const History = icon("rotate-ccw-clock")
export const House = icon("house")
export const Info = icon("info")
export const KeyRound = icon("key-round")
export const Keyboard = icon("keyboard")
export const Link2 = icon("link-2")
export const ListChecks = icon("list-checks")
export const ListRestart = icon("list-restart")
export const ListTree = icon("list-tree")
export const Loader = icon("loader")
export const LogOut = icon("log-out")
export const Mail = icon("mail")
export const Mails = icon("mails")
export const Menu = icon("menu")
export const OctagonAlert = icon("octagon-exclamation-point")
export const Package = icon("package")
export const Paperclip = icon("paperclip")
export const Pencil = icon("pencil")
export const Percent = icon("percent")
export const Plug = icon("plug")
export const Plus = icon("plus")
export const RotateCw = icon("rotate-cw")
export const Scale = icon("scale")
export const SearchIcon = icon("search")
export const Settings2 = icon("settings-2")
export const ShieldCheck = icon("shield-check")
export const Tag = icon("tag")
export const Tags = icon("tags")
export const Trash2 = icon("trash")
export const TriangleAlert = icon("triangle-exclamation-point")
export const Undo2 = icon("undo-2")
export const UploadIcon = icon("upload")
export const UserRound = icon("user-round")
export const Users = icon("users")
export const WalletCards = icon("wallet-cards")
