import { Children, type ComponentProps } from 'react'

/** A header of a table, where it heads something: the empty corner above row names is no header. */
export function HeaderCell({ children, node: _, ...rest }: ComponentProps<'th'> & { node?: unknown }) {
  if (Children.count(children) === 0) return <td {...rest} />
  return <th {...rest}>{children}</th>
}
