/** Stands in for next/navigation: a page that never goes anywhere. What a component does with its router is recorded. */
import { vi } from 'vitest'

export const router = {
  push: vi.fn<(href: string) => void>(),
  replace: vi.fn<(href: string) => void>(),
  prefetch: vi.fn<(href: string) => void>(),
  refresh: vi.fn<() => void>(),
  back: vi.fn<() => void>(),
  forward: vi.fn<() => void>(),
}

export const useRouter = () => router
export const usePathname = () => '/en'
export const useParams = () => ({})
export const useSearchParams = () => new URLSearchParams()

export function redirect(href: string): never {
  throw new Error(`a component redirected to ${href}`)
}

export function permanentRedirect(href: string): never {
  return redirect(href)
}

export function notFound(): never {
  throw new Error('a component found nothing')
}
