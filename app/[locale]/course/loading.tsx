import { Skeleton } from '@/components/ui/page.tsx'

export default function CourseLoading() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pb-16 pt-8 sm:px-6 sm:pt-10" aria-busy="true">
      <Skeleton className="mb-4 h-8 w-48" />
      <Skeleton className="mb-8 h-5 w-full max-w-xl" />
      <Skeleton className="mb-12 h-20 w-full" />
      {[0, 1, 2].map((unit) => (
        <div key={unit} className="mb-12">
          <Skeleton className="mb-4 h-6 w-64" />
          <Skeleton className="h-32 w-full" />
        </div>
      ))}
    </div>
  )
}
