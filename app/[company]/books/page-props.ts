import type { Search } from "@/app/_lists/list-address"

/** What Next.js gives every page of the books that stands for itself. */
export type BooksPageProps = { params: Promise<{ company: string }>; searchParams: Promise<Search> }
