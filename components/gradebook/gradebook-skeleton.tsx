import { Skeleton } from '../ui/page.tsx'

/** The shape of the table with its heads, so that nothing jumps when the grades arrive. */
export function GradebookSkeleton({ heads, label }: { heads: readonly string[]; label: string }) {
  const columns = heads.slice(0, 14)
  return (
    <div role="status" aria-label={label} aria-busy="true">
      <div className="mx-auto grid w-full max-w-6xl grid-cols-2 gap-3 sm:flex">
        <Skeleton className="col-span-2 h-[3.875rem] sm:w-64" />
        <Skeleton className="h-[3.875rem] sm:w-44" />
        <Skeleton className="h-[3.875rem] sm:w-52" />
      </div>
      <div className="my-2 h-[1.375rem]" />
      <div className="card h-[max(22rem,calc(100dvh-20rem))] overflow-hidden max-sm:-mx-4">
        <div className="flex h-[84px] items-end border-b border-hair pb-2">
          <div className="w-[116px] shrink-0 sm:w-[232px]" />
          {columns.map((head) => (
            <div key={head} className="line-clamp-2 w-[116px] shrink-0 px-2.5 text-xs leading-tight font-medium">
              {head}
            </div>
          ))}
        </div>
        {Array.from({ length: 10 }, (_, row) => (
          <div key={row} className="flex h-[44px] items-center border-b border-hair px-3">
            <Skeleton className="h-4 w-24 shrink-0 sm:w-40" />
            <Skeleton className="ml-8 h-4 w-full sm:ml-20" />
          </div>
        ))}
      </div>
    </div>
  )
}
