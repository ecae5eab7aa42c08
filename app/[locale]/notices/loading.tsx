import { Skeleton } from '@/components/ui/page.tsx'

export default function NoticesLoading() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-8 sm:px-6 sm:pt-10" aria-hidden="true">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="mt-8 h-64 w-full" />
    </div>
  )
}
