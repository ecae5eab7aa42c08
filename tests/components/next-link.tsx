/** Stands in for next/link: a plain link. */
import type { ComponentProps } from 'react'

type Props = ComponentProps<'a'> & { prefetch?: unknown; replace?: unknown; scroll?: unknown }

export default function Link({ prefetch: _prefetch, replace: _replace, scroll: _scroll, ...attributes }: Props) {
  return <a {...attributes} />
}
