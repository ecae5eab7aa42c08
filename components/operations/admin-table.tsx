import type { ReactNode } from 'react'

/** A titled table that scrolls by itself where the page is narrower; a sentence where there is nothing to tell. */
export function AdminTable(props: {
  id: string
  title: string
  head: string[]
  /** Shown instead of a table without rows. */
  empty: string
  rows: Array<{ key: string; cells: ReactNode[] }>
}) {
  const { id, title, head, empty, rows } = props
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-lg">
        {title}
      </h2>
      {rows.length === 0 ? (
        <p className="m-0 text-sm text-soft">{empty}</p>
      ) : (
        // Focusable, so that the keyboard can scroll it.
        <div className="overflow-x-auto" role="region" aria-labelledby={id} tabIndex={0}>
          <table className="w-full text-sm tabular-nums">
            <thead>
              <tr className="border-b border-hair">
                {head.map((name) => (
                  <th key={name} scope="col" className="py-2 pr-5 text-left font-medium whitespace-nowrap text-soft">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key} className="border-b border-hair align-top">
                  {cells.map((cell, index) =>
                    index === 0 ? (
                      <th key={index} scope="row" className="py-2 pr-5 text-left font-normal">
                        {cell}
                      </th>
                    ) : (
                      <td key={index} className="py-2 pr-5">
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
