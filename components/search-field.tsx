import type { ComponentProps } from "react"
import { SearchIcon } from "./icons"

/** A field to search by; its label is read, not shown, since the shape and the placeholder say it to the eye. */
export function SearchField({ label, ...input }: { label: string } & Omit<ComponentProps<"input">, "aria-label">) {
  return (
    <div className="search">
      <SearchIcon className="icon" aria-hidden="true" />
      {/* A field keeps what was typed when its page comes again; reset or searched otherwise, it is drawn anew. */}
      <input
        key={String(input.defaultValue)}
        type="search"
        autoComplete="off"
        {...input}
        className="input"
        aria-label={label}
      />
    </div>
  )
}
