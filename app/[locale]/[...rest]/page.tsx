import { notFound } from 'next/navigation'

/** Catches what no page claims, so that the page that says so has the language and the header. */
export default function Missing() {
  notFound()
}
