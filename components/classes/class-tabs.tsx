'use client'

import { Link, usePathname } from '@/i18n/navigation.ts'

/** The rooms of a class, for its staff, the overview first. On a narrow screen they scroll sideways, and the current one is in sight. */
export function ClassTabs({ label, tabs }: { label: string; tabs: Array<{ href: string; label: string }> }) {
  const pathname = usePathname()
  // The overview is above all of them; a page below another room is in that room.
  const room = tabs.find(({ href }, index) => index > 0 && pathname.startsWith(`${href}/`))?.href
  const currentOf = (href: string) => (href === pathname ? 'page' : href === room ? 'true' : undefined)
  return (
    <nav aria-label={label} className="border-b border-hair bg-paper">
      <ul className="mx-auto flex w-full max-w-6xl gap-1 overflow-x-auto px-2 sm:px-4">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              ref={currentOf(tab.href) === undefined ? null : bringIntoSight}
              href={tab.href}
              aria-current={currentOf(tab.href)}
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
