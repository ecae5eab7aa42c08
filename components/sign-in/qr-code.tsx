/** Dark modules on white, in both themes: cameras look for that. @param props.rows `1` for a dark module */
export function QrCode({ rows, label }: { rows: string[]; label: string }) {
  const path = rows
    .flatMap((row, y) => [...row].map((module, x) => (module === '1' ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      className="size-52 rounded border border-hair bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
