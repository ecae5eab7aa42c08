import { Skeleton } from '@/components/ui/page.tsx'

export default function MeLoading() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pb-16 pt-8 sm:px-6 sm:pt-10" aria-busy="true">
      <Skeleton className="mb-3 h-8 w-48" />
      <Skeleton className="mb-8 h-5 w-32" />
      <Skeleton className="mb-12 h-24 w-full" />
      <Skeleton className="mb-4 h-6 w-40" />
      <Skeleton className="h-48 w-full" />
    </div>
  )
}
