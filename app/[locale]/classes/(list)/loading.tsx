import { Skeleton } from '@/components/ui/page.tsx'

export default function ClassesLoading() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pb-16 pt-8 sm:px-6 sm:pt-10" aria-busy="true">
      <Skeleton className="mb-4 h-8 w-40" />
      <Skeleton className="mb-8 h-5 w-full max-w-md" />
      <Skeleton className="h-28 w-full" />
    </div>
  )
}
