'use client'

import { Link, usePathname } from '@/i18n/navigation.ts'

/** The rooms of a class, for its staff. On a narrow screen they scroll sideways, and the current one is in sight. */
export function ClassTabs({ label, tabs }: { label: string; tabs: Array<{ href: string; label: string }> }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="border-b border-hair bg-paper">
      <ul className="mx-auto flex w-full max-w-6xl gap-1 overflow-x-auto px-2 sm:px-4">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              ref={pathname === tab.href ? bringIntoSight : null}
              href={tab.href}
              aria-current={pathname === tab.href ? 'page' : undefined}
              className="block border-b-2 border-transparent px-2.5 py-2.5 text-sm whitespace-nowrap text-soft no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function bringIntoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
}
