import type { ReactNode } from 'react'
import styles from './numbers-table.module.css'

export interface NumbersRow {
  name: ReactNode
  cells: readonly ReactNode[]
  /** What the reader has chosen, or what matters most. */
  chosen?: boolean
}

export interface NumbersTableProps {
  /** What heads the names, then what heads each column of cells. */
  columns: readonly ReactNode[]
  rows: readonly NumbersRow[]
  caption?: ReactNode
  /** A column that a narrow screen leaves out. */
  optional?: number
  /** Makes a long table a region of its own, which the keyboard scrolls; its name. */
  region?: string
}

/** The numbers beside a chart: for screen readers, for copying, and for those who trust digits more than lines. */
export function NumbersTable({ columns, rows, caption, optional, region }: NumbersTableProps) {
  const classOf = (column: number) => (column === optional ? styles.optional : undefined)
  const regionOf = region === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': region }
  return (
    <div className={styles.scroll} {...regionOf}>
      <table className={styles.numbers}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map((column, k) => (
              <th key={k} scope="col" className={classOf(k)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, chosen }, key) => (
            <tr key={key} data-chosen={chosen ? '' : undefined}>
              <th scope="row">{name}</th>
              {cells.map((cell, k) => (
                <td key={k} className={classOf(k + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
