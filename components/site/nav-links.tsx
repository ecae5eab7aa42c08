'use client'

import { Link, usePathname } from '@/i18n/navigation.ts'

/** The places of the house; the one that the page belongs to is marked. */
export function NavLinks({ label, links }: { label: string; links: Array<{ href: string; label: string }> }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="flex shrink-0">
      {links.map((link) => {
        const current = pathname === link.href || pathname.startsWith(`${link.href}/`)
        return (
          <Link
            key={link.href}
            href={link.href}
            aria-current={current ? 'page' : undefined}
            className="rounded px-2 py-2 text-sm whitespace-nowrap text-soft no-underline hover:text-ink aria-[current]:text-ink sm:px-2.5"
          >
            {link.label}
          </Link>
        )
      })}
    </nav>
  )
}
