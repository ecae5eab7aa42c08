import type { ReactNode } from 'react'

/** What would change, a row each, in a box of its own that scrolls. @param props.columns their titles */
export function ChangeTable(props: { label: string; columns: readonly string[]; height: string; children: ReactNode }) {
  return (
    <div className={`card ${props.height} overflow-auto`} tabIndex={0} role="region" aria-label={props.label}>
      <table className="w-full text-sm">
        <thead className="text-left text-soft">
          <tr className="border-b border-hair">
            {props.columns.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

/** @param props.head whom or what it is about */
export function ChangeRow({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <tr className="border-b border-hair last:border-0">
      <th scope="row" className="px-3 py-1.5 text-left font-normal">
        {head}
      </th>
      {children}
    </tr>
  )
}
